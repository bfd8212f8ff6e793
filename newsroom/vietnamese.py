"""Vietnamese text as it has to be compared: two forms of one text, in both of which a position is a position in the original.

`exact_form` unifies what readers see as the same (case, tone placement, dashes, quotes, look-alike letters) and keeps
every mark that makes another word. `folded_form` drops the marks too, for people who type without them.
Both have exactly the length of `nfc(text)`, so that a hit in a form can be shown in the text. Nothing here ever raises.
Judge, search, provinces and duplicates all compare these two forms; there is no third.

Where a tone stands is a matter of school ("hoà" before 1980, "hòa" since) and of slips ("qúy", "nứơc"); both are set right by
the rules in `newsroom.orthography`, where the vowels can be those of a Vietnamese syllable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice, permutations, product

from newsroom.orthography import misplaced, spelling

FILLER = "\u2060"  # word joiner: holds the place of a mark that has no letter to sit on
SPELLINGS = 16  # more spellings of one phrase than this help nobody and make a query slow

_MARKS = "\u0300-\u036f"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"  # soft hyphen, zero width, bidi controls
_SYLLABLE = re.compile(rf"[^\W_]+(?:[{_MARKS}{_UNSEEN}]+[^\W_]+)*")
_NOISE = re.compile(rf"[{_MARKS}{_UNSEEN}]+")
_MARK_RUN = re.compile(r"[^\w\s\x00-\x7f]{31,}")

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_DOUBLE_QUOTES = "“”„‟«»″〝〞＂"
_SPACING_MARKS = {
    "`": "\u0300",
    "ˋ": "\u0300",
    "´": "\u0301",
    "ˊ": "\u0301",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "˘": "\u0306",
}
_SINGLE_QUOTES = "‘’‚‛′＇" + "".join(_SPACING_MARKS)
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff"  # full-width and "mathematical" letters, digits
_SAME = {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_DOUBLE_QUOTES, '"'), **dict.fromkeys(_SINGLE_QUOTES, "'")}
_SAME |= dict.fromkeys("ðɖ", "đ")  # Ð and Ɖ are printed for Đ, lower-cased here
_ODD = re.compile(f"[{_DASHES}{_DOUBLE_QUOTES}{_SINGLE_QUOTES}{_BLANKS}{_WIDE}ðɖ]")

_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_BARE, _TONED = "aăâeêioôơuưy", "àáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ"
# Two vowels or more, the tone on one without a hat or on ư before ơ: elsewhere it is on the right one. Group 1: a final.
_VOWEL_RUN = re.compile(
    rf"[gq]?(?:[{_BARE}]{{1,3}}[{_TONED}]|[{_TONED}][{_VOWELS}]|[ừứửữự]ơ)[{_VOWELS}]*+(?![{_MARKS}])(?=([{_UNSEEN}]*+[^\W\d_])?)"
)
_LATE_HAT = re.compile("[àáảãèéẻẽòóỏõÀÁẢÃÈÉẺẼÒÓỎÕ][\u0302\u0306]")  # typed after the tone, which NFC does not mend
# "tiê´ng": a tone that a font shows above the letter before it, inside a word
_SPACED_MARK = re.compile(rf"([{_VOWELS}])([{''.join(_SPACING_MARKS)}]{{1,2}})(?=[^\W\d_])")

_I_AND_Y = str.maketrans("iìíỉĩịyỳýỷỹỵ", "yỳýỷỹỵiìíỉĩị")
_OPEN_I = re.compile(r"(?:[hklmstv]|qu)[iìíỉĩịyỳýỷỹỵ]")


def nfc(text: str) -> str:
    """The composed form (NFC), a hat or breve typed after the tone put below it: "é" + "^" is "ế", which NFC leaves in two.

    Idempotent. Linear even for text that piles thousands of marks on one letter.
    """
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", _MARK_RUN.sub(_in_order, text))
    if "\u0302" in text or "\u0306" in text:
        text = _LATE_HAT.sub(_hat_below_tone, text)
    return text


def exact_form(text: str) -> str:
    """Lower case, one tone placement, one kind of dash and quote; as long as `nfc(text)`. Idempotent."""
    form = _lower(_look_alikes_read(nfc(text)))
    if any(mark in form for mark in _SPACING_MARKS):
        form = _SPACED_MARK.sub(_put_on, form)
    form = _ODD.sub(_even, form)
    if not unicodedata.is_normalized("NFC", form):  # a letter changed under a mark that now would join it
        form = _NOISE.sub(_hold_place, form)
    return _VOWEL_RUN.sub(_tone_placed, form)


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
    """Other correct spellings of a phrase as syllables, its own first: i/y (kỹ, kĩ), known abbreviations, large numbers.

    A phrase without any mark is taken as typed plainly and compared folded ("cds", "ky nang so").
    At most `SPELLINGS`.
    """
    own = syllables(exact_form(phrase))
    swaps = _abbreviations(folded=not accented(phrase))
    written = [own]
    for form in written:  # grows: what one swap gives may hold another abbreviation
        others = (_swapped(form, one, other) for one, other in swaps)
        written += [other for other in dict.fromkeys((*others, *_numbers(form))) if other and other not in written]
        if len(written) >= SPELLINGS:
            break
    return tuple(dict.fromkeys([own, *(way for form in written for way in respelled(form))]))[:SPELLINGS]


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


def _numbers(form: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """ "10.000" and "10 000" are two syllables, "10000" is one: each number of the form the other way."""
    for at, word in enumerate(form):
        if not (word.isascii() and word.isdigit()):
            continue
        if 5 <= len(word) <= 12 and word[0] != "0":  # four digits are years
            head = len(word) % 3 or 3
            groups = (word[:head], *(word[start : start + 3] for start in range(head, len(word), 3)))
            yield form[:at] + groups + form[at + 1 :]
        end = at + 1
        while end < len(form) and len(form[end]) == 3 and form[end].isascii() and form[end].isdigit():
            end += 1
        if end > at + 1 and len(word) <= 3 and word[0] != "0" and not (at and form[at - 1].isdigit()):
            yield (*form[:at], "".join(form[at:end]), *form[end:])


@cache
def _abbreviations(*, folded: bool) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """What may be written for what, as syllables."""
    form = folded_form if folded else exact_form
    pairs = [pair for group in spelling()["same"] for pair in permutations(group, 2)] + spelling()["finds"]
    return tuple(dict.fromkeys((syllables(form(one)), syllables(form(other))) for one, other in pairs))


def _look_alikes_read(text: str) -> str:
    """With a capital I for the small L that some print has there ("VNelD"); as long as `text`."""
    for written, meant, places in _look_alikes():
        if written in text:
            text = places.sub(lambda found, meant=meant: f"{found[1]}{meant}", text)  # type: ignore[misc]
    return text


@cache
def _look_alikes() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    found = []
    for entry in spelling()["look_alikes"]:
        after = "|".join(map(re.escape, entry.get("after", ())))
        before = rf"(?<![^\W_])((?i:{after})[ \u00a0])" if after else r"(?<![^\W_])()"
        name = f"|[ \u00a0-][A-ZĐ{_VOWELS.upper()}]" if after else ""
        places = re.compile(rf"{before}{entry['written']}(?![^\W_]{name})")
        found.append((entry["written"], entry["meant"], places))
    return tuple(found)


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


def _tone_placed(vowels: re.Match[str]) -> str:
    opened, closed = misplaced()
    return (closed if vowels[1] else opened).get(vowels[0], vowels[0])


def _hat_below_tone(letter: re.Match[str]) -> str:
    return _composed(letter[0][0], letter[0][1]) or letter[0]


def _put_on(spaced: re.Match[str]) -> str:
    """The letter with its marks, and place holders for these."""
    letter = spaced[1]
    for mark in spaced[2]:
        letter = letter and _composed(letter, _SPACING_MARKS[mark])
    return letter + FILLER * len(spaced[2]) if letter else spaced[0]


@cache
def _composed(letter: str, mark: str) -> str:
    """The one letter that a letter and a further mark make, whichever was typed first; empty if there is none."""
    parts = unicodedata.normalize("NFD", letter)
    ways = (parts + mark, parts[0] + mark + parts[1:])
    return next((one for way in ways if len(one := unicodedata.normalize("NFC", way)) == 1), "")


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
