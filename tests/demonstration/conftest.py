"""Sowing without its slow part: what the drawings show does not matter to most tests."""

from contextlib import contextmanager
from io import BytesIO
from unittest.mock import patch

import pytest
from PIL import Image

from news.models import Article
from nszm_portal.demonstration import drawing
from nszm_portal.demonstration.models import Piece
from nszm_portal.library.intake import confined


def blank(scene):
    """A picture of one colour under a scene's name, another colour for each length of the name."""
    with BytesIO() as stream:
        Image.new("RGB", (30, 20), (len(scene) * 9, 90, 60)).save(stream, "JPEG")
        return stream.getvalue()


def sown(key, model=Article):
    """What the demonstration made under a key."""
    return model.objects.get(pk=Piece.objects.get(key=key).object_id)


DECODED = {}


@contextmanager
def small_pictures_drawn():
    """Blank pictures in the place of drawings; each is decoded once in a run, in its process."""
    decode = confined.decode

    def remembered(file):
        file.seek(0)
        key = file.read()
        if key not in DECODED:
            DECODED[key] = decode(file)
        return DECODED[key]

    with patch.object(drawing, "draw", blank), patch.object(confined, "decode", remembered):
        yield


@pytest.fixture
def small_pictures():
    with small_pictures_drawn():
        yield


@pytest.fixture
def sow(db, small_pictures):
    """sow(): runs the demonstration once and gives back its sower."""
    from nszm_portal.demonstration.sowing import Sower

    def sow():
        sower = Sower()
        sower.sow()
        return sower

    return sow
