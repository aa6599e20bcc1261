import sys

from django.core.management.base import BaseCommand, CommandError

from nszm_portal.operation import persons

QUESTION = (
    "Vymažou se údaje o {who}: účet, dopisy, pokusy o přihlášení a adresa ve starších verzích "
    "textů. Texty zůstanou. Vzít zpět to nejde. Napište ano: "
)
LAST = "Je to poslední správce portálu. Nejdřív dejte jeho práva někomu jinému."


class Command(BaseCommand):
    help = (
        "Vymaže osobní údaje člověka s danou e-mailovou adresou. Texty zůstanou, napsal je "
        "bývalý redaktor. Co se dotkne zveřejněných textů, jen vypíše."
    )

    def add_arguments(self, parser):
        parser.add_argument("address", metavar="EMAIL")
        parser.add_argument("--yes", action="store_true", help="neptat se")

    def handle(self, *args, address, yes, **options):
        if "@" not in address:
            raise CommandError("Člověka poznáme podle e-mailové adresy, třeba jana@example.cz.")
        if not yes:
            self._ask(address)
        try:
            erased = persons.erase(address)
        except persons.LastAdministrator as error:
            raise CommandError(LAST) from error
        done = ", ".join(f"{name} {count}" for name, count in erased.counts.items() if count)
        self.stdout.write(f"Vymazáno: {done or 'nic, o této adrese nic nevedeme'}.")
        if erased.left:
            self.stdout.write("Adresa zůstává tady; upravte to v redakci:")
            for place in erased.left:
                self.stdout.write(f"  {place}")

    def _ask(self, address) -> None:
        if not sys.stdin.isatty():
            raise CommandError("Bez otázky se maže jen s volbou --yes.")
        account = persons.account(address)
        who = f"účtu {account.username} a adrese {address}" if account else f"adrese {address}"
        if input(QUESTION.format(who=who)).strip().lower() != "ano":
            raise CommandError("Nic se nevymazalo.")
