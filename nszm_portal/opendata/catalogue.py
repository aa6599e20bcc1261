"""What the two files are, for people and for catalogues of data (DCAT)."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from nszm_portal.opendata import articles, events
from nszm_portal.opendata.answers import MEDIA_TYPE
from nszm_portal.opendata.datatypes import MEDIA_TYPES
from nszm_portal.opendata.models import Provider
from nszm_portal.opendata.publisher import Publisher

# None of these may stand in a script: "</script>" would end it.
ESCAPED = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&"}
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/JSON_LD"
COUNTRY = "https://linked.cuzk.cz/resource/ruian/stat/1"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


@dataclass(frozen=True)
class DataSet:
    """One file: `kind` says of which publications it is, `url_name` where it stands."""

    kind: str
    url_name: str
    title: str
    description: str
    norm_name: str
    norm: str
    schema: str
    forms: str  # for the count of its records

    @property
    def address(self) -> str:
        return settings.SITE_URL + reverse(self.url_name)


SETS = (
    DataSet(
        kind="article",
        url_name="opendata:articles",
        title="Aktuality",
        description="Všechny zveřejněné aktuality: titulek, celý text, data, kraje, témata "
        "a přílohy.",
        norm_name="OFN Aktuality",
        norm=articles.NORM,
        schema=articles.SCHEMA,
        forms="aktualita,aktuality,aktualit",
    ),
    DataSet(
        kind="meeting",
        url_name="opendata:events",
        title="Události",
        description="Všechna zveřejněná setkání, minulá i chystaná: kdy a kde se konají, kdo je "
        "pořádá, program po bodech a materiály.",
        norm_name="OFN Události",
        norm=events.NORM,
        schema=events.SCHEMA,
        forms="setkání,setkání,setkání",
    ),
)


def script(provider: Provider, publisher: Publisher) -> SafeString:
    """Both sets as JSON-LD to stand in a script element."""
    graph = [_described(each, provider, publisher) for each in SETS]
    told = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False)
    return mark_safe(told.translate(ESCAPED))


def _described(each, provider, publisher):
    return {
        "@id": f"{settings.SITE_URL}{reverse('opendata:page')}#{each.kind}",
        "@type": "dcat:Dataset",
        "dcterms:title": {"@language": "cs", "@value": each.title},
        "dcterms:description": {"@language": "cs", "@value": each.description},
        "dcterms:publisher": {
            "@type": "foaf:Agent",
            "foaf:name": {"@language": "cs", "@value": publisher.person["název"]["cs"]},
            "dcterms:identifier": publisher.person["ičo"],
        },
        "dcterms:conformsTo": _link(each.norm),
        "dcterms:spatial": _link(COUNTRY),
        "dcat:distribution": {
            "@type": "dcat:Distribution",
            "dcat:downloadURL": _link(each.address),
            "dcat:accessURL": _link(each.address),
            "dcat:mediaType": _link(MEDIA_TYPES + MEDIA_TYPE),
            "dcterms:format": _link(FILE_TYPE),
            "dcterms:license": _link(provider.licence_url),
            "dcterms:conformsTo": _link(each.schema),
        },
    }


def _link(address: str) -> dict[str, str]:
    return {"@id": address}
