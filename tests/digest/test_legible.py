"""Texts of strangers become one visible line; only plain web addresses become links."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.legible import LONGEST_LINK, legible, link


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Xã Yên Hợp", "Xã Yên Hợp"),
        ("Xa\u0303 Ye\u0302n", "Xã Yên"),
        ("hai\r\nBcc: dòng\u2028ba", "hai Bcc: dòng ba"),
        ("gp\u202ejpg.exe", "gpjpg.exe"),
        ("zero\u200bwidth\u2060\ufeff", "zerowidth"),
        ("lone \ud800 surrogate \ufffe", "lone surrogate"),
        ("tag\U000e0041s", "tags"),
        ("Z\u0335\u0336\u0337\u0338\u0339", "Z\u0335\u0336"),
        ("\u3164\u2800", ""),
        ("  nhiều   khoảng trắng ", "nhiều khoảng trắng"),
        ("", ""),
    ],
)
def test_a_text_is_one_line_of_what_can_be_seen(written, shown):
    assert legible(written) == shown


def test_a_text_from_right_to_left_is_isolated():
    assert legible("שלום Nghệ An") == "\u2068שלום Nghệ An\u2069"


@pytest.mark.parametrize(
    ("written", "shown"),
    [("một hai ba bốn", "một hai…"), ("mộthaibabốn", "mộthaibab…"), ("một hai ba", "một hai ba")],
)
def test_a_long_text_ends_at_a_word(written, shown):
    assert legible(written, 10) == shown


@given(st.text(st.characters(), max_size=200), st.integers(5, 60))
def test_no_text_is_longer_or_holds_anything_unseen(text, length):
    shown = legible(text, length)
    assert len(shown) <= length + 2
    hidden = {"Cc", "Cf", "Cs", "Co"}
    assert not [one for one in shown.strip("\u2068\u2069") if unicodedata.category(one) in hidden]


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)"),
        *("data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "ftp://a.vn/", "//a.vn/", "/bai", "a.vn", ""),
        *("http://", "https://u:p@a.vn/", "https://a.vn\\@b.vn/", "mailto:a@b.vn", "http:a.vn"),
        "https://a.vn/" + "a" * LONGEST_LINK,
    ],
)
def test_what_is_no_plain_web_address_is_no_link(url):
    assert link(url) == ""


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://songlam.example/bai-1.html", "https://songlam.example/bai-1.html"),
        ("http://songlam.example/tìm?q=số", "http://songlam.example/t%C3%ACm?q=s%E1%BB%91"),
        ("https://songlam.example/ b", "https://songlam.example/%20b"),
        ('https://songlam.example/"><script>', "https://songlam.example/%22%3E%3Cscript%3E"),
        ("https://songlam.example/\u202egpj.exe", "https://songlam.example/%E2%80%AEgpj.exe"),
    ],
)
def test_a_link_is_ascii_and_cannot_leave_its_attribute(url, linked):
    assert link(url) == linked
