from post_office.management.commands import send_queued_mail

from nszm_portal.operation.runs import recorded


class Command(send_queued_mail.Command):
    help = "Odešle poštu, která čeká ve frontě."
    handle = recorded("send_queued_mail")(send_queued_mail.Command.handle)
