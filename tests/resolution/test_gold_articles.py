"""The real articles annotated by hand, which lie beside the corpora."""

from __future__ import annotations

import json

import pytest
from geopy.distance import geodesic

from geomap.model import Article, Mention

# Other names of the record that was annotated, as the gazetteer shows it.
SAME = {"Moscow Kremlin": "Moscow"}
NO_SINGLE_PLACE = {"Western world"}
NOT_IN_ANY_GAZETTEER = {"JVA Augsburg-Gablingen (prison, Gablingen)"}
NEAR_KM = 25


def gold(corpora):
    for line in (corpora.parent.parent / "articles" / "gold.jsonl").read_text().splitlines():
        record = json.loads(line)
        path = corpora.parent.parent / "articles" / record["id"]
        yield record, path.read_bytes().decode("utf-8")


@pytest.mark.corpora
def test_towns_lie_within_25_km_and_regions_and_countries_are_the_right_record(corpora, resolver):
    checked = 0
    for record, text in gold(corpora):
        names = record["toponyms"]
        mentions = tuple(
            Mention(
                t["start"],
                t["end"],
                t["surface"],
                usage="demonym" if t["kind"] == "demonym" else None,
            )
            for t in names
        )
        resolved = resolver.resolve(Article(record["id"], text, mentions=mentions))
        for truth, mention in zip(names, resolved.mentions, strict=True):
            if truth["canonical"] in NO_SINGLE_PLACE | NOT_IN_ANY_GAZETTEER:
                assert mention.place is None
                continue
            place = mention.place
            assert place is not None, (truth, mention.reason)
            if place.group in {"town", "site"}:
                away = geodesic((place.lat, place.lon), (truth["lat"], truth["lon"])).km
                assert away <= NEAR_KM, (truth, place)
            else:
                name = SAME.get(truth["canonical"], truth["canonical"])
                assert (place.name, place.country) == (name, truth["country"]), (truth, place)
            checked += 1
    assert checked > 150
