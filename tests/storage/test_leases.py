"""Who leads: one holder at a time, taken over when it is late or dead."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from newsroom.errors import WaitForOther
from storage import Archive, Lease, open_archive
from tests.storage.samples import HOUR, NOW

TTL = timedelta(seconds=60)
SECOND = timedelta(seconds=1)


def take(archive: Archive, holder: str, at=NOW) -> Lease:
    return archive.leases.acquire("crawl", holder=holder, ttl=TTL, now=at)


def test_one_holder_at_a_time(archive: Archive) -> None:
    take(archive, "may1/100")
    with pytest.raises(WaitForOther, match=r"crawl: may1/100 is at it since 22/11/2026 08:00:00 Vietnam time"):
        take(archive, "may2/200", NOW + 59 * SECOND)
    assert [(h.name, h.holder, h.since) for h in archive.status(NOW).leases] == [("crawl", "may1/100", NOW)]


def test_other_names_are_other_leases(archive: Archive) -> None:
    take(archive, "may1/100")
    assert archive.leases.acquire("daemon", holder="may1/101", ttl=TTL, now=NOW).epoch == 1


def test_an_expired_lease_is_taken_over_with_a_higher_number(archive: Archive) -> None:
    first = take(archive, "may1/100")
    second = take(archive, "may2/200", NOW + 60 * SECOND)
    assert second.epoch == first.epoch + 1
    with pytest.raises(WaitForOther, match="may2/200 holds it now"):
        archive.leases.renew(first, now=NOW + 61 * SECOND)


def test_a_renewed_lease_lasts(archive: Archive) -> None:
    lease = take(archive, "may1/100")
    for seconds in range(20, 200, 20):
        lease = archive.leases.renew(lease, now=NOW + seconds * SECOND)
    with pytest.raises(WaitForOther):
        take(archive, "may2/200", NOW + 200 * SECOND)
    assert lease.epoch == 1


def test_a_released_lease_is_free_and_its_number_never_comes_again(archive: Archive) -> None:
    first = take(archive, "may1/100")
    archive.leases.release(first)
    assert archive.status(NOW).leases == ()
    second = take(archive, "may2/200")
    assert second.epoch == 2
    archive.leases.release(first)
    with pytest.raises(WaitForOther):
        take(archive, "may3/300")
    with pytest.raises(WaitForOther):
        archive.leases.renew(first, now=NOW)


def test_the_lease_of_a_released_holder_is_no_right_to_write(archive: Archive) -> None:
    lease = take(archive, "may1/100")
    archive.leases.release(lease)
    with pytest.raises(WaitForOther, match="nobody holds it now"):
        archive.leases.renew(lease, now=NOW)


@pytest.fixture
def mortal(url: str) -> Iterator[Archive]:
    with open_archive(url, now=NOW, holder_is_alive=lambda holder: holder != "may1/100") as archive:
        yield archive


def test_the_lease_of_a_dead_process_is_taken_over_at_once(mortal: Archive) -> None:
    take(mortal, "may1/100")
    assert take(mortal, "may1/101", NOW + SECOND).epoch == 2
    with pytest.raises(WaitForOther):
        take(mortal, "may1/102", NOW + SECOND)


def test_of_many_at_the_same_moment_one_gets_it(url: str) -> None:
    def attempt(number: int) -> int:
        with open_archive(url, now=NOW) as archive:
            try:
                return take(archive, f"may{number}/1").epoch
            except WaitForOther:
                return 0

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(attempt, range(8))) == [0] * 7 + [1]
    with open_archive(url, now=NOW) as archive:
        assert take(archive, "may9/1", NOW + HOUR).epoch == 2
