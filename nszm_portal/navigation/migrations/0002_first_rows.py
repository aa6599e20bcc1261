from django.db import migrations


def fill(apps, schema_editor):
    apps.get_model("navigation", "Identity").objects.get_or_create(pk=1)
    PortalGroup = apps.get_model("navigation", "PortalGroup")
    PortalGroup.objects.create(label="naše weby", position=10)
    PortalGroup.objects.create(label="další portály", position=20)


class Migration(migrations.Migration):
    dependencies = [("navigation", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
