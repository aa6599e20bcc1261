"""What an editor fills in beside a file. The file itself is judged by `intake`."""

from django import forms

from nszm_portal.library import intake
from nszm_portal.library.models import Document, Picture


class UploadForm(forms.ModelForm):
    """A form with `upload` when something new is added; what is stored keeps its file."""

    upload = forms.FileField(label="Soubor", allow_empty_file=True)
    read = None  # gives what is to be stored of an upload, or raises ValidationError
    taken = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["upload"]

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        self.taken = self.read(upload)
        return upload


class PictureForm(UploadForm):
    read = staticmethod(intake.read_picture)

    class Meta:
        model = Picture
        fields = ("description", "decorative", "caption", "credit", "taken_on")
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

    def clean(self):
        """An editor decides; only what was dropped into a text may wait for its description."""
        cleaned = super().clean()
        description, decorative = cleaned.get("description"), cleaned.get("decorative")
        if "description" in self.errors:
            return cleaned
        if description and decorative:
            self.add_error(
                "description",
                "Obrázek je buď popsaný, nebo jen ozdobný: smažte popis, "
                "nebo zrušte zaškrtnutí „jen ozdobný“.",
            )
        elif not description and not decorative:
            self.add_error("description", "Obrázek popište, nebo zaškrtněte, že je jen ozdobný.")
        return cleaned


class DocumentForm(UploadForm):
    read = staticmethod(intake.read_document)

    class Meta:
        model = Document
        fields = ("title", "is_public")
        widgets = {"title": forms.TextInput(attrs={"class": "vTextField title-field"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if upload := self.fields.get("upload"):
            upload.help_text = (
                f"{intake.ACCEPTED} do 50\N{NO-BREAK SPACE}MB. Název souboru bude v adrese."
            )
            self.fields["title"].required = False
            self.fields["title"].help_text += " Zůstane-li prázdný, vezme se z názvu souboru."
