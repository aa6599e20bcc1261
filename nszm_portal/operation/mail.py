"""How mail leaves: through a queue that a timer empties."""

from copy import copy

from post_office import EmailBackend


class QueuedMail(EmailBackend):
    """post_office's backend for mail whose words are only words.

    It would read each subject and each text as a template: what a reader or an editor typed in
    braces would be carried out, or would be taken for a mistake and stop the mail.
    """

    def send_messages(self, email_messages):
        return super().send_messages([_as_template(message) for message in email_messages or ()])


def _as_template(message):
    """A copy of the message that comes out of the reading as the message was."""
    twin = copy(message)
    twin.subject, twin.body = _escaped(message.subject), _escaped(message.body)
    if alternatives := getattr(message, "alternatives", None):
        twin.alternatives = [
            type(each)(_escaped(each[0]), each[1]) if isinstance(each[0], str) else each
            for each in alternatives
        ]
    return twin


def _escaped(text: str) -> str:
    return str(text).replace("{", "{% templatetag openbrace %}")
