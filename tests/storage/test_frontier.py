"""What was found, what is due, and that nothing is lost or fetched twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from newsroom.article import Validators
from newsroom.discovery import Discovered, Way
from newsroom.errors import FailureKind
from storage import Archive, open_archive
from tests.storage.samples import (
    DAY,
    FEED,
    HOUR,
    IRRELEVANT,
    NOW,
    SITEMAP,
    extracted,
    failure,
    filing,
    found,
    keep,
    poll,
    same,
    source,
    verdict,
)

BORDERLINE = verdict(relevant=False, borderline=True)


def numbers(links) -> list[int]:
    return [int(link.key.rpartition("=")[2]) for link in links]


def due(archive: Archive, now: datetime) -> list[int]:
    """The articles that the next cycle would ask for."""
    assignment = archive.frontier.assignment(source(), now=now, everything=False)
    return numbers(errand.found for errand in assignment.errands)


# links


def test_links_are_recorded_before_they_are_fetched(archive: Archive) -> None:
    recorded = archive.frontier.record(poll([found(1), found(2)]))
    assert numbers(recorded.fetch) == [1, 2]
    assert recorded.fresh == 2
    assert due(archive, NOW) == [1, 2]


def test_a_link_of_two_lists_is_handed_out_once_in_a_cycle(archive: Archive) -> None:
    archive.frontier.assignment(source(), now=NOW, everything=False)
    assert numbers(archive.frontier.record(poll([found(1), found(2)])).fetch) == [1, 2]
    other = poll([found(2), found(3), found(3)], list_url=SITEMAP)
    assert numbers(archive.frontier.record(other).fetch) == [3]


def test_an_errand_is_not_handed_out_again_by_a_list(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)]))
    assert due(archive, NOW + HOUR) == [1]
    assert archive.frontier.record(poll([found(1)], asked_at=NOW + HOUR)).fetch == ()


def test_a_new_cycle_hands_out_what_the_last_one_left(archive: Archive) -> None:
    archive.frontier.record(poll([found(1), found(2)]))
    keep(archive, extracted(1))
    assert due(archive, NOW) == [2]


def test_a_stored_article_is_not_fetched_again_because_it_is_still_listed(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)]))
    keep(archive, extracted(1))
    archive.frontier.assignment(source(), now=NOW, everything=True)
    again = archive.frontier.record(poll([found(1)], asked_at=NOW + timedelta(minutes=1)))
    assert (again.fetch, again.fresh) == ((), 0)


def test_another_process_finds_what_a_killed_one_had_recorded(url: str) -> None:
    with open_archive(url, now=NOW) as first:
        first.frontier.record(poll([found(1), found(2)]))
    with open_archive(url, now=NOW) as second:
        assert due(second, NOW) == [1, 2]


def test_new_articles_come_before_retries_and_newer_before_older(archive: Archive) -> None:
    old, new = found(1, published_at=NOW - DAY), found(2, published_at=NOW - HOUR)
    archive.frontier.record(poll([old, new, found(3)]))
    archive.fail(failure(3))
    assert due(archive, NOW + HOUR) == [2, 1, 3]


def test_a_thousand_links_are_recorded_at_once(archive: Archive) -> None:
    recorded = archive.frontier.record(poll([found(n) for n in range(1200)]))
    assert len(recorded.fetch) == 1200
    assert archive.counts().frontier == {"queued": 1200}


# sitemaps: the newest are fetched, the others wait


@pytest.fixture
def narrow(url: str):
    with open_archive(url, now=NOW, max_links=2) as archive:
        yield archive


def dated(number: int, days: int):
    return found(number, found_in=SITEMAP, changed_at=NOW - days * DAY)


def test_of_a_large_sitemap_the_newest_are_queued_and_the_others_wait(narrow: Archive) -> None:
    links = [dated(1, 3), dated(2, 1), dated(3, 2), dated(4, 4)]
    recorded = narrow.frontier.record(poll(links, list_url=SITEMAP, way=Way.SITEMAP))
    assert numbers(recorded.fetch) == [2, 3]
    assert narrow.counts().frontier == {"queued": 2, "backlog": 2}
    assert due(narrow, NOW + DAY) == [2, 3]


def test_a_waiting_link_is_queued_when_a_feed_names_it(narrow: Archive) -> None:
    links = [dated(1, 3), dated(2, 1), dated(3, 2)]
    narrow.frontier.record(poll(links, list_url=SITEMAP, way=Way.SITEMAP))
    assert numbers(narrow.frontier.record(poll([found(1)])).fetch) == [1]
    assert narrow.counts().frontier == {"queued": 3}


def test_old_sitemaps_of_an_index_share_the_room_for_their_first_reading(narrow: Archive) -> None:
    children = [Discovered(f"{SITEMAP}?thang={month}", Way.SITEMAP) for month in (9, 10, 11)]
    narrow.frontier.record(poll(list_url=SITEMAP, way=Way.SITEMAP, lists=tuple(children)))

    def read(month: int) -> list[int]:
        url = f"{SITEMAP}?thang={month}"
        links = [found(month * 10 + n, found_in=url) for n in range(3)]
        return numbers(narrow.frontier.record(poll(links, list_url=url, way=Way.SITEMAP)).fetch)

    assert read(11) == [110, 111]
    assert read(10) == []
    assert read(9) == []
    archive_of_next_month = Discovered(f"{SITEMAP}?thang=12", Way.SITEMAP)
    narrow.frontier.record(poll(list_url=SITEMAP, way=Way.SITEMAP, lists=(archive_of_next_month,)))
    assert read(12) == [120, 121]


# what became of a link


def test_a_failed_article_is_due_again_later_with_its_attempt(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)]))
    archive.fail(failure(1))
    assert due(archive, NOW + timedelta(minutes=5)) == []
    errand = archive.frontier.assignment(source(), now=NOW + HOUR, everything=False).errands[0]
    assert (errand.attempt, errand.validators) == (1, Validators())


def test_the_server_s_own_floor_holds(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)]))
    archive.fail(failure(1, FailureKind.THROTTLED, retry_at=NOW + 5 * HOUR))
    assert due(archive, NOW + 4 * HOUR) == []
    assert due(archive, NOW + 6 * HOUR) == [1]


@pytest.mark.parametrize("kind", [FailureKind.GONE, FailureKind.EMPTY, FailureKind.SOFT_404, FailureKind.TOO_LARGE])
def test_a_page_that_is_itself_the_cause_is_not_asked_again_by_ourselves(archive: Archive, kind: FailureKind) -> None:
    archive.frontier.record(poll([found(1)]))
    archive.fail(failure(1, kind))
    archive.frontier.assignment(source(), now=NOW + 30 * DAY, everything=True)
    assert archive.frontier.record(poll([found(1)], asked_at=NOW + 30 * DAY)).fetch == ()


def test_a_page_that_failed_for_good_gets_a_new_chance_when_its_list_says_it_changed(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)]))
    archive.fail(failure(1, FailureKind.EMPTY))
    later = NOW + DAY
    again = poll([found(1, changed_at=later - HOUR)], asked_at=later)
    archive.frontier.assignment(source(), now=later, everything=False)
    assert numbers(archive.frontier.record(again).fetch) == [1]


def test_a_page_that_robots_forbade_gets_a_new_chance_the_next_day_if_it_is_still_listed(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)]))
    archive.fail(failure(1, FailureKind.ROBOTS))
    for hours, fetched in ((2, []), (24, [1])):
        at = NOW + hours * HOUR
        assert due(archive, at) == []
        assert numbers(archive.frontier.record(poll([found(1)], asked_at=at)).fetch) == fetched


def test_attempts_end(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)]))
    at, attempts = NOW, 0
    while due(archive, at):
        archive.fail(failure(1, failed_at=at))
        attempts, at = attempts + 1, at + 2 * DAY
        assert attempts < 20
    assert attempts > 3
    trail = archive.explain(found(1).url).trails[0]
    assert (trail.state, trail.attempts, trail.outcome, trail.due_at) == ("failed", attempts, "network", None)


# looking again


def test_a_kept_article_is_looked_at_again_five_times_with_its_validators(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)]))
    keep(archive, extracted(1))
    looked: list[timedelta] = []
    while (at := archive.explain(found(1).url).trails[0].due_at) is not None:
        assert due(archive, at - timedelta(seconds=1)) == []
        (errand,) = archive.frontier.assignment(source(), now=at, everything=False).errands
        assert errand.validators == Validators('"v1"', "")
        looked.append(at - NOW)
        archive.unchanged(same(1, checked_at=at))
    assert looked == [HOUR, 6 * HOUR, DAY, 3 * DAY, 14 * DAY]


def test_looks_that_were_missed_are_not_made_up_for(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)]))
    keep(archive, extracted(1))
    back = NOW + 2 * DAY
    assert due(archive, back) == [1]
    archive.unchanged(same(1, checked_at=back))
    assert due(archive, back + HOUR) == []
    assert due(archive, NOW + 3 * DAY) == [1]


@pytest.mark.parametrize(("judged", "looked_at"), [(verdict(), True), (BORDERLINE, True), (IRRELEVANT, False)])
def test_only_relevant_and_borderline_articles_are_looked_at_again(archive: Archive, judged, looked_at: bool) -> None:
    archive.frontier.record(poll([found(1)]))
    archive.keep(filing(extracted(1), verdict=judged), now=NOW)
    assert bool(due(archive, NOW + DAY)) is looked_at


def test_of_two_addresses_of_one_article_one_is_looked_at_again(archive: Archive) -> None:
    amp = found(7, url="https://amp.baosongma.vn/bai-viet-1.html")
    archive.frontier.record(poll([found(1), amp]))
    keep(archive, replace(extracted(1), found=amp))
    keep(archive, extracted(1))
    assert archive.counts().relevant == 1
    assert due(archive, NOW + DAY) == [1]


# what lists say of changes


def test_an_article_that_its_list_says_has_changed_is_fetched_again(archive: Archive) -> None:
    archive.frontier.record(poll([found(1), found(2)]))
    for number in (1, 2):
        archive.keep(filing(extracted(number), verdict=IRRELEVANT), now=NOW)
    later = NOW + 2 * HOUR
    changed = poll([found(1, changed_at=later - HOUR), found(2)], asked_at=later)
    archive.frontier.assignment(source(), now=later, everything=False)
    assert numbers(archive.frontier.record(changed).fetch) == [1]
    assert due(archive, later) == [1]


def test_a_list_in_which_everything_has_just_changed_is_not_believed(archive: Archive) -> None:
    links = [found(n) for n in range(10)]
    archive.frontier.record(poll(links))
    for number in range(10):
        archive.keep(filing(extracted(number), verdict=IRRELEVANT), now=NOW)
    later = NOW + 2 * HOUR
    archive.frontier.assignment(source(), now=later, everything=False)
    liar = poll([replace(link, changed_at=later) for link in links], asked_at=later)
    assert archive.frontier.record(liar).fetch == ()
    assert due(archive, later) == []


def test_an_article_whose_promised_change_was_never_there_is_left_alone(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)]))
    archive.keep(filing(extracted(1), verdict=IRRELEVANT), now=NOW)
    fetched = 0
    for day in range(1, 8):
        at = NOW + day * DAY
        archive.frontier.assignment(source(), now=at, everything=False)
        if archive.frontier.record(poll([found(1, changed_at=at - HOUR)], asked_at=at)).fetch:
            fetched += 1
            archive.unchanged(same(1, checked_at=at))
    assert fetched == 3


def test_a_change_promised_for_the_future_is_not_believed(archive: Archive) -> None:
    archive.frontier.record(poll([found(1)]))
    keep(archive, extracted(1))
    assert archive.frontier.record(poll([found(1, changed_at=NOW + 400 * DAY)], asked_at=NOW)).fetch == ()


# fresh: whether a listing is worth paging on


def test_fresh_counts_links_seen_since_the_last_whole_walk(archive: Archive) -> None:
    archive.frontier.record(poll([found(1), found(2)], complete=True))
    later = NOW + HOUR
    first_page = poll([found(3), found(1)], complete=False, asked_at=later)
    assert archive.frontier.record(first_page).fresh == 1
    # the process is killed here; the next one walks again and still finds page one fresh
    again = poll([found(3), found(1)], complete=False, asked_at=later + HOUR)
    assert archive.frontier.record(again).fresh == 1
    assert archive.frontier.record(poll([found(2)], asked_at=later + HOUR)).fresh == 0


# robots.txt


@pytest.mark.parametrize(
    ("status", "after", "remembered"),
    [
        (200, HOUR, True),
        (404, 23 * HOUR, True),
        (200, 24 * HOUR, False),
        (200, -HOUR, False),
        (503, HOUR, False),
        (429, HOUR, False),
        (0, HOUR, False),
    ],
)
def test_robots_are_remembered_a_day_if_they_were_answered(
    archive: Archive, status: int, after: timedelta, remembered: bool
) -> None:
    from newsroom.discovery import RobotsAnswer

    answer = RobotsAnswer("https://baosongma.vn", status, b"User-agent: *\nDisallow: /tim-kiem\n", NOW)
    archive.frontier.remember_robots(replace(answer, body=b"old"))
    archive.frontier.remember_robots(answer)
    assert archive.frontier.robots(answer.origin, now=NOW + after) == (answer if remembered else None)
    assert archive.frontier.robots("https://baokhac.vn", now=NOW) is None


def test_a_link_found_in_a_feed_carries_what_the_feed_said(archive: Archive) -> None:
    link = found(1, title="Số hoá đất đai", published_at=NOW - HOUR, changed_at=NOW - timedelta(minutes=5))
    archive.frontier.record(poll([link]))
    assert archive.frontier.assignment(source(), now=NOW, everything=False).errands[0].found == link
    assert link.found_in == FEED
