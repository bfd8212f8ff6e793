"""What an edition could see, and since when a newspaper is silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from digest.coverage import coverage
from digest.edition import NO_ANSWER, NOT_ASKED, Silent
from newsroom.account import SourceReport, Tally, Trouble
from storage import Archive, open_archive

NOW = datetime(2026, 11, 22, 0, tzinfo=UTC)
SINCE = NOW - timedelta(days=1)
OUTLETS = {"songlam": "Báo Sông Lam", "nuihong": "Báo Núi Hồng"}


@pytest.fixture
def archive(tmp_path) -> Iterator[Archive]:
    with open_archive(f"sqlite:///{tmp_path}/archive.db", now=NOW) as opened:
        yield opened


def ran(archive: Archive, outlet: str, at: datetime, **more) -> None:
    run = archive.runs.start(now=at, holder="x/1")
    archive.runs.record(run, SourceReport(Tally(outlet, at, at, **more)))
    archive.runs.finish(run, now=at)


def test_a_newspaper_that_answered_in_the_window_was_seen_even_if_nothing_was_new(archive) -> None:
    ran(archive, "songlam", NOW - timedelta(hours=2), found=20)
    ran(archive, "nuihong", NOW - timedelta(hours=20), lists_asked=1, lists_unchanged=1)
    found = coverage(archive, OUTLETS, SINCE, NOW)
    assert (found.asked, found.silent, found.blind) == (2, (), False)
    assert found.read == ("Báo Sông Lam", "Báo Núi Hồng")


def test_a_silent_one_is_named_with_its_last_answer_and_the_reason(archive) -> None:
    long_ago = SINCE - timedelta(hours=3)
    ran(archive, "songlam", long_ago, found=3)
    ran(archive, "songlam", NOW - timedelta(hours=1), troubles=(Trouble("x", "máy chủ không trả lời"),))
    assert coverage(archive, OUTLETS, SINCE, NOW).silent == (
        Silent("Báo Sông Lam", long_ago, NO_ANSWER),
        Silent("Báo Núi Hồng", None, NOT_ASKED),
    )


def test_a_crawler_that_did_not_run_makes_a_blind_edition(archive) -> None:
    ran(archive, "songlam", SINCE - timedelta(days=2), found=3)
    ran(archive, "nuihong", SINCE - timedelta(days=2), troubles=(Trouble("x", "cũ"),))
    found = coverage(archive, OUTLETS, SINCE, NOW)
    assert found.blind
    assert {one.reason for one in found.silent} == {NOT_ASKED}


def test_an_answer_after_the_window_does_not_count(archive) -> None:
    ran(archive, "songlam", NOW, found=3)
    assert coverage(archive, {"songlam": "Báo Sông Lam"}, SINCE, NOW).blind
