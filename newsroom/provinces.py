"""The provinces of Việt Nam as a dated table: 63 until 30 June 2025, 34 since 1 July 2025.

An article of a merged province belongs to two places: today's province, by which readers look for it, and the one that
existed when it was written. The table is `provinces.toml`; names and slugs are exact there and nowhere else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from itertools import takewhile
from tomllib import loads
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.vietnamese import exact_form, folded_form, nfc, syllables

MERGED = date(2025, 7, 1)  # Resolution 202/2025/QH15: the first day of the 34

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_KIND_OF_PLACE = ("tinh", "thanhpho", "tp")
# A province's name after one of these is a person's: Nguyễn Khánh Hòa, Trần Thị Vĩnh Phúc. Not Đoàn, the youth union.
_PERSON_BEFORE = re.compile(
    r"\b(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý|Đinh|Trịnh|Mai|Tô|Tạ|Lương|Thị|Văn)\s$"
)
_CREDIT = re.compile(r"(?:tin|bài|ảnh|thực hiện|nguồn|theo|tác giả|biên tập|pv|ctv)\b[^.!?]{0,80}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;…,][\"”’)]*$")


@dataclass(frozen=True, slots=True)
class Province:
    """One province or centrally run city, of today (`until` is None) or ended.

    `predecessors` are the slugs it was made of, its smaller namesake included; empty if it was not touched.
    """

    slug: str
    name: str
    code: str
    successor: str  # slug of today's province; its own for one of today
    until: date | None = None
    kind: str = "tỉnh"
    region: str = ""
    paper: str = ""
    spellings: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()


def current() -> tuple[Province, ...]:
    """The 34 of today, north to south by region."""
    return tuple(_today().values())


def at(day: date) -> tuple[Province, ...]:
    """The provinces that existed on a day (since August 2008): 63 until 30-06-2025, with Thừa Thiên Huế until the end of 2024."""
    ended: dict[str, Province] = {}
    for old in sorted(_former().values(), key=lambda old: old.until or MERGED, reverse=True):
        if old.until is not None and day <= old.until:
            ended[old.slug] = old
    replaced = {old.successor for old in ended.values()}
    return (*ended.values(), *(now for now in current() if now.slug not in replaced))


def by_slug(slug: str) -> Province | None:
    """Today's province of this slug, else the ended one."""
    return _today().get(slug) or _former().get(slug)


def name_of(slug: str) -> str:
    """The name to show; an unknown slug is shown as it is."""
    known = by_slug(slug)
    return known.name if known else slug


def find(name_or_slug: str) -> Province | None:
    """The province a person means: slug, name, spelling or abbreviation, old or new, accents typed or not."""
    key = _key(name_or_slug)
    named = _names()
    if key in named:
        return named[key]
    prefix = next((kind for kind in _KIND_OF_PLACE if key.startswith(kind)), "")
    return named.get(key.removeprefix(prefix)) if prefix else None


def successor(slug: str) -> str:
    """Slug of today's province that holds this one; its own for one of today. KeyError: no such province."""
    known = by_slug(slug)
    if known is None:
        raise KeyError(slug)
    return known.successor


def covers(slug: str) -> frozenset[str]:
    """The slugs of `province_then` that a query for this province means.

    A province of today means all it was made of; an ended one means itself alone. KeyError: no such province.
    """
    known = by_slug(slug)
    if known is None:
        raise KeyError(slug)
    return frozenset({slug, *known.predecessors})


def locate(source_province: str, published_at: datetime | None, title: str, lead: str, text: str) -> tuple[str, str]:
    """(province of today, province of that time) of an article from a newspaper of `source_province`.

    Before the merger the second is the predecessor that title, lead and text (paragraphs parted by blank lines) name
    most often, bylines and people's names left out; if none stands out, the namesake. A national outlet has no province:
    its article belongs to the one it is plainly about, if any (see `_subject`), else to none: two empty slugs.
    An article without a date is taken as one of today.
    """
    known = by_slug(source_province or _subject(title, lead, text))
    if known is None:
        return source_province, source_province
    today = known.successor
    if published_at is None:
        return today, today
    day = published_at.astimezone(_VIETNAM).date()
    choice = [old for old in at(day) if old.successor == today]
    if len(choice) == 1:
        return today, choice[0].slug
    counts = _mentions("\n\n".join((title, lead, _without_bylines(text))))
    most = max(choice, key=lambda old: (counts[old.slug], old.slug == today))
    return today, most.slug


