from io import BytesIO

import pytest
from PIL import Image

from nszm_portal.demonstration import drawing
from nszm_portal.demonstration.content.pictures import PICTURES


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


def test_every_scene_has_its_text():
    assert {picture.key for picture in PICTURES} == set(drawing.SCENES)
