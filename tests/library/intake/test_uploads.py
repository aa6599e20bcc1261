import pytest
from django.core.files.base import ContentFile

from nszm_portal.library.intake.uploads import NAME_LENGTH, digest_of, upload_name


def named(name):
    return upload_name(ContentFile(b"x", name=name))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Starosta na hřišti.JPG", "Starosta na hřišti.JPG"),
        ("C:\\Fotky\\léto.jpg", "léto.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\r\nc.jpg", "a b c.jpg"),
        ("faktura\u202egpj.exe", "faktura gpj.exe"),
        ("prihla\u0301s\u030cka.pdf", "prihláška.pdf"),
        ("", "soubor"),
        (None, "soubor"),
        ("...", "soubor"),
    ],
)
def test_a_name_is_fit_to_be_shown(name, shown):
    assert named(name) == shown


def test_a_long_name_keeps_its_end():
    shown = named("ž" * 300 + ".jpeg")
    assert len(shown) == NAME_LENGTH
    assert shown.endswith("ž….jpeg")


def test_a_digest_leaves_the_file_at_its_start():
    file = ContentFile(b"abc")
    # The example of FIPS 180-2, appendix B.1.
    assert digest_of(file).startswith("ba7816bf8f01cfea414140de5dae2223")
    assert file.read() == b"abc"
