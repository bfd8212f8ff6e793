"""Editions that are due are made once, from what the archive holds, and tell nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.edition import Edition, from_json
from digest.options import DigestOptions, Recipient
from digest.publish import Press, preview, publish_due
from newsroom.account import SourceReport, Tally
from newsroom.errors import FailureKind
from newsroom.query import parse
from storage import Archive, StoredEdition, open_archive
from tests.storage.samples import extracted, failure, keep

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
OUTLETS = {"baosongma": "Báo Sông Mã"}
SANG = Recipient("sang", ("a@example.vn", "b@example.vn"))


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=HERE)


@pytest.fixture
def archive(tmp_path) -> Iterator[Archive]:
    with open_archive(f"sqlite:///{tmp_path}/archive.db", now=at(20, 0)) as opened:
        yield opened


def press(archive: Archive, *recipients: Recipient, **options) -> Press:
    chosen = DigestOptions(recipients=recipients or (SANG,), **options)
    return Press(
        archive,
        chosen,
        OUTLETS,
        frozenset(),
        frozenset(),
        lambda query: parse(query, known_terms=()),
        "diembao@example.vn",
    )


def made(made_in: Press, now: datetime) -> list[Edition]:
    return [from_json(one.content) for one in publish_due(made_in, lambda: now)]


@pytest.fixture(autouse=True)
def _began(archive: Archive) -> None:
    """The archive is older than every edition here."""
    archive.runs.start(now=at(18, 0), holder="x/1")


def crawled(archive: Archive, when: datetime) -> None:
    run = archive.runs.start(now=when, holder="x/1")
    archive.runs.record(run, SourceReport(Tally("baosongma", when, when, found=9)))


def kept(archive: Archive, number: int, when: datetime, **changes) -> int:
    page = extracted(
        number, published_at=when - timedelta(minutes=5), paragraphs=(f"Chuyện số {number} " * 60,), **changes
    )
    return keep(archive, page, at=when).article_id


def ids(edition: Edition) -> list[int]:
    return [line.article_id for line in edition.lines]


def test_an_edition_holds_what_was_first_seen_in_its_window_and_is_made_once(archive) -> None:
    crawled(archive, at(22, 5))
    inside = kept(archive, 1, at(21, 7))
    kept(archive, 2, at(22, 7))
    (edition,) = made(press(archive), at(22, 9))
    assert (ids(edition), edition.coverage.silent) == ([inside], ())
    assert made(press(archive), at(22, 10)) == []
    (stored,) = archive.editions.newest()
    assert [d.address for d in archive.deliveries.of(stored.id)] == ["a@example.vn", "b@example.vn"]


def test_nothing_is_said_of_the_time_before_the_archive_s_first_run(tmp_path) -> None:
    with open_archive(f"sqlite:///{tmp_path}/new.db", now=at(22, 8)) as new:
        assert made(press(new), at(22, 9)) == []
        new.runs.start(now=at(22, 9), holder="x/1")
        assert made(press(new), at(22, 10)) == []
        assert [edition.day.day for edition in made(press(new), at(23, 7))] == [23]


def test_every_article_is_told_in_exactly_one_edition(archive) -> None:
    numbers = {kept(archive, n, at(20, 8) + n * timedelta(hours=3)) for n in range(1, 17)}
    told = [ids(edition) for day in (21, 22, 23, 24) for edition in made(press(archive), at(day, 7))]
    assert sorted(number for edition in told for number in edition) == sorted(numbers)


def test_missed_days_are_in_one_edition(archive) -> None:
    made(press(archive), at(20, 8))
    numbers = [kept(archive, n, at(20 + n, 5)) for n in (1, 2, 3)]
    (edition,) = made(press(archive), at(23, 9))
    assert (sorted(ids(edition)), edition.missed_days) == (numbers, 2)


def test_each_digest_has_its_own_query(archive) -> None:
    kept(archive, 1, at(21, 8))
    one, other = replace(SANG, query='"Chuyện số"'), replace(SANG, name="khac", query="hoa hậu")
    assert [len(edition.lines) for edition in made(press(archive, one, other), at(22, 7))] == [1, 0]


def test_a_material_correction_is_told_once_and_a_comma_never(archive) -> None:
    kept(archive, 1, at(21, 8))
    made(press(archive), at(22, 7))
    kept(
        archive, 1, at(22, 8), lead="Sau hai năm các tổ công nghệ số cộng đồng, đã đến được những bản xa nhất của tỉnh."
    )
    assert [edition.revised for edition in made(press(archive), at(23, 7))] == [()]
    kept(archive, 1, at(23, 8), title="Nhan đề khác hẳn")
    (edition,) = made(press(archive), at(24, 7))
    assert [line.note for line in edition.revised] == [
        "tiêu đề trước là “Thanh Hoá đưa chuyển đổi số về từng thôn bản (1)”"
    ]
    assert edition.lines == ()
    assert [edition.revised for edition in made(press(archive), at(25, 7))] == [()]


def test_a_withdrawn_article_is_told_once(archive) -> None:
    number = kept(archive, 1, at(21, 8))
    made(press(archive), at(22, 7))
    for hours in (1, 2):
        archive.fail(failure(1, FailureKind.GONE, status=404, failed_at=at(22, 7 + hours)))
    (edition,) = made(press(archive), at(23, 7))
    assert [line.article_id for line in edition.withdrawn] == [number]
    assert [edition.withdrawn for edition in made(press(archive), at(24, 7))] == [()]


@pytest.mark.parametrize(
    ("empty", "crawls", "deliveries"),
    [
        pytest.param("note", True, 2, id="a note"),
        pytest.param("skip", True, 0, id="nothing, if so chosen"),
        pytest.param("skip", False, 2, id="but a blind crawler is told in any case"),
    ],
)
def test_a_day_without_news(archive, empty, crawls, deliveries) -> None:
    if crawls:
        crawled(archive, at(22, 5))
    (stored,) = publish_due(press(archive, replace(SANG, empty=empty)), lambda: at(22, 7))
    assert isinstance(stored, StoredEdition)
    assert len(archive.deliveries.of(stored.id)) == deliveries


def test_a_preview_puts_nothing_down(archive) -> None:
    number = kept(archive, 1, at(21, 8))
    assert ids(preview(press(archive), SANG, at(21, 12))) == [number]
    assert ids(preview(press(archive), SANG, at(25, 12), date(2026, 11, 22))) == [number]
    assert archive.editions.newest() == ()
    assert preview(press(archive), SANG, at(21, 12)).until == at(21, 12).astimezone(UTC)
