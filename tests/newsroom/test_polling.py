"""Lists that keep telling old news are asked less often; pages that fail are asked again, but not for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsroom.errors import FailureKind
from newsroom.polling import DAY, LONGEST, SHORTEST, next_attempt, next_interval, next_poll

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


@pytest.mark.parametrize(
    ("share_known", "expected"),
    [
        pytest.param(1.0, timedelta(minutes=45), id="all known: less often"),
        pytest.param(0.95, timedelta(minutes=45), id="nearly all known: less often"),
        pytest.param(0.7, HALF_HOUR, id="some new: as before"),
        pytest.param(0.5, timedelta(minutes=15), id="half new: more often"),
        pytest.param(0.0, timedelta(minutes=15), id="all new: more often"),
        pytest.param(None, HALF_HOUR, id="an empty list says nothing"),
    ],
)
def test_the_interval_follows_the_share_of_known_items(share_known: float | None, expected: timedelta):
    assert next_interval(HALF_HOUR, share_known) == expected


@pytest.mark.parametrize(
    ("share_known", "bound"), [(1.0, LONGEST), (0.0, SHORTEST)], ids=["never longer", "never shorter"]
)
def test_the_interval_stays_within_its_bounds_however_long_it_goes_on(share_known: float, bound: timedelta):
    interval = HALF_HOUR
    for _ in range(20):
        interval = next_interval(interval, share_known)
    assert interval == bound


def test_a_list_is_due_a_little_early_so_that_a_cycle_of_the_same_period_does_not_miss_it():
    assert NOW < next_poll(NOW, HALF_HOUR) < NOW + HALF_HOUR


def test_a_failing_list_waits_twice_as_long_each_time_but_never_more_than_a_day():
    waits = [next_poll(NOW, HALF_HOUR, failures=n) - NOW for n in range(1, 9)]
    assert waits[:3] == [HALF_HOUR * 2, HALF_HOUR * 4, HALF_HOUR * 8]
    assert waits[-1] == DAY
    assert next_poll(NOW, LONGEST, failures=10_000) == NOW + DAY


@pytest.mark.parametrize(
    ("retry_at", "expected"),
    [
        pytest.param(NOW + timedelta(hours=3), NOW + timedelta(hours=3), id="the server's wish is a floor"),
        pytest.param(NOW + timedelta(minutes=1), NOW + HALF_HOUR * 2, id="but never hurries us"),
        pytest.param(NOW + timedelta(days=400), NOW + DAY, id="and never silences us for more than a day"),
    ],
)
def test_a_servers_wish_for_patience_is_kept(retry_at: datetime, expected: datetime):
    assert next_poll(NOW, HALF_HOUR, failures=1, retry_at=retry_at) == expected


def test_an_article_that_fails_for_now_is_asked_for_ever_later_and_then_no_more():
    waits = []
    while (at := next_attempt(FailureKind.HTTP, len(waits) + 1, NOW)) is not None:
        waits.append(at - NOW)
    assert waits == sorted(waits)
    assert 4 <= len(waits) <= 10
    assert waits[-1] == DAY


@pytest.mark.parametrize("kind", [k for k in FailureKind if k.permanent])
def test_a_page_that_is_its_own_cause_of_failure_is_not_asked_for_again(kind: FailureKind):
    assert next_attempt(kind, 1, NOW) is None


@pytest.mark.parametrize("kind", [k for k in FailureKind if not k.permanent])
def test_every_passing_failure_is_tried_at_least_once_more(kind: FailureKind):
    assert next_attempt(kind, 1, NOW) is not None


@pytest.mark.parametrize("kind", [FailureKind.TIMEOUT, FailureKind.MEMORY, FailureKind.CRASH])
def test_a_page_that_killed_its_worker_gets_one_second_chance(kind: FailureKind):
    assert next_attempt(kind, 2, NOW) is None


def test_an_article_waits_for_the_time_the_server_named():
    assert next_attempt(FailureKind.THROTTLED, 1, NOW, retry_at=NOW + timedelta(hours=5)) == NOW + timedelta(hours=5)
