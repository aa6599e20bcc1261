"""What the desk tells an editor of publications; `accounts.desk` shows it."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from nszm_portal.accounts.desk import Part, Problem, Row
from nszm_portal.czech.dates import clock, moment, short_date
from nszm_portal.czech.plurals import plural
from nszm_portal.publishing import copies, kinds
from nszm_portal.publishing.models import CopyState, Entry, MissingAddress, Redirect, WorkingCopy
from nszm_portal.publishing.visibility import Phase

SHOWN = 10  # rows of a part
SCHEDULED_SHOWN = 30  # of one month
MONTHS = (
    "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec"
).split()
DAYS = (
    ("po", "pondělí"),
    ("út", "úterý"),
    ("st", "středa"),
    ("čt", "čtvrtek"),
    ("pá", "pátek"),
    ("so", "sobota"),
    ("ne", "neděle"),
)

UNTITLED = "Bez titulku"
CHANGES = {
    Phase.SCHEDULED: "změna naplánovaného",
    Phase.VISIBLE: "změna zveřejněného",
    Phase.EXPIRED: "změna skončeného",
    Phase.WITHDRAWN: "změna staženého",
}


def parts(request):
    """The parts of the desk that publications have, in the order in which they are read."""
    yield mine(request)
    yield waiting(request)
    yield scheduled(request)
    yield just_published(request)


def _admin_of(model):
    return admin.site._registry[model]


def _form(model, pk, query="") -> str:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    url = reverse(f"{name}_change", args=[pk]) if pk else reverse(f"{name}_add")
    return url + query


def _word(model) -> str:
    return str(model._meta.verbose_name)


def _about(*words) -> str:
    return " · ".join(word for word in words if word)


# --- mine ----------------------------------------------------------------------------------------


def mine(request) -> Part:
    """Working copies of the person, of what is not stored yet too, and their drafts."""
    found = copies.active().filter(author=request.user)
    own = list(found.exclude(state=CopyState.RETURNED)[: SHOWN + 1])
    stored = _stored(own)
    rows = [(copy.saved_at, _of_copy(copy, stored)) for copy in own if kinds.get(copy.kind)]
    known = {(copy.kind, copy.object_id) for copy in own}
    for model in kinds.all():
        if not _admin_of(model).has_change_permission(request):
            continue
        drafts = model.objects.in_phase(Phase.DRAFT).filter(created_by=request.user)
        for draft in drafts.order_by("-changed_at")[: SHOWN + 1]:
            if (model.kind, draft.pk) not in known:
                rows.append((draft.changed_at, _of_draft(model, draft)))
    rows.sort(key=lambda row: row[0], reverse=True)
    return Part(
        "mine",
        "Moje rozepsané",
        [row for _, row in rows[:SHOWN]],
        empty="Nic nemáte rozepsané. Co začnete psát, najdete tady, i kdyby se prohlížeč zavřel.",
        more="Starší najdete v seznamech níže." if len(rows) > SHOWN else "",
    )


def _stored(found) -> dict[tuple[str, int], object]:
    """The publications behind working copies; one query for each kind among them."""
    by_kind = {}
    for copy in found:
        if copy.object_id:
            by_kind.setdefault(copy.kind, set()).add(copy.object_id)
    return {
        (kind, row.pk): row
        for kind, pks in by_kind.items()
        if (model := kinds.get(kind))
        for row in model._base_manager.filter(pk__in=pks)
    }


def _of_copy(copy, stored) -> Row:
    model = kinds.get(copy.kind)
    publication = stored.get((copy.kind, copy.object_id))
    title = copy.title.strip() or (publication.title if publication else UNTITLED)
    saved = f"psáno {moment(copy.saved_at)}"
    if copy.object_id and publication is None:
        return Row(title, about=_about(_word(model), saved), flag="text mezitím někdo smazal")
    flag = "čeká na schválení" if copy.state == CopyState.IN_REVIEW else ""
    is_new = publication is None or publication.phase() == Phase.DRAFT
    what = _word(model) if is_new else _about(_word(model), CHANGES[publication.phase()])
    return Row(title, _form(model, copy.object_id, f"?kopie={copy.pk}"), _about(what, saved), flag)


def _of_draft(model, draft) -> Row:
    return Row(
        draft.title,
        _form(model, draft.pk),
        _about(_word(model), f"uloženo {moment(draft.changed_at)}"),
    )


# --- whose turn it is ----------------------------------------------------------------------------


def waiting(request) -> Part:
    """Texts handed over to those who may publish the kind; one's own that came back."""
    publishes = [
        model.kind for model in kinds.all() if _admin_of(model).has_publish_permission(request)
    ]
    in_review = Q(state=CopyState.IN_REVIEW, kind__in=publishes)
    returned = Q(state=CopyState.RETURNED, author=request.user)
    rows = WorkingCopy.objects.filter(in_review | returned).select_related("author", "noted_by")
    found = [copy for copy in rows.order_by("saved_at", "pk")[: SHOWN + 1] if kinds.get(copy.kind)]
    empty = "Nikdo vám nic nepředal ke schválení." if publishes else "Nic se vám nevrátilo."
    return Part(
        "waiting",
        "Čeká na mě",
        [_turn(copy) for copy in found[:SHOWN]],
        empty=empty,
        more="Další se ukážou, až vyřídíte tyto." if len(found) > SHOWN else "",
    )


