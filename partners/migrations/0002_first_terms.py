from django.db import migrations

TYPES = [
    ("ministerstva", "Ministerstva a jejich odborné organizace"),
    ("univerzity", "Univerzity"),
    ("neziskove-organizace", "Celostátní nestátní neziskové organizace"),
    ("dalsi", "Další expertní organizace"),
]
INSTRUMENTS = ["dohoda o spolupráci", "memorandum", "smlouva o členství"]


def fill(apps, schema_editor):
    apps.get_model("partners", "PartnerType").objects.bulk_create(
        apps.get_model("partners", "PartnerType")(slug=slug, name=name, position=10 * number)
        for number, (slug, name) in enumerate(TYPES, 1)
    )
    apps.get_model("partners", "Instrument").objects.bulk_create(
        apps.get_model("partners", "Instrument")(name=name, position=10 * number)
        for number, name in enumerate(INSTRUMENTS, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
