import pytest

from nszm_portal.library.filesize import file_size


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 kB"),
        (1000, "1 kB"),
        (707_700, "708 kB"),
        (998_999, "999 kB"),
        (999_001, "1 MB"),
        (1_230_000, "1,3 MB"),
        (2_000_000, "2 MB"),
        (59_999_999, "60 MB"),
    ],
)
def test_a_size_is_said_in_czech(size, words):
    assert file_size(size) == words.replace(" ", "\N{NO-BREAK SPACE}")
