"""A picture as HTML."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from nszm_portal.library.models import Picture

# Where srcset is not understood: enough for a text column on a dense screen.
FALLBACK_WIDTH = 960


def picture_html(
    picture: Picture,
    *,
    alt: str | None = None,
    sizes: str = "100vw",
    eager: bool = False,
    css_class: str = "",
) -> SafeString:
    """`<picture>` with WebP, and JPEG for who does not know it.

    `alt` replaces the library's own description for this one use. `sizes` is the attribute of
    that name: how wide the layout shows it. `eager` is for what is seen without scrolling, and
    for paper: a browser prints without waiting for what it has put off.
    `css_class` goes to the `<img>`. Asks the database nothing.
    """
    attributes = {
        "class": css_class,
        "src": picture.rendition_url(FALLBACK_WIDTH),
        "srcset": _srcset(picture, "JPEG"),
    }
    attributes["sizes"] = attributes["srcset"] and sizes
    image = format_html(
        '<img{} width="{}" height="{}" alt="{}" {} decoding="async">',
        _written(attributes),
        # As a string: numbers of four digits would be given a separator of thousands.
        str(picture.width),
        str(picture.height),
        picture.alt if alt is None else alt,
        mark_safe('fetchpriority="high"' if eager else 'loading="lazy"'),
    )
    return format_html("<picture>{}{}</picture>", _webp_source(picture, sizes), image)


def _webp_source(picture: Picture, sizes: str) -> SafeString:
    srcset = _srcset(picture, "WEBP")
    if not srcset:
        return mark_safe("")
    attributes = {"type": "image/webp", "srcset": srcset, "sizes": sizes}
    return format_html("<source{}>", _written(attributes))


def _srcset(picture: Picture, file_type: str) -> str:
    """The renditions from the smallest; none is wider than the original."""
    return ", ".join(f"{item.url} {width}w" for width, item in picture.renditions(file_type))


def _written(attributes: dict[str, str]) -> SafeString:
    parts = [format_html(' {}="{}"', name, value) for name, value in attributes.items() if value]
    return mark_safe("".join(parts))
