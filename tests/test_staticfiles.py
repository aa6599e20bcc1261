"""One stylesheet for readers, and nothing of CKEditor that no page asks for."""

import json

import pytest
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

from nszm_portal.staticfiles import (
    PortalStaticFilesConfig,
    PortalStaticFilesStorage,
    joined,
    without_comments,
)


def join(files):
    """Joins site.css out of `files`, whose names are under css/."""
    return joined("css/site.css", {f"css/{name}": text for name, text in files.items()}.__getitem__)


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a { color: red; }\n\n/* why */\nb { margin: 0 }", "a{color:red}b{margin:0}"),
        ('a { content: "/* text */  ; {" }', 'a{content:"/* text */  ; {"}'),
        (r"""a::before { content: '\'/* ' }""", r"""a::before{content:'\'/* '}"""),
        ("a :hover { x: y }", "a :hover{x:y}"),
        ("a { &:hover { x: y; } }", "a{&:hover{x:y}}"),
        ("a { width: calc(1px + 2px) }", "a{width:calc(1px + 2px)}"),
        ("a { b: url(data:image/svg+xml;x/*y) }", "a{b:url(data:image/svg+xml;x/*y)}"),
        (":is(a, b) > c { x: y }", ":is(a,b) > c{x:y}"),
        ("/* only */", ""),
        ("a{} /* never closed", "a{}/* never closed"),
    ],
)
def test_without_comments(css, expected):
    assert without_comments(css) == expected


def test_an_import_becomes_the_rules_in_its_layer():
    css = join(
        {
            "site.css": '@layer base, block;\n@import "base.css" layer(base);\n'
            "@import url('components/card.css') layer(block);",
            "base.css": "a { x: y }",
            "components/card.css": "b { x: y }",
        }
    )
    assert css == "@layer base,block;@layer base{a{x:y}}@layer block{b{x:y}}"


def test_an_import_keeps_its_media_query():
    css = join(
        {
            "site.css": '@import "print.css" layer(print) print and (color);',
            "print.css": "a { x: y }",
        }
    )
    assert css == "@media print and (color){@layer print{a{x:y}}}"


def test_an_import_without_a_layer():
    assert join({"site.css": '@import "base.css";', "base.css": "a { x: y }"}) == "a{x:y}"


def test_an_import_inside_a_comment_brings_nothing():
    assert join({"site.css": '/* @import "gone.css"; */ a { x: y }'}) == "a{x:y}"


def test_imports_nest():
    css = join(
        {
            "site.css": '@import "a.css" layer(a);',
            "a.css": '@import "components/b.css" layer(b);',
            "components/b.css": "b { x: y }",
        }
    )
    assert css == "@layer a{@layer b{b{x:y}}}"


def test_an_address_goes_on_leading_to_its_file():
    css = join(
        {
            "site.css": '@import "components/card.css";',
            "components/card.css": "a { x: url('../../img/tick.svg'); y: url(data:a); z: url(#b) }",
        }
    )
    assert css == 'a{x:url("../img/tick.svg");y:url(data:a);z:url(#b)}'


@pytest.fixture
def collect(tmp_path, settings):
    """Collects files given by name and text; `collect.text(name)` is what readers then get."""
    settings.DEBUG = False
    folder = tmp_path / "out"

    def collect(files):
        source = FileSystemStorage(tmp_path / "source")
        for name, text in files.items():
            for place in (tmp_path / "source" / name, folder / name):
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text)
        storage = PortalStaticFilesStorage(location=folder)
        for _, _, outcome in storage.post_process({name: (source, name) for name in files}):
            if isinstance(outcome, Exception):
                raise outcome
        return json.loads((folder / "staticfiles.json").read_text())["paths"]

    collect.text = lambda name: (folder / name).read_text()
    collect.size = lambda name: (folder / name).stat().st_size
    return collect


def test_collecting_joins_the_stylesheet_and_fingerprints_its_pictures(collect):
    names = collect(
        {
            "css/site.css": '@import "components/card.css" layer(block);',
            "css/components/card.css": "a { x: url(../../img/tick.svg) }",
            "img/tick.svg": "<svg/>",
        }
    )
    picture = names["img/tick.svg"]
    assert picture != "img/tick.svg"
    assert collect.text(names["css/site.css"]) == f'@layer block{{a{{x:url("../{picture}")}}}}'


def test_the_stylesheet_is_compressed(collect):
    names = collect({"css/site.css": "a { color: red }\n" * 100})
    assert collect.size(names["css/site.css"] + ".br") < 100 < collect.size(names["css/site.css"])


def test_a_changed_part_changes_the_name_of_the_whole(collect):
    def site(part):
        return collect({"css/site.css": '@import "a.css";', "css/a.css": part})["css/site.css"]

    assert site("a { x: y }") != site("a { x: z }")


def test_a_missing_part_is_named(collect):
    with pytest.raises(ValueError, match=r"css/gone\.css"):
        collect({"css/site.css": '@import "gone.css";'})


def test_modules_import_each_other_by_their_fingerprinted_names(collect):
    names = collect(
        {
            "js/site.js": 'import { tell } from "./parts/tell.js";\ntell();',
            "js/parts/tell.js": "export const tell = () => {};",
        }
    )
    name = names["js/parts/tell.js"].removeprefix("js/")
    assert f'from "./{name}"' in collect.text(names["js/site.js"])


@pytest.mark.parametrize(
    "path",
    [
        "ckeditor/ckeditor/ckeditor.js",
        "ckeditor/ckeditor/lang/cs.js",
        "ckeditor/ckeditor/lang/en.js",
        "ckeditor/ckeditor/plugins/link/dialogs/link.js",
        "ckeditor/ckeditor/plugins/specialchar/dialogs/lang/cs.js",
        "ckeditor/ckeditor/skins/moono-lisa/editor.css",
        "ckeditor-extra/image2/plugin.js",
        "ckeditor-extra/image2/lang/cs.js",
        "admin/js/vendor/select2/i18n/cs.js",
        "css/site.css",
    ],
)
def test_what_a_page_asks_for_is_collected(path):
    assert not matches_patterns(path, PortalStaticFilesConfig.ignore_patterns)


@pytest.mark.parametrize(
    "path",
    [
        "ckeditor/ckeditor/lang/de.js",
        "ckeditor/ckeditor/lang/en-gb.js",
        "ckeditor/ckeditor/plugins/codesnippetgeshi/plugin.js",
        "ckeditor/ckeditor/plugins/specialchar/dialogs/lang/da.js",
        "ckeditor/ckeditor/skins/moono/editor.css",
        "ckeditor/galleriffic/js/jquery.galleriffic.js",
        "ckeditor-extra/image2/lang/de.js",
        "admin/js/vendor/select2/i18n/da.js",
    ],
)
def test_what_no_page_asks_for_is_not_collected(path):
    assert matches_patterns(path, PortalStaticFilesConfig.ignore_patterns)
