from django.contrib.sessions.management.commands import clearsessions

from nszm_portal.operation.runs import recorded


class Command(clearsessions.Command):
    help = "Smaže přihlášení, která skončila."
    handle = recorded("clearsessions")(clearsessions.Command.handle)
