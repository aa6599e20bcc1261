"""Who may fetch a document.

What shows documents (publishing) hands in its rule; the library itself shows none to the public.
"""

from collections.abc import Callable
from datetime import datetime

from nszm_portal.library.models import Document

Rule = Callable[[Document, datetime], bool]
_rules: list[Rule] = []


def register(rule: Rule) -> None:
    """Adds a rule: whether at that moment something visible shows the document.

    To be called in `AppConfig.ready()`.
    """
    if rule not in _rules:
        _rules.append(rule)


def is_open(document: Document, now: datetime) -> bool:
    """Whether anyone may fetch it: it is public and something visible shows it."""
    return document.is_public and any(rule(document, now) for rule in _rules)


def may_fetch_all(user) -> bool:
    """Whether it is an editor with the permission, who may fetch every document."""
    return user.is_active and user.is_staff and user.has_perm("library.view_document")


def may_fetch(document: Document, user, now: datetime) -> bool:
    """Whether `user` may fetch the document at that moment."""
    return is_open(document, now) or may_fetch_all(user)
