"""Whom a credit line names ("Theo Báo Hà Tĩnh", "(TTXVN)", "Nguồn: nhandan.vn"), and which article of a story is its origin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from newsroom.source import Source
from newsroom.vietnamese import folded_form, syllables

ELSEWHERE = "*"  # the text is credited to somebody who is no newspaper of ours

_PRESS = re.compile(r"^(?:co quan )?bao(?: dien tu)?(?: va phat thanh truyen hinh)? ")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member of a story as far as its origin is concerned. `at`: published, else first seen."""

    id: int
    source: str
    credited_to: str
    at: datetime


def credited_to(credit: str, own: str, sources: Iterable[Source]) -> str:
    """The id of the newspaper that a credit line names, `ELSEWHERE` if it names another; empty for none or for itself.

    A newspaper's full name counts, what stands in brackets behind it, its hosts, and "Báo" before the rest of its name; the
    rest alone is a place. The longest name that fits wins, so that no shorter name inside it is taken.
    """
    line = f" {' '.join(syllables(folded_form(credit)))} "
    if not line.strip():
        return ""
    named = [
        (len(name), source.id) for source in sources for name in _names(source) if f" {name} " in line and len(name) > 2
    ]
    found = max(named, default=(0, ELSEWHERE))[1]
    return "" if found == own else found


def origin(members: Iterable[Candidate]) -> Candidate | None:
    """Where a story comes from: the newspaper that other members credit, else the earliest that credits nobody.

    A newspaper that itself credits another is not believed to be the source. Of several articles the earliest counts.
    """
    ranked = sorted(members, key=lambda member: (member.at, member.id))
    credited = {member.credited_to for member in ranked} - {"", ELSEWHERE}
    named = [member for member in ranked if member.source in credited and not member.credited_to]
    own = [member for member in ranked if not member.credited_to]
    return next(iter(named or own or ranked), None)


def _names(source: Source) -> set[str]:
    """How a credit line may write a newspaper, in folded syllables."""
    written = [source.id, *source.hosts, *re.split(r"[()]", source.name)]
    names = {" ".join(syllables(folded_form(name))) for name in written} - {""}
    places = {_PRESS.sub("", name) for name in names if _PRESS.match(name)}
    return {*names, *(f"{press} {place}" for place in places for press in ("bao", "bao dien tu"))}
