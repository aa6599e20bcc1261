"""What the demonstration shows of meetings, partners and agreements."""

from datetime import date, time, timedelta

from django.test import TestCase
from django.utils import timezone

from meetings.models import Material, Meeting
from nszm_portal.demonstration.content import texts
from nszm_portal.demonstration.sowing import Sower
from nszm_portal.publishing.models import Entry
from nszm_portal.richtext import output
from partners.models import Agreement, Level, Partner
from partners.validity import Validity
from tests.demonstration.conftest import small_pictures_drawn, sown

# Pieces of the old page about Liberec, in the words in which it is told here.
FACTS = """
Ve čtvrtek|12. února 2015|v budově krajského úřadu|Zdravý Liberecký kraj|Pravidelné Setkání krajů
k programům Zdravý kraj a MA21|osvědčené postupy a inspiraci pro rozvoj Zdravých krajů
spolupracovat s obcemi, městy a mikroregiony|Libereckého, Jihomoravského a Kraje Vysočina
Ivana Hujerová, členka rady Libereckého kraje|René Havlík, ředitel krajského úřadu
zajímavé projekty a postupy|partnerství pro udržitelný rozvoj|komunikaci s veřejností
uvnitř úřadu|metody řízení kvality|zdravotní politiku kraje|model excelence EFQM
zavádí|udržet|vize neziskového sektoru Libereckého kraje|Členové neziskových organizací
„tvorba vize komunity“|Petr Švec, ředitel NSZM ČR|zkušenostem z jednotlivých Zdravých krajů
Plány zlepšování na rok 2015|v roce předchozím|Angažovanci|Vzdělává odborně
zapojit do dění v obci|z veřejné správy, z neziskových organizací i aktivní občany
dotační tituly krajů|čeho chce svými programy dosáhnout|oblasti podporuje|jaké podmínky
grant|Komise Zdravého kraje|s veřejností plánuje|kampaň|o činnosti Zdravých krajů vědět
krajské Veřejné fórum|zapojit mládež|Kraje Vysočina|Pracovní skupina projektu Zdravý kraj
když se schází s obcemi|diskusi o všem, co bylo právě aktuální
"""
KNOWN = {
    "2013-plzen": ("Plzeňský kraj", date(2013, 2, 12), time(10), time(14, 30)),
    "2015-liberec": ("Liberecký kraj", date(2015, 2, 12), None, None),
    "2017-jihlava": ("Kraj Vysočina", date(2017, 5, 16), None, None),
    "2019-ostrava": ("Moravskoslezský kraj", date(2019, 10, 9), time(9, 30), None),
}


