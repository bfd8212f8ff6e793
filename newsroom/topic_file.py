"""The strict reading of a topic file: every mistake is named with its line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from itertools import product
from math import prod
from typing import Any

from pydantic import StrictBool, TypeAdapter, ValidationError

from newsroom.errors import FixConfiguration
from newsroom.topic_parts import STRICT, Context, Facet, Guard, Reach, Term, TopicParts, Weighing, Weight
from newsroom.vietnamese import exact_form, syllables

Path = tuple[str | int, ...]

MOST_WAYS = 500  # phrases that one with choices, (a|b) c, may stand for

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def read_topic_file(text: str, file: str) -> TopicParts:
    """Read and check a topic file. Raises FixConfiguration naming file, line and key."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # TOMLDecodeError, a number of 5,000 digits, 1,000 open brackets
        raise FixConfiguration(f"{file}: is not valid TOML: {problem}") from problem
    try:
        shape = TypeAdapter(_Shape).validate_python(_spelled_out(data))
    except ValidationError as error:
        first = error.errors()[0]
        path = tuple(part for part in first["loc"] if part != "weight")  # which need not be written
        raise _at(text, file, path, f"{first['msg'][0].lower()}{first['msg'][1:]}") from None
    return _Checker(text, file, shape).check()


@dataclass(frozen=True)
class _TermTable:
    weight: Weight
    also: tuple[str, ...] = ()
    case: StrictBool = False
    near: tuple[str, ...] = ()
    within: Reach = "article"
    otherwise: Weight = 0.0
    alone: Weight | None = None
    weak: StrictBool = False
    setting: StrictBool = False
    whole: StrictBool = False

    __pydantic_config__ = STRICT


@dataclass(frozen=True)
class _FacetTable:
    name: str
    terms: dict[str, _TermTable]
    main: StrictBool = False

    __pydantic_config__ = STRICT


@dataclass(frozen=True)
class _Shape:
    """The file as it is laid out."""

    name: str
    title: str
    weighing: Weighing
    facet: tuple[_FacetTable, ...]
    guard: tuple[Guard, ...] = ()
    context: tuple[Context, ...] = ()
    prior: tuple[str, ...] = ()
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    __pydantic_config__ = STRICT


