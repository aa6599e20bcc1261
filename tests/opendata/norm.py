"""The published schemas of the norms, given by `--ofn FILE`, and what a record has against them."""

import json
from pathlib import Path

from jsonschema import Draft201909Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT201909

# Of others, and not among the norms' own; the portal gives no geometry.
GEOJSON = "https://raw.githubusercontent.com/ropensci/geojsonlint/master/inst/schema/geojson.json"
AKTUALITY = "https://ofn.gov.cz/aktuality/2020-07-01/schémata/aktuality.json"
UDALOSTI = "https://ofn.gov.cz/události/2020-07-01/schémata/události.json"
# A checker that lacks a library passes everything.
CHECKED = {"iri": "to neni iri", "date": "1. 2. 2015", "date-time": "2015-02-12T10:00:00"}


class Norm:
    """`faults(records, AKTUALITY)`: what is wrong, each as "where: what"."""

    def __init__(self, file: Path):
        schemas = json.loads(file.read_text()) | {GEOJSON: {"type": "object"}}
        # By the address under which it was published: one $id is written in other letters.
        self.registry = Registry().with_resources(
            (address, Resource.from_contents(schema, default_specification=DRAFT201909))
            for address, schema in schemas.items()
        )
        self.checker = FormatChecker()
        assert all(not self.checker.conforms(text, name) for name, text in CHECKED.items())

    def faults(self, records: list, address: str) -> list[str]:
        validator = Draft201909Validator(
            {"$ref": address}, registry=self.registry, format_checker=self.checker
        )
        return [
            f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(records)
        ]
