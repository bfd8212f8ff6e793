"""What a query means: the tree, the error that shows its place, and how a reading is told to people.

Analysts' text becomes this in `newsroom.query`; storage turns it into SQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Literal, TypeAlias

from newsroom.errors import FixConfiguration
from newsroom.vietnamese import variants

Form = Literal["exact", "folded"]
TextField = Literal["title", "lead", "body"]
FilterField = Literal["province", "outlet", "facet", "author", "section", "tag", "status", "org"]


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article: the empty query."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Syllables next to each other, in `form`; in any text field, or only in `field`.

    `loose`: typed without quotes, so that it is our reading, not the person's word, that they belong together.
    """

    syllables: tuple[str, ...]
    form: Form = "exact"
    field: TextField | None = None
    loose: bool = dataclass_field(default=False, compare=False)

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


class QueryError(FixConfiguration):
    """A query that cannot be read. `position` and `length` count code points in `query` (NFC)."""

    def __init__(self, problem: str, query: str, position: int, length: int = 1) -> None:
        super().__init__(_printable(f"Câu tìm sai ở ký tự {position + 1}: {problem}"))
        self.problem = problem
        self.query = query
        self.position = position
        self.length = max(1, length)

    @property
    def caret(self) -> str:
        """The line of the query in which the fault is, and below it ^ under the fault; at most 120 wide."""
        start = self.query.rfind("\n", 0, self.position) + 1
        line = self.query[start:].split("\n", 1)[0].replace("\t", " ")
        column = self.position - start
        cut = max(0, column - 60)
        shown = line[cut : cut + 120]
        return (
            f"{_printable(shown)}\n{' ' * (column - cut)}{'^' * max(1, min(self.length, len(shown) - (column - cut)))}"
        )


def explain(node: Node) -> str:
    """How a query was read, in one Vietnamese line."""
    match node:
        case Everything():
            return "mọi bài"
        case Phrase():
            where = {"title": " trong tiêu đề", "lead": " trong sapo", "body": " trong nội dung", None: ""}[node.field]
            how = "đúng dấu" if node.form == "exact" else "không phân biệt dấu"
            return f"“{' '.join(node.syllables)}”{_synonyms(node)}{where} ({how})"
        case Filter():
            return f"{_FILTER_NAMES[node.field]} là “{node.value}”"
        case Not():
            return f"KHÔNG {_nested(node.part)}"
        case And() | Or():
            return (" VÀ " if isinstance(node, And) else " HOẶC ").join(_nested(part) for part in node.parts)


_FILTER_NAMES: dict[FilterField, str] = {
    "province": "tỉnh, thành phố",
    "outlet": "báo",
    "facet": "lĩnh vực",
    "author": "tác giả",
    "section": "chuyên mục",
    "tag": "nhãn",
    "status": "trạng thái",
    "org": "tổ chức",
}


def _synonyms(phrase: Phrase) -> str:
    """Abbreviations and full names that are looked for as well; i for y and y for i go without saying."""
    others = [" ".join(way) for way in phrase.spellings if len(way) != len(phrase.syllables)]
    return f" (hay {', '.join(f'“{other}”' for other in others)})" if others else ""


def _nested(node: Node) -> str:
    return f"({explain(node)})" if isinstance(node, And | Or) else explain(node)


def _printable(text: str) -> str:
    """Without control characters and lone surrogates: they would move the cursor of a terminal or break its encoding."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
