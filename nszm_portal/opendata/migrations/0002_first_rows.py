from django.db import migrations

from nszm_portal.czech.collation import sort_key

# As the register of economic subjects has them. Editors change them as they need.
REGIONS = {
    "Hlavní město Praha": "00064581",
    "Středočeský kraj": "70891095",
    "Jihočeský kraj": "70890650",
    "Plzeňský kraj": "70890366",
    "Karlovarský kraj": "70891168",
    "Ústecký kraj": "70892156",
    "Liberecký kraj": "70891508",
    "Královéhradecký kraj": "70889546",
    "Pardubický kraj": "70892822",
    "Kraj Vysočina": "70890749",
    "Jihomoravský kraj": "70888337",
    "Olomoucký kraj": "60609460",
    "Zlínský kraj": "70891320",
    "Moravskoslezský kraj": "70890692",
}


def fill(apps, schema_editor):
    provider, _ = apps.get_model("opendata", "Provider").objects.get_or_create(pk=1)
    organisations = apps.get_model("opendata", "Organisation").objects
    for name, ico in REGIONS.items():
        defaults = {"ico": ico, "provider": provider, "sort_key": sort_key(name)}
        organisations.get_or_create(name=name, defaults=defaults)


class Migration(migrations.Migration):
    dependencies = [("opendata", "0001_opendata")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
