from django.db import migrations

# Abbreviations under which people know what they look for. Editors change them as they need.
FIRST = [
    ["MA21", "MA 21", "místní Agenda 21"],
    ["NSZM", "NSZM ČR", "Národní síť Zdravých měst"],
    ["MPSV", "Ministerstvo práce a sociálních věcí", "ministerstvo práce"],
    ["MŽP", "Ministerstvo životního prostředí"],
    ["MZd", "Ministerstvo zdravotnictví"],
    ["MMR", "Ministerstvo pro místní rozvoj"],
    ["MV ČR", "Ministerstvo vnitra"],
    ["MŠMT", "Ministerstvo školství, mládeže a tělovýchovy", "ministerstvo školství"],
    ["SZÚ", "Státní zdravotní ústav"],
    ["WHO", "SZO", "Světová zdravotnická organizace"],
    ["OSN", "Organizace spojených národů"],
    ["EU", "Evropská unie"],
    ["ČČK", "Český červený kříž"],
    ["OPZ", "Operační program Zaměstnanost"],
    ["MAS", "místní akční skupina"],
    ["EFQM", "model excelence"],
]


def add(apps, editor):
    equivalents = apps.get_model("search", "Equivalents")
    for names in FIRST:
        equivalents.objects.get_or_create(names="\n".join(names))


def remove(apps, editor):
    names = ["\n".join(names) for names in FIRST]
    apps.get_model("search", "Equivalents").objects.filter(names__in=names).delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index_of_words")]

    operations = [migrations.RunPython(add, remove)]
