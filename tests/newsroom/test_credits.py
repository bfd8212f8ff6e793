from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsroom.credits import ELSEWHERE, Candidate, credited_to, origin
from newsroom.source import Source

SOURCES = (
    Source("baohatinh", "Báo và Phát thanh, Truyền hình Hà Tĩnh", "https://baohatinh.vn/"),
    Source("baoquangngai", "Báo và Phát thanh, Truyền hình Quảng Ngãi", "https://baoquangngai.vn/"),
    Source("hanoimoi", "Cơ quan Báo và Phát thanh, Truyền hình Hà Nội (Hànộimới)", "https://hanoimoi.vn/"),
    Source("sggp", "Sài Gòn Giải Phóng", "https://www.sggp.org.vn/"),
)
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("credit", "named"),
    [
        ("", ""),
        ("Theo Báo Hà Tĩnh", "baohatinh"),
        ("(Theo báo điện tử Hà Tĩnh)", "baohatinh"),
        ("Nguồn: baohatinh.vn", "baohatinh"),
        ("Theo Báo và phát thanh, truyền hình Quảng Ngãi", "baoquangngai"),
        ("Theo Hànộimới", "hanoimoi"),
        ("Theo SGGP", "sggp"),
        ("Theo Sài Gòn giải phóng online", "sggp"),
        ("(TTXVN)", ELSEWHERE),
        ("Nguồn: Sở Y tế Hà Tĩnh", ELSEWHERE),
        ("Theo Báo Hòa Bình", ELSEWHERE),
    ],
)
def test_a_credit_line_names_a_newspaper(credit, named):
    assert credited_to(credit, "baokhac", SOURCES) == named


def test_a_newspaper_that_credits_itself_credits_nobody():
    assert credited_to("Theo Báo Hà Tĩnh", "baohatinh", SOURCES) == ""


def member(number, source, hours=0, credited=""):
    return Candidate(number, source, credited, NOON + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("members", "first"),
    [
        ([], None),
        ([member(1, "a"), member(2, "b", -1)], 2),
        ([member(1, "a"), member(2, "b")], 1),
        ([member(1, "a", 0, "b"), member(2, "b", 5)], 2),
        ([member(1, "a", 0, ELSEWHERE), member(2, "b", 5)], 2),
        ([member(1, "a", 0, ELSEWHERE), member(2, "b", 5, ELSEWHERE)], 1),
        ([member(1, "a", 0, "b"), member(2, "b", 5, "a")], 1),
        ([member(1, "a", 0, "nobody-here"), member(2, "c", 5)], 2),
        ([member(1, "b", 9), member(2, "b", 5), member(3, "a", 0, "b")], 2),
        ([member(1, "c", 0), member(2, "b", 5), member(3, "a", 9, "b")], 2),
    ],
    ids=[
        "none",
        "earliest",
        "same time",
        "credited",
        "an agency is no member",
        "all from the agency",
        "each credits the other",
        "credited paper is not here",
        "its earliest article",
        "credit beats time",
    ],
)
def test_the_origin_is_whom_others_credit_else_the_earliest_that_credits_nobody(members, first):
    found = origin(members)
    assert (found.id if found else None) == first
