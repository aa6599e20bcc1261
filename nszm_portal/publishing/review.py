"""Approval: a working copy is handed over with a note, and published or given back with one.

Each step is told by mail to those whose turn it is; the mail waits in the queue.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from nszm_portal.publishing.models import CopyState, WorkingCopy


@transaction.atomic
def submit(copy: WorkingCopy, publication, *, note: str) -> None:
    """editing, returned → in review; those who may publish this kind are told."""
    copy.state, copy.note, copy.noted_by = CopyState.IN_REVIEW, note, copy.author
    copy.save()
    _tell(
        _publishers(publication),
        f"Ke schválení: {publication.title}",
        f"{_name(copy.author)} předává ke schválení text „{publication.title}“.",
        note,
        _address(publication, copy),
    )


@transaction.atomic
def give_back(copy: WorkingCopy, *, by, note: str) -> None:
    """in review → returned; its author is told why."""
    copy.state, copy.note, copy.noted_by = CopyState.RETURNED, note, by
    copy.save()
    _tell(
        [copy.author],
        f"Vráceno k přepracování: {copy.title}",
        f"{_name(by)} vrací text „{copy.title}“.",
        note,
        _address_of(copy),
    )


def tell_published(copy: WorkingCopy, publication) -> None:
    """The author of what was approved learns of it."""
    _tell(
        [copy.author],
        f"Schváleno: {publication.title}",
        f"Váš text „{publication.title}“ je schválený.",
        "",
        settings.SITE_URL + publication.get_absolute_url(),
    )


def _publishers(publication):
    """People with the permission to publish the kind; their addresses get the mail."""
    meta = publication._meta
    permission = Permission.objects.filter(
        content_type__app_label=meta.app_label, codename=f"publish_{meta.model_name}"
    )
    users = get_user_model().objects.filter(is_active=True, is_staff=True)
    asked = Q(groups__permissions__in=permission) | Q(user_permissions__in=permission)
    return users.filter(asked | Q(is_superuser=True)).exclude(email="").distinct()


def _tell(people, subject, first, note, address):
    text = "\n\n".join(part for part in (first, note and f"Vzkaz: {note}", address) if part)
    for person in people:
        if person.email:
            send_mail(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, [person.email])


def _name(user) -> str:
    return user.get_full_name() or user.get_username()


def _address(publication, copy) -> str:
    meta = publication._meta
    name = f"admin:{meta.app_label}_{meta.model_name}_change"
    return f"{settings.SITE_URL}{reverse(name, args=[publication.pk])}?kopie={copy.pk}"


def _address_of(copy: WorkingCopy) -> str:
    from nszm_portal.publishing import kinds

    meta = kinds.get(copy.kind)._meta
    name = f"admin:{meta.app_label}_{meta.model_name}"
    path = (
        reverse(f"{name}_change", args=[copy.object_id])
        if copy.object_id
        else reverse(f"{name}_add")
    )
    return f"{settings.SITE_URL}{path}?kopie={copy.pk}"
