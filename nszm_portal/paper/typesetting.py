"""Makes a PDF of a page. A program of its own, as a page may be made to keep one busy for hours.

    python -m nszm_portal.paper.typesetting < request > paper.pdf

The request is a line of JSON and the page's HTML behind it. The line tells "stylesheet", the text
of one; "base", the page's address; "pictures", the file of each address that may be read; "memory"
and "seconds", in bytes and of processor time. It has no settings and none of the portal's
secrets, and whatever the page asks for besides the pictures and our letters it does not get:
neither from the network nor from the disk. Ends with a number other than 0 where it fails.

What comes out is tagged as PDF/UA-1 (ISO 14289-1) asks.
"""

import json
import logging
import sys
from pathlib import Path

from nszm_portal.library.intake.confined import confine

LARGEST = 128_000_000  # bytes of a PDF
LETTERS = "letters:"  # the scheme of our letters' addresses in the stylesheet
# By the style and weight that the stylesheet names them with.
FACES = {
    "regular": "SourceSansPro-Regular.otf",
    "italic": "SourceSansPro-It.otf",
    "bold": "SourceSansPro-Bold.otf",
    "bold-italic": "SourceSansPro-BoldIt.otf",
}


def main() -> None:
    request = json.loads(sys.stdin.buffer.readline())
    confine(request["memory"], request["seconds"], LARGEST)
    page = sys.stdin.buffer.read().decode()
    # Only now: it takes half a second and 40 MB, and looks into the system for its parts.
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("weasyprint").addHandler(logging.StreamHandler(sys.stderr))
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    fetcher = _fetcher(request["pictures"])
    common = {"url_fetcher": fetcher, "base_url": request["base"]}
    letters = FontConfiguration()
    css = CSS(string=request["stylesheet"], font_config=letters, **common)
    paper = HTML(string=page, **common)
    paper.write_pdf(
        sys.stdout.buffer, stylesheets=[css], font_config=letters, pdf_variant="pdf/ua-1"
    )


def _fetcher(pictures: dict[str, str]):
    """What WeasyPrint gets its files from: those that are named, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Named(URLFetcher):
        def __init__(self):
            super().__init__(allowed_protocols=())

        def fetch(self, url, headers=None):
            if file := _letters(url) or pictures.get(url):
                return URLFetcherResponse(url, Path(file).read_bytes())
            raise ValueError("not ours")

    return Named()


def _letters(url: str) -> Path | None:
    import font_source_sans_pro

    name = FACES.get(url.removeprefix(LETTERS)) if url.startswith(LETTERS) else None
    return Path(font_source_sans_pro.font_directory, name) if name else None


if __name__ == "__main__":
    main()
