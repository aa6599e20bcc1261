"""Withdrawing: why, what replaces the text, what leads to it, and what readers get."""

import pytest

from news.models import Article
from nszm_portal.navigation.models import Identity, MenuItem, SideBox
from nszm_portal.publishing.visibility import Phase
from tests.factories.publishing import ArticleFactory, PageFactory, bring_to, published

pytestmark = pytest.mark.django_db


def address(publication, verb="stahnout"):
    meta = publication._meta
    return f"/admin/{meta.app_label}/{meta.model_name}/{publication.pk}/{verb}/"


def answers(**fields):
    return {"kind": "replaced", "reason": "Máme novější."} | fields


def test_readers_are_led_to_what_replaced_it(chief_editor_client, client):
    old, new = published(title="Starý plán"), published(title="Nový plán")
    page = chief_editor_client.post(
        address(old), answers(replacement=new.get_absolute_url()), follow=True
    )
    assert "zavede na ten, který ho nahradil" in page.text
    answer = client.get(old.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, new.get_absolute_url())
    old.refresh_from_db()
    assert old.replaced_by == new.reference


def test_the_replacement_is_found_by_words_of_its_title(chief_editor_client, client):
    old, new = published(title="Starý plán"), published(title="Nový plán zdraví")
    chief_editor_client.post(address(old), answers(replacement="plán zdraví"))
    assert client.get(old.get_absolute_url())["Location"] == new.get_absolute_url()


def test_and_without_diacritics_and_in_another_form(chief_editor_client, client):
    old, new = published(title="Starý plán"), published(title="Průvodce pro nové členy")
    chief_editor_client.post(address(old), answers(replacement="PRUVODCE pro noveho clena"))
    assert client.get(old.get_absolute_url())["Location"] == new.get_absolute_url()


def test_of_more_that_are_found_one_is_picked(chief_editor_client, client):
    old = published(title="Stará výzva")
    first, second = published(title="Výzva jarní"), published(title="Výzva podzimní")
    hidden = ArticleFactory(title="Výzva tajná")
    asked = chief_editor_client.post(address(old), answers(replacement="Výzva"))
    assert "Vyberte, který to je" in asked.text and "Máme novější." in asked.text
    assert hidden.title not in asked.text
    found = chief_editor_client.post(address(old), {"_find": "1", "replacement": "Výzva"})
    for offered in (asked.text, found.text):
        assert f'value="{first.reference}"' in offered and f'value="{second.reference}"' in offered
        assert f'name="picked" value="{old.reference}"' not in offered
    old.refresh_from_db()
    assert old.is_visible()
    chief_editor_client.post(address(old), answers(replacement="Výzva", picked=second.reference))
    assert client.get(old.get_absolute_url())["Location"] == second.get_absolute_url()


@pytest.mark.parametrize(
    "replacement,sentence",
    [
        ("", "Napište, který text ho nahradil"),
        ("/aktuality/neni/", "žádný text není"),
        ("/aktuality/", "žádný text není"),
        ("https://www.example.org/", "nenašli"),
        ("slova která nikde nejsou", "nenašli"),
        ("article:999", "nevidí"),
        ("/aktuality/koncept/", "nevidí"),
        ("/aktuality/stary-plan/", "sám sebe"),
        ("\x00", "třeba vyplnit|nenašli|Napište|zakázán"),
        ("x" * 3000, "2"),
    ],
)
def test_a_bad_choice_gets_a_sentence_and_keeps_the_form(
    chief_editor_client, replacement, sentence
):
    old = published(title="Starý plán")
    ArticleFactory(title="Koncept")
    page = chief_editor_client.post(address(old), answers(replacement=replacement))
    assert page.status_code == 200
    errors = " ".join(page.context["form"].errors["replacement"])
    assert any(part in errors for part in sentence.split("|")), errors
    assert "Máme novější." in page.text
    assert Article.objects.get(pk=old.pk).is_visible()


def test_of_a_mistake_nothing_is_taken_for_a_replacement(chief_editor_client, client):
    old, other = published(), published()
    given = answers(kind="mistake", reason="Chybný den.", replacement=other.get_absolute_url())
    chief_editor_client.post(address(old), given)
    assert client.get(old.get_absolute_url()).status_code == 410


@pytest.mark.parametrize(
    "kind,heading",
    [
        ("mistake", "Tento text jsme stáhli"),
        ("outdated", "Tento text už neplatí"),
        ("replaced", "Tento text nahradil jiný"),
    ],
)
def test_readers_learn_what_happened(client, kind, heading):
    article = published()
    article.withdraw(kind, "Řekneme proč.")
    answer = client.get(article.get_absolute_url())
    text = answer.text.replace("\u00a0", " ")
    assert answer.status_code == 410
    assert heading in text and "Řekneme proč." in text


def test_what_expired_says_that_its_time_is_over(client):
    expired = bring_to(ArticleFactory(), Phase.EXPIRED)
    text = client.get(expired.get_absolute_url()).text.replace("\u00a0", " ")
    assert "Tento text už není zveřejněný" in text


# --- what leads there --------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["stahnout", "delete"])
def test_what_links_there_is_named_with_its_form(chief_editor_client, verb):
    page = published(PageFactory._meta.model, title="O plánu")
    linking = published(title="Odkazuje", body=f'<p><a data-page="{page.reference}">plán</a></p>')
    replaced = published(title="Nahrazený")
    replaced.withdraw("replaced", "Nové.", page.reference)
    item = MenuItem.objects.create(label="Plán v nabídce", target=page.reference)
    box = SideBox.objects.create(title="Plán v boxu", target=page.reference)
    Identity.objects.update_or_create(pk=1, defaults={"about": page.reference})
    published(title="S tím nesouvisí")
    text = chief_editor_client.get(address(page, verb)).text
    part = text.split('class="leading-here"')[1].split("</section>")[0]
    for row in (linking, replaced, item, box):
        assert f'href="{address(row, "change")}"' in part and str(row) in part
    assert "„i“ v záhlaví" in part
    assert "S tím nesouvisí" not in part


def test_what_nothing_links_to_says_nothing(chief_editor_client):
    assert "Co sem odkazuje" not in chief_editor_client.get(address(published())).text


def test_the_forms_of_others_are_not_offered(make_user):
    from tests.conftest import signed_in
    from tests.factories.meetings import held

    meeting = held()
    MenuItem.objects.create(label="V nabídce", target=meeting.reference)
    client = signed_in(make_user("setkani", "Redaktor setkání"))
    text = client.get(address(meeting)).text
    assert "V nabídce" in text and "/admin/navigation/" not in text


def test_naming_them_costs_the_same_however_many(
    chief_editor_client, django_assert_max_num_queries
):
    article = published()
    for _ in range(40):
        published(body=f'<p><a data-page="{article.reference}">odkaz</a></p>')
    with django_assert_max_num_queries(22):
        text = chief_editor_client.get(address(article)).text
    assert "dalších textů" in text
