"""Documents of the demonstration as PDF files."""

import re
from itertools import groupby

from nszm_portal.demonstration.content.texts import Text
from nszm_portal.demonstration.pdf.paper import Paper

HEAD = "Národní síť Zdravých měst České republiky"
FOOT = "nszm@nszm.cz, www.zdravamesta.cz"


def make(text: Text) -> bytes:
    """The PDF of a document's text.

    Its marks: "# heading", "- item", "| cell | cell |" (the first row is the table's head, and
    each of its cells ends with the column's share of the width in percent); the rest is
    paragraphs, one a line.
    """
    paper = Paper(text["title"], HEAD, FOOT)
    paper.heading(text["title"], level=1)
    lines = [line.strip() for line in text.body.splitlines() if line.strip()]
    for mark, group in groupby(lines, key=lambda line: line[0] if line[0] in "#-|" else ""):
        _put(paper, mark, list(group))
    return paper.bytes()


def _put(paper: Paper, mark: str, lines: list[str]) -> None:
    if mark == "#":
        for line in lines:
            paper.heading(line.removeprefix("# "))
    elif mark == "-":
        paper.bullets([line.removeprefix("- ") for line in lines])
    elif mark == "|":
        _put_table(paper, lines)
    else:
        for line in lines:
            paper.paragraph(line)


def _put_table(paper: Paper, lines: list[str]) -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    head = [re.fullmatch(r"(.+) (\d+)", cell) for cell in rows[0]]
    shares = [int(cell[2]) / 100 for cell in head]
    paper.table([[cell[1] for cell in head], *rows[1:]], shares)
