"""The pages of the second factor and of one's own account."""

from base64 import b32encode
from functools import wraps

import segno
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_totp.models import default_key

from nszm_portal.accounts import audit, recovery, second_factor, sessions
from nszm_portal.accounts.models import Happening, Phone, User
from nszm_portal.accounts.second_factor import half_signed_in, has_phone
from nszm_portal.accounts.signing_in import finish, next_step, wanted
from nszm_portal.czech.plurals import plural

_NEW_KEY = "accounts.new_phone"
_LOGIN = "admin:login"


def page(request, name: str, title: str, **context) -> TemplateResponse:
    context = admin.site.each_context(request) | {"title": title} | context
    return TemplateResponse(request, f"admin/accounts/{name}.html", context)


# --- on the way in -------------------------------------------------------------------------------


@never_cache
@sensitive_post_parameters("code")
def code(request):
    """Asks who has given the right password for the code of the telephone, or one on paper."""
    user = half_signed_in(request)
    if user is None:
        return redirect(wanted(request))
    if not has_phone(user):
        return next_step(request, user, wanted(request))
    error = ""
    if request.method == "POST":
        answer = second_factor.prove(user, request.POST.get("code", ""))
        if answer.right:
            how = "záložním kódem" if answer.by_paper else "kódem z telefonu"
            finish(request, user, f"Přihlášení heslem a {how}.")
            _say_how_many_are_left(request, user, answer)
            return redirect(wanted(request))
        error = refusal(answer)
    context = {"who": user, "error": error, "next": wanted(request)}
    return page(request, "code", "Kód z telefonu", **context)


