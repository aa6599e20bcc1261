"""The tables of the permission matrix, by hand: each door of the editors' place and who may.

A door is an address of the URL map with a method; `test_permission_matrix` sees to it that none is
missing here. What anybody may have is in `test_permission_matrix_public`.
"""

from nszm_portal.publishing import kinds

AUTHOR, CHIEF, ADMINISTRATOR = "Autor", "Šéfredaktor", "Správce"
MEETINGS, PARTNERS = "Redaktor setkání", "Redaktor partnerů"
ROLES = (AUTHOR, CHIEF, MEETINGS, PARTNERS, ADMINISTRATOR)

# --- the tables --------------------------------------------------------------------------------

# How far a role goes with a kind: nothing < read < own (drafts of one's own) < publish.
NOTHING, READ, OWN, PUBLISH = "nothing", "read", "own", "publish"
ANY, READS, WRITES = {NOTHING, READ, OWN, PUBLISH}, {READ, OWN, PUBLISH}, {OWN, PUBLISH}
KINDS = {
    "article": {AUTHOR: OWN, CHIEF: PUBLISH, MEETINGS: NOTHING, PARTNERS: READ},
    "meeting": {AUTHOR: OWN, CHIEF: PUBLISH, MEETINGS: PUBLISH, PARTNERS: READ},
    "partner": {AUTHOR: OWN, CHIEF: PUBLISH, MEETINGS: NOTHING, PARTNERS: PUBLISH},
    "agreement": {AUTHOR: OWN, CHIEF: PUBLISH, MEETINGS: NOTHING, PARTNERS: PUBLISH},
    "page": {AUTHOR: NOTHING, CHIEF: PUBLISH, MEETINGS: NOTHING, PARTNERS: NOTHING},
    "minutes": {AUTHOR: NOTHING, CHIEF: NOTHING, MEETINGS: NOTHING, PARTNERS: NOTHING},
}
# (door, of what, method): who may. "theirs" is the draft of another, "live" what is published.
DOORS = {
    ("changelist", "", "GET"): READS,
    ("add", "", "GET"): WRITES,
    ("add", "", "POST"): WRITES,
    ("change", "own", "GET"): READS,
    ("change", "own", "POST"): WRITES,
    ("change", "theirs", "GET"): READS,
    ("change", "theirs", "POST"): {PUBLISH},
    ("change", "live", "GET"): READS,
    ("change", "live", "POST"): {PUBLISH},
    ("change", "own live", "POST"): {PUBLISH},
    ("", "live", "GET"): ANY,  # leads to the form, which refuses by itself
    ("history", "own", "GET"): READS,
    ("history", "theirs", "GET"): READS,
    ("history", "live", "GET"): READS,
    ("delete", "own", "GET"): WRITES,
    ("delete", "own", "POST"): WRITES,
    ("delete", "theirs", "GET"): {PUBLISH},
    ("delete", "theirs", "POST"): {PUBLISH},
    ("delete", "live", "GET"): {PUBLISH},
    ("delete", "live", "POST"): {PUBLISH},
    ("delete", "own live", "POST"): {PUBLISH},
    ("copy", "own", "POST"): WRITES,
    ("copy", "theirs", "POST"): WRITES,
    ("copy", "live", "POST"): WRITES,
    ("withdraw", "live", "GET"): {PUBLISH},
    ("withdraw", "live", "POST"): {PUBLISH},
    ("withdraw", "own live", "POST"): {PUBLISH},
    ("autosave", "", "POST"): WRITES,
    ("autosave", "own", "POST"): WRITES,
    ("autosave", "theirs", "POST"): {PUBLISH},
    ("autosave", "live", "POST"): {PUBLISH},
    ("discard", "own copy", "POST"): ANY,
    ("discard", "their copy", "POST"): set(),
    ("conflict", "own copy", "GET"): WRITES,
    ("conflict", "own copy", "POST"): WRITES,
    ("conflict", "their copy", "GET"): {PUBLISH},
    ("conflict", "their copy", "POST"): {PUBLISH},
    ("conflict", "own copy of live", "GET"): {PUBLISH},
    ("compare", "own", "GET"): READS,
    ("compare", "theirs", "GET"): READS,
    ("compare", "live", "GET"): READS,
    ("restore", "own", "POST"): WRITES,
    ("restore", "theirs", "POST"): {PUBLISH},
    ("restore", "live", "POST"): {PUBLISH},
    ("restore", "own live", "POST"): {PUBLISH},
    ("deleted", "", "GET"): WRITES,
    ("recover", "own", "POST"): WRITES,
    ("recover", "theirs", "POST"): {PUBLISH},
    ("recover", "live", "POST"): {PUBLISH},
    ("resume", "own aside", "POST"): WRITES,
    ("resume", "their aside", "POST"): {PUBLISH},
    ("preview", "own", "GET"): READS,
    ("preview", "theirs", "GET"): READS,
    ("preview", "live", "GET"): READS,
    ("preview_print", "theirs", "GET"): READS,
    ("preview_links", "own", "GET"): WRITES,
    ("preview_links", "own", "POST"): WRITES,
    ("preview_links", "theirs", "GET"): {PUBLISH},
    ("preview_links", "theirs", "POST"): {PUBLISH},
    ("preview_copy", "own copy", "GET"): ANY,
    ("preview_copy", "their copy", "GET"): {PUBLISH},
    ("preview_copy_print", "their copy", "GET"): {PUBLISH},
    ("preview_copy_links", "own copy", "POST"): WRITES,
    ("preview_copy_links", "their copy", "GET"): {PUBLISH},
    ("preview_copy_links", "their copy", "POST"): {PUBLISH},
    ("revoke", "theirs", "POST"): {PUBLISH},
    ("revoke", "own", "POST"): WRITES,
}
# How a door is called in the address of a copy.
OF_COPIES = {
    "discard": "zahodit",
    "preview_copy": "nahled",
    "preview_copy_print": "nahled/tisk",
    "preview_copy_links": "odkazy",
}

