"""How often copies and stories are told right: measured on pairs of articles that people have judged.

A set is a file of JSON lines, {"a": {"title", "text", "url", "published_at"}, "b": {…}, "relation"} each; `url` and
`published_at` may be missing, empty or null. Other keys are kept out of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

from newsroom.duplicates import likeness
from newsroom.errors import FixConfiguration
from newsroom.filing import RelationKind
from newsroom.pieces import Piece
from newsroom.vietnamese import nfc

RELATIONS = ("same-article", "same-event", "different")
BAD_LINES_NAMED = 20

_SAID = {RelationKind.COPY: "same-article", RelationKind.SAME_STORY: "same-event", RelationKind.NEW: "different"}
_HERE = timezone(timedelta(hours=7))
_KEYS = ("title", "text", "url", "published_at")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,]+(\d{1,2})[:hg](\d{2}))?.*")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles and how a person says they stand to each other. `line` is its place in the file, from 1."""

    a: Piece
    b: Piece
    relation: str  # one of RELATIONS
    line: int = 0


@dataclass(frozen=True, slots=True)
class Misjudged:
    """Where program and person differ; `strength` and `why` are of `newsroom.duplicates.Likeness`."""

    line: int
    truth: str
    said: str
    titles: tuple[str, str]
    strength: float
    why: str


@dataclass(frozen=True, slots=True)
class Confusion:
    """`table[truth][said]` counts pairs; every relation is there in both places."""

    table: Mapping[str, Mapping[str, int]]
    mistakes: tuple[Misjudged, ...]

    def precision(self, relation: str) -> float:
        return _share(self.table[relation][relation], sum(self.table[truth][relation] for truth in RELATIONS))

    def recall(self, relation: str) -> float:
        return _share(self.table[relation][relation], sum(self.table[relation].values()))

    def f1(self, relation: str) -> float:
        said = sum(self.table[truth][relation] for truth in RELATIONS)
        return _share(2 * self.table[relation][relation], said + sum(self.table[relation].values()))


def read_pairs(content: bytes, file: str, key_of: Callable[[str], str]) -> tuple[Pair, ...]:
    """The pairs of a file of JSON lines; empty lines do not count. Raises FixConfiguration naming every bad line.

    `key_of` gives the identity of an address, empty where it says nothing.
    """
    pairs: list[Pair] = []
    problems: list[str] = []
    for line, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        try:
            pairs += [_pair(raw, line, key_of)] if raw.strip() else []
        except ValueError as problem:
            problems.append(f"line {line}: {problem}")
    if len(problems) > BAD_LINES_NAMED:
        problems[BAD_LINES_NAMED:] = [f"… and {len(problems) - BAD_LINES_NAMED} more"]
    if problems:
        raise FixConfiguration("\n".join(f"{file}: {problem}" for problem in problems))
    if not pairs:
        raise FixConfiguration(
            f'{file}: holds no pair; a line is {{"a": {{"title": "…", "text": "…"}}, "b": {{…}}, "relation": "same-event"}}'
        )
    return tuple(pairs)


def evaluate(pairs: Iterable[Pair]) -> Confusion:
    """Compare the articles of every pair, and the result with what the person says."""
    table = {truth: dict.fromkeys(RELATIONS, 0) for truth in RELATIONS}
    mistakes = []
    for pair in pairs:
        found = likeness(pair.a, pair.b)
        said = _SAID[found.kind]
        table[pair.relation][said] += 1
        if said != pair.relation:
            titles = (pair.a.title, pair.b.title)
            mistakes.append(Misjudged(pair.line, pair.relation, said, titles, round(found.strength, 2), found.why))
    return Confusion(table, tuple(mistakes))


def _pair(raw: bytes, line: int, key_of: Callable[[str], str]) -> Pair:
    """Raises ValueError saying what is wrong with the line."""
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as problem:  # not JSON, not UTF-8, brackets without end
        raise ValueError(f"is not JSON ({str(problem) or 'nested too deep'})") from None
    if fault := _problem(data):
        raise ValueError(fault)
    a, b = (_piece(data[side], side, key_of) for side in ("a", "b"))
    return Pair(a, b, data["relation"], line)


def _problem(data: Any) -> str:
    """What is wrong with a line's shape; empty if nothing is."""
    if not isinstance(data, dict):
        return "is no object with a, b and relation"
    if data.get("relation") not in RELATIONS:
        return f'"relation" is {data.get("relation")!r}; allowed: {", ".join(RELATIONS)}'
    for side in ("a", "b"):
        article = data.get(side)
        if not isinstance(article, dict):
            return f'"{side}" is no object with title and text'
        odd = [key for key in _KEYS if not isinstance(article.get(key) or "", str)]
        if odd:
            return f'"{side}": "{odd[0]}" is no text'
        if not any((article.get(key) or "").strip() for key in ("title", "text")):
            return f'"{side}" has neither title nor text'
    return ""


def _piece(article: dict[str, Any], side: str, key_of: Callable[[str], str]) -> Piece:
    title, text, url, written = ((article.get(key) or "").strip() for key in _KEYS)
    try:
        published_at = _time(written) if written else None
    except (ValueError, OverflowError):
        raise ValueError(f'"{side}": "published_at" is {written!r}; write 2026-03-12T16:20+07:00, or null') from None
    return Piece(nfc(title), nfc(text), key_of(url) if url else "", published_at)


def _time(written: str) -> datetime:
    """A time as ISO 8601, e-mail or a Vietnamese newspaper writes it; without a zone it is Vietnamese. Raises ValueError."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        day = _DAY_FIRST.fullmatch(written)
        numbers = [int(number or 0) for number in day.groups()] if day else []
        moment = datetime(*_year_first(numbers)) if day else parsedate_to_datetime(written)  # noqa: DTZ001
    return moment if moment.tzinfo else moment.replace(tzinfo=_HERE)


def _year_first(numbers: list[int]) -> tuple[int, int, int, int, int]:
    day, month, year, hour, minute = numbers
    return year, month, day, hour, minute


def _share(part: int, whole: int) -> float:
    """Nothing said and nothing to say is no mistake: 1."""
    return part / whole if whole else 1.0
