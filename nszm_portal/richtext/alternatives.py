"""What a body says in place of its pictures to those who do not see them."""

from django.core.exceptions import ValidationError

from nszm_portal.library import descriptions
from nszm_portal.library.models import Picture
from nszm_portal.richtext import cleaning

OTHERWISE = "Nebo popis v textu smažte: použije se ten z knihovny."


def refusals(html: str) -> list[str]:
    """A sentence for each alternative text in stored `html` that describes nothing."""
    images = [element for element in cleaning.body(html).elements() if element.name == "img"]
    said = {
        (image.attributes["alt"], int(image.attributes.get("data-picture", 0)))
        for image in images
        if image.attributes.get("alt")
    }
    rows = Picture.objects.filter(pk__in=[pk for _, pk in said]) if said else Picture.objects.none()
    names = dict(rows.values_list("pk", "upload_name"))
    return [sentence for alt, pk in sorted(said) if (sentence := _refusal(alt, names.get(pk, "")))]


def _refusal(alt: str, upload_name: str) -> str:
    try:
        descriptions.validate(alt, upload_name=upload_name, otherwise=OTHERWISE)
    except ValidationError as error:
        return f"Popis obrázku v textu: {error.messages[0]}"
    return ""
