from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Piece",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                ("object_id", models.PositiveBigIntegerField(null=True)),
            ],
            options={
                "verbose_name": "kus ukázky",
                "verbose_name_plural": "kusy ukázky",
                "default_permissions": (),
            },
        ),
    ]
