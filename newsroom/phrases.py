"""Finding many phrases in one text in one pass: a trie over syllables.

A phrase is matched on its exact form, syllable by syllable, so that "an" is never found in "ban". What stands between
two of its syllables must be what stands there in the phrase, or nothing a reader would stop at: blanks, a hyphen, a
slash, an ampersand, quotes. "chuyển đổi, số" is not the phrase "chuyển đổi số".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from newsroom.vietnamese import exact_form, nfc, respelled, syllable_spans, syllables

Key = TypeVar("Key", bound=Hashable)

SHORT = 6  # syllables; a line with fewer and without a full stop is no sentence
SHORT_LETTERS = 60
BARS = "|›»•·"

_ENDED = re.compile(r"""[.!?…:;,]["')\]]*\s*$""")
_OPEN = frozenset({"", "-", "/", "&"})
_DROPPED = str.maketrans("", "", " \"'\t\u2060\u200b\u200c\u200d\ufeff\u00ad")
_SENTENCE = re.compile(r"[.!?…]+[\"')\]]*(?=\s)|\n")


class Match(NamedTuple, Generic[Key]):
    """A phrase found: tokens `first`…`last`, both included."""

    key: Key
    first: int
    last: int


class Passage:
    """One text made ready for matching. Positions are those of `original`, its NFC form."""

    def __init__(self, text: str) -> None:
        self.original = nfc(text)
        self.form = exact_form(self.original)
        self.tokens = syllable_spans(self.form)  # syllable, start, end
        self.words = [word for word, _, _ in self.tokens]

    def gap(self, index: int) -> str:
        """What stands after token `index`, before the next one or the end; blanks and quotes left out."""
        after = self.tokens[index + 1][1] if index + 1 < len(self.tokens) else len(self.form)
        between = self.form[self.tokens[index][2] : after]
        return "" if between == " " else between.translate(_DROPPED)

    def span(self, match: Match[Key]) -> tuple[int, int]:
        """Where a match starts and ends."""
        return self.tokens[match.first][1], self.tokens[match.last][2]

    def written(self, match: Match[Key]) -> str:
        """A match as the original has it."""
        start, end = self.span(match)
        return self.original[start:end]

    @cached_property
    def sentences(self) -> list[int]:
        """Where sentences end: positions, in order. Good enough for counting; "TP. Vinh" costs half a sentence."""
        return [match.end() for match in _SENTENCE.finditer(self.form)]

    @cached_property
    def paragraphs(self) -> list[int]:
        return [match.end() for match in re.finditer(r"\n+", self.form)]

    @cached_property
    def menus(self) -> frozenset[int]:
        """The lines, by `paragraph_of`, that are entries of a menu: cut by bars, or three and more short ones in a row.

        One short line alone is a heading of the article.
        """
        lines = re.split(r"\n+", self.form)
        short = [_is_short(line) for line in lines]
        runs = [at for at in range(len(lines) - 2) if all(short[at : at + 3])]
        barred = [at for at, line in enumerate(lines) if sum(map(line.count, BARS)) >= 3]
        return frozenset([*barred, *(at + step for at in runs for step in range(3))])

    def sentence_of(self, position: int) -> int:
        return bisect_right(self.sentences, position)

    def paragraph_of(self, position: int) -> int:
        return bisect_right(self.paragraphs, position)

    @cached_property
    def sentence_count(self) -> int:
        """Sentences with at least four syllables; a photo credit or a lone name is none."""
        starts = [start for _, start, _ in self.tokens]
        ends = [bisect_left(starts, position) for position in (*self.sentences, len(self.form))]
        return sum(1 for start, end in pairwise([0, *ends]) if end - start >= 4) or 1


def _is_short(line: str) -> bool:
    return len(line) < SHORT_LETTERS and len(syllables(line)) < SHORT and not _ENDED.search(line)


@dataclass(slots=True)
class _Node(Generic[Key]):
    next: dict[str, _Node[Key]] = field(default_factory=dict)
    ends: list[tuple[Key, tuple[str, ...]]] = field(default_factory=list)


class Phrases(Generic[Key]):
    """A set of phrases, each under a key; several phrases may share one, and one phrase may stand under several."""

    def __init__(self, phrases: Iterable[tuple[str, Key]] = ()) -> None:
        self._root: _Node[Key] = _Node()
        for phrase, key in phrases:
            self._add(phrase, key)

    def _add(self, phrase: str, key: Key) -> None:
        passage = Passage(phrase)
        gaps = tuple(passage.gap(index) for index in range(len(passage.tokens) - 1))
        for words in respelled(tuple(word for word, _, _ in passage.tokens)):
            node = self._root
            for word in words:
                node = node.next.setdefault(word, _Node())
            if (key, gaps) not in node.ends and words:
                node.ends.append((key, gaps))

    def find(self, passage: Passage) -> list[Match[Key]]:
        """Every phrase at every place, overlapping ones too, by place."""
        found: list[Match[Key]] = []
        words = passage.words
        root = self._root.next.get
        for first, word in enumerate(words):
            node = root(word)
            last = first
            while node is not None:
                if node.ends:
                    found += [Match(key, first, last) for key, gaps in node.ends if _fits(passage, first, gaps)]
                last += 1
                node = node.next.get(words[last]) if node.next and last < len(words) else None
        return found


def _fits(passage: Passage, first: int, gaps: tuple[str, ...]) -> bool:
    return all((gap := passage.gap(first + at)) in _OPEN or gap == own for at, own in enumerate(gaps))
