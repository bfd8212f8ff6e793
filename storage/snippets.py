"""The place in an article that shows why it was found. Worked out here, so that both engines show the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsroom.article import Article
from newsroom.query import Form, Phrase
from newsroom.vietnamese import exact_form, folded_form, nfc, syllable_spans
from storage.text_index import spellings

BEFORE, AFTER = 60, 140  # characters around the first hit, cut at words


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of an article's text; `marks` are (offset, length) of the hits in it."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


def snippet(article: Article, phrases: Sequence[Phrase]) -> Snippet:
    """Around the first hit in lead, body or captions; the beginning of the article if it is found by its title only."""
    parts = [article.lead, *article.text.split("\n\n"), *article.captions]
    for part in parts:
        text = nfc(part)
        if marks := sorted(_hits(text, phrases)):
            return _around(text, marks)
    return _around(nfc(next((part for part in parts if part), "")), [])


def _hits(text: str, phrases: Iterable[Phrase]) -> set[tuple[int, int]]:
    cut: dict[Form, list[tuple[str, int, int]]] = {}
    hits: set[tuple[int, int]] = set()
    for phrase in phrases:
        shape = exact_form if phrase.form == "exact" else folded_form
        words = cut.setdefault(phrase.form, syllable_spans(shape(text)))
        for spelling in spellings(phrase):
            hits.update(_places(words, spelling))
    return hits


def _places(words: Sequence[tuple[str, int, int]], sought: Sequence[str]) -> Iterable[tuple[int, int]]:
    if not sought:
        return
    for start in range(len(words) - len(sought) + 1):
        run = words[start : start + len(sought)]
        if run[0][0] == sought[0] and all(word == other for (word, _, _), other in zip(run, sought, strict=True)):
            yield run[0][1], run[-1][2] - run[0][1]


def _around(text: str, marks: Sequence[tuple[int, int]]) -> Snippet:
    first = marks[0][0] if marks else 0
    start = 0 if first <= BEFORE else text.find(" ", first - BEFORE, first) + 1 or first
    end = len(text) if len(text) <= start + BEFORE + AFTER else text.rfind(" ", first + 1, start + BEFORE + AFTER)
    end = end if end > first else min(len(text), start + BEFORE + AFTER)
    lead = "…" if start else ""
    shown = f"{lead}{text[start:end]}{'…' if end < len(text) else ''}"
    inside = (
        (offset - start + len(lead), length) for offset, length in marks if offset >= start and offset + length <= end
    )
    return Snippet(shown, tuple(inside))