# Other models: v(iew), a(dd), c(hange), d(elete); a role that is not named may nothing.
MODELS = {
    "library_picture": dict.fromkeys((AUTHOR, MEETINGS, PARTNERS), "vac")
    | dict.fromkeys((CHIEF, ADMINISTRATOR), "vacd"),
    "library_document": dict.fromkeys((AUTHOR, MEETINGS, PARTNERS), "vac")
    | dict.fromkeys((CHIEF, ADMINISTRATOR), "vacd"),
    "news_topic": {AUTHOR: "v", CHIEF: "vacd"},
    "meetings_programme": {AUTHOR: "v", CHIEF: "vacd", MEETINGS: "vacd"},
    "partners_partnertype": {AUTHOR: "v", CHIEF: "vacd", PARTNERS: "vacd"},
    "partners_instrument": {AUTHOR: "v", CHIEF: "vacd", PARTNERS: "vacd"},
    "regions_membership": dict.fromkeys((CHIEF, MEETINGS, ADMINISTRATOR), "vacd"),
    "navigation_menuitem": dict.fromkeys((CHIEF, ADMINISTRATOR), "vacd"),
    "navigation_portalgroup": dict.fromkeys((CHIEF, ADMINISTRATOR), "vacd"),
    "navigation_sidebox": dict.fromkeys((CHIEF, ADMINISTRATOR), "vacd"),
    "navigation_identity": dict.fromkeys((CHIEF, ADMINISTRATOR), "vc"),
    "publishing_redirect": dict.fromkeys((CHIEF, ADMINISTRATOR), "vad"),
    "publishing_missingaddress": dict.fromkeys((CHIEF, ADMINISTRATOR), "vd"),
    "search_equivalents": dict.fromkeys((CHIEF, ADMINISTRATOR), "vacd"),
    "opendata_provider": dict.fromkeys((CHIEF, ADMINISTRATOR), "vc"),
    "search_missed": dict.fromkeys((CHIEF, ADMINISTRATOR), "vd"),
    "legacy_original": dict.fromkeys((AUTHOR, CHIEF, MEETINGS), "v"),
    "accounts_user": {CHIEF: "v", ADMINISTRATOR: "vac"},
    "accounts_auditentry": {ADMINISTRATOR: "v"},
    "auth_group": {ADMINISTRATOR: "v"},
    "operation_run": {ADMINISTRATOR: "v"},
    "operation_visits": dict.fromkeys(ROLES, "v"),
    "operation_checkedlink": dict.fromkeys((CHIEF, ADMINISTRATOR), "v"),
    "post_office_email": {},
    "post_office_log": {},
    "post_office_emailtemplate": {},
    "post_office_attachment": {},
}
MODEL_DOORS = {
    ("changelist", "GET"): "v",
    ("add", "GET"): "a",
    ("add", "POST"): "a",
    ("change", "GET"): "v",
    ("change", "POST"): "c",
    ("delete", "GET"): "d",
    ("delete", "POST"): "d",
    ("history", "GET"): "v",
}

