"""What `company` reckons for all candidates at once is what its definition says of each pair."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.resolution.columns import COUNTRY_COLUMN, STATIC_FEATURES
from geomap.resolution.company import COMPANY_FEATURES, company
from geomap.resolution.names import Layout, Name
from geomap.resolution.pool import Pool
from geomap.sphere import cosine, unit_vector

KEYS = ("guatemala", "guatemala city", "paris", "lyman")


class Record(NamedTuple):
    number: int
    country: int
    admin1: int
    admin2: int
    point: tuple[float, float]
    is_country: bool = False
    is_local: bool = True


RECORDS = (
    Record(1, -7, 0, 0, (15.5, -90.2), is_country=True, is_local=False),
    Record(2, -7, 2, 0, (14.6, -90.5), is_local=False),
    Record(3, -7, 2, 3, (14.5, -90.4)),  # a district of 2
    Record(4, -7, 2, 3, (14.6, -90.5)),
    Record(5, -7, 2, 3, (14.7, -90.6)),
    Record(6, -7, 0, 0, (15.8, -89.9)),
    Record(7, -8, 0, 0, (46.6, 2.4), is_country=True, is_local=False),
    Record(8, -8, 8, 0, (48.7, 2.5), is_local=False),
    Record(9, -8, 8, 0, (48.9, 2.3)),
    Record(10, 0, 0, 0, (15.0, -75.0), is_local=False),  # a sea
)
candidates = st.tuples(st.sampled_from(RECORDS), st.booleans(), st.floats(0.01, 1))
names = st.fixed_dictionaries(
    {
        "key": st.sampled_from(KEYS),
        "starts": st.lists(st.integers(0, 500), min_size=1, max_size=3, unique=True),
        "weight": st.sampled_from((0.25, 1.0, 4.0)),
        "candidates": st.lists(candidates, max_size=4, unique_by=lambda drawn: drawn[0].number),
    }
)
corpora = st.lists(st.lists(names, max_size=5), min_size=1, max_size=3).filter(
    lambda articles: any(name["candidates"] for article in articles for name in article)
)


def laid_out(articles):
    every = [name for article in articles for name in article]
    firsts = [0, *accumulate(len(article) for article in articles)]
    kin, cities = [], []
    for first, article in zip(firsts, articles, strict=False):
        first_of = {}
        for number, name in enumerate(article, first):
            kin.append(first_of.setdefault(name["key"], number))
        cities += [
            (number, first_of[KEYS[0]])
            for number, name in enumerate(article, first)
            if name["key"] == KEYS[1] and KEYS[0] in first_of
        ]
    at = [0, *accumulate(len(name["starts"]) for name in every)]
    nothing = tuple(frozenset() for _ in every)
    return Layout(
        articles=tuple(map(len, articles)),
        starts=tuple(start for name in every for start in sorted(name["starts"])),
        names=tuple(Name(name["key"], name["key"], None, None, None) for name in every),
        name_of=(),
        mentions_of=tuple(
            tuple(range(first, first + len(name["starts"])))
            for first, name in zip(at, every, strict=False)
        ),
        kin=tuple(kin),
        weights=tuple(name["weight"] for name in every),
        holders=nothing,
        outer=nothing,
        lists=(),
        unmet=(False,) * len(every),
        articled=(0.0,) * len(every),
        roles=nothing,
        cities=tuple(cities),
        near=(),
        closed=(),
        flowing=(),
        acting=(),
        capitals=(),
    )


def pooled(articles):
    every = [name for article in articles for name in article]
    rows = [candidate for name in every for candidate in name["candidates"]]
    records = [record for record, _, _ in rows]
    sizes = np.array([len(name["candidates"]) for name in every], dtype=np.int64)
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    named = np.flatnonzero(sizes)
    static = np.zeros((len(rows), len(STATIC_FEATURES)))
    static[:, COUNTRY_COLUMN] = [record.is_country for record in records]
    pool = Pool(
        candidates=(),
        bounds=bounds,
        name=np.repeat(np.arange(len(every)), sizes),
        static=static,
        codes=np.array([record[:4] for record in records], dtype=np.int64),
        groups=np.zeros(len(rows), dtype=np.int64),
        points=np.array([unit_vector(*record.point) for record in records]),
        named=named,
        starts=bounds[named],
        sizes=sizes[named],
    )
    return pool, np.array([alive for _, alive, _ in rows]), np.array([odds for *_, odds in rows])


class Definition:
    """The features of a candidate, other by other."""

    def __init__(self, layout, pool, alive, prior):
        self.layout, self.pool, self.alive, self.prior = layout, pool, alive, prior
        self.records = [RECORDS[number - 1] for number in pool.codes[:, 0]]
        self.name = pool.name.tolist()
        self.article_of = np.repeat(np.arange(len(layout.articles)), layout.articles).tolist()
        self.kin = [layout.kin[name] for name in self.name]
        self.weight = [
            odds * layout.weights[name] ** 0.5 for odds, name in zip(prior, self.name, strict=True)
        ]

    def beside(self, row):
        article = self.article_of[self.name[row]]
        return [
            other
            for other in range(len(self.records))
            if self.article_of[self.name[other]] == article and self.kin[other] != self.kin[row]
        ]

    def is_one_city(self, row, other):
        return self.records[row] == self.records[other] and any(
            self.name[one] == city and self.kin[two] == short
            for city, short in self.layout.cities
            for one, two in ((row, other), (other, row))
        )

    def together(self, row, other, part):
        own = getattr(self.records[row], part)
        return own != 0 and getattr(self.records[other], part) == own

    def within(self, row, other, km):
        if not (self.records[row].is_local and self.records[other].is_local):
            return False
        return self.pool.points[row] @ self.pool.points[other] >= cosine(km)

    def holds(self, other, row, level):
        held, holder = self.records[row], self.records[other]
        if level == "country":
            return holder.is_country and not held.is_country and held.country == holder.country
        return getattr(held, level) == holder.number and held != holder

    def apart(self, row, other):
        one, two = (
            [self.layout.starts[mention] for mention in self.layout.mentions_of[self.name[of]]]
            for of in (row, other)
        )
        return min(abs(start - near) for start in one for near in two)

    def features(self, row):
        beside = self.beside(row)
        others = [other for other in beside if not self.is_one_city(row, other)]
        weight, prior, alive = self.weight, self.prior, self.alive

        def mass(those):
            return sum(weight[other] for other in those)

        def share(part):
            return mass(o for o in others if self.together(row, o, part)) / (mass(others) or 1)

        def of_names(those):
            some = {self.name[other] for other in those if alive[other]}
            return mass(o for o in beside if self.name[o] in some) / (mass(beside) or 1)

        def most(values):
            return max(values, default=0.0)

        of_article = [
            other
            for other in range(len(self.records))
            if self.article_of[self.name[other]] == self.article_of[self.name[row]]
        ]
        firsts = [other for other in of_article if self.name[other] == self.name[of_article[0]]]
        levels = ("country", "admin1", "admin2")
        held = {level: [o for o in others if self.holds(o, row, level)] for level in levels}
        inside = {level: [o for o in others if self.holds(row, o, level)] for level in levels}
        return (
            share("country"),
            share("admin1"),
            np.log1p(mass(other for other in others if self.within(row, other, 150))),
            np.log1p(mass(other for other in others if self.within(row, other, 500))),
            of_names(other for other in others if self.together(row, other, "country")),
            of_names(other for other in others if self.within(row, other, 80)),
            sum(prior[o] for o in firsts if row not in firsts and self.together(row, o, "country")),
            *(most(prior[other] for other in held[level]) for level in levels),
            most(prior[o] / (1 + self.apart(row, o) / 100) for o in held["admin1"]),
            most(prior[other] for level in levels for other in inside[level]),
            float(any(alive[other] for other in held["admin2"])),
            float(any(alive[other] for other in inside["admin2"])),
            self.named_most(row, of_article, most(prior[other] for other in held["country"])),
        )

    def named_most(self, row, of_article, odds):
        surest: dict[int, float] = {}
        for other in of_article:
            record = self.records[other]
            if record.is_country and self.alive[other]:
                surest[record.country] = max(self.prior[other], surest.get(record.country, 0))
        total, own = sum(surest.values()), surest.get(self.records[row].country, 0.0)
        return own * own / total if total > 1e-9 and odds > 0 else 0.0


@given(corpora)
def test_what_is_reckoned_for_all_is_what_holds_of_each_pair(articles):
    layout, (pool, alive, prior) = laid_out(articles), pooled(articles)
    local = np.array([RECORDS[number - 1].is_local for number in pool.codes[:, 0]])
    found = company(pool, layout, prior, alive, local)
    definition = Definition(layout, pool, alive, prior)
    for row, values in enumerate(found):
        expected = dict(zip(COMPANY_FEATURES, definition.features(row), strict=True))
        assert dict(zip(COMPANY_FEATURES, values, strict=True)) == pytest.approx(expected, abs=1e-9)
