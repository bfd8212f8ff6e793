"""What the next cycles cost and notice: nothing new, new articles, edited and withdrawn ones, a crawl that was killed."""

from __future__ import annotations

import random
import signal
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from newsroom.query import Everything
from storage import Filters
from tests.journey.conftest import Program
from tests.newspapers.press import Newspapers

TODAY = date(2026, 11, 20)


@pytest.fixture
def press():
    with Newspapers(TODAY) as newspapers:
        yield newspapers


def crawl_everything(program: Program, press: Newspapers) -> dict:
    """A cycle over all newspapers, due or not."""
    return program.json("crawl", *press.outlets, expect=(0, 1))


def test_an_unchanged_press_costs_one_conditional_request_per_list(program, press):
    installed = program(press.sources)
    crawl_everything(installed, press)
    del press.requests[:]
    report = crawl_everything(installed, press)
    again = Counter((request.host, request.path) for request in press.requests)
    assert set(again.values()) == {1}
    assert [r for r in press.requests if r.status != 304] == []
    assert len(press.requests) == report["total"]["requests"] == sum(row["lists"] for row in report["sources"])
    assert report["total"]["fetched"] == 0


def test_a_newspaper_that_is_not_due_is_not_asked(program, press):
    installed = program(press.sources)
    installed.run("crawl", expect=(0, 1))
    del press.requests[:]
    installed.run("crawl", expect=(0, 1))
    assert press.requests == []


def test_an_edited_article_becomes_a_revision_of_the_same_article(program, press):
    installed = program(press.sources)
    crawl_everything(installed, press)
    before = press.truth("songma/dinh-chinh-so-ho-so")
    corrected = tuple(p.replace("12.480", "12.840") for p in before.paragraphs)
    lead = before.lead.replace("12.480", "12.840")
    press.edit("songma", "dinh-chinh-so-ho-so", at=datetime.now(UTC), lead=lead, paragraphs=corrected)
    report = crawl_everything(installed, press)
    assert (report["total"]["revised"], report["total"]["kept"]) == (1, 0)
    article = installed.json("show", before.url)
    assert article["status"] == "revised"
    assert article["text"] == "\n\n".join(corrected)
    with installed.archive() as archive:
        assert [r.text for r in archive.revisions(article["id"])] == ["\n\n".join(before.paragraphs), article["text"]]
    assert len(installed.json("search", '"12.840"', "--outlet", "songma")) == 1
    assert installed.json("search", '"12.480"', "--outlet", "songma") == []


def test_a_crawl_that_is_asked_to_stop_says_so_in_one_line_and_leaves_the_rest_to_the_next(program, press):
    installed = program(press.sources)
    with installed.start("crawl", *press.outlets) as crawl:
        assert press.requests.reach(20, lambda: crawl.poll() is None)
        crawl.send_signal(signal.SIGTERM)
        _, err = crawl.communicate(timeout=10)
    assert crawl.returncode == 130
    assert err.splitlines() == ["diembao: stopped; what is left waits for the next run"]
    report = crawl_everything(installed, press)
    assert 0 < report["total"]["fetched"] < len(press.ledger)


def kill_somewhere(program: Program, press: Newspapers, dice: random.Random) -> bool:
    """Start a crawl and kill it, workers and all, after a random number of requests. False: it was done before."""
    last = len(press.requests) + dice.randrange(1, 160)
    with program.start("crawl", *press.outlets) as crawl:
        alive = press.requests.reach(last, lambda: crawl.poll() is None)
        crawl.send_signal(signal.SIGKILL)
        crawl.communicate()
    return alive


def test_after_kills_at_random_moments_one_clean_cycle_has_everything_once(program, press):
    installed = program(press.sources)
    dice = random.Random(20261120)
    kills = sum(kill_somewhere(installed, press, dice) for _ in range(3))
    assert kills
    crawl_everything(installed, press)
    with installed.archive() as archive:
        page = archive.search(Everything(), Filters(relevant=None), limit=1000)
        stored = Counter(hit.article.title for hit in page.hits)
        problems = archive.check()
        lost = [row.name for row in press.ledger if row.readable and archive.article(row.url) is None]
    assert lost == []
    assert stored.total() == len([row for row in press.ledger if row.readable])
    assert problems == []
