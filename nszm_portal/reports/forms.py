from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import number_format

from nszm_portal.richtext import references

LONGEST = 5000  # letters of a report
LONGEST_LINE = 300


class Line(forms.CharField):
    """One line of anything: its blanks are single, and it can end no header of a mail."""

    def to_python(self, value):
        return " ".join("".join(_printable(value or "")).split())

    def validate(self, value):
        super().validate(value)
        if len(value) > LONGEST_LINE:
            raise ValidationError(
                f"Sem se vejde {LONGEST_LINE} znaků. Zkraťte to, nebo to připište do zprávy."
            )


class ReportForm(forms.Form):
    """What a reader has to say; only the text and what it is about are asked for."""

    use_required_attribute = False  # browsers would refuse in their own words and language

    KINDS = {
        "bariera": "bariéra: něco nejde přečíst, ovládat nebo otevřít",
        "chyba": "chyba v textu",
        "jine": "něco jiného",
    }
    kind = forms.ChoiceField(
        label="O co jde?",
        choices=KINDS.items(),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Vyberte, o co jde.",
            "invalid_choice": "Vyberte, o co jde.",
        },
    )
    page = Line(
        label="Na které stránce?",
        required=False,
        help_text="Adresa stránky. Týká-li se to celého webu, nechte pole prázdné.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    text = forms.CharField(
        label="Co se děje?",
        help_text="U bariéry pomůže, když připíšete, čím web čtete: prohlížeč, telefon, čtečku.",
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": "Napište, co se děje. Stačí jedna věta."},
    )
    email = Line(
        label="E-mail",
        required=False,
        help_text="Jen když chcete odpověď.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = Line(
        label="Jméno", required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        if len(text) > LONGEST:
            raise ValidationError(
                f"Zpráva má {number_format(len(text))} znaků, vejde se jich "
                f"{number_format(LONGEST)}. Zkraťte ji, nebo ji pošlete na dvakrát."
            )
        return text

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email:
            try:
                validate_email(email)
            except ValidationError as error:
                raise ValidationError(
                    "Tohle není e-mailová adresa, ta vypadá jako jana@example.cz. Opravte ji, nebo "
                    "nechte pole prázdné."
                ) from error
        return email


def own_page(typed: str) -> str:
    """The path of a page of ours that an address names; "" when it names something else."""
    path = references.own_path(typed)
    return path if path and len(path) <= LONGEST_LINE else ""


def _printable(text: str):
    return (letter if letter.isprintable() else " " for letter in text)
