"""Vietnamese encodings from before Unicode: windows-1258, TCVN3 (ABC fonts), VISCII, VNI.

Pages of such age call themselves windows-1252 or nothing at all, so every reader takes a text as windows-1252 or Latin-1 shows
it: bytes of a page decoded as Latin-1, or what somebody typed in a font of that time into a page of today. Punctuation
of Unicode is left as it is. The tables are those of TCVN 5712:1993 (VN3), RFC 1456, the VNI-Windows fonts and code page 1258.
Capital letters of TCVN3 were a matter of the font (.VnTimeH) and come out small.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import normalize

from newsroom.vietnamese import nfc

_TCVN3 = "·ĂÂÊÔƠƯĐăâêôơưđ······àảãáạ·ằẳẵắ·······ặầẩẫấậè·ẻẽéẹềểễếệìỉ···ĩíịò·ỏõóọồổỗốộờởỡớợù·ủũúụừửữứựỳỷỹýỵ·"  # 0xA0–0xFF; a dot: no small letter of TCVN3
_VISCII = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"  # 0x80–0xFF
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}

_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HATS = {
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_VNI_BREVES = {
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(r"([aeouyAEOUYôöÔÖ])([ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË])|([ñôöæóòîÑÔÖÆÓÒÎ])")


_FROM_TCVN3 = {0xA0 + at: letter for at, letter in enumerate(_TCVN3) if letter != "·"}
_FROM_VISCII = {0x80 + at: letter for at, letter in enumerate(_VISCII)} | _VISCII_LOW
_FROM_VISCII |= {  # the letters of 0x80–0x9F as windows-1252 shows them
    ord(shown): _VISCII[code - 0x80]
    for code in range(0x80, 0xA0)
    if (shown := bytes([code]).decode("cp1252", "ignore"))
}
_FROM_1258 = {code: bytes([code]).decode("cp1258") for code in range(0xC0, 0x100)}


def from_windows_1258(text: str) -> str:
    """Never fails: what windows-1258 has in common with Latin-1 stays. Composed (NFC)."""
    return nfc(text.translate(_FROM_1258))


def from_tcvn3(text: str) -> str:
    """Never fails: what is no TCVN3 letter stays."""
    return text.translate(_FROM_TCVN3)


def from_viscii(text: str) -> str:
    """Never fails: every byte is a character of VISCII."""
    return text.translate(_FROM_VISCII)


def from_vni(text: str) -> str:
    """Never fails: VNI letters are a Latin letter and one that stands for its marks ("Vieät")."""
    return _VNI_PAIR.sub(_vni_letter, text)


READERS: tuple[Callable[[str], str], ...] = (from_windows_1258, from_tcvn3, from_viscii, from_vni)


def _vni_letter(pair: re.Match[str]) -> str:
    base, mark, alone = pair.groups()
    if alone:
        letter = _VNI_ALONE[alone.lower()]
        return letter.upper() if alone.isupper() else letter
    root = _VNI_ALONE.get(base.lower(), base.lower()) if base.lower() in {"ô", "ö"} else base.lower()
    small = mark.lower()
    marks = (
        _VNI_TONES.get(small) or (root in "aeo" and _VNI_HATS.get(small)) or (root == "a" and _VNI_BREVES.get(small))
    )
    letter = normalize("NFC", root + marks) if marks else root + small
    return letter.upper() if base.isupper() else letter
