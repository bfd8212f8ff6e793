"""How well a text reads as Vietnamese: which of its words with marks can be syllables.

Rightly read text has nine of ten so, foreign names and abbreviations aside; read in the wrong encoding, two of ten at
most (measured over texts in every encoding against every other). That holds from the third such word on, where counts of common
words need a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

from crawler.extraction.legacy_encodings import READERS
from newsroom.orthography import is_syllable
from newsroom.vietnamese import nfc

Reader = Callable[[str], str]

ENOUGH = 3  # words with marks, all or nearly all of them syllables, are no accident
_MOST = 2_000  # words of a page that are looked at
_WORD = re.compile(r"[^\x00-@\[-`{-\x7f\s\u2010-\u2026]+")
_EDGES = "«»“”‘’„…\u200b\u200c\u200d\ufeff\u2060"
_ETH = str.maketrans("Ðð", "Đđ")  # printed for Đ on pages of today
# Latin-1 characters that Vietnamese spelling has not, capitals inside a word, VNI's pairs: without one of them no text was typed in an old font.
_FOREIGN = re.compile("[¡-§©-¯±-¹¼-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ]|[a-zà-ý][À-Þ]|[aeoy][ùõ]|[aeo]â")


class Legibility(NamedTuple):
    """Words with marks that can be Vietnamese syllables, and those that cannot."""

    right: int
    wrong: int

    @property
    def clear(self) -> bool:
        """Whether this is Vietnamese beyond doubt."""
        return self.right >= ENOUGH and self.right >= 5 * self.wrong


def legibility(text: str) -> Legibility:
    """Of a text without markup, or with: tags and scripts have no marks."""
    right = wrong = 0
    words = (word for word in _WORD.findall(text) if not word.isascii())
    for word in islice(words, _MOST):
        bare = nfc(word).strip(_EDGES).translate(_ETH)
        if len(bare) < 2 or bare.isascii() or not any(map(str.isalpha, bare)):
            continue  # a letter by itself is a dash or a bullet in another encoding
        if is_syllable(bare) and (bare[1:].islower() or bare.isupper()):
            right += 1
        else:
            wrong += 1
    return Legibility(right, wrong)


def best_reader(texts: Iterable[str]) -> tuple[Reader, Legibility] | None:
    """The legacy encoding in which these texts read best as Vietnamese; None if in none of them they do."""
    joined = "\n".join(texts)
    found = [(reader, legibility(reader(joined))) for reader in READERS]
    reader, read = max(found, key=lambda one: one[1].right - 2 * one[1].wrong)
    return (reader, read) if read.right > read.wrong else None


def typed_in_old_font(text: str) -> bool:
    """Whether a text shows letters of a font from before Unicode ("chuyÓn ®æi sè")."""
    if text.isascii() or not _FOREIGN.search(text):
        return False
    shown = legibility(text)
    if shown.wrong < 2 or (found := best_reader([text])) is None:
        return False
    read = found[1]
    return read.clear and read.wrong < shown.wrong and read.right > shown.right
