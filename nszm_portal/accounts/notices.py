"""Mail to an account's owner about what happened to it, so that a stranger's deed is noticed."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from nszm_portal.accounts.models import User
from nszm_portal.czech.plurals import plural

NOT_YOU = (
    "Pokud jste to nebyli vy, změňte si hned heslo a dejte vědět správci portálu. "
    "Nové heslo si nastavíte tady:"
)


def _send(user: User, subject: str, *sentences: str) -> None:
    if not user.email:
        return
    greeting = "Dobrý den,"
    reset = urljoin(settings.SITE_URL, reverse("admin_password_reset"))
    account = f"Jde o účet „{user.username}“ v redakci portálu {settings.SITE_URL}."
    text = "\n\n".join([greeting, *sentences, account, f"{NOT_YOU} {reset}"])
    send_mail(subject, text + "\n", None, [user.email])


def password_changed(user: User) -> None:
    _send(
        user,
        "Vaše heslo bylo změněno",
        "heslo k vašemu účtu se změnilo a všechna ostatní přihlášení byla ukončena.",
    )


def second_factor_on(user: User) -> None:
    _send(
        user,
        "Druhý faktor je zapnutý",
        "od teď se k vašemu účtu přihlašuje heslem a kódem z telefonu. Záložní kódy mějte "
        "na papíře u sebe, ne v počítači.",
    )


def second_factor_off(user: User, *, by_owner: bool) -> None:
    how = "jste vypnuli" if by_owner else "zrušil správce portálu"
    _send(
        user,
        "Druhý faktor je zrušený",
        f"druhý faktor svého účtu {how}. Dosavadní telefon ani záložní kódy už neplatí. "
        "Kdo druhý faktor mít musí, nastaví ho při příštím přihlášení znovu.",
    )


def recovery_code_used(user: User, left: int) -> None:
    remaining = f"{left} {plural(left, 'záložní kód', 'záložní kódy', 'záložních kódů')}"
    _send(
        user,
        "Přihlášení záložním kódem",
        f"k vašemu účtu se právě někdo přihlásil záložním kódem. Na papíře zbývá {remaining}; "
        "nové si vytvoříte na stránce Můj účet.",
    )


def wrong_codes(user: User) -> None:
    _send(
        user,
        "Někdo zná vaše heslo",
        "někdo zadal správné heslo k vašemu účtu a pětkrát po sobě chybný kód z telefonu. "
        "Dovnitř se nedostal.",
    )
