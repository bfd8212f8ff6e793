"""Feeds, sitemaps, listings: which there are, when they are due, what is remembered of their answers."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from newsroom.article import Validators
from newsroom.discovery import Discovered, ListState, Way
from newsroom.errors import FailureKind
from storage import Archive
from tests.storage.samples import DAY, FEED, HOUR, NOW, SITEMAP, found, poll, source

HOME = "https://baosongma.vn/"
LISTING = "https://baosongma.vn/chuyen-doi-so?p={page}"
VALIDATORS = Validators('"abc"', "Sun, 22 Nov 2026 00:00:00 GMT")


def assigned(archive: Archive, now: datetime = NOW, *, everything: bool = False, **changes) -> dict[str, ListState]:
    assignment = archive.frontier.assignment(source(**changes), now=now, everything=everything)
    return {state.url: state for state in assignment.lists}


def test_the_declared_lists_are_due_at_first(archive: Archive) -> None:
    lists = assigned(archive, sitemaps=(SITEMAP,), listings=(LISTING,))
    assert {url: state.way for url, state in lists.items()} == {
        FEED: Way.FEED,
        SITEMAP: Way.SITEMAP,
        LISTING: Way.LISTING,
    }
    assert all(state.declared and state.due_at is None and not state.validators for state in lists.values())


def test_a_list_taken_out_of_the_file_is_forgotten_with_what_it_named(archive: Archive) -> None:
    assigned(archive, sitemaps=(SITEMAP,))
    child = Discovered(f"{SITEMAP}?thang=11", Way.SITEMAP)
    grandchild = Discovered(f"{SITEMAP}?ngay=22", Way.SITEMAP)
    archive.frontier.record(poll(list_url=SITEMAP, way=Way.SITEMAP, lists=(child,)))
    archive.frontier.record(poll(list_url=child.url, way=Way.SITEMAP, lists=(grandchild,)))
    assert set(assigned(archive, everything=True, sitemaps=(SITEMAP,))) == {FEED, SITEMAP, child.url, grandchild.url}
    assert set(assigned(archive, everything=True)) == {FEED}


def test_a_discovered_list_that_is_declared_later_becomes_so(archive: Archive) -> None:
    archive.frontier.record(poll(list_url=HOME, way=Way.HOME, lists=(Discovered(FEED, Way.FEED),)))
    assert not assigned(archive, everything=True, feeds=())[FEED].declared
    assert assigned(archive, everything=True)[FEED].declared


def test_an_unchanged_list_keeps_its_validators_and_is_asked_less_often(archive: Archive) -> None:
    assigned(archive)
    archive.frontier.record(poll([found(1)], validators=VALIDATORS))
    assert assigned(archive, NOW + timedelta(minutes=20)) == {}
    state = assigned(archive, NOW + HOUR)[FEED]
    assert state.validators == VALIDATORS
    assert state.completed_at == NOW
    archive.frontier.record(poll(status=304, asked_at=NOW + HOUR))
    after = assigned(archive, NOW + 10 * HOUR)[FEED]
    assert after.validators == VALIDATORS
    assert after.interval > state.interval


def test_everything_means_lists_that_are_not_due_too(archive: Archive) -> None:
    assigned(archive)
    archive.frontier.record(poll([found(1)]))
    assert assigned(archive, NOW, everything=True).keys() == {FEED}


def test_a_walk_that_was_cut_short_leaves_no_validators(archive: Archive) -> None:
    assigned(archive, listings=(LISTING,))
    page = {"list_url": LISTING, "way": Way.LISTING}
    archive.frontier.record(poll([found(1)], **page, validators=VALIDATORS))
    assert assigned(archive, NOW, everything=True, listings=(LISTING,))[LISTING].validators == VALIDATORS
    archive.frontier.record(poll([found(2)], **page, complete=False, asked_at=NOW + HOUR))
    state = assigned(archive, NOW + HOUR, everything=True, listings=(LISTING,))[LISTING]
    assert (state.validators, state.completed_at) == (Validators(), NOW)


def test_a_failing_list_is_asked_ever_later_and_keeps_its_validators(archive: Archive) -> None:
    assigned(archive)
    archive.frontier.record(poll([found(1)], validators=VALIDATORS))
    waits, at = [], NOW
    for _ in range(8):
        at = at + DAY
        failed = {"status": 500, "error": FailureKind.HTTP, "reason": "lỗi 500", "asked_at": at}
        archive.frontier.record(poll(**failed))
        state = assigned(archive, at, everything=True)[FEED]
        assert state.due_at is not None
        waits.append(state.due_at - at)
    assert waits == sorted(waits)
    assert waits[0] < HOUR * 2 < waits[-1] == DAY
    assert (state.failures, state.validators, state.completed_at) == (8, VALIDATORS, NOW)
    shown = archive.status(NOW).sources[0].failing[0]
    assert (shown.url, shown.failures, shown.outcome, shown.reason) == (FEED, 8, "http", "lỗi 500")


def test_a_failed_list_that_answers_again_is_forgiven(archive: Archive) -> None:
    assigned(archive)
    archive.frontier.record(poll(status=0, error=FailureKind.NETWORK, reason="không tới được"))
    archive.frontier.record(poll([found(1)], asked_at=NOW + HOUR))
    assert assigned(archive, NOW + DAY)[FEED].failures == 0
    assert archive.status(NOW).sources[0].failing == ()


def test_the_server_s_own_floor_holds_for_lists(archive: Archive) -> None:
    assigned(archive)
    archive.frontier.record(poll(status=429, error=FailureKind.THROTTLED, retry_at=NOW + 9 * HOUR))
    assert assigned(archive, NOW + 8 * HOUR) == {}
    assert assigned(archive, NOW + 10 * HOUR).keys() == {FEED}


# lists that lists name


def test_named_lists_are_due_now_once(archive: Archive) -> None:
    index = poll(list_url=SITEMAP, way=Way.SITEMAP, lists=(Discovered(f"{SITEMAP}?1", Way.SITEMAP),) * 2)
    named = archive.frontier.record(index).lists
    assert [(state.url, state.declared, state.parent) for state in named] == [(f"{SITEMAP}?1", False, SITEMAP)]
    assert archive.frontier.record(index).lists == ()


def test_a_named_list_that_changed_since_is_due_again(archive: Archive) -> None:
    child = f"{SITEMAP}?1"

    def index(changed_at: datetime, asked_at: datetime):
        named = (Discovered(child, Way.SITEMAP, changed_at),)
        return poll(list_url=SITEMAP, way=Way.SITEMAP, lists=named, asked_at=asked_at)

    archive.frontier.record(index(NOW - DAY, NOW))
    archive.frontier.record(poll([found(1)], list_url=child, way=Way.SITEMAP, asked_at=NOW))
    later = NOW + timedelta(minutes=5)
    archive.frontier.assignment(source(), now=later, everything=False)
    assert archive.frontier.record(index(NOW - DAY, later)).lists == ()
    assert [state.url for state in archive.frontier.record(index(later, later)).lists] == [child]


def test_the_newest_of_very_many_named_sitemaps_are_kept(archive: Archive) -> None:
    days = [Discovered(f"{SITEMAP}?ngay={day}", Way.SITEMAP) for day in range(1, 301)]
    archive.frontier.record(poll(list_url=SITEMAP, way=Way.SITEMAP, lists=tuple(days)))
    kept = assigned(archive, everything=True, sitemaps=(SITEMAP,)).keys() - {FEED, SITEMAP}
    assert kept == {f"{SITEMAP}?ngay={day}" for day in range(251, 301)}
    archive.frontier.record(
        poll(list_url=SITEMAP, way=Way.SITEMAP, lists=(Discovered(f"{SITEMAP}?ngay=301", Way.SITEMAP),))
    )
    kept = assigned(archive, everything=True, sitemaps=(SITEMAP,)).keys() - {FEED, SITEMAP}
    assert kept == {f"{SITEMAP}?ngay={day}" for day in range(252, 302)}


def test_an_index_of_itself_ends(archive: Archive) -> None:
    here = SITEMAP
    for depth in range(10):
        named = (Discovered(f"{SITEMAP}?{depth}", Way.SITEMAP), Discovered(here, Way.SITEMAP))
        children = archive.frontier.record(poll(list_url=here, way=Way.SITEMAP, lists=named)).lists
        if not children:
            break
        here = children[-1].url
    assert depth == 3


# discovery


@pytest.mark.parametrize(
    ("answers", "declared", "expected"),
    [
        pytest.param((), {"feeds": ()}, True, id="nothing declared"),
        pytest.param((), {"feeds": (), "listings": (LISTING,)}, True, id="only a listing"),
        pytest.param((), {}, False, id="a declared feed not asked yet"),
        pytest.param((poll([found(1)]),), {}, False, id="a declared feed that answers"),
        pytest.param((poll(status=404, error=FailureKind.GONE),), {}, True, id="a declared feed that does not"),
        pytest.param((poll(list_url=HOME, way=Way.HOME),), {"feeds": ()}, False, id="looked today"),
        pytest.param(
            (poll(list_url=HOME, way=Way.HOME, lists=(Discovered(FEED, Way.FEED),)), poll([found(1)])),
            {"feeds": ()},
            False,
            id="a feed that was discovered answers",
        ),
    ],
)
def test_the_home_page_is_read_when_no_feed_or_sitemap_answers(archive: Archive, answers, declared, expected) -> None:
    site = source(**declared)
    if answers:
        archive.frontier.assignment(site, now=NOW, everything=False)
    for answer in answers:
        archive.frontier.record(answer)
    assert archive.frontier.assignment(site, now=NOW + HOUR, everything=False).discover is expected


def test_the_home_page_is_read_once_a_day(archive: Archive) -> None:
    site = source(feeds=())
    archive.frontier.record(poll(list_url=HOME, way=Way.HOME))
    assert not archive.frontier.assignment(site, now=NOW + 20 * HOUR, everything=True).discover
    assert archive.frontier.assignment(site, now=NOW + DAY, everything=False).discover
