"""Vietnamese text as it has to be compared: two forms of one text, in both of which a position is a position in the original.

`exact_form` unifies what readers see as the same (case, tone placement, dashes, quotes, look-alike letters) and keeps
every mark that makes another word. `folded_form` drops the marks too, for people who type without them.
Both have exactly the length of `nfc(text)`, so that a hit in a form can be shown in the text. Nothing here ever raises.

The tone rule is the one of Vietnamese schools before and after 1980 put side by side: "hoà" and "hòa" differ only where
the vowel pair oa, oe, uy ends its syllable; "qu" and "gi" are onsets, so "quý" and "giá" are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from itertools import islice, permutations, product
from tomllib import loads

FILLER = "\u2060"  # word joiner: holds the place of a mark that has no letter to sit on
SPELLINGS = 16  # more spellings of one phrase than this help nobody and make a query slow

_MARKS = "\u0300-\u036f"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"  # soft hyphen, zero width, bidi controls
_SYLLABLE = re.compile(rf"[^\W_]+(?:[{_MARKS}{_UNSEEN}]+[^\W_]+)*")
_NOISE = re.compile(rf"[{_MARKS}{_UNSEEN}]+")
_MARK_RUN = re.compile(r"[^\w\s\x00-\x7f]{31,}")

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_DOUBLE_QUOTES = "“”„‟«»″〝〞＂"
_SINGLE_QUOTES = "‘’‚‛′`´＇"
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff"  # full-width and "mathematical" letters, digits
_SAME = {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_DOUBLE_QUOTES, '"'), **dict.fromkeys(_SINGLE_QUOTES, "'")}
_SAME |= dict.fromkeys("ðɖ", "đ")  # Ð and Ɖ are printed for Đ, lower-cased here
_ODD = re.compile(f"[{_DASHES}{_DOUBLE_QUOTES}{_SINGLE_QUOTES}{_BLANKS}{_WIDE}ðɖ]")

_TONES_A, _TONES_E, _TONES_Y = "àáảãạ", "èéẻẽẹ", "ỳýỷỹỵ"
_TONES_O, _TONES_U = "òóỏõọ", "ùúủũụ"
_MOVED = {
    **{f"o{late}": f"{early}a" for late, early in zip(_TONES_A, _TONES_O, strict=True)},
    **{f"o{late}": f"{early}e" for late, early in zip(_TONES_E, _TONES_O, strict=True)},
    **{f"u{late}": f"{early}y" for late, early in zip(_TONES_Y, _TONES_U, strict=True)},
}
_LATE_TONE = re.compile(rf"[ou][{_TONES_A}{_TONES_E}{_TONES_Y}](?<!qu.)(?![^\W\d_]|[{_MARKS}])")
_MISREAD = re.compile(r"(?<![^\W_])vneld(?![^\W_])")  # VNelD: small L for capital I, seen in print

_I_AND_Y = str.maketrans("iìíỉĩịyỳýỷỹỵ", "yỳýỷỹỵiìíỉĩị")
_OPEN_I = re.compile(r"(?:[hklmstv]|qu)[iìíỉĩịyỳýỷỹỵ]")


def nfc(text: str) -> str:
    """The composed form (NFC). Linear even for text that piles thousands of marks on one letter."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _MARK_RUN.sub(_in_order, text))


def exact_form(text: str) -> str:
    """Lower case, one tone placement, one kind of dash and quote; as long as `nfc(text)`. Idempotent."""
    form = _ODD.sub(_even, _lower(nfc(text)))
    if not unicodedata.is_normalized("NFC", form):  # a letter changed under a mark that now would join it
        form = _NOISE.sub(_hold_place, form)
    form = _LATE_TONE.sub(_move_tone, form)
    return _MISREAD.sub("vneid", form) if "vneld" in form else form


def folded_form(text: str) -> str:
    """`exact_form` without marks, đ and its look-alikes as d; as long as `nfc(text)`. Idempotent."""
    return exact_form(text).translate(_FOLDED)


