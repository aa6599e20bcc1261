from nszm_portal.publishing.publication import Publication


class Page(Publication):
    """A page that stays: about the portal, contacts. It stands at the root of the addresses."""

    kind = "page"
    list_label = ""
    reaches_home = False
    has_list = False
    date = None

    class Meta(Publication.Meta):
        verbose_name = "stránka"
        verbose_name_plural = "stránky"

    def labels(self):
        return []
