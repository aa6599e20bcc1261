from django.db import migrations, models


def first_generation(apps, schema_editor):
    apps.get_model("pagecache", "Generation").objects.create(pk=1, token="first")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Generation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=32)),
            ],
            options={"verbose_name": "generace stránek", "default_permissions": ()},
        ),
        migrations.AddConstraint(
            model_name="generation",
            constraint=models.CheckConstraint(
                condition=models.Q(pk=1), name="pagecache_one_generation"
            ),
        ),
        migrations.RunPython(first_generation, migrations.RunPython.noop),
    ]
