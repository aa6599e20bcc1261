from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("news", "__latest__")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE news_article ADD COLUMN later integer NULL",
            "ALTER TABLE news_article DROP COLUMN later",
        )
    ]
