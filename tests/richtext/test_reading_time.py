import pytest

from nszm_portal.richtext.reading_time import WORDS_PER_MINUTE, minutes

MINUTE = "slovo " * WORDS_PER_MINUTE


@pytest.mark.parametrize(
    "html,expected",
    [
        ("", 0),
        ("<p></p>", 0),
        ('<p><img data-picture="1" alt="obrázek se nečte"></p>', 0),
        ("<p>Jedno.</p>", 1),
        (f"<p>{MINUTE}</p>", 1),
        (f"<p>{MINUTE}navíc</p>", 2),
        (f"<p>{MINUTE}</p><table><tbody><tr><td>{MINUTE}</td></tr></tbody></table>", 2),
    ],
)
def test_minutes_are_rounded_up(html, expected):
    assert minutes(html) == expected
