"""The subject says how much there is, in at most seventy characters."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from digest.edition import Coverage, Figures
from digest.subject import LENGTH, subject
from tests.digest.sample_editions import BLIND, DAY, UNTIL, an_edition, an_empty_edition

WEEK = {"period": "week", "since": UNTIL - 7 * DAY}
TURN = {"period": "week", "day": date(2026, 8, 3), "since": datetime(2026, 7, 27, tzinfo=UTC)}
MONTH = {"period": "month", "day": date(2026, 8, 1), "since": datetime(2026, 7, 1, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (an_edition(12), "Điểm báo CĐS 24/8: 17 bài, 12 tin – Hà Tĩnh 6, Nghệ An 5"),
        (an_edition(12, by_province=()), "Điểm báo CĐS 24/8: 17 bài, 12 tin"),
        (an_edition(12, title=""), "Điểm báo CĐS 24/8: 17 bài, 12 tin – Hà Tĩnh 6, Nghệ An 5"),
        (an_edition(12, **WEEK), "Điểm báo CĐS tuần 17–23/8: 17 bài, 12 tin – Hà Tĩnh 6, Nghệ An 5"),
        (an_edition(12, **TURN), "Điểm báo CĐS tuần 27/7–2/8: 17 bài, 12 tin – Hà Tĩnh 6, Nghệ An 5"),
        (an_edition(1200, **MONTH), "Điểm báo CĐS tháng 7/2026: 1.205 bài, 1.200 tin – Hà Tĩnh 6, Nghệ An 5"),
        (an_edition(12, language="en"), "Digital press review 24 August: 17 articles, 12 stories – Hà Tĩnh 6"),
        (
            an_edition(1, language="en", figures=Figures(1, 1, 1), by_province=()),
            "Digital press review 24 August: 1 article, 1 story",
        ),
        (
            an_edition(12, language="en", by_province=(), **MONTH),
            "Digital press review July 2026: 17 articles, 12 stories",
        ),
        (an_empty_edition(Coverage(28)), "Điểm báo CĐS 24/8: không có tin mới"),
        (an_empty_edition(BLIND), "Điểm báo CĐS 24/8: không đọc được nguồn nào"),
    ],
)
def test_the_subject_counts_first_and_names_the_provinces_there_is_room_for(edition, said):
    assert subject(edition) == said


def test_no_title_and_no_name_makes_it_longer_than_seventy_characters():
    long = an_edition(12, title="Điểm báo " * 30, by_province=(("Tỉnh " * 30, 4), ("Hà Tĩnh", 2)))
    assert len(subject(long)) <= LENGTH
    assert "17 bài, 12 tin" in subject(long)


def test_a_month_that_was_missed_is_named_too():
    both = an_edition(12, by_province=(), **{**MONTH, "since": datetime(2026, 6, 1, tzinfo=UTC)})
    assert subject(both) == "Điểm báo CĐS tháng 6/2026–7/2026: 17 bài, 12 tin"
