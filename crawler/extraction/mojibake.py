"""Text that was read wrongly before it was put into a page: "Viá»‡t", "chuyÓn ®æi sè", "chuy?n ??i s?".

UTF-8 read as windows-1252, Latin-1 or windows-1258 is undone, however many times over. Text typed in a font from before
Unicode is read as that font shows it, piece by piece. What is lost cannot be mended and is told by `mangled`.
"""

from __future__ import annotations

import re
from html import unescape

from crawler.extraction.legibility import ENOUGH, Legibility, best_reader, legibility, typed_in_old_font

# UTF-8 read as windows-1252 and encoded again: "Viá»‡t Nam", "Ä‘Æ°á»£c", "â€œ". No language writes these pairs.
_DOUBLED = re.compile(
    "á[º»][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|Ä[‘\u0091ƒ\u0083\u0090]|Æ[°¡]|[ÃĂ][¡¢£¨ª¬²³´µ¹º½©\u00ad]|â€[œ\u009c\u009d™˜“”¦]|Ã[ƒ\u0083]Â|Ä‚Â|[ÄÆ][ăđơư\u1ea0-\u1ef9]"
)
_COMMON_PAIRS = ("á»", "áº", "Æ°", "Ä‘", "Ã¡", "Ă¡", "â€")  # on every such page; a plain search is ten times faster
_TIMES = 3  # read wrongly and encoded again so many times at most; twice has been seen
_SURE = 2  # such pairs, before anything is undone
_CONTINUED = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
_TWICE = re.compile(f"[\u00c2-\u00dfĂ]{_CONTINUED}|[\u00e0-\u00efă]{_CONTINUED}{{2}}|[\u00f0-\u00f4]{_CONTINUED}{{3}}")
_BYTES = {ord(bytes([code]).decode("cp1252", "ignore") or chr(code)): code for code in range(0x80, 0x100)}
_BYTES |= {code: code for code in range(0x80, 0xA0)} | {ord("Ă"): 0xC3, ord("ă"): 0xE3}  # windows-1258 has these there
_REMAINS = re.compile("á[º»]|[ÄÆ][\u0080-\u00bf‘’]|â€|Ã[\u00a0-\u00bf]")

_ONLY_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_ENOUGH = 20  # such letters on a page: far below any article (an 80-word item has about 100), above a stray name
# đ in TCVN3, VNI, windows-1258 and VISCII, ư in VNI: hardly a sentence has none. Also as entities
_HINTS = "®ñÑöðÐ"
_HINT_ENTITIES = re.compile("&(?:reg|ntilde|ouml|eth|#174|#241|#246|#240);")
_PIECE = re.compile('[^<>"]+')
_ENTITY = re.compile(r"&#?\w{2,8};")
_TELLING = 8  # words like "và", "trong", "các" in a row without one like "của", "được": two in three have such a letter
_LOST = re.compile(r"[^\W\d_]\?+ ?(?![A-ZĐ])[^\W\d_]")  # no question ends before a small letter


def repaired(text: str) -> str:
    """UTF-8 that was read as windows-1252 and encoded again, undone; anything else comes back as it is."""
    for _ in range(_TIMES):
        if not any(pair[1] in text and pair in text for pair in _COMMON_PAIRS) or len(_DOUBLED.findall(text)) < _SURE:
            break
        text = _TWICE.sub(_undoubled, text)
    return text


def mended(text: str) -> tuple[str, bool]:
    """A page with what was read wrongly set right, and whether that leaves doubts."""
    fixed = repaired(text)
    doubtful = fixed is not text and bool(_REMAINS.search(fixed))
    if any(hint in fixed for hint in _HINTS) or _HINT_ENTITIES.search(fixed) or not _reads_well(fixed):
        retyped = _retyped(fixed)
        return retyped, doubtful or retyped != fixed
    return fixed, doubtful


def mangled(text: str) -> bool:
    """Whether a text, without markup, still shows wrongly decoded letters."""
    if text.isascii():
        return _has_lost_letters(text)
    return (
        "\ufffd" in text
        or bool(_DOUBLED.search(text))
        or _has_lost_letters(text)
        or _has_latin_1_only(text)
        or typed_in_old_font(text)
    )


def _has_lost_letters(text: str) -> bool:
    """Question marks where letters were: "chuy?n ??i s?"."""
    if text.count("?") < ENOUGH:
        return False
    lost = len(_LOST.findall(text))
    return lost >= ENOUGH and 20 * lost > len(text.split())


def _has_latin_1_only(text: str) -> bool:
    """Vietnamese without a single letter of its own: they were dropped on the way ("Vit Nam", "chuyn i s")."""
    if _ONLY_VIETNAMESE.search(text):
        return False
    read = legibility(text)
    return read.right >= _TELLING and read.right > 2 * read.wrong


def _undoubled(sequence: re.Match[str]) -> str:
    try:
        return bytes(map(_BYTES.__getitem__, map(ord, sequence[0]))).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return sequence[0]


def _reads_well(text: str) -> bool:
    return sum(1 for _, _ in zip(_ONLY_VIETNAMESE.finditer(text), range(_ENOUGH), strict=False)) >= _ENOUGH


def _retyped(text: str) -> str:
    """With the pieces that somebody typed in an old font as that font shows them."""
    shown = _ENTITY.sub(_letter, text)
    pieces = {piece: legibility(piece) for piece in _PIECE.findall(shown) if not piece.isascii()}
    sound = sum(read.right for piece, read in pieces.items() if _ONLY_VIETNAMESE.search(piece))
    pieces = {piece: read for piece, read in pieces.items() if not _ONLY_VIETNAMESE.search(piece)}
    broken = [piece for piece, read in pieces.items() if read.wrong > read.right]
    found = best_reader(broken) if broken else None
    if found is None or found[1].right < ENOUGH:
        return text
    reader, _ = found
    readable = {piece: reader(piece) for piece in broken if _better(legibility(reader(piece)))}
    if sum(legibility(piece).right for piece in readable.values()) < ENOUGH:
        return text
    if sound < _ENOUGH:  # the whole page is in that font: "sè" is no word of ours there
        whole = (piece for piece in pieces if piece not in broken)
        readable |= {piece: reader(piece) for piece in whole if _better(legibility(reader(piece)))}
    return _PIECE.sub(lambda piece: readable.get(piece[0], piece[0]), shown)


def _better(read: Legibility) -> bool:
    return read.right > 2 * read.wrong


def _letter(entity: re.Match[str]) -> str:
    letter = unescape(entity[0])
    return letter if "\u00a0" < letter <= "\u00ff" else entity[0]
