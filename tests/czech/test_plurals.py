import pytest

from nszm_portal.czech.plurals import plural


@pytest.mark.parametrize(
    ("n", "wanted"),
    [
        (0, "článků"),
        (1, "článek"),
        (2, "články"),
        (3, "články"),
        (4, "články"),
        (5, "článků"),
        (11, "článků"),
        (12, "článků"),
        (21, "článků"),
        (22, "článků"),
        (101, "článků"),
        (1000, "článků"),
        (-1, "článek"),
        (-3, "články"),
    ],
)
def test_the_form_follows_the_number(n, wanted):
    assert plural(n, "článek", "články", "článků") == wanted