# What is of no single model: (address, method) and the roles that may; EVERYBODY has no account.
STAFF, EVERYBODY, NOBODY = set(ROLES), "everybody", set()
PLACES = {
    "index": [("/admin/", "GET", STAFF)],
    "signed_in": [("/admin/prihlaseno/", "GET", STAFF)],
    "login": [("/admin/login/", "GET", EVERYBODY)],
    # Who has no password to follow is led back to the log-in; the rest is test_second_factor's.
    "second_factor": [("/admin/overeni/", "GET", EVERYBODY)],
    "second_factor_enrol": [
        ("/admin/overeni/zapnout/", "GET", {*STAFF, "outsider"}),
        ("/admin/overeni/zapnout/", "POST", {*STAFF, "outsider"}),
    ],
    "account": [("/admin/ucet/", "GET", STAFF)],
    "new_codes": [("/admin/ucet/zalozni-kody/", "POST", STAFF)],
    "switch_off": [("/admin/ucet/vypnout/", "POST", STAFF)],
    "end_session": [("/admin/ucet/ukoncit/", "POST", STAFF)],
    "accounts_user_reset_factor": [
        ("/admin/accounts/user/{user}/druhy-faktor/", "GET", {ADMINISTRATOR}),
        ("/admin/accounts/user/{user}/druhy-faktor/", "POST", {ADMINISTRATOR}),
    ],
    "logout": [("/admin/logout/", "POST", EVERYBODY)],
    "password_change": [
        ("/admin/password_change/", "GET", STAFF),
        ("/admin/password_change/", "POST", STAFF),
    ],
    "password_change_done": [("/admin/password_change/done/", "GET", STAFF)],
    "jsi18n": [("/admin/jsi18n/", "GET", STAFF)],
    "autocomplete": [
        (f"/admin/autocomplete/?app_label={app}&model_name={model}&field_name={name}", "GET", who)
        for app, model, name, who in [
            ("news", "article", "cover", STAFF),
            ("publishing", "attachment", "document", STAFF),
            ("partners", "partner", "articles", {AUTHOR, CHIEF, PARTNERS}),
            ("partners", "partner", "meetings", {AUTHOR, CHIEF, MEETINGS, PARTNERS}),
            ("partners", "agreement", "partners", {AUTHOR, CHIEF, PARTNERS}),
            ("accounts", "user", "groups", {ADMINISTRATOR}),
        ]
    ],
    "view_on_site": [("/admin/r/0/0/", "GET", NOBODY)],
    "app_list": [
        ("/admin/news/", "GET", {AUTHOR, CHIEF, PARTNERS}),
        ("/admin/accounts/", "GET", {CHIEF, ADMINISTRATOR}),
        ("/admin/publishing/", "GET", {CHIEF, ADMINISTRATOR}),
        ("/admin/post_office/", "GET", NOBODY),
    ],
    "": [("/admin/tohle/tu/neni/", "GET", NOBODY)],
    "library_picture_upload": [("/admin/library/picture/nahrat/", "POST", STAFF)],
    "library_picture_upload_many": [
        ("/admin/library/picture/nahrat-vice/", "GET", STAFF),
        ("/admin/library/picture/nahrat-vice/", "POST", STAFF),
    ],
    "library_document_upload_many": [
        ("/admin/library/document/nahrat-vice/", "GET", STAFF),
        ("/admin/library/document/nahrat-vice/", "POST", STAFF),
    ],
    "library_picture_describe": [
        ("/admin/library/picture/popsat/", "GET", STAFF),
        ("/admin/library/picture/popsat/", "POST", STAFF),
    ],
    "library_picture_browse": [("/admin/library/picture/vybrat/?CKEditorFuncNum=1", "GET", STAFF)],
    "library_document_browse": [
        ("/admin/library/document/vybrat/?CKEditorFuncNum=1", "GET", STAFF)
    ],
    "auth_user_password_change": [
        ("/admin/accounts/user/{user}/password/", "GET", {ADMINISTRATOR}),
        ("/admin/accounts/user/{user}/password/", "POST", {ADMINISTRATOR}),
    ],
    "post_office_email_image": [
        ("/admin/post_office/email/{email}/image/00000000000000000000000000000000", "GET", NOBODY)
    ],
    "post_office_email_preview": [("/admin/post_office/email/{email}/preview/", "GET", NOBODY)],
    "resend": [("/admin/post_office/email/{email}/resend/", "GET", NOBODY)],
    "admin_password_reset": [("/admin/heslo/", "GET", EVERYBODY)],
    "password_reset_done": [("/admin/heslo/odeslano/", "GET", EVERYBODY)],
    "password_reset_confirm": [("/admin/heslo/MQ/abc-123/", "GET", EVERYBODY)],
    "password_reset_complete": [("/admin/heslo/hotovo/", "GET", EVERYBODY)],
}


def kind_names() -> dict[str, str]:
    """The kinds by the first words of their addresses' names: "news_article": "article"."""
    return {f"{m._meta.app_label}_{m._meta.model_name}": m.kind for m in kinds.all()}
