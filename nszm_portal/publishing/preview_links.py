"""Links by which somebody without an account sees one publication before it is public.

Whom a link shows what: the working copy for which it was made, as it is at that moment; when that
was published, the page itself; when it was stored or set aside, the stored draft. Never anything
else, and nothing at all once the link has expired or was revoked.
"""

import hashlib
import secrets
from datetime import timedelta

from django.contrib import admin
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nszm_portal.czech.dates import moment
from nszm_portal.publishing import kinds, preview, targets
from nszm_portal.publishing.models import CopyState, PreviewLink

TOKEN_BYTES = 24


def make(kind: str, object_id, copy, *, by, days: int) -> tuple[PreviewLink, str]:
    """A new link with its token, which nobody can read from the link again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = timezone.now()
    link = PreviewLink.objects.create(
        digest=_digest(token),
        kind=kind,
        object_id=object_id,
        copy=copy,
        created_by=by,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    return link, token


def revoke(link: PreviewLink) -> None:
    """From now on it shows nothing; what was revoked once stays so."""
    link.revoked_at = link.revoked_at or timezone.now()
    link.save(update_fields=["revoked_at"])


def open_ones(kind: str, object_id, copy):
    """Links that still show something of a publication or of a copy of it."""
    asked = Q(copy=copy) if copy else Q()
    if object_id:
        asked |= Q(kind=kind, object_id=object_id)
    rows = PreviewLink.objects.filter(asked, revoked_at=None, expires_at__gt=timezone.now())
    return rows.select_related("created_by", "copy__author")


def before_copy_goes(sender, instance, **kwargs) -> None:
    """Receiver of pre_delete of working copies: their links go on to the publication."""
    if instance.object_id:
        PreviewLink.objects.filter(copy=instance).update(object_id=instance.object_id)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# --- what a guest gets -------------------------------------------------------------------------


@require_safe
def page(request, token):
    return _sealed(_shown(request, token, preview.PAGE))


@require_safe
def paper(request, token):
    return _sealed(_shown(request, token, preview.PAPER))


def _sealed(response):
    """The address is the key to it: no other site may learn it from a link that a guest follows."""
    response["Referrer-Policy"] = "no-referrer"
    return preview.sealed(response)


def _shown(request, token, view):
    links = PreviewLink.objects.select_related("copy__author", "created_by")
    link = links.filter(digest=_digest(token)).first()
    if link is None:
        raise Http404("Taková stránka tu není.")
    if link.revoked_at:
        return _over(request, "Odkaz byl zrušen.")
    if link.expires_at <= timezone.now():
        return _over(request, f"Odkaz platil do {moment(link.expires_at)}.")
    copy = link.copy if link.copy and link.copy.state != CopyState.ASIDE else None
    object_id = (link.copy.object_id if link.copy else None) or link.object_id
    if copy is None and (address := _public_address(link.kind, object_id, view)):
        return HttpResponseRedirect(address)
    if not _is_there(link, object_id, copy):
        return _over(request, "Text, ke kterému odkaz vedl, už tu není.")
    frame = preview.Frame(
        reverse("preview:page", args=[token]), reverse("preview:paper", args=[token])
    )
    model_admin = admin.site.get_model_admin(kinds.get(link.kind))
    author = copy.author if copy else link.created_by
    try:
        return model_admin.preview(request, object_id, copy, author, frame, view)
    except preview.Unfit:
        return _message(
            request,
            "Náhled teď nejde ukázat",
            "Text je právě rozepsaný tak, že v něm ještě něco chybí. Zkuste to prosím později.",
            status=409,
        )


def _public_address(kind, object_id, view) -> str | None:
    """Where everybody can read it already."""
    target = targets.resolve({f"{kind}:{object_id}"}).get(f"{kind}:{object_id}")
    if target is None:
        return None
    return target.url if view == preview.PAGE else f"{target.url}tisk/"


def _is_there(link, object_id, copy) -> bool:
    """Whether there is a text to show; one taken from readers since then is not shown to guests."""
    if object_id is None:
        return copy is not None
    publication = kinds.get(link.kind)._base_manager.filter(pk=object_id).first()
    if publication is None:
        return False
    ended_at = publication.withdrawn_at or publication.expire_at
    return copy is not None or not publication.is_gone() or ended_at <= link.created_at


def _over(request, why):
    lead = f"{why} Potřebujete-li text vidět, požádejte o nový odkaz toho, kdo vám ho poslal."
    return _message(request, "Odkaz na náhled už neplatí", lead, status=410)


def _message(request, heading, lead, *, status):
    context = {"heading": heading, "lead": lead, "canonical": ""}
    return render(request, "publishing/preview_message.html", context, status=status)
