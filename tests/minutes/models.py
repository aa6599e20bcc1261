from nszm_portal.publishing.publication import Publication


class Minutes(Publication):
    """The minutes of a board's meeting."""

    kind = "minutes"
    list_label = "zpět na přehled zápisů"

    class Meta(Publication.Meta):
        verbose_name = "zápis"
        verbose_name_plural = "zápisy"
