from django.db import migrations

from nszm_portal.czech.collation import sort_key

NAMES = ("Zdravý kraj", "Zdravé město", "místní Agenda 21")


def fill(apps, schema_editor):
    Programme = apps.get_model("meetings", "Programme")
    for name in NAMES:
        Programme.objects.get_or_create(name=name, defaults={"sort_key": sort_key(name)})


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
