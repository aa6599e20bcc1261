from django.core.management.base import BaseCommand, CommandError

from nszm_portal.accounts import second_factor, sessions
from nszm_portal.accounts.models import User


class Command(BaseCommand):
    help = (
        "Zruší druhý faktor účtu, jehož majitel přišel o telefon i o záložní kódy a nemá, kdo by "
        "mu ho zrušil v redakci. Účet tím všude odhlásí."
    )

    def add_arguments(self, parser):
        parser.add_argument("username", help="uživatelské jméno")

    def handle(self, *args, username, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Účet „{username}“ tu není.")
        second_factor.forget(user, by=None, sentence="Druhý faktor zrušen příkazem na serveru.")
        sessions.end_others(user, None)
        self.stdout.write(
            f"Druhý faktor účtu {username} je zrušený; při příštím přihlášení se nastaví znovu."
        )
