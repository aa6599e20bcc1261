"""Marks the accounts that an earlier version of the demonstration has made."""

from django.db import migrations

# Only these addresses: an account that somebody else had made under the name is not one of them.
ADDRESS = "@portal.example"


def mark(apps, schema_editor):
    pieces = apps.get_model("demonstration", "Piece").objects.filter(key__startswith="account:")
    users = apps.get_model("accounts", "User").objects.filter(email__endswith=ADDRESS)
    users.filter(pk__in=list(pieces.values_list("object_id", flat=True))).update(
        is_demonstration=True
    )


class Migration(migrations.Migration):
    dependencies = [
        ("demonstration", "0001_pieces"),
        ("accounts", "0003_second_factor_and_sessions"),
    ]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