def refusal(answer: second_factor.Answer) -> str:
    """What is said to a code that was not right."""
    if answer.wait_until:
        seconds = second_factor.seconds_to(answer.wait_until)
        if seconds < 60:
            word = plural(seconds, "sekundu", "sekundy", "sekund")
            wait = f"{seconds}\N{NO-BREAK SPACE}{word}"
        else:
            minutes = -(-seconds // 60)
            wait = f"{minutes}\N{NO-BREAK SPACE}{plural(minutes, 'minutu', 'minuty', 'minut')}"
        return f"Po chybném kódu chvíli počkejte. Další přijmeme za {wait}."
    if answer.used_before:
        return "Tento kód už byl použit. Počkejte, až telefon ukáže další (nejdéle půl minuty)."
    return (
        "Kód nesouhlasí. Opište ten, který telefon ukazuje právě teď; když nepomůže ani další, "
        "zkontrolujte, že má telefon správný čas."
    )


def _say_how_many_are_left(request, user, answer):
    left = recovery.left(user)
    if answer.by_paper or left <= recovery.FEW:
        word = plural(left, "nepoužitý záložní kód", "nepoužité záložní kódy", "záložních kódů")
        messages.warning(
            request, f"Na papíře vám zbývá {left} {word}. Nové si vytvoříte na stránce Můj účet."
        )


@never_cache
@sensitive_post_parameters("code")
def enrol(request):
    """Makes a telephone the account's; whoever needs a second factor comes no further without."""
    user = half_signed_in(request) or request.user
    if not user.is_authenticated:
        return redirect_to_login(request.get_full_path(), _LOGIN)
    if has_phone(user):
        return redirect(wanted(request))
    key = request.session.setdefault(_NEW_KEY, default_key())
    error = ""
    if request.method == "POST":
        codes = second_factor.enrol(user, key, request.POST.get("code", ""))
        if codes:
            del request.session[_NEW_KEY]
            finish(request, user, "Přihlášení heslem a nově nastaveným telefonem.")
            return _codes_page(request, codes, wanted(request))
        error = refusal(second_factor.Answer())
    phone = Phone(user=user, key=key)
    return page(
        request,
        "enrol",
        "Nastavení druhého faktoru",
        who=user,
        error=error,
        next=wanted(request),
        required=second_factor.is_required(user),
        qr=qr(phone.config_url),
        address=phone.config_url,
        secret=in_groups(b32encode(phone.bin_key).decode()),
    )


def _codes_page(request, codes, address):
    return page(request, "codes", "Záložní kódy", codes=codes, next=address, who=request.user)


def qr(address: str) -> SafeString:
    """The QR code as a drawing, black on white wherever it stands; our CSP lets no style in."""
    drawing = segno.make(address, error="m", micro=False).svg_inline(
        border=4,
        dark="#000",
        light="#fff",
        omitsize=True,
        svgclass="factor__qr",
        lineclass=None,
        title="QR kód pro aplikaci v telefonu; totéž je níže jako text",
    )
    return mark_safe(drawing.replace("<svg ", '<svg role="img" ', 1))


def in_groups(secret: str) -> str:
    """By four letters, as people copy it."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


# --- one's own account ---------------------------------------------------------------------------


def of_staff(view):
    """Lets in who may enter the editors' place."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        if not admin.site.has_permission(request):
            return redirect_to_login(request.get_full_path(), _LOGIN)
        return view(request, *args, **kwargs)

    return never_cache(inner)


@of_staff
def account(request, error: str = ""):
    """The second factor of who is signed in, and where else they are."""
    here = request.session.session_key
    rows = [
        {
            "row": row,
            "mark": sessions.mark(row),
            "is_this": row.session_key == here,
            "browser": sessions.browser_in_words(row.browser),
        }
        for row in sessions.of(request.user)
    ]
    return page(
        request,
        "own",
        "Můj účet",
        sessions=sorted(rows, key=lambda row: not row["is_this"]),
        error=error,
        phone=Phone.objects.filter(user=request.user, confirmed=True).first(),
        left=recovery.left(request.user),
        required=second_factor.is_required(request.user),
    )


@of_staff
@require_POST
@sensitive_post_parameters("code")
def new_codes(request):
    """New codes for paper in place of those there were."""
    if error := _wrong_code(request):
        return account(request, error=error)
    audit.record(Happening.SECOND_FACTOR, "Vytvořeny nové záložní kódy.", of=request.user)
    return _codes_page(request, recovery.make(request.user), reverse("admin:account"))


@of_staff
@require_POST
@sensitive_post_parameters("code")
def switch_off(request):
    """Takes the telephone from one's account; who needs one enrols another at once."""
    if error := _wrong_code(request):
        return account(request, error=error)
    user = request.user
    second_factor.forget(user, by=user, sentence="Druhý faktor vypnul majitel účtu.")
    request.session.pop(second_factor.PROVEN, None)
    if second_factor.is_asked(user):
        return redirect("admin:second_factor_enrol")
    messages.success(request, "Druhý faktor je vypnutý. Přihlašujete se jen heslem.")
    return redirect("admin:account")


def _wrong_code(request) -> str:
    """A change of the second factor asks for a code once more: a browser left open proves nothing.

    The sentence to say, or "" for a right code.
    """
    answer = second_factor.prove(request.user, request.POST.get("code", ""))
    return "" if answer.right else refusal(answer)


@of_staff
@require_POST
def end_session(request):
    """Ends one of one's sessions, or all but this one."""
    marked, user = request.POST.get("session", ""), request.user
    if marked == "others":
        ended = sessions.end_others(user, request.session.session_key)
        said = f"Ukončena ostatní přihlášení: {ended}."
    elif row := sessions.end(user, marked):
        said = f"Ukončeno přihlášení v prohlížeči {sessions.browser_in_words(row.browser)}."
    else:
        messages.warning(request, "To přihlášení už skončilo.")
        return redirect("admin:account")
    audit.record(Happening.SESSION, said, by=user, of=user)
    messages.success(request, said)
    return redirect("admin:account")


# --- of another ----------------------------------------------------------------------------------


@of_staff
def reset(request, model_admin, user_id: int):
    """Takes a lost telephone from another's account; nobody does it to their own."""
    user = User.objects.filter(pk=user_id).first()
    if user is None or user == request.user:
        raise Http404
    if not model_admin.has_change_permission(request, user):
        raise PermissionDenied
    if request.method == "POST":
        second_factor.forget(
            user, by=request.user, sentence="Druhý faktor zrušil správce; telefon je ztracený."
        )
        sessions.end_others(user, None)
        messages.success(request, f"Druhý faktor účtu {audit.name_of(user)} je zrušený.")
        return redirect("admin:accounts_user_change", user.pk)
    context = {"who": user, "opts": User._meta, "required": second_factor.is_required(user)}
    return page(request, "reset", "Zrušit druhý faktor?", **context)
