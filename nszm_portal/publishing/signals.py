"""What publishing tells the rooms on the right, inside the transaction, by `send()`.

Each is sent with `publication`. A receiver that fails rolls the whole change back; a receiver must
touch nothing outside the database. A publication is `published` when its entry appears (perhaps
with a moment still to come), `changed` while it stays, `withdrawn` when it disappears, whether by
a person's withdrawal or by deletion.
"""

from django.dispatch import Signal

published = Signal()
changed = Signal()
withdrawn = Signal()
