"""What differs between two bodies, as it is told to an editor."""

import pytest

from nszm_portal.publishing import bodies
from nszm_portal.publishing.comparison import ADDED, REMOVED, SAME, Change, shortened


def name_of(what, key):
    return {"page": f"„Text {key}“", "picture": f"Obraz {key}", "document": f"Soubor {key}"}[what]


def changes(before, after):
    return bodies.changes(before, after, name_of, name_of)


def the_one(before, after):
    (found,) = [change for change in changes(before, after) if change.what != bodies.PASSED]
    return found


def test_the_same_body_says_nothing():
    body = "<h2>Kde</h2><p>Na <strong>návsi</strong>.</p><ul><li>jedna</li></ul>"
    assert changes(body, body) == []
    assert changes("", "") == []


def test_one_word():
    found = the_one("<p>Přišlo sto lidí.</p>", "<p>Přišlo dvě stě lidí.</p>")
    assert found.what == bodies.CHANGED and found.kind == "odstavec" and found.notes == []
    assert Change(REMOVED, "sto") in found.changes or Change(ADDED, "dvě ") in found.changes
    read = "".join(change.text for change in found.changes if change.what != REMOVED)
    assert read == "Přišlo dvě stě lidí."


@pytest.mark.parametrize(
    "before,after,note",
    [
        ("<h2>Kde</h2>", "<h3>Kde</h3>", "Bylo: nadpis 2. úrovně, je: nadpis 3. úrovně"),
        ("<p>jedna</p>", "<ul><li>jedna</li></ul>", "Bylo: odstavec, je: položka seznamu"),
        (
            "<ul><li>jedna</li></ul>",
            "<ol><li>jedna</li></ol>",
            "Bylo: položka seznamu, je: položka číslovaného seznamu",
        ),
        ("<p>sto lidí</p>", "<blockquote><p>sto lidí</p></blockquote>", "je: citace"),
        ("<p>Už sto let</p>", "<p>Už <strong>sto</strong> let</p>", "Nově tučně: „sto“"),
        ("<p>Už <em>sto</em> let</p>", "<p>Už sto let</p>", "Už není kurzívou: „sto“"),
        (
            '<p><a href="https://a.example/">více</a></p>',
            '<p><a href="https://b.example/">více</a></p>',
            "Odkaz „více“ vede jinam: místo https://a.example/ na https://b.example/",
        ),
        (
            "<p>Čtěte více.</p>",
            '<p>Čtěte <a data-page="article:3">více</a>.</p>',
            "Přibyl odkaz „více“ („Text article:3“)",
        ),
        (
            '<p>Čtěte <a data-document="5">více</a>.</p>',
            "<p>Čtěte více.</p>",
            "Ubyl odkaz „více“ (Soubor 5)",
        ),
        (
            '<p><img data-picture="1" alt="Sad"></p>',
            '<p><img data-picture="1" alt="Sad na jaře"></p>',
            "Popis obrázku: místo „Sad“ je „Sad na jaře“",
        ),
        (
            '<p><img data-picture="1"></p>',
            '<p><img data-picture="1" alt="Sad"></p>',
            "Popis obrázku: místo „Obraz 1“ je „Sad“",
        ),
        (
            '<p><img data-picture="1" alt="Sad"></p>',
            '<p><img class="align-left" data-picture="1" alt="Sad"></p>',
            "Umístění obrázku: nově „vlevo“",
        ),
        (
            '<figure><img data-picture="1" alt="Sad"><figcaption>Sad</figcaption></figure>',
            '<figure><img data-picture="2" alt="Sad"><figcaption>Sad</figcaption></figure>',
            "Jiný obrázek: místo „Obraz 1“ je „Obraz 2“",
        ),
    ],
)
def test_what_changed_besides_the_words_is_told(before, after, note):
    found = the_one(before, after)
    assert found.what == bodies.CHANGED
    assert any(note in said for said in found.notes), found.notes
    assert all(change.what == SAME for change in found.changes)


def test_a_caption_is_compared_word_by_word():
    figure = '<figure><img data-picture="1" alt="Sad"><figcaption>{}</figcaption></figure>'
    found = the_one(figure.format("Sad v květnu"), figure.format("Sad v červnu"))
    assert found.kind == "obrázek"
    assert Change(REMOVED, "květnu") in found.changes and Change(ADDED, "červnu") in found.changes


def test_a_paragraph_more_is_one_addition_and_the_rest_is_passed_over():
    kept = "".join(f"<p>Odstavec číslo {number} o sadu.</p>" for number in range(6))
    found = changes(kept, f"{kept}<p>Zcela nový konec.</p>")
    assert [(each.what, each.count) for each in found] == [(bodies.PASSED, 6), (ADDED, 0)]
    assert found[1].changes == [Change(ADDED, "Zcela nový konec.")]


def test_a_paragraph_less_does_not_take_the_next_one_for_it():
    before = "<p>Starosta přivítal hosty z kraje.</p><p>Děti zpívaly u lípy na návsi.</p>"
    found = changes(before, "<p>Děti zpívaly u staré lípy na návsi.</p>")
    assert [each.what for each in found] == [REMOVED, bodies.CHANGED]


def test_a_picture_more_says_what_is_on_it():
    found = changes("<p>Text.</p>", '<p>Text.</p><p><img data-picture="1" alt="Sad"></p>')
    assert found[-1].what == ADDED and found[-1].notes == ["Popis obrázku: „Sad“"]


def test_cells_of_a_table_are_blocks():
    table = "<table><tbody><tr><td>2014</td><td>{}</td></tr></tbody></table>"
    found = the_one(table.format("120 obcí"), table.format("130 obcí"))
    assert found.kind == "buňka tabulky"


def test_very_long_bodies_are_compared_in_time():
    before = "".join(f"<p>Řádek {number} o stromech</p>" for number in range(3000))
    after = "".join(f"<p>Řádek {number} o lesích</p>" for number in range(3000))
    assert len(changes(before, after)) == 3000


@pytest.mark.parametrize("broken", ["<p>", "<<<", "<figure></figure>", "\x00", "<td>x", "<p><a>x"])
def test_any_text_is_read(broken):
    assert isinstance(changes(broken, "<p>Text.</p>"), list)


def test_what_is_far_from_a_change_is_shortened():
    long = "slovo " * 100
    found = shortened([Change(SAME, long), Change(ADDED, "nové"), Change(SAME, long)])
    assert found[0].text.startswith("… slovo") and len(found[0].text) < 100
    assert found[1] == Change(ADDED, "nové")
    assert found[2].text.endswith("slovo …") and len(found[2].text) < 100
    untouched = [Change(SAME, long)]
    assert shortened(untouched) == untouched
