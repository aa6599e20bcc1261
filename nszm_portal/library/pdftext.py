"""The words in a PDF. A program of its own, as such a file may be made to break who reads it.

    python -m nszm_portal.library.pdftext < file.pdf

Writes JSON: "pages", how many there are, and "text", what stands on them, a block on a line; as
much of it as LETTERS, PAGES and SECONDS allow. Ends with a number other than 0 where the file is
damaged or wants a password. It knows nothing of Django, and nothing of the portal reaches it.
"""

import json
import re
import resource
import sys
import time
import unicodedata

LETTERS = 100_000
PAGES = 500  # that are read; counted are all
SECONDS = 5  # after which no further page is begun
MOST_SECONDS = 8  # of work, after which the system ends it, in the middle of a page too
MEMORY = 512 * 2**20  # bytes, libraries and all
OUTPUT = 2**20  # bytes; four for each of LETTERS and what JSON adds
# pdfium's signs for what only divides a word at the end of a line, and marks for where it may be.
DIVIDING = re.compile("[\x02\ufffe\u00ad](?:\r\n)?|[\u200b-\u200d\u2060\ufeff]")
FULL = 0.75  # of the page's longest line: a shorter one was ended on purpose
NARROWEST = 40  # letters of a line in a column
ENDS = re.compile(r"[.!?:;…][“\"')]?$")


def main() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    # Only now: before it nothing of the file was looked at.
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(sys.stdin.buffer)
    except pypdfium2.PdfiumError as error:
        sys.exit(str(error))
    json.dump({"pages": len(pdf), "text": "\n".join(_blocks(pdf))[:LETTERS]}, sys.stdout)


def _blocks(pdf):
    letters, started = 0, time.process_time()
    for number in range(min(len(pdf), PAGES)):
        if letters >= LETTERS or time.process_time() - started > SECONDS:
            break
        written = _page(pdf, number, LETTERS - letters)
        letters += len(written)
        yield from blocks(written)


def _page(pdf, number: int, most: int) -> str:
    import pypdfium2

    try:
        page = pdf[number]
        text = page.get_textpage()
        return text.get_text_range(0, min(most, text.count_chars()))
    except pypdfium2.PdfiumError:  # one damaged page; the others may be sound
        return ""


def blocks(page: str) -> list[str]:
    """What is read without a break, each as one line: a paper's own lines end anywhere."""
    written = DIVIDING.sub("", page).splitlines()
    lines = [line for each in written if (line := _plain(each))]
    longest = max(map(len, lines), default=0)
    found: list[str] = []
    before = ""
    for line in lines:
        if before and _goes_on(before, line, longest):
            found[-1] += f" {line}"
        else:
            found.append(line)
        before = line
    return found


def _goes_on(before: str, line: str, longest: int) -> bool:
    was_full = len(before) >= max(NARROWEST, longest * FULL)
    return not ENDS.search(before) and (was_full or line[0].islower())


def _plain(line: str) -> str:
    """Without what no reader sees; surrogates and the like cannot even be stored."""
    line = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in line)
    return " ".join(line.split())


if __name__ == "__main__":
    main()
