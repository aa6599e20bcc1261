"""How CKEditor is set up: `settings.CKEDITOR_CONFIGS = {"default": config.editor(...)}`.

CKEditor's own filter (`allowedContent`) keeps editors from making what cleaning would take away;
it protects nobody: that is the cleaning's work.
"""

from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.functional import lazy

from nszm_portal.richtext.cleaning import PICTURE_CLASSES

_TOOLBAR = [
    ["Format"],
    ["Bold", "Italic", "Subscript", "Superscript", "RemoveFormat"],
    ["BulletedList", "NumberedList", "Blockquote"],
    ["Link", "Unlink"],
    ["Image", "Table", "HorizontalRule", "SpecialChar"],
    ["Undo", "Redo", "PasteText", "Find"],
    ["ShowBlocks", "Maximize", "Source"],
]
# What makes content that a body may not hold, what talks to other hosts, and what hides the form.
_REMOVED_PLUGINS = """
    about bidi colorbutton colordialog copyformatting dialogadvtab div editorplaceholder
    elementspath exportpdf flash font forms iframe indentblock justify language liststyle newpage
    pagebreak preview print save scayt smiley stylescombo templates wsc
""".split()
_SPECIAL_CHARACTERS = [
    *("„", "“", "‚", "‘", "–", "…"),
    *("§", "€", "°", "%", "‰", "×", "±", "½", "²", "³", "→", "©"),
]

_static = lazy(static, str)


def editor(plugins: Path) -> dict:
    """The set-up of the editor.

    `plugins` is the folder that is served under `ckeditor-extra/`. Where it does not hold image2,
    pictures have CKEditor's plain dialog and their captions come from the library.
    """
    has_image2 = (plugins / "image2" / "plugin.js").is_file()
    return {
        "language": "cs",
        "defaultLanguage": "cs",
        "contentsLanguage": "cs",
        "contentsCss": [_static("css/site.css"), _static("css/admin/richtext.css")],
        "bodyClass": "prose",
        "title": "Text",
        "width": "100%",
        "height": 480,
        "toolbar": _TOOLBAR,
        "format_tags": "p;h2;h3;h4",
        "specialChars": _SPECIAL_CHARACTERS,
        "extra_plugins": ["image2"] if has_image2 else [],
        "external_plugin_resources": [
            ("image2", _static("ckeditor-extra/image2/"), "plugin.js"),
        ],
        "removePlugins": ",".join([*_REMOVED_PLUGINS, *(["image"] if has_image2 else [])]),
        "removeDialogTabs": "image:advanced;image:Link",
        "allowedContent": _allowed_content(),
        "entities": False,
        "disableNativeSpellChecker": False,
        "clipboard_handleImages": False,
        "image2_alignClasses": ["align-left", "align-center", "align-right"],
        "image2_captionedClass": "image",
        "image2_disableResizer": True,
        "image_previewText": " ",
        "linkDefaultProtocol": "https://",
        "linkShowAdvancedTab": False,
        "linkShowTargetTab": False,
        "filebrowserBrowseUrl": reverse_lazy("admin:library_document_browse"),
        "filebrowserImageBrowseUrl": reverse_lazy("admin:library_picture_browse"),
        "filebrowserImageUploadUrl": reverse_lazy("admin:library_picture_upload"),
        "imageUploadUrl": reverse_lazy("admin:library_picture_upload"),
    }


def _allowed_content() -> dict:
    classes = ",".join(sorted(PICTURE_CLASSES))
    return {
        "p h2 h3 h4 ul ol li strong em sub sup blockquote hr br pre code": True,
        "table caption thead tbody tfoot tr figcaption": True,
        "td": {"attributes": "colspan,rowspan"},
        "th": {"attributes": "colspan,rowspan,scope"},
        "a": {"attributes": "href,data-page,data-document,data-suffix"},
        # data-widget: the mark of a picture that is just being uploaded.
        "img": {"attributes": "!src,alt,data-picture,data-widget", "classes": classes},
        "figure": {"classes": f"image,{classes}"},
    }
