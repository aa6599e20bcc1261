"""The frame of the editors' place: its name, and its sections in the order an editor thinks."""

from functools import wraps

from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.options import TO_FIELD_VAR
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from nszm_portal.accounts import desk, second_factor, signing_in, views

# A ModelAdmin says where it belongs by `section` and `section_order`. What says nothing belongs to
# a library and is no editor's work: it is left out of the index, its address stays.
# The button above its list says `add_label`, in the case that Czech wants; "Přidat" without it.
SECTIONS = ("Obsah", "Knihovna", "Vzhled webu", "Správa")


class PortalAdminSite(admin.AdminSite):
    site_header = "Redakce portálu"
    site_title = "Redakce portálu NSZM ČR"
    index_title = "S čím dnes začneme"
    # The lists and the form need the width more than a second menu.
    enable_nav_sidebar = False
    empty_value_display = "–"

    def get_urls(self):
        return [
            path("prihlaseno/", self.admin_view(self.signed_in), name="signed_in"),
            path("overeni/", views.code, name="second_factor"),
            path("overeni/zapnout/", views.enrol, name="second_factor_enrol"),
            path("ucet/", views.account, name="account"),
            path("ucet/zalozni-kody/", views.new_codes, name="new_codes"),
            path("ucet/vypnout/", views.switch_off, name="switch_off"),
            path("ucet/ukoncit/", views.end_session, name="end_session"),
            *super().get_urls(),
        ]

    def admin_view(self, view, cacheable=False):
        return super().admin_view(_looks_by_a_named_field(view), cacheable)

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        half = second_factor.half_signed_in(request)
        if half and request.method == "GET":
            return signing_in.next_step(request, half, signing_in.wanted(request))
        response = super().login(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            return signing_in.after_password(request, response)
        return response

    # Django lets browsers keep these two, though they say whose they are.
    password_change = method_decorator(never_cache)(admin.AdminSite.password_change)
    password_change_done = method_decorator(never_cache)(admin.AdminSite.password_change_done)

    def index(self, request, extra_context=None):
        """The desk: what waits for this person, above the sections."""
        context = {"parts": desk.parts(request), "problems": desk.problems(request)}
        return super().index(request, context | (extra_context or {}))

    def signed_in(self, request):
        """What the log-in inside a form's window leads to: it tells the form and is closed."""
        context = self.each_context(request) | {"title": "Přihlášeno"}
        return TemplateResponse(request, "admin/signed_in.html", context)

    def get_app_list(self, request, app_label=None):
        """The models under our sections; a single application's page stays Django's own."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        sections = {name: [] for name in SECTIONS}
        for app in apps:
            for model in app["models"]:
                model_admin = self._registry[model["model"]]
                if section := getattr(model_admin, "section", None):
                    model["name"] = getattr(model_admin, "section_name", model["name"])
                    sections[section].append((model_admin.section_order, model["name"], model))
        return [
            {
                "name": name,
                "app_label": f"section-{number}",
                "app_url": "",
                "has_module_perms": True,
                "models": [model for _, _, model in sorted(rows, key=lambda row: row[:2])],
            }
            for number, (name, rows) in enumerate(sections.items(), 1)
            if rows
        ]


def _looks_by_a_named_field(view):
    """Django refuses a field that may not be looked by, but not one without a name."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if "" in (request.GET.get(TO_FIELD_VAR), request.POST.get(TO_FIELD_VAR)):
            raise DisallowedModelAdminToField("A field without a name cannot be referenced.")
        return view(request, *args, **kwargs)

    return checked
