"""The full-text index: one way of cutting words and looking them up, two engines that give the same hits.

Neither engine's own parser is used: `newsroom.vietnamese` cuts every text into syllables, in both forms, and the index
gets them ready-made. A lookup is built from syllables too, so that nothing a person typed is ever read as syntax.
Positions have a gap between paragraphs, captions and fields: a phrase never runs from one into the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import BigInteger, Connection, Select, cast, column, literal, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY

from newsroom.query import And, Form, Node, Not, Or, Phrase, TextField
from newsroom.vietnamese import exact_form, folded_form, syllables

# PostgreSQL numbers the words of a document up to 16,383. The longest article seen has 9,000 syllables.
MOST_SYLLABLES = 16_000
# A phrase longer than this is looked up by its beginning; nobody writes one, but a whole article may be pasted.
LONGEST_PHRASE = 50
# The longest Vietnamese syllable has seven letters; what is longer is an address, a code or a scrambled body.
LONGEST_WORD = 40
MOST_BYTES = 900_000  # PostgreSQL refuses a document whose different words have more than 1 MiB

_GAP = "¶"  # stands where nothing may match; no syllable contains it
_FIELDS: tuple[TextField, ...] = ("title", "lead", "body")
_WEIGHTS = {"title": "A", "lead": "B", "body": "C"}

_sqlite = table("text_index", column("rowid", BigInteger), column("text_index"))
_postgres = table("text_index", column("text_id", BigInteger), column("exact"), column("folded"))

_sqlite_insert = text(
    "INSERT INTO text_index (rowid, title, lead, body, title_folded, lead_folded, body_folded)"
    " VALUES (:id, :title, :lead, :body, :title_folded, :lead_folded, :body_folded)"
)
_postgres_insert = text(
    "INSERT INTO text_index (text_id, exact, folded) VALUES (:id, CAST(:exact AS tsvector), CAST(:folded AS tsvector))"
)


Words = dict[TextField, list[str]]  # the fields of one text in one form, as syllables, gaps included


def words(title: str, lead: str, paragraphs: Sequence[str], form: Form) -> Words:
    """Cut a text for the index. What is beyond `MOST_SYLLABLES` or `MOST_BYTES` is left out."""
    shape = exact_form if form == "exact" else folded_form
    found: Words = {"title": [], "lead": [], "body": []}
    room, count = MOST_BYTES, 0
    parts: list[tuple[TextField, str]] = [("title", title), ("lead", lead), *(("body", part) for part in paragraphs)]
    for field, part in parts:
        cut = [*map(_word, syllables(shape(part))), _GAP][: MOST_SYLLABLES - count]
        room -= len(" ".join(cut).encode())
        if room < 0:
            break
        found[field] += cut
        count += len(cut)
    return found


def _word(syllable: str) -> str:
    return syllable[:LONGEST_WORD]


def add(connection: Connection, text_id: int, title: str, lead: str, paragraphs: Sequence[str]) -> None:
    """Index one text. Its row is never changed: a revision is another text."""
    exact = words(title, lead, paragraphs, "exact")
    folded = words(title, lead, paragraphs, "folded")
    if connection.dialect.name == "sqlite":
        values: dict[str, str] = {field: " ".join(exact[field]) for field in _FIELDS}
        values |= {f"{field}_folded": " ".join(folded[field]) for field in _FIELDS}
        connection.execute(_sqlite_insert, {"id": text_id, **values})
    else:
        connection.execute(_postgres_insert, {"id": text_id, "exact": _vector(exact), "folded": _vector(folded)})


def lookup(node: Node, dialect: str) -> Select[tuple[int]] | None:
    """The ids of the texts that match, as one lookup in the index; None if the tree is more than one lookup.

    One lookup can be: a phrase, an Or of such, an And of such with or without parts that are taken away. On PostgreSQL
    all of it in one form, because each form has its own column there.
    """
    if not _is_positive(node):
        return None
    if dialect == "sqlite":
        return select(_sqlite.c.rowid).where(_sqlite.c.text_index.op("MATCH")(_fts5(node)))
    forms = set(_forms(node))
    if len(forms) != 1:
        return None
    return select(_postgres.c.text_id).where(_postgres.c[forms.pop()].op("@@")(cast(literal(_tsquery(node)), TSQUERY)))


@lru_cache(maxsize=4096)
def spellings(phrase: Phrase) -> tuple[tuple[str, ...], ...]:
    """The ways a phrase is looked up, as words of the index; empty if it has no letter or digit."""
    cut = replace(phrase, syllables=tuple(map(_word, phrase.syllables[:LONGEST_PHRASE])))
    return tuple(way for way in cut.spellings if way)


def _is_positive(node: Node) -> bool:
    """Whether a tree is of phrases alone and says what must be there, so that the index can find it."""
    match node:
        case Phrase():
            return bool(spellings(node))
        case Or():
            return bool(node.parts) and all(map(_is_positive, node.parts))
        case And():
            kept, taken = _kept_and_taken(node)
            return bool(kept) and all(map(_is_positive, [*kept, *taken]))
        case _:
            return False


def _kept_and_taken(node: And) -> tuple[list[Node], list[Node]]:
    """The parts of an And, and what its Nots take away."""
    taken = [part.part for part in node.parts if isinstance(part, Not)]
    return [part for part in node.parts if not isinstance(part, Not)], taken


def _forms(node: Node) -> Iterator[Form]:
    match node:
        case Phrase():
            yield node.form
        case And() | Or():
            for part in node.parts:
                yield from _forms(part)
        case Not():
            yield from _forms(node.part)


def _fts5(node: Node) -> str:
    """An FTS5 expression. Syllables are letters and digits; quoted they are words, whatever they spell."""
    match node:
        case Phrase():
            fields = [node.field] if node.field else _FIELDS
            columns = " ".join(field if node.form == "exact" else f"{field}_folded" for field in fields)
            ways = " OR ".join(f'"{" ".join(way)}"' for way in spellings(node))
            return f"({{{columns}}} : ({ways}))"
        case Or():
            return "(" + " OR ".join(map(_fts5, node.parts)) + ")"
        case And():
            kept, taken = _kept_and_taken(node)
            found = "(" + " AND ".join(map(_fts5, kept)) + ")"
            return f"({found} NOT ({' OR '.join(map(_fts5, taken))}))" if taken else found
    raise AssertionError(node)


def _tsquery(node: Node) -> str:
    """The same as a tsquery, in the type's own input form."""
    match node:
        case Phrase():
            label = f":{_WEIGHTS[node.field]}" if node.field else ""
            ways = (" <-> ".join(f"'{syllable}'{label}" for syllable in way) for way in spellings(node))
            return "(" + " | ".join(f"({way})" for way in ways) + ")"
        case Or():
            return "(" + " | ".join(map(_tsquery, node.parts)) + ")"
        case And():
            kept, taken = _kept_and_taken(node)
            return "(" + " & ".join([*map(_tsquery, kept), *(f"!{_tsquery(part)}" for part in taken)]) + ")"
    raise AssertionError(node)


def _vector(words: Words) -> str:
    """A tsvector in the type's own input form: each syllable with its places, the field as weight."""
    places: dict[str, list[str]] = {}
    place = 0
    for field in _FIELDS:
        for word in words[field]:
            place += 1
            if word != _GAP:
                places.setdefault(word, []).append(f"{place}{_WEIGHTS[field]}")
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())
