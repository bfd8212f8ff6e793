"""Bytes of a page → text, whatever the page says of itself. Wrong letters are found out or flagged, never passed on.

What a page declares is a hint: valid UTF-8 that is no ASCII is UTF-8 whoever says otherwise, and among the other
encodings the one in which most words with marks are Vietnamese syllables is the right one. A page may be half broken: a
fragment in another encoding, or text that was read wrongly before it was put into the page (`mojibake`).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.extraction.legacy_encodings import READERS
from crawler.extraction.legibility import ENOUGH, Legibility, Reader, best_reader, legibility
from crawler.extraction.mojibake import mangled, mended, repaired
from newsroom.errors import FailureKind, SkipPage
from newsroom.orthography import is_syllable
from newsroom.vietnamese import nfc

__all__ = ["Decoded", "decode", "mangled", "repaired"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_IN_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_NEVER = frozenset({"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "rot13"})
_UTF8 = frozenset({"utf-8", "utf8", "utf_8", "utf-8-sig"})  # which was tried first
_WESTERN = frozenset(
    {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252"}
)  # said for want of better

_ONLY_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_RAW_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff]")  # two letters of VISCII ("ươ") may be one of N'Ko in UTF-8
_TAG = re.compile(r"<[^<>]*>")
_LETTER = re.compile("[A-Za-z]")
_STRANGE = re.compile("[^\x00-\xa0\u2010-\u2026\ufeff]")
_STRANGE_SHARE = (
    0.2  # of the letters have marks in Vietnamese (0.25–0.35), not in Czech (0.15), French (0.08) or English
)
_SOME = 10  # such letters: fewer are a name
_CONTROLS = 200  # in the first 20,000 characters: no text of any encoding has them


@dataclass(frozen=True, slots=True)
class Decoded:
    """`doubtful`: some of it may be wrong; a person should look."""

    text: str
    doubtful: bool = False


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of a page, NUL characters dropped. Raises SkipPage(UNREADABLE) for bytes that are no text we can read."""
    marked = next((name for mark, name in _BOMS if body.startswith(mark)), _unmarked_utf16(body))
    if marked and marked != "utf-8":
        return _checked(body.decode(marked, "replace").replace("\0", ""))
    body = body.replace(b"\0", b"")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(body) - 3 or error.end < len(body):
            return _guessed(body, content_type)
        text = body[: error.start].decode("utf-8-sig")  # cut in the middle of the last character
    return _checked(text)


def _checked(text: str) -> Decoded:
    if text.isascii():
        return Decoded(text)
    return Decoded(*mended(text))


def _unmarked_utf16(body: bytes) -> str:
    """The name of the UTF-16 a body is in, if so: every other byte is NUL, and without them it is no UTF-8."""
    head = body[:2000]
    if len(head) < 20 or b"\0" not in head:
        return ""
    first, second = head[::2].count(0), head[1::2].count(0)
    if max(first, second) < 0.3 * len(head) / 2 or min(first, second) > 0.02 * len(head):
        return ""
    try:
        body.replace(b"\0", b"").decode("utf-8")
    except UnicodeDecodeError:
        return "utf-16-le" if second > first else "utf-16-be"
    return ""


def _guessed(body: bytes, content_type: str) -> Decoded:
    """Bytes that are not UTF-8, or not all of them."""
    patched = body.decode("utf-8-sig", "replace")
    if len(_ONLY_VIETNAMESE.findall(patched)) >= ENOUGH:
        return _half_broken(body)
    texts = list(_readings(body, content_type))
    best, read = max(texts, key=lambda one: one[1].right - 2 * one[1].wrong)
    if read.right <= read.wrong:
        best = texts[0][0]
        _refuse_strange_letters(best, foreign=_declares_another(body, content_type))
    if sum(character < " " and character not in "\t\r\n\f" for character in best[:20_000]) > _CONTROLS:
        raise SkipPage(FailureKind.UNREADABLE, f"{len(body):,} bytes that are text in no known encoding")
    return Decoded(nfc(best), doubtful=read.wrong < read.right < 5 * read.wrong)


def _half_broken(body: bytes) -> Decoded:
    """UTF-8 with words in it that are not: they are read in one legacy encoding, or shown as lost."""
    broken = [word.decode("latin-1") for word in _RAW_WORD.findall(body) if not _in_utf8(word)]
    found = best_reader(broken)
    reader = found[0] if found is not None and found[1].clear else None
    fixed = _RAW_WORD.sub(lambda word: _fixed(word[0], reader), body).decode("utf-8-sig", "replace")
    return Decoded(mended(fixed)[0], doubtful=True)


def _fixed(word: bytes, reader: Reader | None) -> bytes:
    if word.isascii() or (_in_utf8(word) and not _OTHER_SCRIPT.search(word.decode())):
        return word
    if reader is not None and is_syllable(nfc(read := reader(word.decode("latin-1")))):
        return read.encode()
    return word.decode("utf-8", "replace").encode()


def _in_utf8(word: bytes) -> bool:
    try:
        word.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _readings(body: bytes, content_type: str) -> Iterator[tuple[str, Legibility]]:
    """The page in every encoding it may be in, likeliest first: as declared, else as windows-1252."""
    for name in (*_declared(body, content_type), "windows-1252"):
        try:
            text = body.decode("windows-1252" if name in _WESTERN else name, "replace")
        except (LookupError, ValueError):
            continue
        yield text, legibility(nfc(text))
    shown = body.decode("latin-1")
    for reader in READERS:
        text = reader(shown)
        yield _C1.sub(lambda control: bytes([ord(control[0])]).decode("cp1252", "ignore"), text), legibility(text)


_C1 = re.compile("[\x80-\x9f]")


def _declared(body: bytes, content_type: str) -> list[str]:
    names = [match[1] for match in (_IN_HEADER.search(content_type),) if match]
    names += [match[1].decode("ascii", "replace") for match in (_IN_META.search(body[:4096]),) if match]
    return [name.lower() for name in names if name.lower() not in _NEVER | _UTF8]


def _declares_another(body: bytes, content_type: str) -> bool:
    """Whether the page names an encoding that says something: Cyrillic, Chinese, and the page can be read in it."""
    for name in _declared(body, content_type):
        try:
            body.decode(name)
        except (LookupError, ValueError):
            continue
        return name not in _WESTERN and codecs.lookup(name).name != "cp1258"
    return False


def _refuse_strange_letters(text: str, *, foreign: bool) -> None:
    """Better no article than one that nobody can read."""
    shown = _TAG.sub(" ", text)
    letters, strange = len(_LETTER.findall(shown)), len(_STRANGE.findall(shown))
    if not foreign and strange > _SOME and strange > _STRANGE_SHARE * (letters + strange):
        reason = f"charset doubtful: of {letters + strange:,} letters {strange:,} are of no encoding we know"
        raise SkipPage(FailureKind.UNREADABLE, reason)
