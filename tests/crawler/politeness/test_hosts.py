"""Manners towards a host, whoever asks."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from crawler.handover import handover
from crawler.politeness.hosts import PATIENCE, Hosts, NotNow, host_of
from crawler.run import sharing_hosts
from newsroom.errors import FailureKind
from tests.crawler.papers import paper


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://baothu.vn/a", "baothu.vn"),
        ("http://BAOTHU.vn:80/a", "baothu.vn"),
        ("https://baothu.vn:443/", "baothu.vn"),
        ("http://baothu.vn./", "baothu.vn"),
        ("http://baothu.vn:8080/", "baothu.vn:8080"),
        ("http://[::1]:8080/", "::1:8080"),
    ],
)
def test_the_usual_ports_are_one_host(url: str, host: str):
    assert host_of(url) == host


async def test_one_request_at_a_time_with_a_pause_after_each():
    hosts, now, busy, ends = Hosts(), asyncio.get_running_loop().time, 0, []

    async def ask() -> None:
        nonlocal busy
        async with hosts.turn("https://baothu.vn/", 0.05):
            busy += 1
            assert busy == 1
            assert not ends or now() - ends[-1] >= 0.05
            await asyncio.sleep(0)
            busy -= 1
            ends.append(now())

    await asyncio.gather(*(ask() for _ in range(4)))
    assert len(ends) == 4


async def test_a_host_left_alone_sends_home_also_those_who_wait():
    hosts, until = Hosts(), datetime(2026, 11, 22, 9, tzinfo=UTC)

    async def ask() -> None:
        async with hosts.turn("https://baothu.vn/", 0):
            hosts.leave_alone("http://baothu.vn/khac", "it answered 429", until)

    results = await asyncio.gather(ask(), ask(), ask(), return_exceptions=True)
    assert results[0] is None
    assert [(type(result), result.retry_at) for result in results[1:]] == [(NotNow, until)] * 2
    hosts.check("https://bao-khac.vn/")


async def test_a_silent_host_is_given_up_and_one_answer_forgives():
    hosts = Hosts()
    for _ in range(PATIENCE - 1):
        hosts.silent("https://baothu.vn/", "the host refused the connection")
    hosts.answered("https://baothu.vn/")
    for _ in range(PATIENCE):
        hosts.check("https://baothu.vn/")
        hosts.silent("https://baothu.vn/", "the host refused the connection")
    with pytest.raises(NotNow) as caught:
        hosts.check("https://baothu.vn/")
    assert caught.value.kind is FailureKind.NETWORK


def test_newspapers_that_share_a_host_are_grouped():
    one = paper(id="mot", home="https://mot.vn/")
    two = paper(id="hai", home="https://hai.vn/", aliases=("ba.vn",))
    three = paper(id="ba", home="https://bon.vn/", feeds=("https://ba.vn/rss",))
    four = paper(id="bon", home="https://nam.vn/", feeds=("https://mot.vn/rss",))
    groups = [[source.id for source in group] for group in sharing_hosts([one, two, three, four])]
    assert sorted(map(sorted, groups)) == [["ba", "hai"], ["bon", "mot"]]


async def test_who_takes_slowly_slows_the_work_down():
    delivered = []

    async def work(deliver):
        for number in range(100):
            await deliver(number)
            delivered.append(number)

    items = handover(work, room=3)
    assert await anext(items) == 0
    for _ in range(20):
        await asyncio.sleep(0)
    assert len(delivered) == 3
    assert [item async for item in items] == list(range(1, 100))


async def test_what_ends_the_work_is_raised_after_what_it_delivered():
    async def work(deliver):
        await deliver("bài")
        raise ValueError("hỏng")

    items = handover(work)
    assert await anext(items) == "bài"
    with pytest.raises(ValueError, match="hỏng"):
        await anext(items)


async def test_a_taker_that_stops_ends_the_work():
    ended = asyncio.Event()

    async def work(deliver):
        try:
            while True:
                await deliver("bài")
        finally:
            ended.set()

    items = handover(work)
    await anext(items)
    await items.aclose()
    assert ended.is_set()
