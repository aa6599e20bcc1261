"""Measures what a PDF costs: an article's and a bundle's, and one that was made already."""

import argparse
import multiprocessing
import resource
import sys
from contextlib import ExitStack
from statistics import median
from time import perf_counter

import django

from bench import installation
from bench.comparison import Subject, measure
from bench.report import Ratio, Target
from bench.serving import Server

BUNDLE = 100  # publications
LEAST_RATIO = 0.5  # of a PDF that was made already to a kept page, in requests a second
ROUNDS_OF_MAKING = 5
MEGABYTE = 1024  # in the units of ru_maxrss


def main(arguments=None) -> int:
    options = _options(arguments)
    with ExitStack() as stack:
        stack.enter_context(installation.portal(options.database))
        article = _fill(options.bundle)
        print(f"{options.database}")
        _print_making(f"{article}tisk/", "the PDF of an article with everything", ROUNDS_OF_MAKING)
        bundle = f"/tisk/?{'&'.join(f'id={each}' for each in _references(options.bundle))}"
        _print_making(bundle, f"the PDF of a bundle of {options.bundle}", 1)
        server = stack.enter_context(Server("nszm_portal", "nszm_portal.settings"))
        page, paper = Subject("page", server, article), Subject("PDF", server, f"{article}tisk.pdf")
        measure([page, paper], options.rounds, options.seconds)
    ratio = Ratio(paper, page)
    target = f"a PDF made already : a kept page, at least {LEAST_RATIO}"
    found = Target(target, ratio, ratio >= LEAST_RATIO)
    sizes = f"{len(paper.answer.body)} bytes beside {len(page.answer.body)}"
    print(
        f"- the same PDF again: {_rate(paper)} a second beside {_rate(page)}, {sizes}",
        found,
        sep="\n",
    )
    return 0 if found.is_met else 1


def _fill(count: int) -> str:
    """Enough articles, and one that has everything: its address."""
    from bench import content
    from nszm_portal.library.models import Document, Picture

    installation.populate(count, 10)
    pictures, documents = Picture.objects.all()[:4], Document.objects.filter(is_public=True)[:3]
    return content.article_with_everything(pictures, documents).get_absolute_url()


def _references(count: int) -> list[str]:
    from news.models import Article

    return [article.reference for article in Article.objects.visible()[:count]]


def _print_making(path: str, what: str, rounds: int) -> None:
    from bench.editing import _editor

    started = perf_counter()
    page = _editor().get(path).text
    rendering = perf_counter() - started
    # Of a process of its own are the children, whose largest memory the system tells.
    with multiprocessing.get_context("spawn").Pool(1, django.setup) as pool:
        waits, size, peak = pool.apply(_make, [page, rounds])
    print(
        f"- {what}: {median(waits):.2f} s after {rendering:.2f} s for the page itself, "
        f"{peak:.0f} MB of memory, {size / 1e6:.2f} MB of PDF"
    )


def _make(page: str, rounds: int) -> tuple[list[float], int, float]:
    """Seconds of each time, bytes, and megabytes that the process took which makes it."""
    from nszm_portal.paper import making

    waits = []
    for _ in range(rounds):
        started = perf_counter()
        content = making._made(page)
        waits.append(perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
    return waits, len(content), peak


def _rate(subject: Subject) -> str:
    return f"{median(burst.per_second for burst in subject.bursts):.0f}"


def _options(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m bench.paper", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--bundle", type=int, default=BUNDLE, metavar="N", help="publications")
    parser.add_argument("--rounds", type=int, default=10, metavar="N")
    parser.add_argument("--seconds", type=float, default=0.5, metavar="S", help="of each burst")
    options = parser.parse_args(arguments)
    if not 0 < options.bundle <= 200 or options.rounds < 1 or options.seconds <= 0:
        parser.error("one to 200 publications, a round or more, a time above zero")
    return options


if __name__ == "__main__":
    sys.exit(main())