def _subject(title: str, lead: str, text: str) -> str:
    """Slug of today's province that an article is about: named in title or lead, and oftener than all others together.

    A list of provinces names many once; a report on one names it again and again.
    """
    counts: Counter[str] = Counter()
    for then, number in _mentions("\n\n".join((title, lead, _without_bylines(text)))).items():
        counts[successor(then)] += number
    if not counts:
        return ""
    named_on_top = {successor(then) for then in _mentions(f"{title}\n\n{lead}")}
    slug, number = counts.most_common(1)[0]
    return slug if slug in named_on_top and 2 * number > counts.total() else ""


def _without_bylines(text: str) -> str:
    """Without credits and without the short lines that stand before and after the article: who wrote it."""
    paragraphs = [paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()]
    before = len(list(takewhile(_is_name_line, paragraphs)))
    after = len(list(takewhile(_is_name_line, reversed(paragraphs[before:]))))
    body = paragraphs[before : len(paragraphs) - after]
    return "\n\n".join(paragraph for paragraph in body if not _CREDIT.fullmatch(paragraph))


def _is_name_line(paragraph: str) -> bool:
    return bool(_CREDIT.fullmatch(paragraph)) or (
        len(syllables(paragraph)) <= 8 and not _SENTENCE_END.search(paragraph)
    )


def _mentions(text: str) -> Counter[str]:
    """How often running text names each province of before the merger, by slug. A name begins with a capital."""
    written, form = nfc(text), exact_form(text)
    counts: Counter[str] = Counter()
    for match in _name_pattern().finditer(form):
        slug = _slug_of_spelling().get(re.sub(r"\s+", " ", match[0]), "")
        last = match[0].split()[-1]
        capitals = written[match.start()].isupper() and written[match.end() - len(last)].isupper()
        if slug and capitals and not _PERSON_BEFORE.search(written[max(0, match.start() - 12) : match.start()]):
            counts[slug] += 1
    return counts


@cache
def _table() -> dict[str, Any]:
    return loads(resources.files("newsroom").joinpath("provinces.toml").read_text(encoding="utf-8"))


@cache
def _former() -> dict[str, Province]:
    namesakes = {entry["slug"]: entry for entry in _table()["province"]}
    return {entry["slug"]: _ended(entry, namesakes.get(entry["slug"], {})) for entry in _table()["former"]}


def _ended(entry: dict[str, Any], namesake: dict[str, Any]) -> Province:
    return Province(
        slug=entry["slug"],
        name=entry.get("name") or namesake["name"],
        code=entry["code"],
        successor=entry.get("into", entry["slug"]),
        until=entry.get("until", date(2025, 6, 30)),
        kind=entry.get("kind", "tỉnh"),
        spellings=tuple(entry.get("spellings", namesake.get("spellings", ()))),
        short=tuple(entry.get("short", namesake.get("short", ()))),
    )


@cache
def _today() -> dict[str, Province]:
    def made_of(slug: str) -> tuple[str, ...]:
        return tuple(old.slug for old in _former().values() if old.successor == slug)

    return {
        entry["slug"]: Province(
            slug=entry["slug"],
            name=entry["name"],
            code=entry["code"],
            successor=entry["slug"],
            kind=entry["kind"],
            region=entry["region"],
            paper=entry["paper"],
            spellings=tuple(entry.get("spellings", ())),
            short=tuple(entry.get("short", ())),
            predecessors=made_of(entry["slug"]),
        )
        for entry in _table()["province"]
    }


@cache
def _names() -> dict[str, Province]:
    """Every way to write a province, as a folded key. Today's provinces win over their namesakes."""
    names: dict[str, Province] = {}
    for province in (*current(), *_former().values()):
        for way in (province.slug, province.name, *province.spellings, *province.short):
            names.setdefault(_key(way), province)
    return names


def _key(name: str) -> str:
    return "".join(syllables(folded_form(name)))


@cache
def _slug_of_spelling() -> dict[str, str]:
    return {way: old.slug for old in _written_then() for way in _ways(old)}


def _written_then() -> Iterator[Province]:
    touched = {old.slug for old in _former().values()}
    yield from _former().values()
    yield from (now for now in current() if now.slug not in touched)


def _ways(province: Province) -> tuple[str, ...]:
    return tuple(exact_form(way) for way in (province.name, *province.spellings))


@cache
def _name_pattern() -> re.Pattern[str]:
    """All spellings, longest first, and the names that only contain one: those match and count for nothing."""
    ways = {*_slug_of_spelling(), *(exact_form(name) for name in _table()["not_a_place"])}
    longest_first = sorted(ways, key=len, reverse=True)
    written = "|".join(re.escape(way).replace(r"\ ", r"\s+") for way in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{written})(?![^\W_])")
