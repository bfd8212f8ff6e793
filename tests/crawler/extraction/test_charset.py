"""Bytes become the right letters whatever the page says of itself, or the doubt is told."""

from __future__ import annotations

import unicodedata

import pytest

from crawler.extraction.characters import likeness, tidy, vietnamese_share
from crawler.extraction.charset import decode, mangled, repaired
from crawler.extraction.legacy_encodings import from_tcvn3, from_viscii, from_vni
from newsroom.errors import FailureKind, SkipPage
from newsroom.vietnamese import nfc

TEXT = (
    "Sáng 5/8, UBND xã Đồng Lộc Thượng tổ chức hội nghị về chuyển đổi số; các thôn được yêu cầu nộp hồ sơ trực tuyến. "
    "Người dân vùng hạ phấn khởi vì không phải đi xa, kể cả những hộ ở ốc đảo. "
)
PAGE = f"<html><head><title>Hội nghị</title></head><body><p>{TEXT * 3}</p></body></html>"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    raw = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        tones = "".join(part for part in parts if part in TONES)
        raw += letter.encode("cp1258") if not tones else (base + tones).encode("cp1258")
    return raw


def by_table(reader, text: str) -> bytes:
    table = {reader(bytes([code])): code for code in range(255, -1, -1)}
    return bytes(table[letter] for letter in text)


SENT = {
    "UTF-8": PAGE.encode(),
    "UTF-8 with a mark": PAGE.encode("utf-8-sig"),
    "UTF-8, decomposed": unicodedata.normalize("NFD", PAGE).encode(),
    "UTF-8 cut in the last letter": (PAGE + "ệ").encode()[:-1],
    "UTF-16": PAGE.encode("utf-16"),
    "UTF-16 without a mark": PAGE.encode("utf-16-le"),
    "UTF-16, big end first": PAGE.encode("utf-16-be"),
    "windows-1258": windows_1258(PAGE),
    "TCVN3": by_table(from_tcvn3, PAGE.lower()),
    "VISCII": by_table(from_viscii, PAGE),
    "UTF-8 encoded twice, through Latin-1": PAGE.encode().decode("latin-1").encode(),
    "UTF-8 encoded twice, through windows-1252": "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in PAGE.encode()
    ).encode(),
}
LIES = [
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=iso-8859-1",
    "text/html; charset=windows-1258",
    "text/html; charset=gb-unsinn",
]


@pytest.mark.parametrize("content_type", LIES)
@pytest.mark.parametrize("body", SENT.values(), ids=SENT)
def test_the_letters_are_right_whatever_the_header_says(body: bytes, content_type: str) -> None:
    decoded = decode(body, content_type)
    expected = PAGE.lower() if body == SENT["TCVN3"] else PAGE
    assert nfc(decoded.text) == expected
    assert not decoded.doubtful


def test_a_meta_tag_that_lies_does_no_harm() -> None:
    page = PAGE.replace("<title>", "<meta charset='windows-1252'><title>")
    assert decode(page.encode()).text == page


def test_vni_letters_are_put_together() -> None:
    written = "Vieät Nam ñöôïc nöôùc, chuyeån ñoåi soá ôû Haø Tónh, hoäi nghò caùc tænh, kyõ ngöôøi, uûy ban"
    assert (
        from_vni(written.encode("latin-1"))
        == "Việt Nam được nước, chuyển đổi số ở Hà Tĩnh, hội nghị các tỉnh, kỹ người, ủy ban"
    )


def test_a_font_encoding_typed_into_utf_8_is_read_and_flagged() -> None:
    page = by_table(from_tcvn3, PAGE.lower()).decode("latin-1")
    decoded = decode(page.encode())
    assert (decoded.text, decoded.doubtful) == (PAGE.lower(), True)


def test_a_few_broken_letters_are_flagged_and_cost_no_more_than_themselves() -> None:
    decoded = decode(PAGE.encode().replace("nộp".encode(), b"n\xe1\xbbp", 1))
    assert decoded.doubtful
    assert nfc(decoded.text).count("hồ sơ trực tuyến") == 3


def test_plain_english_in_windows_1252_is_not_doubted() -> None:
    page = "<p>The café on the quay – a meeting place – reopened.</p>" * 20
    assert decode(page.encode("cp1252"), "text/html; charset=windows-1252").text == page


def test_noise_is_unreadable() -> None:
    with pytest.raises(SkipPage) as caught:
        decode(bytes(range(1, 32)) * 100 + b"\xff\xfa\xf5" * 400)
    assert caught.value.kind is FailureKind.UNREADABLE


@pytest.mark.parametrize("text", ["XÃ HỘI", "BÃI NGANG", "Đà Nẵng – “Á hậu”", "á»", "naïve café", "ÂU THUYỀN"])
def test_repair_leaves_right_text_alone(text: str) -> None:
    assert repaired(text * 5) == text * 5 or "á»" in text


@pytest.mark.parametrize(
    ("text", "wrong"), [("Việt Nam", False), ("Vi\ufffdt Nam", True), ("Viá»‡t Nam", True), ("XÃ HỘI", False)]
)
def test_wrong_letters_are_known(text: str, *, wrong: bool) -> None:
    assert mangled(text) is wrong


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Hà\u00a0\n Tĩnh\t", "Hà Tĩnh"),
        ("Ha\u0300 Ti\u0303nh", "Hà Tĩnh"),
        ("H\u200bà\u00ad T\u2060ĩ\ufeffnh", "Hà Tĩnh"),
        ("\u202eHà\u202c \u2066Tĩnh\u2069", "Hà Tĩnh"),
        ("Hà\x00 T\x07ĩnh\x1b", "Hà Tĩnh"),
        ("2022 \x96 2025", "2022 – 2025"),
        ("a\ud800b", "ab"),
        ("\u200b\u00a0", ""),
    ],
)
def test_text_is_tidied_in_one_way(written: str, kept: str) -> None:
    assert tidy(written) == kept
    assert tidy(kept) == kept


def test_likeness_is_what_two_writings_share() -> None:
    assert likeness("Hà Tĩnh: “Chuyển đổi số” - Ảnh 1.") == likeness("ha tinh chuyen doi so anh 1")


def test_vietnamese_is_told_from_english_by_its_letters() -> None:
    assert vietnamese_share(TEXT) > 0.2
    assert (
        vietnamese_share("The Provincial People's Committee of Hà Tĩnh opened the fair on Monday morning in the town.")
        < 0.05
    )
