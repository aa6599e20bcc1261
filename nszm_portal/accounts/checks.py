"""What an operator should know of accounts before and while the portal is public."""

from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.db import DatabaseError

from nszm_portal.accounts.desk import Problem
from nszm_portal.accounts.models import User


def _names() -> list[str]:
    rows = User.objects.filter(is_demonstration=True, is_active=True)
    return list(rows.order_by("username").values_list("username", flat=True))


@register(Tags.security, deploy=True)
def demonstration_accounts(app_configs, **kwargs):
    """`check --deploy` names accounts whose password many may know."""
    try:
        names = _names()
    except DatabaseError:
        return []
    if not names:
        return []
    return [
        Warning(
            f"V databázi jsou účty ukázky: {', '.join(names)}.",
            hint="Na veřejném serveru je zrušte: v redakci u nich odškrtněte „Aktivní“.",
            id="accounts.W001",
        )
    ]


def problems(request):
    """The desk tells administrators the same, once the portal is not this machine's alone."""
    if settings.ONLY_FOR_THIS_MACHINE or not request.user.has_perm("accounts.change_user"):
        return
    if names := _names():
        yield Problem(
            f"Jsou tu účty ukázky ({', '.join(names)}). Zrušte je: odškrtněte u nich „Aktivní“.",
            "/admin/accounts/user/?is_active__exact=1",
        )
