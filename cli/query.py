"""How a person's query and filters become what the archive searches by."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsroom import provinces
from newsroom.errors import FixConfiguration
from newsroom.query import Node, parse
from newsroom.topic import Topic


def read(query: str, topic: Topic) -> Node:
    """The query's tree; terms of the topic and names of provinces cut a bare run of words."""
    names = {name for p in provinces.current() for name in (p.name, *p.spellings)}
    return parse(query, known_terms=topic.known_terms | names)


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


def _province(name: str) -> provinces.Province:
    found = provinces.find(name)
    if found is None:
        known = ", ".join(p.slug for p in provinces.current()[:5])
        raise FixConfiguration(f"--province: no province {name!r}; slugs and names both work ({known}, …)")
    return found
