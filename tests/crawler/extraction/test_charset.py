"""Bytes become the right letters whatever the page says of itself, or the doubt is told."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.characters import likeness, tidy, vietnamese_share
from crawler.extraction.charset import Decoded, decode, mangled, repaired
from crawler.extraction.legacy_encodings import from_tcvn3, from_viscii, from_vni
from newsroom.errors import FailureKind, SkipPage
from newsroom.vietnamese import nfc
from tests.newspapers.manuscript import manuscripts

TEXT = (
    "Sáng 5/8, UBND xã Đồng Lộc Thượng tổ chức hội nghị về chuyển đổi số; các thôn được yêu cầu nộp hồ sơ trực tuyến. "
    "Người dân vùng hạ phấn khởi vì không phải đi xa, kể cả những hộ ở ốc đảo. "
)
PAGE = f"<html><head><title>Hội nghị</title></head><body><p>{TEXT * 3}</p></body></html>"
TEXTS = {
    "a page": PAGE,
    "a notice": "<title>Lịch cúp nước</title><p>Ngày mai, khu phố Bến Đá tạm ngừng cấp nước từ 8 giờ.</p>",
    "a headline": "<h1>Xã vùng cao đưa chữ ký số về bản</h1>",
    "a poem": "<p>" + "Đường lên bản nhỏ mây giăng, nắng hửng, gió lộng, những vạt lúa chín vàng ươm.<br>" * 6 + "</p>",
    "a law": "<html><body>"
    + "<p>Điều 4. Tổ chức, cá nhân nộp hồ sơ qua Cổng dịch vụ công được giảm 50% lệ phí.</p>" * 200,
}
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    raw = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        tones = "".join(part for part in parts if part in TONES)
        raw += letter.encode("cp1258") if not tones else (base + tones).encode("cp1258")
    return raw


def by_table(reader: Callable[[str], str], text: str) -> bytes:
    table = {reader(chr(code)): code for code in range(255, -1, -1)}
    return bytes(table[letter] for letter in text)


def tcvn3(text: str) -> bytes:
    return by_table(from_tcvn3, text.lower())


def viscii(text: str) -> bytes:
    return by_table(from_viscii, text)


def vni(text: str) -> bytes:
    bases = [*"aeiouyAEIOUY", "ô", "ö", "Ô", "Ö"]  # ô and ö are printed as ơ and ư
    marks = "ùøûõïâáàåãäêéèúüë"
    pairs = [base + mark for base in bases for mark in (marks.upper() if base.isupper() else marks)]
    written = {chr(code): chr(code) for code in range(0x80)}
    for shown in (*pairs, *"ôöÔÖñæóòîíìÑÆÓÒÎÍÌ"):
        written.setdefault(from_vni(shown), shown)
    return "".join(written[letter] for letter in text).encode("latin-1")


def through(text: str, wrong: str, times: int = 1) -> bytes:
    """UTF-8 that was read in a wrong encoding and encoded again; bytes that this has not are shown as controls."""
    for _ in range(times):
        text = "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode())
    return text.encode()


WAYS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "UTF-8, decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "UTF-8 cut in the last letter": lambda text: (text + "ệ").encode()[:-1],
    "UTF-8 after a thousand NULs": lambda text: b"\0" * 1000 + text.encode(),
    "UTF-8 with a NUL after each byte": lambda text: b"".join(bytes([byte, 0]) for byte in text.encode()),
    "UTF-8 with NULs between the words": lambda text: text.replace(" ", " \0\0\0").encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-16, big end first": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "windows-1258": windows_1258,
    "TCVN3": tcvn3,
    "VISCII": viscii,
    "VNI": vni,
    "UTF-8 read as Latin-1": lambda text: through(text, "latin-1"),
    "UTF-8 read as windows-1252": lambda text: through(text, "cp1252"),
    "UTF-8 read as windows-1258": lambda text: through(text, "cp1258"),
    "UTF-8 read as Latin-1 twice": lambda text: through(text, "latin-1", 2),
    "UTF-8 read as windows-1252 twice": lambda text: through(text, "cp1252", 2),
}
LIES = [
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=iso-8859-1",
    "text/html; charset=windows-1258",
    "text/html; charset=gb-unsinn",
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", TEXTS)
def test_the_letters_are_right_whatever_the_header_says(name: str, way: str) -> None:
    expected = TEXTS[name].lower() if way == "TCVN3" else TEXTS[name]
    for content_type in LIES:
        decoded = decode(WAYS[way](TEXTS[name]), content_type)
        assert (nfc(decoded.text), decoded.doubtful) == (expected, False), content_type


FONTS: dict[str, Callable[[str], bytes]] = {"TCVN3": tcvn3, "VNI": vni, "VISCII": viscii, "windows-1258": windows_1258}
TODAY = "<p>Trang tin của huyện đảo, cập nhật mỗi ngày, do đội ngũ cộng tác viên cơ sở viết và chụp ảnh.</p>"


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("around", ["", TODAY * 3], ids=["alone", "in a page of today"])
def test_text_typed_in_an_old_font_is_read_and_flagged(font: str, name: str, around: str) -> None:
    typed = FONTS[font](TEXTS[name]).decode("latin-1")
    expected = TEXTS[name].lower() if font == "TCVN3" else TEXTS[name]
    decoded = decode((around + typed).encode())
    assert (nfc(decoded.text), decoded.doubtful) == (around + expected, True)


@pytest.mark.parametrize("font", FONTS)
def test_an_old_font_is_known_behind_entities_too(font: str) -> None:
    typed = FONTS[font](TEXTS["a poem"]).decode("latin-1")
    written = "".join(f"&#{ord(letter)};" if letter > "\u00a0" else letter for letter in typed)
    expected = TEXTS["a poem"].lower() if font == "TCVN3" else TEXTS["a poem"]
    assert nfc(decode((TODAY + written).encode()).text) == TODAY + expected


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_fragment_in_old_bytes_is_read_and_flagged(font: str, name: str) -> None:
    decoded = decode(TODAY.encode() + FONTS[font](TEXTS[name]))
    expected = TEXTS[name].lower() if font == "TCVN3" else TEXTS[name]
    assert decoded.doubtful
    assert nfc(decoded.text) == TODAY + expected


def test_a_meta_tag_that_lies_does_no_harm() -> None:
    page = PAGE.replace("<title>", "<meta charset='windows-1252'><title>")
    assert decode(page.encode()).text == page


def test_vni_letters_are_put_together() -> None:
    written = "Vieät Nam ñöôïc nöôùc, chuyeån ñoåi soá ôû Haø Tónh, hoäi nghò caùc tænh, kyõ ngöôøi, uûy ban"
    assert from_vni(written) == "Việt Nam được nước, chuyển đổi số ở Hà Tĩnh, hội nghị các tỉnh, kỹ người, ủy ban"


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
    "text",
    [
        "Vi\ufffdt Nam",
        "Viá»‡t Nam",
        "H?c b? s? v? tr??ng làng",
        "chuyÓn ®æi sè ë x· vïng cao",
        "Queùt maõ qua soâng",
        "ÄÆ°á»£c mÃ¹a",
        "Äồi Sim vào vụ",
        "Các xã, các thôn cùng làm, làng nào cũng có nhà vn hóa, có sân bóng và trm y t khang trang.",
    ],
)
def test_wrong_letters_are_known(text: str) -> None:
    assert mangled(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Việt Nam",
        "XÃ HỘI",
        "Vì sao? Vì đâu? Và bao giờ? Không ai biết.",
        "Le café a été créé à Paris ; l’économie, elle, a reculé de 5 °C.",
        "Ðoàn xã Ðông Hải – Ðội 1 ra quân",
        "Nhà văn Jørgen Müller (Đan Mạch) thăm làng gốm",
        "Mở https://a.example/?id=1&p=2, rồi https://b.example/?q=x",
        "á à ả ã ạ",
    ],
)
def test_sound_text_raises_no_alarm(text: str) -> None:
    assert not mangled(text)
    assert decode(text.encode()).text == text


def test_no_sample_newspaper_raises_an_alarm() -> None:
    written = [manuscript for of_outlet in manuscripts().values() for manuscript in of_outlet]
    assert len(written) > 50
    for manuscript in written:
        shown = [manuscript.title, manuscript.lead, *manuscript.paragraphs, *manuscript.captions]
        assert [text for text in shown if mangled(text)] == []
        page = "".join(f"<p>{text}</p>" for text in shown)
        assert decode(page.encode()) == Decoded(page)


def test_a_page_that_fits_no_encoding_is_refused_and_says_so() -> None:
    letters = bytes(range(0xC0, 0xFF))
    with pytest.raises(SkipPage, match="charset doubtful"):
        decode(b"<p>" + b" ".join(letters[at : at + 3] for at in range(0, 60, 3)) * 20)


def test_a_page_in_another_script_is_read_as_it_declares() -> None:
    page = "<p>Добро пожаловать на рынок деревни.</p>" * 5
    assert decode(page.encode("windows-1251"), "text/html; charset=windows-1251") == Decoded(page)


@given(st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))), st.text())
def test_any_bytes_are_text_or_skipped(body: bytes, content_type: str) -> None:
    try:
        decoded = decode(body, content_type)
    except SkipPage:
        return
    mangled(decoded.text)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "body",
    [
        "®a ".encode() * 250_000,
        "Ã¡Ã".encode() * 180_000,
        b"\xe9" * 1_000_000,
        ("Đường đi " * 9 + "x").encode() + b"\xe9n " * 300_000,
        b"\0a" * 500_000,
        "<ñ>".encode() * 250_000,
        b"&reg;" * 200_000,
        b"?a" * 500_000,
    ],
    ids=["fonts", "doubled", "one letter", "half broken", "NULs", "pieces", "entities", "lost"],
)
def test_a_megabyte_of_anything_takes_no_more_than_seconds(body: bytes) -> None:
    with suppress(SkipPage):
        mangled(decode(body).text)


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
