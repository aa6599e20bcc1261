"""What a consumer of the data asks, and what of an answer it looks at."""

import json

from django.test import Client

ARTICLES, EVENTS = "/opendata/aktuality.json", "/opendata/udalosti.json"
MOMENT = "Časový okamžik"
UNKNOWN = {"typ": MOMENT, "nespecifikovaný": True}


def fetch(address: str, **headers):
    return Client().get(address, headers=headers)


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def records(address: str) -> list[dict]:
    return json.loads(body(fetch(address)))


def record(publication) -> dict:
    """The record that stands under a publication's own address."""
    answer = fetch(f"{publication.get_absolute_url()}ofn.json")
    assert answer.status_code == 200
    return json.loads(answer.content)


def titles(address: str) -> list[str]:
    return [each["název"]["cs"] for each in records(address)]


def span(told: dict) -> tuple:
    """Beginning and end of the only "doba_trvání", each as it is written."""
    (lasting,) = told["doba_trvání"]
    return tuple(_said(lasting["časový_interval"][side]) for side in ("začátek", "konec"))


def _said(moment: dict) -> str:
    assert moment["typ"] == MOMENT and len(moment) == 2
    return moment.get("datum") or moment.get("datum_a_čas") or "neznámý"
