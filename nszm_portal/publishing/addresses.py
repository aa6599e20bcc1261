"""The addresses that a kind has by being a publication."""

from django.urls import include, path, register_converter

from nszm_portal.publishing import printing, variants, views


class Year:
    """A year of four digits in an address."""

    regex = "(?:19|20)[0-9]{2}"
    to_python = staticmethod(int)
    to_url = staticmethod(str)


class Month:
    """A month of two digits in an address."""

    regex = "0[1-9]|1[0-2]"
    to_python = staticmethod(int)

    @staticmethod
    def to_url(month):
        return f"{int(month):02}"


register_converter(Year, "year")
register_converter(Month, "month")


def patterns(model) -> list:
    """A publication with all its variants and, where the kind has one, the list with its print."""
    given = {"model": model}
    urls = []
    if model.has_list:
        urls += [
            path("", views.listing, given, name="list"),
            path("tisk/", printing.listing_print, given, name="list_print"),
        ]
    urls.append(path("<slug:slug>/", views.detail, given, name="detail"))
    urls += [
        path(f"<slug:slug>/{variant.suffix}", variant.view, given, name=variant.name)
        for variant in variants.registered(model.kind)
    ]
    return urls


def addresses(model):
    """One line of a URL map: `path("zapisy/", addresses(Minutes))`."""
    return include((patterns(model), model.namespace()))