def syllables(text: str) -> tuple[str, ...]:
    """The runs of letters and digits of a form, in order: what the search index calls words.

    Invisible characters and stray marks inside a run do not cut it and are dropped.
    """
    found = _SYLLABLE.findall(text)
    if _NOISE.search(text):
        return tuple(_NOISE.sub("", run) for run in found)
    return tuple(found)


def syllable_spans(text: str) -> list[tuple[str, int, int]]:
    """As `syllables`, each with where it starts and ends in `text`."""
    spans = [match.span() for match in _SYLLABLE.finditer(text)]
    if _NOISE.search(text):
        return [(_NOISE.sub("", text[start:end]), start, end) for start, end in spans]
    return [(text[start:end], start, end) for start, end in spans]


def accented(text: str) -> bool:
    """Whether the writer typed any Vietnamese letter that a plain keyboard has not."""
    return folded_form(text) != exact_form(text)


def variants(phrase: str) -> tuple[tuple[str, ...], ...]:
    """Other correct spellings of a phrase as syllables, its own first: i/y (kỹ, kĩ) and known abbreviations.

    A phrase without any mark is taken as typed plainly and compared folded ("cds", "ky nang so").
    At most `SPELLINGS`.
    """
    own = syllables(exact_form(phrase))
    groups = _abbreviations(folded=not accented(phrase))
    written = [own, *(_swapped(own, one, other) for group in groups for one, other in permutations(group, 2))]
    return tuple(dict.fromkeys([own, *(way for form in filter(None, written) for way in respelled(form))]))[:SPELLINGS]


def respelled(form: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Syllables of a form with i and y in every way both are correct (kỹ năng, kĩ năng), as they are first."""
    return tuple(islice(product(*map(_i_or_y, form)), SPELLINGS))


def _i_or_y(syllable: str) -> tuple[str, ...]:
    if _OPEN_I.fullmatch(syllable):
        return syllable, syllable[:-1] + syllable[-1].translate(_I_AND_Y)
    return (syllable,)


def _swapped(form: tuple[str, ...], one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """`form` with the first `one` in it as `other`; empty if it is not in it."""
    for start in range(len(form) - len(one) + 1):
        if form[start : start + len(one)] == one:
            return form[:start] + other + form[start + len(one) :]
    return ()


@cache
def _abbreviations(*, folded: bool) -> tuple[tuple[tuple[str, ...], ...], ...]:
    data = loads(resources.files("newsroom").joinpath("spelling.toml").read_text(encoding="utf-8"))
    form = folded_form if folded else exact_form
    return tuple(tuple(dict.fromkeys(syllables(form(way)) for way in group)) for group in data["same"])


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(character.lower()[0] for character in text)  # "İ".lower() is two characters


def _even(odd: re.Match[str]) -> str:
    character = odd[0]
    if character in _SAME:
        return _SAME[character]
    plain = unicodedata.normalize("NFKC", character)
    return plain.lower() if plain.isalnum() and plain.isascii() and len(plain) == 1 else _blank_or(character)


def _blank_or(character: str) -> str:
    return " " if character.isspace() else character


def _move_tone(pair: re.Match[str]) -> str:
    return _MOVED.get(pair[0], pair[0])


def _hold_place(run: re.Match[str]) -> str:
    return FILLER * len(run[0])


def _in_order(run: re.Match[str]) -> str:
    """A long run of marks in canonical order beforehand: the normaliser's own sort is quadratic."""
    ordered: list[str] = []
    marks: list[str] = []
    for character in run[0]:
        if unicodedata.combining(character):
            marks.append(character)
            continue
        ordered += [*sorted(marks, key=unicodedata.combining), character]
        marks = []
    return "".join(ordered + sorted(marks, key=unicodedata.combining))


class _Folded(dict[int, str]):
    """Code point of an exact form → without mark, worked out once each."""

    def __missing__(self, code: int) -> str:
        self[code] = form = _plain_letter(chr(code))
        return form


def _plain_letter(character: str) -> str:
    if character == "đ":
        return "d"
    if "\u0300" <= character <= "\u036f":
        return FILLER
    parts = unicodedata.normalize("NFD", character)
    return parts[0] if parts[0].isascii() else character


_FOLDED = _Folded()
