"""Measures the portal beside a bare Django project; says whether each target is met."""

import argparse
import re
import sys
from contextlib import ExitStack
from pathlib import Path

from bench import installation
from bench.answer import Answer
from bench.comparison import Subject, measure
from bench.front import Front, put_as_file
from bench.report import (
    AIM_BY_NGINX,
    LEAST_BY_NGINX,
    LEAST_RATIO,
    MOST_BYTES,
    MOST_QUERIES,
    MOST_QUERIES_OF_MEETING,
    Ratio,
    Target,
    at_least,
    at_most,
    table,
)
from bench.serving import Server

FEW = 10  # articles and meetings to compare many with; all come beside the demonstration's
STYLESHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


def main() -> int:
    options = _options()
    with ExitStack() as stack:
        folder = stack.enter_context(installation.portal(options.database))
        paths, targets = _fill(options.articles, options.meetings)
        subjects = _subjects(stack, folder, paths)
        measure(subjects, options.rounds, options.seconds)
        bare, article, file, front = subjects[:4]
        stylesheet = article.server.fetch(_stylesheet(article.answer))
    ratio, by_nginx = Ratio(article, bare), Ratio(front, file)
    size = "bytes sent of"
    targets += [
        at_most(f"{size} an article's HTML without pictures", MOST_BYTES, len(article.answer.body)),
        at_most(f"{size} the stylesheet", MOST_BYTES, len(stylesheet.body)),
        at_least("kept article : bare view", LEAST_RATIO, ratio),
        at_least("nginx's article : nginx's file", LEAST_BY_NGINX, by_nginx),
    ]
    amounts = f"{options.articles} articles and {options.meetings} meetings"
    print(f"{options.database}, {amounts} beside the demonstration's")
    print("", table(subjects), "", *targets, sep="\n")
    reached = "reached" if by_nginx >= AIM_BY_NGINX else "not reached yet"
    print(f"- the aim for nginx: {AIM_BY_NGINX}, {reached}")
    return 0 if all(target.is_met for target in targets) else 1


def _fill(articles: int, meetings: int) -> tuple[dict[str, str], list[Target]]:
    """Puts articles, meetings and one of each kind with everything into the portal.

    Gives the pages to load by their names, and the targets about queries.
    """
    from bench import content  # it needs Django's applications
    from bench.inspection import Inspector
    from nszm_portal.library.models import Document, Picture

    inspector = Inspector(pagecache=False)
    installation.populate(FEW, FEW)
    pictures, documents = Picture.objects.all()[:4], Document.objects.filter(is_public=True)[:3]
    whole = content.pages_with_everything(pictures, documents)
    counted = content.LISTS | {f"{name} with everything": whole[name] for name in whole}
    with_few = {name: inspector.queries(path) for name, path in counted.items()}
    installation.populate(articles - FEW, meetings - FEW)
    with_many = {name: inspector.queries(path) for name, path in counted.items()}
    plain = content.longest_without_pictures().get_absolute_url()
    others = {name: path for name, path in whole.items() if name != "article"}
    pages = {"article": plain, **content.LISTS, **others, "print": f"{plain}tisk/"}
    limits = dict.fromkeys(counted, MOST_QUERIES)
    limits["meeting with everything"] = MOST_QUERIES_OF_MEETING
    targets = [at_most(f"queries of {name}", limits[name], with_many[name]) for name in counted]
    same = f"as many queries with {FEW} articles and meetings as with {articles} and {meetings}"
    return pages, [*targets, Target(same, list(with_few.values()), with_few == with_many)]


def _subjects(stack: ExitStack, folder: Path, paths: dict[str, str]) -> list[Subject]:
    """What is loaded. First the two pairs that are compared: the bare view and the kept article,
    and the same bytes by nginx as a file and from its cache.
    """
    from bench.inspection import Inspector

    subjects = []
    for how, settings in (("kept", "nszm_portal.settings"), ("made anew", "bench.uncached")):
        server = stack.enter_context(Server("nszm_portal", settings, TRUSTED_PROXIES="127.0.0.1"))
        inspector = Inspector(pagecache=how == "kept")
        for name, path in paths.items():
            counts = inspector.queries(path), inspector.queries_after_change(path)
            subjects.append(Subject(f"{name}, {how}", server, path, *counts))
    article = subjects[0]
    answer = article.server.fetch(article.path)
    given = answer.write(folder / "answer")
    bare = Server("bench.bare", "bench.bare.settings", BENCH_ANSWER=str(given))
    front = stack.enter_context(Front(article.server, folder))
    return [
        Subject("bare view", stack.enter_context(bare), article.path),
        article,
        Subject("file, nginx", front, put_as_file(answer.body)),
        Subject("article, nginx", front, article.path),
        *subjects[1:],
    ]


def _stylesheet(page: Answer) -> str:
    """The address of the only one."""
    (address,) = STYLESHEET.findall(page.text)
    return address


def _options():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    parser.add_argument("--meetings", type=int, default=200, metavar="N")
    parser.add_argument("--rounds", type=int, default=16, metavar="N")
    parser.add_argument("--seconds", type=float, default=0.5, metavar="S", help="of each burst")
    options = parser.parse_args()
    if min(options.articles, options.meetings) <= FEW:
        parser.error(f"more than {FEW} articles and meetings")
    if options.rounds < 1 or options.seconds <= 0:
        parser.error("one round or more, a time above zero")
    return options


if __name__ == "__main__":
    sys.exit(main())
