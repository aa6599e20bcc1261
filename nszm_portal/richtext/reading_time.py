"""How long a text is to read."""

from math import ceil

from nszm_portal.richtext.output import plain_text

# Reading for understanding in Slavic languages, between Polish (166) and Russian (184): the
# International Reading Speed Texts, Trauzettel-Klosinski and Dietz, 2012.
WORDS_PER_MINUTE = 175


def minutes(html: str) -> int:
    """Whole minutes, rounded up, that reading stored `html` takes; 0 when there are no words."""
    return ceil(len(plain_text(html).split()) / WORDS_PER_MINUTE)
