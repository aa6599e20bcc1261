from fractions import Fraction
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from nszm_portal.library.renditions import IN_A_LIST, LEADING, crop_box, widths
from tests.factories.library import (
    GREEN,
    RED,
    PictureFactory,
    encoded,
    quadrants,
    upload,
)

sides = st.integers(1, 4000)
percents = st.integers(0, 100)


def stem(picture) -> str:
    return picture.file.name.removesuffix(".jpg")


@pytest.mark.django_db
def test_they_are_made_when_a_picture_is_stored(stored_files):
    before = stored_files()
    picture = PictureFactory(width=1000, height=500)
    names = {f"{width}w.{kind}" for width in (320, 640, 960) for kind in ("avif", "webp")}
    names |= {"320w.jpeg", "960w.jpeg"}
    names |= {f"3_2/{width}w.{kind}" for width in (160, 320, 480) for kind in ("avif", "webp")}
    names |= {"3_2/320w.jpeg"}
    # Half as high as wide: 888 points of width are left where it is cut to 16 : 9.
    names |= {f"16_9/{width}w.{kind}" for width in (640, 888) for kind in ("avif", "webp")}
    assert _inside(picture, stored_files) == names
    assert stored_files() - before - _with_folder(picture, names) == {picture.file.name}
    for rendition in picture.file.get_picture_files_list():
        with default_storage.open(rendition.name) as file, Image.open(file) as image:
            assert f"{image.width}w.{image.format.lower()}" in rendition.name
            ratio = rendition.aspect_ratio or Fraction(2)
            assert abs(image.height - image.width / ratio) <= 1
            assert not {"exif", "icc_profile", "xmp", "comment"} & set(image.info)


def _inside(picture, stored_files) -> set[str]:
    return {name.removeprefix(f"{stem(picture)}/") for name in stored_files(stem(picture))}


def _with_folder(picture, names) -> set[str]:
    return {f"{stem(picture)}/{name}" for name in names}


@given(
    st.tuples(sides, sides), st.tuples(percents, percents), st.sampled_from([IN_A_LIST, LEADING])
)
def test_a_crop_is_the_largest_inside_and_as_near_the_focus_as_it_can_be(size, focus, ratio):
    left, top, right, bottom = crop_box(size, ratio, focus)
    width, height = right - left, bottom - top
    assert -1e-6 <= left < right <= size[0] + 1e-6
    assert -1e-6 <= top < bottom <= size[1] + 1e-6
    assert width / height == pytest.approx(float(ratio))
    assert width == pytest.approx(size[0]) or height == pytest.approx(size[1])
    for whole, start, part, percent in zip(size, (left, top), (width, height), focus, strict=True):
        wanted, middle = whole * percent / 100, start + part / 2
        at_edge = start == pytest.approx(0, abs=1e-6) or start + part == pytest.approx(whole)
        assert middle == pytest.approx(wanted) or at_edge


@pytest.mark.parametrize(
    ("size", "ratio", "found"),
    [
        ((2560, 1440), None, [320, 640, 960]),
        ((960, 640), None, [320, 640, 960]),
        ((900, 600), None, [320, 640, 900]),
        ((700, 600), None, [320, 640]),  # 700 is hardly more than 640
        ((319, 600), None, []),
        ((2560, 400), IN_A_LIST, [320, 600]),
        ((400, 2560), IN_A_LIST, [320, 400]),
    ],
)
def test_widths(size, ratio, found):
    assert widths(size, ratio, (320, 640, 960)) == found


@pytest.mark.django_db
def test_a_crop_shows_what_an_editor_pointed_at(stored_files):
    picture = PictureFactory(width=400, height=1600)  # red and green above, blue below
    picture.focus_x, picture.focus_y = 0, 0
    picture.save()
    above = _middle(picture)
    picture.focus_y = 100
    picture.save()
    below = _middle(picture)
    assert near(above, RED) or near(above, GREEN)
    assert not near(below, RED)
    # What was given out before is still there: kept pages may lead to it.
    folders = {name.split("/")[0] for name in _inside(picture, stored_files) if "/" in name}
    assert {"3_2", "3_2-0-0", "3_2-0-100"} <= folders


def _middle(picture):
    _, rendition = picture.renditions("WEBP", IN_A_LIST)[0]
    with default_storage.open(rendition.name) as file, Image.open(file) as image:
        return image.convert("RGB").getpixel((10, image.height // 2))


def near(colour, other) -> bool:
    return max(abs(a - b) for a, b in zip(colour, other, strict=True)) < 40


@pytest.mark.django_db(transaction=True)
def test_all_of_them_go_with_the_picture(stored_files):
    before = stored_files()
    picture = PictureFactory(width=1000, height=700)
    picture.focus_x = 10
    picture.save()
    picture.delete()
    assert stored_files() == before


@pytest.mark.django_db
def test_a_transparent_picture_stands_on_white_in_jpeg():
    image = quadrants(640, 480, "RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 320, 240))
    picture = PictureFactory(upload=upload(encoded(image, "PNG"), "znak.png"))
    assert picture.file.name.endswith(".png")
    for file_type in ("JPEG", "WEBP", "AVIF"):
        _, rendition = picture.renditions(file_type)[0]
        with default_storage.open(rendition.name) as file, Image.open(file) as small:
            corner = small.getpixel((20, 20))
        if file_type == "JPEG":
            assert len(corner) == 3 and min(corner) > 245
        else:
            assert corner[3] == 0


@pytest.mark.django_db
def test_the_command_makes_what_is_missing_and_nothing_else(stored_files):
    picture = PictureFactory(width=1000, height=700)
    lost = {
        rendition.name
        for rendition in picture.file.get_picture_files_list()
        if "avif" in rendition.name
    }
    before = stored_files()
    for name in lost:
        default_storage.delete(name)
    assert f"{len(lost)} souborů" in _command()
    assert stored_files() == before
    assert "0 souborů" in _command()


@pytest.mark.django_db
def test_the_command_goes_on_after_a_broken_original():
    broken, whole = PictureFactory(width=700), PictureFactory(width=700)
    for picture in (broken, whole):
        for rendition in picture.file.get_picture_files_list():
            default_storage.delete(rendition.name)
    default_storage.delete(broken.file.name)
    with pytest.raises(CommandError, match=f"Originál nejde přečíst u obrázků: {broken.pk}."):
        _command()
    assert default_storage.exists(whole.renditions("JPEG")[0][1].name)


def _command() -> str:
    told = StringIO()
    call_command("make_renditions", stdout=told)
    return told.getvalue()
