"""Runs, jobs, status and explanations: what a person can see of the archive."""

from __future__ import annotations

from datetime import timedelta

from newsroom.account import SourceReport, Tally, Trouble
from newsroom.errors import FailureKind
from storage import Archive, Job, open_archive
from tests.storage.samples import DAY, FEED, HOUR, IRRELEVANT, NOW, extracted, failure, found, keep, poll, source

REPORT = SourceReport(
    Tally(
        source="baosongma",
        started_at=NOW,
        finished_at=NOW + timedelta(seconds=90),
        requests=40,
        lists_asked=3,
        lists_unchanged=1,
        found=60,
        new=20,
        fetched=20,
        extracted=18,
        bytes=5_000_000_000,
        failed={"gone": 1, "empty": 1},
        troubles=(Trouble(FEED, "không phải là feed"),),
        stopped="hết giờ",
    ),
    relevant=5,
    kept=4,
    copies=1,
    revised=1,
    irrelevant=13,
    unchanged=2,
)


# runs


def test_a_run_leaves_a_row_per_source(archive: Archive) -> None:
    run = archive.runs.start(now=NOW, holder="may1/100")
    archive.runs.record(run, REPORT)
    assert archive.runs.per_source(run) == (REPORT,)
    latest = archive.runs.latest()
    assert latest is not None
    assert (latest.id, latest.holder, latest.started_at, latest.finished_at) == (run, "may1/100", NOW, None)
    archive.runs.finish(run, now=NOW + HOUR)
    latest = archive.runs.latest()
    assert latest is not None
    assert latest.finished_at == NOW + HOUR


def test_a_source_recorded_twice_in_a_run_has_one_row(archive: Archive) -> None:
    run = archive.runs.start(now=NOW, holder="may1/100")
    archive.runs.record(run, SourceReport(REPORT.tally))
    archive.runs.record(run, REPORT)
    assert archive.runs.per_source(run) == (REPORT,)


def test_the_last_report_of_each_source_is_found(archive: Archive) -> None:
    other = SourceReport(Tally("baolam", NOW, NOW))
    first, second = (archive.runs.start(now=NOW + n * HOUR, holder="may1/100") for n in range(2))
    archive.runs.record(first, other)
    archive.runs.record(first, SourceReport(REPORT.tally))
    archive.runs.record(second, REPORT)
    assert archive.runs.last_of_each() == {"baolam": (first, other), "baosongma": (second, REPORT)}


def test_without_runs_there_is_none(archive: Archive) -> None:
    assert archive.runs.latest() is None
    assert archive.runs.per_source(1) == ()


# jobs


def test_a_job_s_times_survive(url: str) -> None:
    with open_archive(url, now=NOW) as archive:
        assert archive.jobs.get("crawl") is None
        archive.jobs.put(Job("crawl", None, NOW))
        archive.jobs.put(Job("crawl", NOW, NOW + HOUR))
        archive.jobs.put(Job("digest", None, NOW))
    with open_archive(url, now=NOW) as archive:
        assert archive.jobs.get("crawl") == Job("crawl", NOW, NOW + HOUR)
        assert [job.name for job in archive.jobs.all()] == ["crawl", "digest"]


# status


def test_status_counts_per_source(archive: Archive) -> None:
    archive.frontier.assignment(source(), now=NOW, everything=False)
    archive.frontier.record(poll([found(n) for n in range(5)]))
    keep(archive, extracted(1))
    keep(archive, extracted(2), at=NOW + HOUR, verdict=IRRELEVANT)
    archive.fail(failure(3))
    archive.runs.record(archive.runs.start(now=NOW, holder="may1/100"), REPORT)
    status = archive.status(NOW + 2 * HOUR)
    (line,) = status.sources
    assert (line.source, line.relevant, line.irrelevant, line.lists) == ("baosongma", 1, 1, 1)
    assert line.last_run_at == REPORT.tally.finished_at
    assert line.last_kept_at == NOW
    assert line.newest_at == extracted(1).published_at
    assert line.frontier == {"done": 2, "failed": 1, "queued": 2}
    assert line.due == 4  # two queued, one retry, one look
    assert (status.counts.relevant, status.counts.irrelevant, status.counts.stories) == (1, 1, 1)
    assert status.counts.frontier == line.frontier


def test_the_status_of_an_empty_archive_is_empty(archive: Archive) -> None:
    status = archive.status(NOW)
    assert (status.sources, status.leases, status.counts.relevant, status.counts.pages_bytes) == ((), (), 0, 0)


# explain


def test_an_address_is_explained_however_it_is_named(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)]))
    kept = keep(archive)
    names = [str(kept.article_id), kept.article_id, extracted().url, f" {extracted().url}/ ", extracted().key]
    for name in names:
        told = archive.explain(name)
        assert told is not None
        assert told.article is not None
        assert told.article.id == kept.article_id
        assert archive.article(name) == told.article
    assert (told.relation, told.relation_why) == ("new", "chưa có bài nào cùng địa chỉ, cùng nội dung hay cùng sự việc")
    assert told.page_kept
    assert told.story is not None
    assert len(told.story.members) == 1


def test_a_copy_names_its_original(archive: Archive) -> None:
    keep(archive)
    copy = extracted(
        1, key="baolam.vn/1", found=found(9, key="baolam.vn/1"), url="https://baolam.vn/1", source="baolam"
    )
    kept = keep(archive, copy)
    told = archive.explain(kept.article_id)
    assert told is not None
    assert (told.relation, told.relation_of) == ("copy", extracted().url)
    assert "trùng nguyên văn" in told.relation_why


def test_a_failed_address_is_explained(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)]))
    archive.fail(failure(1, FailureKind.TIMEOUT, reason="quá 10 giây", status=200))
    told = archive.explain(found(1).url)
    assert told is not None
    assert told.article is None
    (trail,) = told.trails
    assert (trail.state, trail.outcome, trail.reason, trail.attempts) == (
        "failed",
        "extraction-timeout",
        "quá 10 giây",
        1,
    )
    assert (trail.found_in, trail.first_seen_at, trail.failed_at) == (FEED, NOW, NOW)
    assert trail.due_at is not None
    assert trail.due_at > NOW


def test_an_address_never_heard_of_is_none(archive: Archive) -> None:
    for name in ("https://baokhac.vn/x.html", "17", 17, "", "9" * 40):
        assert archive.explain(name) is None
        assert archive.article(name) is None


def test_a_waiting_address_is_explained(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)], asked_at=NOW - DAY))
    told = archive.explain(found(1).url)
    assert told is not None
    assert (told.trails[0].state, told.trails[0].outcome) == ("queued", "")
