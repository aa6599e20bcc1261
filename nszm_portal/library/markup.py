"""A picture as HTML."""

from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from nszm_portal.library.models import Picture
from nszm_portal.library.renditions import MODERN

# Where no newer format is understood: enough for a text column on a dense screen.
FALLBACK_WIDTH = 960


def picture_html(
    picture: Picture,
    *,
    alt: str | None = None,
    sizes: str = "100vw",
    crop: Fraction | None = None,
    eager: bool = False,
    css_class: str = "",
) -> SafeString:
    """`<picture>` with AVIF and WebP, and one JPEG for who knows neither.

    `alt` replaces the library's own description for this one use. `sizes` is the attribute of
    that name: how wide the layout shows it. `crop` is one of the ratios of sides that renditions
    are made in; a picture too small for it is given whole. `eager` is for what is seen without
    scrolling, and for paper: a browser prints without waiting for what it has put off.
    `css_class` goes to the `<img>`. Asks the database nothing.
    """
    of_crop = picture.renditions("JPEG", crop)
    crop = crop if of_crop else None
    width, height = picture.width, picture.height
    if crop:
        width = of_crop[-1][0]
        height = of_crop[-1][1].height
    image = format_html(
        '<img{}{} width="{}" height="{}" alt="{}" {} decoding="async">',
        format_html(' class="{}"', css_class) if css_class else "",
        format_html(' src="{}"', picture.rendition_url(FALLBACK_WIDTH, crop)),
        # As a string: numbers of four digits would be given a separator of thousands.
        str(width),
        str(height),
        picture.alt if alt is None else alt,
        mark_safe('fetchpriority="high"' if eager else 'loading="lazy"'),
    )
    sources = (
        (f"image/{file_type.lower()}", srcset, sizes)
        for file_type in MODERN
        if (srcset := _srcset(picture, file_type, crop))
    )
    written = format_html_join("", '<source type="{}" srcset="{}" sizes="{}">', sources)
    return format_html("<picture>{}{}</picture>", written, image)


def _srcset(picture: Picture, file_type: str, crop: Fraction | None) -> str:
    """The renditions from the smallest; none is wider than the original."""
    return ", ".join(f"{item.url} {width}w" for width, item in picture.renditions(file_type, crop))
