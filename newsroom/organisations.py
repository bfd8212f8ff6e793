"""Organisations and programmes an analyst counts the voice of. Which ones is data: `organisations.toml` and the user's own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, StringConstraints, TypeAdapter, ValidationError

from newsroom.article import Extracted
from newsroom.errors import FixConfiguration
from newsroom.phrases import Passage, Phrases
from newsroom.vietnamese import nfc

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200)]
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]


@dataclass(frozen=True)
class Organisation:
    """Who or what is watched. `also`: other ways to write it, capitals as they are written."""

    id: _Id
    name: _Name
    kind: Literal["doanh nghiệp", "cơ quan", "chương trình"]
    also: tuple[_Name, ...] = ()

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Watchlist:
    """The organisations that are looked for, each id once."""

    organisations: tuple[Organisation, ...]

    def named_in(self, extracted: Extracted) -> tuple[str, ...]:
        """The ids of those that title, lead or body name, the most often named first. Captions and credits do not count."""
        counts = dict.fromkeys((one.id for one in self.organisations), 0)
        for text in (extracted.title, extracted.lead, extracted.text):
            passage = Passage(text)
            hits = [(match.key, match.first, passage.written(match)) for match in self._phrases.find(passage)]
            for one, _ in {(one, first) for (one, way), first, written in hits if _capitals_kept(way, written)}:
                counts[one] += 1
        return tuple(one for one in sorted(counts, key=lambda one: -counts[one]) if counts[one])

    @cached_property
    def _phrases(self) -> Phrases[tuple[str, str]]:
        return Phrases((nfc(way), (one.id, nfc(way))) for one in self.organisations for way in (one.name, *one.also))


@cache
def bundled() -> Watchlist:
    """The organisations that come with the program."""
    file = resources.files("newsroom").joinpath("organisations.toml")
    return Watchlist(read(file.read_text(encoding="utf-8"), "organisations.toml"))


def with_own(organisations: Iterable[Organisation]) -> Watchlist:
    """The bundled ones and a user's; an id that both have is the user's."""
    merged = {one.id: one for one in (*bundled().organisations, *organisations)}
    return Watchlist(tuple(merged.values()))


def read(text: str, file: str) -> tuple[Organisation, ...]:
    """The organisations of a TOML file. Raises FixConfiguration naming the file and the entry."""
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        raise FixConfiguration(f"{file}: is not valid TOML: {problem}") from problem
    if set(data) != {"organisation"} or not isinstance(data["organisation"], list):
        raise FixConfiguration(f"{file}: must hold [[organisation]] tables and nothing else")
    found = tuple(_entry(entry, number, file) for number, entry in enumerate(data["organisation"], 1))
    seen: set[str] = set()
    for one in found:
        if one.id in seen:
            raise FixConfiguration(f"{file}: there are two organisations with the id {one.id!r}")
        seen.add(one.id)
    return found


def _entry(entry: Any, number: int, file: str) -> Organisation:
    try:
        return TypeAdapter(Organisation).validate_python(entry)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        raise FixConfiguration(f"{file}: organisation {number}: {key}: {first['msg']}") from None


def _capitals_kept(way: str, written: str) -> bool:
    """Whether every word that begins with a capital in the list does so in the text: "FPT" is not "fpt" of an address."""
    ours, theirs = re.findall(r"\w+", way), re.findall(r"\w+", written)
    if len(ours) != len(theirs):
        return True  # hyphens and ampersands may divide the words in other places
    return all(not one[0].isupper() or other[0].isupper() for one, other in zip(ours, theirs, strict=True))
