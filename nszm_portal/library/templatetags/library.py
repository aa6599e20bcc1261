from django import template

from nszm_portal.library.markup import picture_html

register = template.Library()


@register.simple_tag
def picture(picture, alt=None, sizes="100vw", eager=False, css_class=""):
    """`{% picture article.cover sizes="(min-width: 60rem) 34rem, 100vw" eager=True %}`"""
    if not picture:
        return ""
    return picture_html(picture, alt=alt, sizes=sizes, eager=eager, css_class=css_class)
