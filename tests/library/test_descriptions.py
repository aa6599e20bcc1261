import pytest
from django.core.exceptions import ValidationError

from nszm_portal.library import descriptions


def refusal(text, **about) -> str:
    try:
        descriptions.validate(text, **about)
    except ValidationError as error:
        return error.messages[0]
    return ""


@pytest.mark.parametrize(
    "text",
    [
        "IMG_1234",
        "IMG_1234.JPG",
        "foto1.jpg",
        "Moje fotka z dovolené.jpeg",
        "20240501_101112",
        "DSC_0042",
        "DSCN0042 (2)",
        "P1010023",
        "WhatsApp Image 2024-05-01 at 10.11.12",
        "Snímek obrazovky 2024-05-01 v 10.11",
        "obrázek",
        "Obrázek:",
        "obrázek: …",
        "OBRAZEK č. 3",
        "foto",
        "Fotka",
        "fotografie 2",
        "ilustrační foto",
        "image",
        "Picture 12",
        "bez popisu",
        "Bez názvu",
        "náhled",
        "popis obrázku",
        ".",
        "—",
        "???",
        "x",
        "12345",
        "🙂",
    ],
)
def test_what_describes_nothing_is_refused_and_the_sentence_says_what_to_write(text):
    said = refusal(text)
    assert said.startswith(f"„{text}“")
    assert "Napište, co člověk na obrázku uvidí" in said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sad",
        "Logo Zdravých měst",
        "Mapa krajů",
        "Fotka dětí na hřišti",
        "Obrázek: starosta podepisuje dohodu",
        "Graf: spotřeba vody 2015 až 2020",
        "Most přes Labe, 1929",
        "Web www.nszm.cz na obrazovce telefonu",
        "EU",
        "Škola",
        "Žďár",
    ],
)
def test_what_describes_something_is_taken(text):
    assert refusal(text) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("namesti", "Náměstí.jpg"),
        ("Náměstí.webp", "namesti.webp"),
        ("sad u školy", "sad u školy.png.jpg"),
        ("Litoměřice-hřiště", "litomerice_hriste.HEIC"),
    ],
)
def test_the_name_of_the_uploaded_file_is_no_description(text, name):
    is_whole = text != "sad u školy"
    assert ("název souboru" in refusal(text, upload_name=name)) == is_whole


def test_a_file_that_is_called_by_a_sentence_may_be_described_by_it():
    sentence = "Starosta podepisuje dohodu"
    assert refusal(sentence, upload_name=f"{sentence}.jpg") == ""


def test_a_long_text_is_not_repeated_whole():
    assert len(refusal("x" * 200 + ".jpg", otherwise="Nebo nic.")) < 250
    assert refusal("foto", otherwise="Nebo nic.").endswith("Nebo nic.")
