from django.db import migrations

from nszm_portal.search.backends import postgresql, sqlite


def _backend(editor):
    return sqlite if editor.connection.vendor == "sqlite" else postgresql


def create(apps, editor):
    for statement in _backend(editor).CREATE:
        editor.execute(statement)


def drop(apps, editor):
    for statement in _backend(editor).DROP:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_search")]

    operations = [migrations.RunPython(create, drop)]
