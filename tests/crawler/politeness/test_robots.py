"""robots.txt by RFC 9309."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.memory import MemoryFrontier
from crawler.politeness.hosts import NotNow
from crawler.politeness.robots import LONGEST_PAUSE, PARSED, RobotsBook, read_rules
from newsroom.discovery import RobotsAnswer
from newsroom.errors import FailureKind

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
HOST = "https://baothu.vn"


def answer(body: str | bytes, status: int = 200, age: timedelta = timedelta()) -> RobotsAnswer:
    return RobotsAnswer(HOST, status, body.encode() if isinstance(body, str) else body, NOW - age)


@pytest.mark.parametrize(
    ("body", "path", "allowed"),
    [
        pytest.param("", "/bai.html", True, id="empty"),
        pytest.param("User-agent: *\nDisallow: /", "/bai.html", False, id="all refused"),
        pytest.param("User-agent: *\nDisallow:", "/bai.html", True, id="nothing refused"),
        pytest.param("User-agent: *\nDisallow: /rieng/", "/rieng/bai.html", False, id="a folder"),
        pytest.param("User-agent: *\nDisallow: /rieng/", "/chung/bai.html", True, id="another folder"),
        pytest.param("User-agent: *\nDisallow: /\nAllow: /tin/", "/tin/bai.html", True, id="the longest rule counts"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False, id="wildcards"),
        pytest.param(
            "User-agent: Diembao\nDisallow: /\nUser-agent: *\nDisallow:", "/bai.html", False, id="our own group"
        ),
        pytest.param("User-agent: khac\nDisallow: /", "/bai.html", True, id="another's group"),
        pytest.param("\ufeffUser-agent: *\nDisallow: /", "/bai.html", False, id="byte order mark"),
        pytest.param(b"User-agent: *\r\nDisallow: /\xe9\r\nDisallow: /b", "/bai.html", False, id="no UTF-8"),
        pytest.param(
            "<!doctype html><html><body>Trang chủ: Disallow: /</body></html>", "/bai.html", True, id="an HTML page"
        ),
        pytest.param(
            "User-agent: *\nDisallow: /a*a*a*a*a*a*a*a*a*b", "/" + "a" * 2000, True, id="a pattern made to be slow"
        ),
    ],
)
def test_rules_are_read_as_the_standard_says(body: str | bytes, path: str, allowed: bool):
    assert read_rules(answer(body)).allows(HOST + path) is allowed


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410, 451])
def test_a_missing_or_refused_file_allows_everything(status: int):
    rules = read_rules(answer("User-agent: *\nDisallow: /", status))
    assert rules.allows(HOST + "/bai.html")
    assert not rules.unreachable


@pytest.mark.parametrize("status", [0, 429, 500, 502, 503, 504, 599])
def test_a_file_that_cannot_be_had_forbids_everything(status: int):
    assert read_rules(answer("", status)).unreachable


def test_only_the_first_500_kib_count_and_no_rule_is_cut_in_two():
    filler = "# dai\n" * (PARSED // 6 - 2)
    body = f"User-agent: *\n{filler}Disallow: /rieng/bai-dai-{'x' * 100}\nDisallow: /\n"
    rules = read_rules(answer(body))
    assert rules.allows(HOST + "/rieng/khac.html")


@pytest.mark.parametrize(
    ("delay", "pause"),
    [("2.5", 2.5), ("0", 0.0), ("-3", 0.0), ("nhanh", 0.0), ("inf", 0.0), ("86400", LONGEST_PAUSE)],
)
def test_a_crawl_delay_is_kept_within_reason(delay: str, pause: float):
    assert read_rules(answer(f"User-agent: *\nCrawl-delay: {delay}")).pause == pause


def test_sitemap_lines_are_found_in_any_group():
    rules = read_rules(
        answer(f"Sitemap: {HOST}/a.xml\nUser-agent: khac\nDisallow: /\nsitemap: {HOST}/b.xml\nSitemap: {HOST}/a.xml")
    )
    assert rules.sitemaps == (f"{HOST}/a.xml", f"{HOST}/b.xml")


class Asked:
    """A host that answers robots.txt and counts how often it was asked."""

    def __init__(self, *answers: RobotsAnswer) -> None:
        self.answers = list(answers)
        self.times = 0

    async def __call__(self, origin: str) -> tuple[RobotsAnswer, str]:
        self.times += 1
        return self.answers.pop(0), "the host refused the connection"


async def test_a_host_is_asked_once_a_day():
    frontier, asked = MemoryFrontier(), Asked(answer("User-agent: *\nDisallow: /rieng/"))
    for _cycle in range(2):
        book = RobotsBook(frontier, lambda: NOW)
        for _page in range(3):
            assert not (await book.admit(HOST + "/bai.html", asked)).allows(HOST + "/rieng/")
    assert asked.times == 1


async def test_a_remembered_answer_that_is_a_day_old_is_asked_for_again():
    frontier, asked = MemoryFrontier(), Asked(answer(""))
    frontier.remember_robots(answer("User-agent: *\nDisallow: /", age=timedelta(hours=25)))
    assert (await RobotsBook(frontier, lambda: NOW).admit(HOST + "/", asked)).allows(HOST + "/")


async def test_a_host_out_of_reach_is_left_alone_for_this_cycle_and_asked_in_the_next():
    frontier, asked = MemoryFrontier(), Asked(answer("", 503), answer("", 0), answer(""))
    for expected in ("answered 503", "refused the connection"):
        book = RobotsBook(frontier, lambda: NOW)
        for _page in range(2):
            with pytest.raises(NotNow, match=expected) as caught:
                await book.admit(HOST + "/bai.html", asked)
            assert caught.value.kind is FailureKind.ROBOTS_UNREACHABLE
    assert (await RobotsBook(frontier, lambda: NOW).admit(HOST + "/", asked)).allows(HOST + "/")
    assert asked.times == 3