class _Checker:
    """What types cannot say: names that must exist, phrases that must not be empty or double."""

    def __init__(self, text: str, file: str, shape: _Shape) -> None:
        self.text = text
        self.file = file
        self.shape = shape

    def check(self) -> TopicParts:
        shape = self.shape
        self.names()
        return TopicParts(
            name=shape.name,
            title=shape.title,
            weighing=shape.weighing,
            facets=tuple(Facet(table.name, table.main) for table in shape.facet),
            terms=tuple(self.terms()),
            guards=tuple(self.guard(index, guard) for index, guard in enumerate(shape.guard)),
            contexts=tuple(self.context(index, context) for index, context in enumerate(shape.context)),
            prior=self.phrases(("prior",), shape.prior),
        )

    def names(self) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", self.shape.name):
            raise self.error(("name",), "must be lower-case letters, digits and hyphens")
        names = [table.name for table in self.shape.facet]
        for index, name in enumerate(names):
            if name in names[:index]:
                raise self.error(("facet", index, "name"), f"there already is a facet {name!r}")

    def terms(self) -> list[Term]:
        terms = [
            self.term(("facet", index, "terms", name), name, facet.name, table)
            for index, facet in enumerate(self.shape.facet)
            for name, table in facet.terms.items()
        ]
        seen: dict[tuple[str, tuple[str, ...], bool], str] = {}
        for term, form in ((one, form) for one in terms for form in one.forms):
            other = seen.setdefault((term.facet, syllables(exact_form(form)), term.case), term.name)
            if other != term.name:
                raise self.error(("facet", term.name), f"{form!r} is already a spelling of {other!r} in this facet")
        return terms

    def term(self, path: Path, name: str, facet: str, table: _TermTable) -> Term:
        if _CHOICE.search(name):
            raise self.error(path, "a term needs one name; choices like (a|b) belong into 'also'")
        return Term(
            name=name,
            facet=facet,
            weight=table.weight,
            forms=self.phrases(path, (name, *table.also)),
            case=table.case,
            near=self.listed((*path, "near"), table.near),
            within=table.within,
            otherwise=table.otherwise,
            alone=table.alone,
            weak=table.weak or table.setting,
            setting=table.setting,
            whole=table.whole,
        )

    def guard(self, index: int, guard: Guard) -> Guard:
        path = ("guard", index)
        known = {name for table in self.shape.facet for name in table.terms}
        for name in guard.terms:
            if name not in known:
                raise self.error((*path, "terms"), f"there is no term {name!r}")
        if not guard.after and not guard.near:
            raise self.error((*path, "name"), "a guard needs 'after' or 'near'")
        return replace(
            guard,
            after=self.ways((*path, "after"), guard.after),
            unless=self.ways((*path, "unless"), guard.unless),
            near=self.listed((*path, "near"), guard.near),
        )

    def context(self, index: int, context: Context) -> Context:
        path = ("context", index)
        known = {table.name for table in self.shape.facet}
        for key, facets in (("unless_title", context.unless_title), ("unless_lead", context.unless_lead)):
            for name in facets:
                if name not in known:
                    raise self.error((*path, key), f"there is no facet {name!r}")
        return replace(
            context,
            words=self.listed((*path, "words"), context.words),
            unless_words=self.listed((*path, "unless_words"), context.unless_words),
        )

    def listed(self, path: Path, words: tuple[str, ...]) -> tuple[str, ...]:
        """Words, with @name replaced by the list of that name."""
        full: list[str] = []
        for word in words:
            if not word.startswith("@"):
                full.append(word)
            elif word[1:] in self.shape.lists:
                full += self.shape.lists[word[1:]]
            else:
                raise self.error(path, f"there is no list {word[1:]!r} in [lists]")
        return self.phrases(path, tuple(full))

    def phrases(self, path: Path, phrases: tuple[str, ...]) -> tuple[str, ...]:
        """Phrases with every choice in them made: "(sổ|thẻ) điện tử" is "sổ điện tử" and "thẻ điện tử"."""
        full = self.ways(path, phrases)
        for phrase in full:
            if not syllables(exact_form(phrase)):
                raise self.error(path, f"{phrase!r} has no letter or digit")
        return full

    def ways(self, path: Path, phrases: tuple[str, ...]) -> tuple[str, ...]:
        full: list[str] = []
        for phrase in phrases:
            parts = _CHOICE.split(phrase)  # fixed text, choice, fixed text, …
            choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
            if prod(map(len, choices)) > MOST_WAYS:
                raise self.error(path, f"{phrase!r} stands for more than {MOST_WAYS} phrases")
            full += [" ".join("".join(way).split()) for way in product(*choices)]
        return tuple(dict.fromkeys(full))

    def error(self, path: Path, problem: str) -> FixConfiguration:
        return _at(self.text, self.file, path, problem)


def _spelled_out(data: dict[str, Any]) -> dict[str, Any]:
    """`"term" = 4` as `"term" = { weight = 4 }`; anything unexpected is left for the check."""
    facets = data.get("facet")
    if not isinstance(facets, list):
        return data
    return {**data, "facet": [_with_weights(facet) for facet in facets]}


def _with_weights(facet: Any) -> Any:
    if not isinstance(facet, dict) or not isinstance(facet.get("terms"), dict):
        return facet
    full = {name: table if isinstance(table, dict) else {"weight": table} for name, table in facet["terms"].items()}
    return {**facet, "terms": full}


def _at(text: str, file: str, path: Path, problem: str) -> FixConfiguration:
    """An error with the line of the last part of `path` that can be found in the text."""
    lines = text.splitlines()
    line = 0
    for part, following in zip(path, (*path[1:], ""), strict=True):
        heads = [at for at, content in enumerate(lines) if content.strip() == f"[[{part}]]"]
        if isinstance(following, int) and following < len(heads):
            line = heads[following]
        elif isinstance(part, str):
            key = _key_line(part)
            line = next((at for at in range(line, len(lines)) if key.match(lines[at])), line)
    name = ".".join(str(part) for part in path if isinstance(part, str))
    return FixConfiguration(f"{file}: line {line + 1}: {name}: {problem}")


def _key_line(key: str) -> re.Pattern[str]:
    """A line that sets a key, as `key = …`, inside an inline table, or as the last part of a table's name."""
    name = rf"""["']?{re.escape(key)}["']?"""
    return re.compile(rf"\s*{name}\s*=|[^#]*[{{,]\s*{name}\s*=|\s*\[+(?:[^\]]*\.)?{name}\]")
