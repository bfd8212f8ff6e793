"""What changed between two texts of an article, in words, for people to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from newsroom.vietnamese import exact_form, syllables

MOST_WORDS = 2000  # of one paragraph; comparing takes time with the square of it, and nobody reads such a difference
MUCH = 0.15  # of the words; a paragraph that was added to a report of ten is not news
MOST_TOLD = 3  # figures or names of a change that a reader is told

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")
_LATER_WORDS = re.compile(r"(?<=[^\W\d_] )[^\W\d_]+(?: [^\W\d_]+)*")  # behind another word: capitals there are names
_WORD = re.compile(r"\s*\S+|\s+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came. The pieces that stayed or went make up the old text."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One title, lead, paragraph, caption or time that is not as it was; `field` says which kind it is."""

    field: Literal["title", "lead", "body", "caption", "published_at"]
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


def material(old: Wording, new: Wording) -> str:
    """What a reader of the old text has to be told, in Vietnamese; "" where the change does not matter.

    It matters when the title says something else, when figures or names went or came, or when more than
    `MUCH` of the words are others. A corrected spelling, a comma or a photo does not.
    """
    found = changes(replace(old, captions=()), replace(new, captions=()))
    if any(change.field == "title" and _said(change) for change in found):
        return f"tiêu đề trước là “{old.title}”"
    before, after = _telling(old), _telling(new)
    gone, come = ([one for one in these if one not in those] for these, those in ((before, after), (after, before)))
    if gone or come:
        return _swap([before[one] for one in gone], [after[one] for one in come])
    words = len(f"{old.title} {old.lead} {old.text}".split())
    changed = sum(len(piece.text.split()) for change in found for piece in change.pieces if piece.kind == "removed")
    return "viết lại nhiều đoạn" if changed > MUCH * max(1, words) else ""


def _said(change: Change) -> bool:
    """Whether it reads differently: other letters or digits, not other signs or tone placements."""
    sides = ("".join(p.text for p in change.pieces if p.kind in {"same", kind}) for kind in ("removed", "added"))
    one, other = (syllables(exact_form(side)) for side in sides)
    return one != other


def _telling(wording: Wording) -> dict[str, str]:
    """The figures and names of a text, as they compare and as they are written."""
    text = f"{wording.title}\n{wording.lead}\n{wording.text}"
    return {exact_form(word): word for word in (*_FIGURE.findall(text), *_names(text))}


def _names(text: str) -> Iterator[str]:
    """Words with a capital that do not begin a sentence, those that follow each other together."""
    for words in _LATER_WORDS.findall(text):
        for capital, run in groupby(words.split(), key=lambda word: word[0].isupper()):
            if capital:
                yield " ".join(run)


def _swap(gone: Sequence[str], come: Sequence[str]) -> str:
    before, after = (", ".join(words[:MOST_TOLD]) for words in (gone, come))
    if before and after:
        return f"{before} → {after}"
    return f"bỏ {before}" if before else f"thêm {after}"
