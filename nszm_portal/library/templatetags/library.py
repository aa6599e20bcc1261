from fractions import Fraction

from django import template

from nszm_portal.library.markup import picture_html

register = template.Library()


@register.simple_tag
def picture(picture, alt=None, sizes="100vw", crop="", eager=False, css_class=""):
    """`{% picture entry.cover sizes="(min-width: 40rem) 9.5rem, 5.5rem" crop="3/2" %}`"""
    if not picture:
        return ""
    ratio = Fraction(crop) if crop else None
    return picture_html(picture, alt=alt, sizes=sizes, crop=ratio, eager=eager, css_class=css_class)