class ParticularsTest(TestCase):
    """Read after one run, which is the slow part."""

    @classmethod
    def setUpTestData(cls):
        with small_pictures_drawn():
            Sower().sow()

    def agreement(self, key):
        return sown(f"agreement:{key}", Agreement)

    def words(self, publication):
        """What its page tells, with plain spaces."""
        page = self.client.get(publication.get_absolute_url()).content.decode()
        told = output.plain_text(page[page.index("<main") : page.index("</main>")])
        return " ".join(told.replace("\N{NO-BREAK SPACE}", " ").split())

    # --- meetings ------------------------------------------------------------------------------

    def test_there_are_the_known_meetings_and_four_that_are_coming(self):
        for key, known in KNOWN.items():
            meeting = sown(f"meeting:{key}", Meeting)
            told = (
                meeting.host_region.name,
                meeting.starts_on,
                meeting.starts_time,
                meeting.ends_time,
            )
            assert told == known
        visible = Meeting.objects.visible()
        assert visible.count() == 8 and visible.past().count() == 4
        coming = visible.coming()
        assert sorted(coming.values_list("status", flat=True)) == [
            "cancelled",
            "moved",
            "planned",
            "planned",
        ]
        assert all(meeting.starts_on.weekday() < 5 for meeting in coming)
        (longer,) = coming.exclude(ends_on=None)
        assert longer.ends_on == longer.starts_on + timedelta(days=1)
        assert {item.day for item in longer.items.all()} == {1, 2}

    def test_meetings_would_pass_the_editors_form(self):
        for model in (Meeting, Partner, Agreement):
            for publication in model.objects.all():
                publication.full_clean()

    def test_the_meeting_in_liberec_is_told_with_all_its_facts(self):
        meeting = Meeting.objects.get(slug="setkani-zdravych-kraju-liberec-2015")
        told = self.words(meeting)
        facts = [fact for line in FACTS.strip().splitlines() for fact in line.split("|")]
        assert [fact for fact in facts if fact not in told] == []
        people = [(row.name, row.function) for row in meeting.speakers.all()]
        assert people == [
            ("Ivana Hujerová", "členka rady"),
            ("René Havlík", "ředitel krajského úřadu"),
            ("Petr Švec", "ředitel"),
        ]
        presenting = {region.name for region in meeting.presenting_regions.all()}
        assert presenting == {"Liberecký kraj", "Jihomoravský kraj", "Kraj Vysočina"}
        assert "Ivana Hujerová" in meeting.cover_caption

    def test_nothing_is_told_of_the_known_meetings_that_is_not_known(self):
        for key in ("2013-plzen", "2017-jihlava", "2019-ostrava"):
            assert not sown(f"meeting:{key}", Meeting).speakers.exists()
        liberec = sown("meeting:2015-liberec", Meeting)
        assert not liberec.organiser and not liberec.items.exists()

    def test_the_programme_in_plzen_can_be_downloaded(self):
        told = self.words(sown("meeting:2013-plzen", Meeting))
        assert "10:00–14:30" in told and "Program (PDF" in told

    def test_every_name_in_a_meetings_header_is_found(self):
        for text in texts.read("meetings"):
            meeting = sown(f"meeting:{text.key}", Meeting)
            assert meeting.host_region.name == text["host"], text.key
            assert meeting.cover and meeting.photographs.count() == len(text.names("photos"))
            assert meeting.programmes.count() == len(text.names("programmes")), text.key
            assert meeting.presenting_regions.count() == len(text.names("presenting")), text.key
            assert meeting.materials.count() == len(text.rows("material")), text.key
            regions = [row[3] for row in text.rows("speaker") if len(row) > 3]
            assert meeting.speakers.exclude(region=None).count() == len(regions), text.key
        assert Material.objects.exclude(item=None).count() == 3

    # --- partners and agreements ---------------------------------------------------------------

    def test_there_are_ten_partners_of_every_type_and_level(self):
        partners = Partner.objects.visible()
        assert partners.count() == 10
        assert len({partner.type_id for partner in partners}) == 4
        assert {partner.level for partner in partners} == set(Level.values)
        assert partners.filter(cover=None).count() == 1
        for text in texts.read("partners"):
            partner = sown(f"partner:{text.key}", Partner)
            assert partner.type.slug == text["type"], text.key
            assert bool(partner.cover) == bool(text["cover"]), text.key
            assert partner.articles.count() == len(text.names("articles")), text.key

    def test_there_are_agreements_of_every_validity(self):
        agreements = Agreement.objects.visible()
        assert agreements.count() == 8
        assert self.agreement("b-health-institute").validity() == Validity.EXPIRED
        assert self.agreement("c-health-institute").validity() == Validity.ABOUT_TO_EXPIRE
        assert self.agreement("f-universities").validity() == Validity.IN_FORCE
        assert self.agreement("h-regions").validity() == Validity.PREPARED
        assert {row.financial for row in agreements} == {None, False, True}
        assert len({row.instrument_id for row in agreements}) == 3

    def test_agreements_are_linked(self):
        renewed = self.agreement("c-health-institute")
        assert renewed.renews == self.agreement("b-health-institute")
        assert self.agreement("d-health-institute-schools").amends == renewed
        assert self.agreement("f-universities").partners.count() == 2

    def test_a_signed_document_is_public_and_another_is_not(self):
        shown = self.words(self.agreement("c-health-institute"))
        assert self.agreement("c-health-institute").document.title in shown
        secret = self.agreement("e-environment")
        assert secret.document and secret.document.title not in self.words(secret)
        answer = self.client.get(f"/soubory/{secret.document_id}/{secret.document.name}")
        assert answer.status_code in {403, 404}

    def test_the_ministrys_agreement_tells_what_is_known_and_no_date(self):
        agreement = self.agreement("a-labour")
        assert agreement.announced_by == sown("article:undated-labour-ministry")
        assert agreement.undated and agreement.date is None and agreement.valid_until is None
        told = self.words(agreement)
        for fact in (
            "Ministerstvo práce a sociálních věcí",
            "bez finančního plnění",
            "systémový přístup k sociálním otázkám na místní a regionální úrovni",
            "komunitní plánování sociálních služeb",
            "sdílení dat a informací",
            "výměna dobré praxe",
            "Operačního programu Zaměstnanost",
            "odpovědném zadávání veřejných zakázek",
            "Asociace uzavřela dohodu",
        ):
            assert fact in told, fact

    def test_an_agreement_that_is_made_up_says_so(self):
        for agreement in Agreement.objects.exclude(pk=self.agreement("a-labour").pk):
            assert "Ukázkový záznam" in agreement.body, agreement

    def test_a_partner_has_a_long_history(self):
        partner = sown("partner:health-institute", Partner)
        assert len(partner.timeline(timezone.localdate())) >= 10
        kinds = Entry.objects.visible().values_list("kind", flat=True)
        assert {"article", "meeting", "partner", "agreement"} <= set(kinds)
