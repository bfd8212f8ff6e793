"""How a person's query and filters become what the archive searches by, and what to say of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsroom import provinces
from newsroom.errors import FixConfiguration
from newsroom.query import Node, parse
from newsroom.query_tree import FilterField
from newsroom.query_values import UnknownValue, Values, ended_provinces, settled
from newsroom.topic import Topic


def read(query: str, topic: Topic, values: Values) -> Node:
    """The query's tree; terms of the topic and names of provinces cut a bare run of words.

    Raises QueryError for what cannot be read, UnknownValue for a filter that names nothing.
    """
    names = {name for p in provinces.current() for name in (p.name, *p.spellings)}
    return settled(parse(query, known_terms=topic.known_terms | names, known_values=values.names), values)


def chosen_value(option: FilterField, value: str | None, values: Values) -> tuple[str, ...]:
    """What the option of a filter means, as it is stored; empty if it was not given. Raises UnknownValue."""
    if value is None:
        return ()
    try:
        return (values.named(option, value),)
    except UnknownValue as error:
        raise UnknownValue(f"--{option}: {error}") from None


def day_start(day: str, option: str, zone: ZoneInfo) -> datetime:
    """Midnight at the start of a day as people see it. Raises FixConfiguration naming the option."""
    try:
        return datetime.combine(date.fromisoformat(day), time(), zone)
    except ValueError:
        raise FixConfiguration(f"{option}: {day!r} is not a date; write it as 2026-08-24") from None


def day_end(day: str, option: str, zone: ZoneInfo) -> datetime:
    """Midnight at the end of a day, exclusive."""
    return day_start(day, option, zone) + timedelta(days=1)


def province_slugs(name: str) -> tuple[str, ...]:
    """Every slug a province's name stands for, old ones included. Raises FixConfiguration for an unknown name."""
    return tuple(sorted(provinces.covers(_province(name).slug)))


def current_slug(name: str) -> str:
    """The slug of today's province of this name, old or new. Raises FixConfiguration for an unknown name."""
    return _province(name).successor


def notes(node: Node, province: str | None) -> Iterator[str]:
    """A line for each old province that the query or --province asks for: it finds only what was written before its end."""
    for old in ended_provinces(node):
        yield f"{_ended(old)}: `tinh:{old.successor}`"
    if province is not None and _province(province).until is not None:
        yield f"{_ended(_province(province))}: `--province {_province(province).successor}`"


def _ended(old: provinces.Province) -> str:
    assert old.until is not None
    since = old.until + timedelta(days=1)
    return (
        f"{old.name} finds only what was written until {old.until:%d-%m-%Y};"
        f" since {since:%d-%m-%Y} it is part of {provinces.name_of(old.successor)}"
    )


def _province(name: str) -> provinces.Province:
    (named,) = chosen_value("province", name, Values())
    found = provinces.find(named)
    assert found is not None
    return found
