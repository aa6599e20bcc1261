"""CKEditor's set-up, and the checks that keep it safe."""

import json

import pytest
from django.core.checks import run_checks
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import Promise

from nszm_portal.richtext import cleaning, config
from nszm_portal.richtext.checks import check_editor
from tests.richtext.payloads import ALLOWED


class Encoder(DjangoJSONEncoder):
    def default(self, value):
        return str(value) if isinstance(value, Promise) else super().default(value)


@pytest.fixture
def set_up(tmp_path):
    return json.loads(json.dumps(config.editor(tmp_path), cls=Encoder))


def rules(set_up):
    """The elements that CKEditor's filter allows, with their attributes."""
    return {
        name: set() if rule is True else set(rule.get("attributes", "").replace("!", "").split(","))
        for names, rule in set_up["allowedContent"].items()
        for name in names.split()
    }


def test_the_editor_allows_what_the_cleaning_keeps(set_up):
    allowed = rules(set_up)
    assert allowed.keys() == ALLOWED.keys()
    for name, attributes in ALLOWED.items():
        assert allowed[name] - {"", "src", "data-widget"} == attributes - {"class"}


def test_the_editor_knows_the_classes_of_pictures(set_up):
    classes = set_up["allowedContent"]["img"]["classes"].split(",")
    assert set(classes) == cleaning.PICTURE_CLASSES
    assert set(set_up["image2_alignClasses"]) - {"align-center"} <= cleaning.PICTURE_CLASSES


def test_it_is_czech_and_has_the_looks_of_the_site(set_up):
    assert set_up["language"] == set_up["contentsLanguage"] == "cs"
    assert set_up["contentsCss"][0].endswith("css/site.css")
    assert set_up["disableNativeSpellChecker"] is False
    assert set_up["format_tags"] == "p;h2;h3;h4"


def test_uploads_go_to_the_library(set_up):
    for name in ("filebrowserImageUploadUrl", "imageUploadUrl", "filebrowserImageBrowseUrl"):
        assert set_up[name].startswith("/admin/library/picture/")
    assert set_up["filebrowserBrowseUrl"].startswith("/admin/library/document/")
    assert "filebrowserUploadUrl" not in set_up


def test_pictures_with_captions_come_with_their_plugin(tmp_path):
    without = config.editor(tmp_path)
    assert without["extra_plugins"] == []
    assert "image" not in without["removePlugins"].split(",")
    (tmp_path / "image2").mkdir()
    (tmp_path / "image2" / "plugin.js").touch()
    found = config.editor(tmp_path)
    assert found["extra_plugins"] == ["image2"]
    assert "image" in found["removePlugins"].split(",")


def test_the_portals_own_set_up_passes_the_checks():
    assert check_editor(None) == []
    assert "richtext" not in " ".join(str(problem.id) for problem in run_checks())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"allowedContent": True}, "richtext.E002"),
        ({"allowedContent": None}, "richtext.E002"),
        ({"fullPage": True}, "richtext.E003"),
    ],
)
def test_an_unsafe_set_up_stops_the_start(settings, change, problem):
    settings.CKEDITOR_CONFIGS = {"default": settings.CKEDITOR_CONFIGS["default"] | change}
    assert [error.id for error in check_editor(None)] == [problem]


def test_ckeditors_own_upload_views_stop_the_start(settings):
    settings.CKEDITOR_UPLOAD_PATH = "x/"
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "ckeditor_uploader"]
    assert [error.id for error in check_editor(None)] == ["richtext.E001"]


@pytest.mark.django_db
def test_no_view_of_ckeditor_is_reachable(client):
    for path in ("upload/", "browse/"):
        assert client.get(f"/ckeditor/{path}").status_code == 404
