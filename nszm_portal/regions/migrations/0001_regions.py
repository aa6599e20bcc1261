from django.db import migrations, models

from nszm_portal.czech.collation import sort_key
from nszm_portal.czech.slugs import slug

# Name, NUTS 3, ISO 3166-2, code of the vyšší územní samosprávný celek in RÚIAN.
REGIONS = [
    ("Hlavní město Praha", "CZ010", "CZ-10", 19),
    ("Středočeský kraj", "CZ020", "CZ-20", 27),
    ("Jihočeský kraj", "CZ031", "CZ-31", 35),
    ("Plzeňský kraj", "CZ032", "CZ-32", 43),
    ("Karlovarský kraj", "CZ041", "CZ-41", 51),
    ("Ústecký kraj", "CZ042", "CZ-42", 60),
    ("Liberecký kraj", "CZ051", "CZ-51", 78),
    ("Královéhradecký kraj", "CZ052", "CZ-52", 86),
    ("Pardubický kraj", "CZ053", "CZ-53", 94),
    ("Kraj Vysočina", "CZ063", "CZ-63", 108),
    ("Jihomoravský kraj", "CZ064", "CZ-64", 116),
    ("Olomoucký kraj", "CZ071", "CZ-71", 124),
    ("Zlínský kraj", "CZ072", "CZ-72", 141),
    ("Moravskoslezský kraj", "CZ080", "CZ-80", 132),
]


def fill(apps, schema_editor):
    Region = apps.get_model("regions", "Region")
    Region.objects.bulk_create(
        Region(
            name=name,
            slug=slug(name),
            nuts3=nuts3,
            iso=iso,
            ruian=ruian,
            sort_key=sort_key(name),
        )
        for name, nuts3, iso, ruian in REGIONS
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="název")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="adresa")),
                ("nuts3", models.CharField(max_length=5, unique=True, verbose_name="NUTS 3")),
                ("iso", models.CharField(max_length=6, unique=True, verbose_name="ISO 3166-2")),
                (
                    "ruian",
                    models.PositiveSmallIntegerField(
                        unique=True, verbose_name="RÚIAN (vyšší územní samosprávný celek)"
                    ),
                ),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=200)),
            ],
            options={
                "verbose_name": "kraj",
                "verbose_name_plural": "kraje",
                "ordering": ["sort_key"],
                "default_permissions": ("view",),
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
