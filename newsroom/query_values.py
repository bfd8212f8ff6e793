"""The values of a query's filters: what a person wrote becomes the name that is stored, or an error with the nearest ones.

A province, an outlet, a facet or an organisation is meant by its slug or its name, with accents or without, in any case:
"linhvuc:chinh-quyen-so", "chinh quyen so" and "Chính quyền số" are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from newsroom import provinces
from newsroom.errors import FixConfiguration
from newsroom.organisations import Organisation
from newsroom.query_tree import And, Filter, FilterField, Node, Not, Or
from newsroom.vietnamese import folded_form, syllables

STATUSES = ("current", "revised", "withdrawn")  # of an article
SHOWN = 3  # suggestions
LISTED = 12  # known values that are listed where nothing is near

_KINDS: dict[FilterField, str] = {"org": "organisation"}  # what people call a filter, where it is not its name
_THEN = date(2024, 12, 31)  # the last day of the 63 under their old names: Huế's changed the day after


class UnknownValue(FixConfiguration):
    """A filter names what does not exist: it would find nothing, and nobody would know why."""


@dataclass(frozen=True)
class Values:
    """What filters may name: the newspapers as id → name, the facets as the topic writes them, the organisations."""

    outlets: Mapping[str, str] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    organisations: tuple[Organisation, ...] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that may have several words, for `newsroom.query.parse`."""
        ours = (way for one in self.organisations for way in (one.name, *one.also))
        return frozenset((*self.outlets.values(), *self.facets, *ours, *_province_names()))

    def named(self, kind: FilterField, value: str) -> str:
        """The stored name that a value means. Raises UnknownValue; authors, sections and tags are never unknown."""
        if kind == "province":
            found = provinces.find(value)
            known = found.name if found else None
        else:
            known = self._known[kind].get(_key(value)) if kind in self._known else value
        if known is None:
            raise UnknownValue(f"no {_KINDS.get(kind, kind)} is called {value!r}; {self._suggestion(kind, value)}")
        return known

    @cached_property
    def _known(self) -> dict[FilterField, dict[str, str]]:
        """Filter → every way to write a value, as a key → the stored name."""
        outlets = {_key(name): outlet for outlet, name in self.outlets.items()}
        named = {_key(way): one.id for one in self.organisations for way in (*one.also, one.name)}
        return {
            "org": named | {_key(one.id): one.id for one in self.organisations},
            "outlet": outlets | {_key(outlet): outlet for outlet in self.outlets},
            "facet": {_key(facet): facet for facet in self.facets},
            "status": {_key(status): status for status in STATUSES},
        }

    def _suggestion(self, kind: FilterField, value: str) -> str:
        ways = _province_keys() if kind == "province" else self._known[kind]
        key = _key(value)
        inside = [way for way in ways if len(key) > 2 and key in way]
        near = dict.fromkeys(ways[way] for way in inside or get_close_matches(key, ways, n=2 * SHOWN))
        if near:
            return f"did you mean {' or '.join(list(near)[:SHOWN])}?"
        known = list(dict.fromkeys(ways.values()))
        return f"known: {', '.join(known[:LISTED])}{', …' if len(known) > LISTED else ''}"


def settled(node: Node, values: Values) -> Node:
    """A tree with the value of every filter as it is stored. Raises UnknownValue."""
    match node:
        case Filter():
            return replace(node, value=values.named(node.field, node.value))
        case Not():
            return Not(settled(node.part, values))
        case And() | Or():
            return replace(node, parts=tuple(settled(part, values) for part in node.parts))
    return node


def ended_provinces(node: Node) -> Iterator[provinces.Province]:
    """The provinces of the past that a tree looks for: nothing written since their end is theirs."""
    match node:
        case Filter(field="province"):
            found = provinces.find(node.value)
            if found is not None and found.until is not None:
                yield found
        case And() | Or():
            for part in node.parts:
                yield from ended_provinces(part)


def _province_names() -> Iterator[str]:
    for province in (*provinces.current(), *provinces.at(_THEN)):
        yield from (province.name, *province.spellings)


def _province_keys() -> dict[str, str]:
    every = (*provinces.current(), *provinces.at(_THEN))
    return {_key(province.slug): province.slug for province in every}


def _key(value: str) -> str:
    return "".join(syllables(folded_form(value)))
