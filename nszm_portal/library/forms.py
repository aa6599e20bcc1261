"""What an editor fills in beside a file. The file itself is judged by `intake`."""

from django import forms
from django.core.exceptions import ValidationError

from nszm_portal.library import descriptions, intake, recognition
from nszm_portal.library.models import Document, Picture


class UploadForm(forms.ModelForm):
    """A form with `upload` when something new is added; what is stored keeps its file."""

    upload = forms.FileField(label="Soubor", allow_empty_file=True)
    # Shown only where the file has been recognised.
    again = forms.BooleanField(label="Nahrát znovu", required=False, widget=forms.HiddenInput)
    read = None  # gives what is to be stored of an upload, or raises ValidationError
    taken = None
    sees_library = False  # set for who may be told that the library has the file already

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["upload"], self.fields["again"]
        elif self._goes_in_again():
            self.fields["again"].widget = forms.CheckboxInput()

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        offers = self.sees_library and not self._goes_in_again()
        if offers and (found := recognition.known(self._meta.model, upload)):
            self.fields["again"].widget = forms.CheckboxInput()
            raise ValidationError(recognition.offer(found), code="known")
        self.taken = self.read(upload)
        return upload

    def _goes_in_again(self) -> bool:
        return bool(self.data.get(self.add_prefix("again")))


class DescriptionForm(forms.ModelForm):
    """What every form for a description of a picture asks: that it be one."""

    otherwise = "Nesděluje-li obrázek nic, zaškrtněte „jen ozdobný“."

    def clean(self):
        cleaned = super().clean()
        if "description" not in self.errors:
            try:
                self.judge(cleaned.get("description", ""), cleaned.get("decorative", False))
            except ValidationError as error:
                self.add_error("description", error)
        return cleaned

    def judge(self, description: str, decorative: bool) -> None:
        """Raises ValidationError unless the two go together."""
        if description and decorative:
            raise ValidationError(
                "Obrázek je buď popsaný, nebo jen ozdobný: smažte popis, "
                "nebo zrušte zaškrtnutí „jen ozdobný“."
            )
        name = self.upload_name()
        descriptions.validate(description, upload_name=name, otherwise=self.otherwise)

    def upload_name(self) -> str:
        return self.instance.upload_name


class PictureForm(DescriptionForm, UploadForm):
    """An editor decides; only what came with others or into a text may wait to be described."""

    read = staticmethod(intake.read_picture)

    class Meta:
        model = Picture
        fields = (
            "description",
            "decorative",
            "caption",
            "credit",
            "taken_on",
            "focus_x",
            "focus_y",
        )
        widgets = {
            "description": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "caption": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if upload := self.fields.get("upload"):
            upload.help_text = (
                "JPEG, PNG, WebP, AVIF, HEIC, GIF nebo TIFF do 60\N{NO-BREAK SPACE}MB "
                "a 50\N{NO-BREAK SPACE}megapixelů. Zmenší se a otočí samo, údaje o poloze zmizí."
            )
            upload.widget.attrs |= {"accept": "image/*,.heic,.heif", "data-preview": ""}

    def judge(self, description, decorative):
        if not description and not decorative:
            raise ValidationError("Obrázek popište, nebo zaškrtněte, že je jen ozdobný.")
        super().judge(description, decorative)

    def upload_name(self):
        return self.taken.upload_name if self.taken else super().upload_name()


class DocumentForm(UploadForm):
    read = staticmethod(intake.read_document)

    class Meta:
        model = Document
        fields = ("title", "is_public")
        widgets = {"title": forms.TextInput(attrs={"class": "vTextField title-field"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["upload"] = self._replacement()
        elif upload := self.fields.get("upload"):
            upload.help_text = (
                f"{intake.ACCEPTED} do 50\N{NO-BREAK SPACE}MB. Název souboru bude v adrese."
            )
            self.fields["title"].required = False
            self.fields["title"].help_text += " Zůstane-li prázdný, vezme se z názvu souboru."

    def _replacement(self) -> forms.FileField:
        kind = self.instance.kind
        field = forms.FileField(label="Nahradit soubor", required=False, allow_empty_file=True)
        field.help_text = (
            f"Nový soubor {kind} do 50\N{NO-BREAK SPACE}MB. Adresa zůstane stejná: odkazy na "
            "webu i na papíře povedou na nový soubor a starý zmizí."
        )
        field.widget.attrs["accept"] = f".{kind.lower()}"
        return field

    def clean_upload(self):
        if not self.instance.pk:
            return super().clean_upload()
        if upload := self.cleaned_data["upload"]:
            taken = self.read(upload)
            self.instance.refuse_replacement(taken)
            self.taken = taken
        return upload
