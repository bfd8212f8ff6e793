"""The analysts' query language: text → tree, with errors that show their place.

The tree is what storage turns into SQL. A `Phrase` holds syllables in the form it is to be looked up in
(`newsroom.vietnamese`), so nothing a person typed ever reaches an index as syntax.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from newsroom.vietnamese import variants

Form = Literal["exact", "folded"]
TextField = Literal["title", "lead", "body"]
FilterField = Literal["province", "outlet", "facet", "author", "section", "tag", "status"]


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article: the empty query."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Syllables next to each other, in `form`; in any text field, or only in `field`."""

    syllables: tuple[str, ...]
    form: Form = "exact"
    field: TextField | None = None

    @property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """Every way this phrase may be written, as typed first; an article with any of them is a hit."""
        return variants(" ".join(self.syllables))


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but `part`. May stand alone, then it is taken from all articles."""

    part: Node


@dataclass(frozen=True, slots=True)
class Filter:
    """A property of the article, not of its text. `value` as typed, NFC; storage compares it in the folded form."""

    field: FilterField
    value: str


Node: TypeAlias = Everything | Phrase | And | Or | Not | Filter
