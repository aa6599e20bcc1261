from io import BytesIO

import pytest
from PIL import Image, ImageChops

from nszm_portal.demonstration import drawing
from nszm_portal.demonstration.content.pictures import LOGOS, PICTURES


@pytest.mark.parametrize("scene", drawing.SCENES)
def test_a_scene_is_the_same_each_time(scene):
    first = drawing.draw(scene)
    assert drawing.draw(scene) == first
    with Image.open(BytesIO(first)) as picture:
        assert max(picture.size) >= 1100
        assert len(picture.getcolors(picture.width * picture.height)) > 500


def test_there_are_all_three_formats():
    shapes = {width / height for (width, height), _ in drawing.SCENES.values()}
    assert min(shapes) < 1 and max(shapes) > 2


@pytest.mark.parametrize("logo", drawing.LOGOS)
def test_a_logo_is_drawn_on_white_to_its_edges(logo):
    first = drawing.draw(logo)
    assert drawing.draw(logo) == first
    assert drawing.file_name(logo) == f"{logo}.png"
    with Image.open(BytesIO(first)) as picture:
        assert picture.format == "PNG"
        white = Image.new("RGB", picture.size, "white")
        left, top, right, bottom = ImageChops.difference(picture.convert("RGB"), white).getbbox()
        margins = (left, top, picture.width - right, picture.height - bottom)
        assert max(margins) <= 40, margins


def test_logos_are_of_all_shapes():
    shapes = {width / height for (width, height), _ in drawing.LOGOS.values()}
    assert min(shapes) < 0.75 and max(shapes) > 4 and 1 in shapes


def test_every_scene_and_logo_has_its_text():
    assert {picture.key for picture in PICTURES} == set(drawing.SCENES)
    assert {logo.key for logo in LOGOS} == set(drawing.LOGOS)
