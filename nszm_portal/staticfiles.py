"""Static files as readers fetch them: one stylesheet, fingerprinted names, only what is used.

Here is what `collectstatic` does beyond Django and whitenoise. The files themselves are in
`static/` and in the packages that bring them.
"""

import posixpath
import re
from collections.abc import Callable

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_CKEDITOR = "ckeditor/ckeditor/"
# Optional folders beside ckeditor.js: what the editor uses of them is compiled into it, and
# several are what its known holes need.
_UNUSED_PLUGINS = """
    about adobeair ajax autoembed autogrow autolink bbcode codesnippet codesnippetgeshi
    colordialog copyformatting devtools div divarea docprops embed embedbase embedsemantic
    exportpdf filetools flash forms iframe iframedialog image2 language lineutils mathjax
    menubutton notification notificationaggregator pagebreak placeholder preview scayt
    sharedspace smiley sourcedialog stylesheetparser tableresize templates uicolor uploadimage
    uploadwidget wsc xml
""".split()
# An editor's browser is Czech or falls back to English.
_FOREIGN_LANGUAGES = ["[!ce]*", "c[!s]*", "e[!n]*", "en-*"]
# CKEditor fetches these by the address of its folder, without a fingerprint.
_FETCHED_BY_EDITOR = re.compile(rf"{_CKEDITOR}(?:lang|plugins|skins|styles\.js)|ckeditor-extra/")


class PortalStaticFilesConfig(StaticFilesConfig):
    """Leaves out of `collectstatic` what no page of the portal asks for."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        *(f"{_CKEDITOR}plugins/{plugin}/*" for plugin in _UNUSED_PLUGINS),
        *(f"ckeditor/*/lang/{language}" for language in _FOREIGN_LANGUAGES),
        *(f"ckeditor-extra/*/lang/{language}" for language in _FOREIGN_LANGUAGES),
        *(f"admin/js/vendor/select2/i18n/{language}" for language in _FOREIGN_LANGUAGES),
        *(_CKEDITOR + name for name in ("skins/moono/*", "adapters/*", "vendor/*", "*.md")),
        *(_CKEDITOR + name for name in ("bender-*", "build-config.js", "plugins/*/plugin.js")),
        "ckeditor/galleriffic/*",
        "ckeditor/file-icons/*",
        "admin/img/gis/*",
    ]


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Compressed and fingerprinted files; each of our stylesheets is one file without imports."""

    # Modules under js/ import each other by relative address; Django's own switch for that would
    # also search everyone else's scripts.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )

    def post_process(self, paths, dry_run=False, **options):
        def read(name: str) -> str:
            if name not in paths:
                raise ValueError(f"The file '{name}' could not be found: a stylesheet imports it.")
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        served = {
            name: (_Text(joined(name, read)), source[1])
            if name.startswith("css/") and name.endswith(".css")
            else source
            for name, source in paths.items()
            if not _FETCHED_BY_EDITOR.match(name)
        }
        yield from super().post_process(served, dry_run, **options)


class _Text:
    """Stands where Django expects the storage from which a collected file is read."""

    def __init__(self, text: str):
        self._content = text.encode()

    def open(self, path: str) -> ContentFile:
        return ContentFile(self._content)


_IMPORT = re.compile(
    r"""@import\s*(?:url\(\s*)?["']?(?P<path>[^"')\s]+)["']?(?:\s*\))?"""
    r"""(?P<layer>\s*layer\b(?:\((?P<layer_name>[^)]*)\))?)?\s*(?P<media>[^;]*);"""
)
_URL = re.compile(r"""url\(\s*(["']?)(?P<path>(?![a-z]+:|[/#])[^"')]+)\1\s*\)""")
# What has to stay as it is comes first, so that a comment's signs inside a string mean nothing.
_PIECE = re.compile(
    r"""(?P<kept>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^"')]*\))|/\*.*?\*/|\s+""", re.DOTALL
)
_NEEDLESS_SPACE = re.compile(r" ?([{};,]) ?|(:) ")


def joined(name: str, read: Callable[[str], str]) -> str:
    """The stylesheet `name` with each import replaced by the file's rules, without comments.

    `read` gives the text of a stylesheet by its name. An import's layer and media query are kept
    around its rules (CSS Cascading and Inheritance 5, at-import); `supports()` is not understood.
    """

    def rules(found: re.Match) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), found["path"]))
        text = _URL.sub(lambda url: _moved(url["path"], target, name), joined(target, read))
        if found["layer"]:
            text = f"@layer {found['layer_name'] or ''}{{{text}}}"
        if found["media"]:
            text = f"@media {found['media']}{{{text}}}"
        return text

    return _IMPORT.sub(rules, without_comments(read(name)))


def without_comments(css: str) -> str:
    """`css` without its comments and the white space between its tokens; strings stay whole."""
    spaced = []
    kept = []
    end = 0
    for piece in _PIECE.finditer(css):
        spaced.append(css[end : piece.start()])
        end = piece.end()
        if piece["kept"]:
            kept.append(piece["kept"])
            spaced.append("\0")
        else:
            spaced.append(" ")
    text = re.sub(" +", " ", "".join(spaced) + css[end:])
    text = _NEEDLESS_SPACE.sub(r"\1\2", text).replace(";}", "}").strip()
    return re.sub("\0", lambda _: kept.pop(0), text)


def _moved(path: str, source: str, target: str) -> str:
    """A relative address that stood in the file `source`, for the file `target`."""
    absolute = posixpath.join(posixpath.dirname(source), path)
    return f'url("{posixpath.relpath(absolute, posixpath.dirname(target) or ".")}")'
