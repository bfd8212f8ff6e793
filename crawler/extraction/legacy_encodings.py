"""Vietnamese encodings from before Unicode that Python does not know: TCVN3 (ABC fonts), VISCII, VNI.

Pages of such age call themselves windows-1252 or nothing at all. The tables are those of TCVN 5712:1993 (VN3),
RFC 1456 and the VNI-Windows fonts. Capital letters of TCVN3 were a matter of the font (.VnTimeH) and come out small.
"""

from __future__ import annotations

import re
import unicodedata

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


def from_tcvn3(body: bytes) -> str:
    """Never fails: what is no TCVN3 letter is read as Latin-1."""
    return body.decode("latin-1").translate({0xA0 + at: letter for at, letter in enumerate(_TCVN3) if letter != "·"})


def from_viscii(body: bytes) -> str:
    """Never fails: every byte is a character of VISCII."""
    table = {0x80 + at: letter for at, letter in enumerate(_VISCII)} | _VISCII_LOW
    return body.decode("latin-1").translate(table)


def from_vni(body: bytes) -> str:
    """Never fails: VNI letters are a Latin letter and one that stands for its marks ("Vieät")."""
    return _VNI_PAIR.sub(_vni_letter, body.decode("latin-1"))


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
    letter = unicodedata.normalize("NFC", root + marks) if marks else root + small
    return letter.upper() if base.isupper() else letter