def _turn(copy) -> Row:
    model = kinds.get(copy.kind)
    is_back = copy.state == CopyState.RETURNED
    who = copy.noted_by if is_back else copy.author
    verb = "vrací" if is_back else "předává"
    return Row(
        copy.title.strip() or UNTITLED,
        _form(model, copy.object_id, f"?kopie={copy.pk}"),
        _about(_word(model), f"{who} {verb}" if who else "", moment(copy.saved_at)),
        "vráceno k přepracování" if is_back else "ke schválení",
        copy.note,
    )


# --- scheduled -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Day:
    number: int
    count: int = 0
    anchor: str = ""
    is_today: bool = False

    @property
    def label(self) -> str:
        return f"{self.count} {plural(self.count, 'text', 'texty', 'textů')}"


@dataclass(frozen=True)
class Month:
    """A month as a table: weeks of days, None where another month's day would be."""

    name: str
    weeks: list[list[Day | None]]
    previous: str
    next: str
    days = DAYS


def scheduled(request) -> Part:
    """A month's calendar and list of what will appear by itself."""
    now = timezone.now()
    entries = _readable(request).filter(publish_at__gt=now)
    first = entries.aggregate(first=Min("publish_at"))["first"]
    shown = _month_asked(request) or _month_of(first or now)
    following = _following(shown)
    found = list(
        entries.filter(
            publish_at__gte=_midnight(shown), publish_at__lt=_midnight(following)
        ).order_by("publish_at", "pk")[: SCHEDULED_SHOWN + 1]
    )
    later = entries.filter(publish_at__gte=_midnight(following)).aggregate(
        count=Count("pk"), first=Min("publish_at")
    )
    rows = [_planned(entry) for entry in found[:SCHEDULED_SHOWN]]
    empty = (
        "Na tento měsíc není nic naplánováno."
        if first
        else ("Nic není naplánováno. Text naplánujete polem „Zveřejnit od“.")
    )
    more = ""
    if later["count"]:
        more = f"Později: {later['count']}, nejblíž {moment(later['first'])}."
    return Part(
        "scheduled",
        "Naplánované",
        rows,
        empty=empty,
        more=more,
        more_url=_month_url(_month_of(later["first"])) if later["count"] else "",
        calendar=_calendar(shown, found[:SCHEDULED_SHOWN]),
    )


def _readable(request):
    """Entries of the kinds that the person may read in the admin."""
    readable = [
        model.kind for model in kinds.all() if _admin_of(model).has_view_permission(request)
    ]
    return Entry.objects.filter(kind__in=readable)


def _month_asked(request) -> date | None:
    found = re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", request.GET.get("mesic", ""))
    return date(int(found[1]), int(found[2]), 1) if found else None


def _month_of(at: datetime) -> date:
    return timezone.localdate(at).replace(day=1)


def _following(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())


def _month_url(month: date) -> str:
    return f"{reverse('admin:index')}?mesic={month:%Y-%m}#scheduled"


def _planned(entry) -> Row:
    local = timezone.localtime(entry.publish_at)
    return Row(
        entry.title,
        _form(kinds.get(entry.kind), entry.object_id),
        entry.kind_name,
        f"{short_date(local)} {clock(local)}",
        anchor=f"den-{local:%d}",
    )


def _calendar(month: date, found) -> Month:
    counts = {}
    for entry in found:
        day = timezone.localdate(entry.publish_at).day
        counts[day] = counts.get(day, 0) + 1
    today = timezone.localdate()
    weeks = [
        [
            Day(
                number,
                counts.get(number, 0),
                f"den-{number:02}",
                month.replace(day=number) == today,
            )
            if number
            else None
            for number in week
        ]
        for week in calendar.Calendar().monthdayscalendar(month.year, month.month)
    ]
    before = (month - timedelta(days=1)).replace(day=1)
    return Month(
        f"{MONTHS[month.month - 1]} {month.year}",
        weeks,
        _month_url(before),
        _month_url(_following(month)),
    )


# --- just published ------------------------------------------------------------------------------


def just_published(request) -> Part:
    """The last ones that readers got."""
    now = timezone.now()
    asked = Entry.objects.visible(now) & _readable(request)
    rows = [
        Row(
            entry.title,
            _form(kinds.get(entry.kind), entry.object_id),
            _about(entry.kind_name, moment(entry.publish_at)),
        )
        for entry in asked.order_by("-publish_at", "-pk")[:SHOWN]
    ]
    return Part(
        "published",
        "Právě zveřejněné",
        rows,
        empty="Zatím není nic zveřejněné. První text napíšete pod nadpisem Obsah.",
    )


# --- problems ------------------------------------------------------------------------------------


def missing_addresses(request):
    """What readers asked for and did not find, when there is somebody who may mend it."""
    if not request.user.has_perm("publishing.add_redirect"):
        return
    known = Redirect.objects.values("path")
    asked = MissingAddress.objects.exclude(path__in=known).filter(count__gt=1)
    rows = [
        Row(
            row.path,
            f"{reverse('admin:publishing_redirect_add')}?{urlencode({'path': row.path})}",
            f"{row.count}×",
        )
        for row in asked[:3]
    ]
    if rows:
        yield Problem(
            "Čtenáři opakovaně nenašli tyto adresy",
            reverse("admin:publishing_missingaddress_changelist"),
            rows,
        )
