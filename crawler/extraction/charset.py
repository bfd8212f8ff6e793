"""Bytes of a page → text, whatever the page says of itself. Wrong letters are found out or flagged, never passed on.

What a page declares is a hint: valid UTF-8 that is no ASCII is UTF-8 whoever says otherwise, and among the other
encodings the one in which the page shows most of the commonest Vietnamese words is the right one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crawler.extraction.legacy_encodings import from_tcvn3, from_viscii, from_vni
from newsroom.errors import FailureKind, SkipPage
from newsroom.vietnamese import nfc

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

# Letters that no other language of the neighbourhood uses: their presence means the text was read rightly.
_ONLY_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
# UTF-8 read as windows-1252 and encoded again: "Viá»‡t Nam", "Ä‘Æ°á»£c". No language writes these pairs.
_DOUBLED = re.compile("á[º»]|Ä[‘\u0091ƒ]|Æ[°¡]|Ã[¡¢£¨ª¬²³´µ¹º½©­]")
_COMMON_PAIRS = ("á»", "áº", "Æ°", "Ä‘", "Ã¡")  # one of them is on every such page; a plain search is ten times faster
_LATIN_RUN = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2,}"
)
_WORD = re.compile(r"[^\W\d_]+")
_COMMON_WORDS = """
của và các là được trong cho với những một không đã có người tỉnh này để đến từ năm khi về tại trên cũng sẽ phải
nhiều hội xã huyện thành phố đồng việt tế số chính bộ công nghệ đầu thực hiện địa phương
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ENOUGH = 20  # such letters on a page: far below any article (an 80-word item has about 100), above a stray name


@dataclass(frozen=True, slots=True)
class Decoded:
    """`doubtful`: some of it may be wrong; a person should look."""

    text: str
    doubtful: bool = False


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of a page, NUL characters dropped. Raises SkipPage(UNREADABLE) for bytes that are no text."""
    marked = next((name for mark, name in _BOMS if body.startswith(mark)), _unmarked_utf16(body))
    if marked and marked != "utf-8":
        return _checked(body.decode(marked, "replace"))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3:  # cut in the middle of the last character
            return _checked(body[: error.start].decode("utf-8-sig"))
        return _guessed(body, content_type)
    return _checked(text) if text.isascii() or _reads_well(text) else _respelled(text)


def repaired(text: str) -> str:
    """UTF-8 that was read as windows-1252 and encoded again, undone; anything else comes back as it is."""
    if not any(pair in text for pair in _COMMON_PAIRS) or len(_DOUBLED.findall(text)) < 3:
        return text
    return _LATIN_RUN.sub(_undoubled, text)


def mangled(text: str) -> bool:
    """Whether a text still shows wrongly decoded letters."""
    return "\ufffd" in text or bool(_DOUBLED.search(text))


def _checked(text: str, *, doubtful: bool = False) -> Decoded:
    text = text.replace("\0", "")
    if not text.isascii():
        text = repaired(text)
    return Decoded(text, doubtful=doubtful)


def _unmarked_utf16(body: bytes) -> str:
    head = body[:2000]
    if len(head) < 20 or head.count(0) < 0.3 * len(head):
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _reads_well(text: str) -> bool:
    return sum(1 for _, _ in zip(_ONLY_VIETNAMESE.finditer(text), range(_ENOUGH), strict=False)) >= _ENOUGH


def _respelled(text: str) -> Decoded:
    """Valid UTF-8 with hardly a Vietnamese letter: a foreign page, or a font encoding typed into UTF-8."""
    fixed = repaired(text)
    if fixed is not text and _reads_well(fixed):
        return Decoded(fixed.replace("\0", ""))
    try:
        raw = text.encode("cp1252")
    except UnicodeEncodeError:
        return _checked(text)
    plain = _hits(text)
    best = max((read(raw) for read in (from_tcvn3, from_viscii, from_vni)), key=_hits)
    return _checked(best, doubtful=True) if _hits(best) > max(5, 3 * plain) else _checked(text)


def _guessed(body: bytes, content_type: str) -> Decoded:
    """Bytes that are not UTF-8."""
    patched = body.decode("utf-8", "replace")
    spoilt = patched.count("\ufffd")
    if spoilt * 20 < len(_ONLY_VIETNAMESE.findall(patched)):
        return _checked(patched, doubtful=True)
    texts = [nfc(text) for text in _readings(body, content_type)]
    best = max(texts, key=_hits, default=patched)
    hits = _hits(best)
    foreign = sum(not character.isascii() for character in best)
    if sum(character < " " and character not in "\t\r\n\f\0" for character in best[:20_000]) > 200:
        raise SkipPage(FailureKind.UNREADABLE, f"{len(body)} bytes that are text in no known encoding")
    return _checked(best, doubtful=hits < 5 and foreign > 0.02 * len(best))


def _readings(body: bytes, content_type: str) -> Iterator[str]:
    """The page in every encoding it may be in, likeliest first."""
    declared = [match[1] for match in (_IN_HEADER.search(content_type),) if match]
    declared += [match[1].decode("ascii", "replace") for match in (_IN_META.search(body[:4096]),) if match]
    for name in (*declared, "windows-1258", "windows-1252"):
        if name.lower() in _NEVER:
            continue
        try:
            yield body.decode(
                "windows-1252" if name.lower() in {"iso-8859-1", "latin1", "us-ascii"} else name, "replace"
            )
        except (LookupError, ValueError):
            continue
    readers: tuple[Callable[[bytes], str], ...] = (from_tcvn3, from_viscii, from_vni)
    yield from (read(body) for read in readers)


def _hits(text: str) -> int:
    """How many of the commonest Vietnamese words with marks a page shows."""
    return sum(word.lower() in _COMMON for word in _WORD.findall(text))


def _undoubled(run: re.Match[str]) -> str:
    raw = bytearray()
    for character in run[0]:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return run[0]
            raw.append(ord(character))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return run[0]
