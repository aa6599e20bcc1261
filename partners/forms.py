"""The editors' forms of both kinds: their words, and what may be missing only in a draft."""

from django.core.exceptions import ValidationError

from nszm_portal.publishing.forms import PublicationForm
from nszm_portal.publishing.visibility import State


class CompleteWhenPublic(PublicationForm):
    """Asks for `needed` (field: sentence) as soon as the public sees the publication."""

    needed: dict[str, str] = {}

    def clean(self):
        cleaned = super().clean()
        if self.is_publishing or self.instance.state == State.PUBLISHED:
            for name, sentence in self.needed.items():
                if name in self.fields and name not in self.errors and not cleaned.get(name):
                    self.add_error(name, ValidationError(sentence, code="required"))
        return cleaned


class PartnerForm(CompleteWhenPublic):
    needed = {"type": "Vyberte typ, bez něj by partner v přehledu neměl kde stát."}

    class Meta:
        labels = {"title": "Název", "lead": "Kdo to je", "body": "Popis", "cover": "Logo"}
        help_texts = {
            "title": "Celý název organizace, jak se sama píše.",
            "lead": "Jedna až tři věty pod názvem.",
            "cover": "Ukáže se celé, na bílém podkladu i v tmavém režimu. Nejlépe PNG bez okrajů.",
        }


class AgreementForm(CompleteWhenPublic):
    needed = {
        "instrument": "Vyberte, o jaký druh dohody jde.",
        "partners": "Vyberte aspoň jednoho partnera, se kterým je dohoda uzavřena.",
    }

    class Meta:
        labels = {
            "title": "Název",
            "lead": "O čem je",
            "body": "Podrobnosti",
            "undated": "Podepsaná, den podpisu není znám",
        }
        help_texts = {
            "title": "„Dohoda o spolupráci s Ministerstvem práce a sociálních věcí“",
            "lead": "Jedna až tři věty, které řeknou, k čemu se strany zavázaly.",
            "undated": "U dohod, o kterých víme jen to, že platí nebo platily.",
            "regions": "Jen týká-li se dohoda některých krajů; pak bude i na jejich stránkách.",
        }
