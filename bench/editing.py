"""Measures how long an editor waits: opening the form of an article, and a save.

With one revision and with many, with few publications and with a mass of them, in one run.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

from bench import installation
from bench.report import MILLISECONDS, Target

# How many times as long as at the start an editor may wait.
MOST_RATIO = 1.5


@dataclass
class Waits:
    """What one article's editor waited for, in seconds."""

    name: str
    opening: list[float] = field(default_factory=list)
    saving: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        opening, saving = (
            f"{median(each) * MILLISECONDS:.1f}" for each in (self.opening, self.saving)
        )
        return f"| {self.name:<44} | {opening:>10} | {saving:>7} |"


def main(arguments=None) -> int:
    options = _options(arguments)
    with installation.portal(options.database):
        waits = measure(options.few, options.many, options.revisions, options.rounds)
    few, long_past, many = waits
    targets = [
        *compared(f"{options.revisions} revisions against 1", few, long_past),
        *compared(f"{options.many} publications against {options.few}", few, many),
    ]
    print(f"{options.database}, medians of {options.rounds} in milliseconds")
    print(
        "",
        f"| {'':<44} | {'opening':>10} | {'saving':>7} |",
        f"| {'-' * 44} | {'-' * 9}: | {'-' * 6}: |",
        sep="\n",
    )
    print(*waits, "", *targets, sep="\n")
    return 0 if all(target.is_met for target in targets) else 1


def measure(few: int, many: int, revisions: int, rounds: int) -> tuple[Waits, Waits, Waits]:
    """Among few: an article with one revision beside one with many. Then the first among many."""
    installation.populate(few)
    editor = _editor()
    fresh, old = (_article(number) for number in (1, 2))
    _give_past(fresh, 1)
    _give_past(old, revisions)
    waits = (
        Waits(f"1 revision, {few} publications"),
        Waits(f"{revisions} revisions, {few} publications"),
    )
    # In turn, so that whatever else the machine does is shared by both.
    for _ in range(rounds):
        for article, wait, past in zip((fresh, old), waits, (1, revisions), strict=True):
            _wait_for(editor, article, wait, past)
    installation.populate(many - few)
    crowd = Waits(f"1 revision, {many} publications")
    for _ in range(rounds):
        _wait_for(editor, fresh, crowd, 1)
    return *waits, crowd


def compared(what: str, before: Waits, after: Waits) -> list[Target]:
    found = []
    for name, asked in (("opening", "opening the form"), ("saving", "a save")):
        ratio = median(getattr(after, name)) / median(getattr(before, name))
        target = f"{asked}, {what}, at most {MOST_RATIO} times"
        found.append(Target(target, f"{ratio:.2f}", ratio <= MOST_RATIO))
    return found


def _editor():
    """A chief editor's browser; forms are judged by their token as everybody's are."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from nszm_portal.demonstration.accounts import PEOPLE

    chief = next(person for person in PEOPLE if person.role == "Šéfredaktor")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(get_user_model().objects.get(username=chief.username))
    return client


def _article(number: int):
    """A published article as long as they are: what its form sends is what is measured."""
    from news.models import Article

    body = "".join(f"<p>Odstavec číslo {n} článku, který se upravuje.</p>" for n in range(30))
    article = Article(title=f"Měřený článek {number}", lead="Perex.", body=body)
    article.publish()
    return article


def _give_past(article, revisions: int) -> None:
    from nszm_portal.publishing import history
    from nszm_portal.publishing.models import Deed

    for number in range(revisions):
        article.byline = f"Redakce {number}"
        article.save()
        history.record(article, deed=Deed.CHANGED, sentence="Změněno.")


def _wait_for(editor, article, wait: Waits, revisions: int) -> None:
    """Opens the form and publishes a change; the article keeps as many revisions as it had."""
    address = f"/admin/news/article/{article.pk}/change/"
    page, seconds = _timed(lambda: editor.get(address), expected=200)
    wait.opening.append(seconds)
    sent = _sent(page.text) | {"lead": [f"Perex číslo {len(wait.saving)}."], "_publish": ["1"]}
    _, seconds = _timed(lambda: editor.post(address, sent), expected=302)
    wait.saving.append(seconds)
    _keep_past(article, revisions)


def _keep_past(article, revisions: int) -> None:
    """The newest so many, so that what is measured has as many at the end as at the start."""
    from reversion.models import Revision

    from nszm_portal.publishing import history

    steps = history.steps(type(article), article.pk)
    older = list(steps.values_list("revision", flat=True)[revisions:])
    Revision.objects.filter(pk__in=older).delete()


def _timed(ask: Callable, *, expected: int):
    start = perf_counter()
    answer = ask()
    seconds = perf_counter() - start
    if answer.status_code != expected:
        raise RuntimeError(f"The form answers {answer.status_code} instead of {expected}")
    return answer, seconds


def _sent(page: str) -> dict[str, list[str]]:
    """What a browser would send of the form as it was opened."""
    from lxml import html

    (form,) = html.fromstring(page).xpath("//form[.//input[@name='_version']]")
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value or "")
    return found


def _options(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m bench.editing", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--few", type=int, default=1000, metavar="N", help="publications")
    parser.add_argument("--many", type=int, default=100_000, metavar="N", help="publications")
    parser.add_argument("--revisions", type=int, default=500, metavar="N")
    parser.add_argument("--rounds", type=int, default=20, metavar="N")
    options = parser.parse_args(arguments)
    if not 0 < options.few < options.many or options.revisions < 2 or options.rounds < 1:
        parser.error("more publications later than first, two revisions, a round or more")
    return options


if __name__ == "__main__":
    sys.exit(main())
