"""What changed between two texts of an article, in words, for people to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MOST_WORDS = 2000  # of one paragraph; comparing takes time with the square of it, and nobody reads such a difference

_WORD = re.compile(r"\s*\S+|\s+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came. The pieces that stayed or went make up the old text."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One title, lead, paragraph or caption that is not as it was; `field` says which kind it is."""

    field: Literal["title", "lead", "body", "caption"]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """An article's text as one revision had it; `text` is paragraphs joined by blank lines."""

    title: str
    lead: str
    text: str
    captions: tuple[str, ...] = ()


def changes(old: Wording, new: Wording) -> tuple[Change, ...]:
    """Every title, lead, paragraph and caption that differs, in reading order; what stayed is left out."""
    return (
        *_parts("title", [old.title], [new.title]),
        *_parts("lead", [old.lead], [new.lead]),
        *_parts("body", old.text.split("\n\n"), new.text.split("\n\n")),
        *_parts("caption", old.captions, new.captions),
    )


def _parts(
    field: Literal["title", "lead", "body", "caption"], old: Sequence[str], new: Sequence[str]
) -> Iterator[Change]:
    """Paragraphs are lined up first; where as many go as come they are compared in their order, word by word."""
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        before, after = list(old[old_from:old_to]), list(new[new_from:new_to])
        paired = min(len(before), len(after))
        for one, other in zip(before[:paired], after[:paired], strict=True):
            yield Change(field, _pieces(one, other))
        yield from (Change(field, (Piece("removed", gone),)) for gone in before[paired:] if gone)
        yield from (Change(field, (Piece("added", come),)) for come in after[paired:] if come)


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return _only(Piece("removed", old), Piece("added", new))
    pieces: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(before[old_from:old_to])))
        else:
            gone, come = "".join(before[old_from:old_to]), "".join(after[new_from:new_to])
            pieces += [Piece("removed", gone), Piece("added", come)]
    return _only(*pieces)


def _only(*pieces: Piece) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.text)
