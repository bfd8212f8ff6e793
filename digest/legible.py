"""Texts and addresses from strangers as they may stand in a mail: one line, nothing invisible, nothing that turns others around.

Titles, names and addresses come from feeds. Escaping is the business of each form (HTML, DOCX); what is done here
holds for all of them, plain text included. Pure.
"""

from __future__ import annotations

import re
import unicodedata

from newsroom.urls import clean, is_web

LONGEST_LINK = 1000  # characters; addresses of articles have 60 to 200

_NEVER_SHOWN = frozenset({"Cf", "Co", "Cs"})  # zero-width and bidi controls, private use, lone surrogates
_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters and marks without ink
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILE = re.compile(f"([{_MARKS}]{{2}})[{_MARKS}]+")
_BACKWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def legible(text: str, length: int = 300) -> str:
    """One line of at most `length` characters (two more if it is isolated), in NFC.

    Control characters become blanks, invisible ones and bidi controls go, at most two marks stay on a letter. A text with
    letters that run from right to left is isolated, so that it cannot turn the words beside it around.
    """
    if text.isascii() and text.isprintable():
        return _cut(" ".join(text.split()), length)
    shown = unicodedata.normalize("NFC", text[: 20 * length].translate(_SHOWN))
    line = _cut(" ".join(_PILE.sub(r"\1", shown).split()), length)
    return f"{_ISOLATE}{line}{_END_ISOLATE}" if _BACKWARDS.search(line) else line


def link(url: str) -> str:
    """An address to link to, in ASCII and normalised; "" for what is no plain http(s) address and for an endless one."""
    address = clean(url) if is_web(url.strip()) else ""
    return address if address.isascii() and len(address) <= LONGEST_LINK else ""


class _Shown(dict[int, str]):
    """What is shown for each character; asked once for each that occurs."""

    def __missing__(self, code: int) -> str:
        one = chr(code)
        kind = unicodedata.category(one)
        no_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # reserved by Unicode, forbidden by XML
        hidden = kind in _NEVER_SHOWN or one in _BLANK_LETTERS or no_character
        self[code] = " " if kind == "Cc" else "" if hidden else one
        return self[code]


_SHOWN = _Shown()


def _cut(text: str, length: int) -> str:
    """At the last blank that leaves room for the ellipsis; inside a word only if it is endless."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    blank = head.rfind(" ")
    return f"{head[:blank] if blank > length // 2 else head}…"
