"""How Vietnamese syllables are spelt: onset, rime, tone, and the one letter that carries the tone.

The rules are those of the schools: a vowel with a hat, breve or horn carries the tone (the last such: "ươ" on ơ), else the last
vowel before a final consonant, else the middle one of three, else the first of two. "qu" and "gi" are onsets, their u and i
carry nothing. Everything is worked out from the onsets and rimes in `spelling.toml`.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources
from itertools import product
from tomllib import loads
from typing import Any

TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPS = ("c", "ch", "p", "t")  # with these finals only two tones are spoken
_TONES_OF_STOPS = "\u0301\u0323"
_CONSONANTS = "bcdghklmnpqrstvx"
_MARKED = frozenset("ăâêôơư")
_MOVING = ("oa", "oe", "uy")  # before 1980 the tone stood on their second letter


@cache
def spelling() -> dict[str, Any]:
    """`spelling.toml` as it is."""
    data: dict[str, Any] = loads(resources.files("newsroom").joinpath("spelling.toml").read_text(encoding="utf-8"))
    return data


@cache
def misplaced() -> tuple[dict[str, str], dict[str, str]]:
    """Vowels with the tone on a wrong letter → on the right one: at the end of a syllable, and before a consonant.

    A "qu" or "gi" that belongs to the onset stands before the vowels, as does a "g" of any kind. What may also be the
    right spelling of something else is left out.
    """
    opened, closed = _nuclei()
    return _wrong_ways(opened, closed=False), _wrong_ways(closed, closed=True)


@cache
def all_syllables() -> frozenset[str]:
    """Every syllable that can be written, in small letters (NFC), with the tone where it stands before and since 1980."""
    found: set[str] = set()
    for onset, rime in product(("", *spelling()["onsets"]), spelling()["rimes"]):
        vowels = rime.rstrip(_CONSONANTS)
        final = rime[len(vowels) :]
        places = {_place(vowels, closed=bool(final))}
        places |= {1} if onset != "qu" and not final and vowels in _MOVING else set()
        tones = ("", *(_TONES_OF_STOPS if final in _STOPS else TONES))
        found.update(onset + _toned(vowels, place, tone) + final for place in places for tone in tones)
    return frozenset(found)


def is_syllable(word: str) -> bool:
    """Whether a word (NFC, any case) can be a Vietnamese syllable."""
    return word.lower() in all_syllables()


def _nuclei() -> tuple[set[str], set[str]]:
    """The vowels of rimes without and with a final consonant."""
    opened: set[str] = set()
    closed: set[str] = set()
    for rime in spelling()["rimes"]:
        vowels = rime.rstrip(_CONSONANTS)
        (opened if vowels == rime else closed).add(vowels)
    return opened, closed


def _wrong_ways(nuclei: set[str], *, closed: bool) -> dict[str, str]:
    wrong: dict[str, str] = {}
    right: set[str] = set()
    for onset, vowels in product(("", "g", "gi", "qu"), nuclei):
        at = len(onset) + _place(vowels, closed=closed)
        whole = onset + vowels
        if onset == "g" and vowels in {"ia", "iu"}:
            continue  # "gia", "giu": gi is the onset
        for tone in TONES:
            as_it_should = _toned(whole, at, tone)
            right.add(as_it_should)
            others = (place for place, letter in enumerate(whole) if place != at and letter not in "gq")
            wrong.update((_toned(whole, other, tone), as_it_should) for other in others)
    return {way: better for way, better in wrong.items() if way not in right}


def _place(vowels: str, *, closed: bool) -> int:
    """Which of the vowels carries the tone."""
    marked = [at for at, letter in enumerate(vowels) if letter in _MARKED]
    if marked:
        return marked[-1]
    if closed:
        return len(vowels) - 1
    return 1 if len(vowels) == 3 else 0


def _toned(letters: str, place: int, tone: str) -> str:
    return unicodedata.normalize("NFC", letters[: place + 1] + tone + letters[place + 1 :])
