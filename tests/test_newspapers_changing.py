"""The sample newspapers as they change: articles published, edited and withdrawn, requests recorded, a process of their own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import brotli
import pytest

from tests.newspapers import Newspapers
from tests.newspapers.families import NEWSPAPERS
from tests.newspapers.hostile import HOSTILE
from tests.newspapers.visitor import ask, named_by_lists, plain, rows, source

TODAY = date(2026, 11, 20)
OUTLETS = [outlet.id for outlet in NEWSPAPERS]


@pytest.fixture
def press() -> Iterator[Newspapers]:
    with Newspapers(TODAY) as newspapers:
        yield newspapers


def test_a_published_article_appears_in_its_lists_as_the_newest(press: Newspapers) -> None:
    held = press.truth("songlam/sat-canh-cung-dan-len-mang")
    feed = source(press, "songlam")["feeds"][0]
    before = ask(feed)
    assert (held.status, held.readable) == ("held", False)
    assert (ask(held.url).status, held.url in before.text) == (404, False)
    row = press.publish("songlam", "sat-canh-cung-dan-len-mang")
    after = ask(feed, If_None_Match=before.headers["etag"], If_Modified_Since=before.headers["last-modified"])
    assert (row.status, ask(row.url).status, after.status) == ("published", 200, 200)
    assert re.findall(r"<link>([^<]+)</link>", after.text)[1] == row.url
    assert parsedate_to_datetime(after.headers["last-modified"]) > parsedate_to_datetime(
        before.headers["last-modified"]
    )
    assert row.published_at == max(r.published_at for r in press.ledger if r.outlet == "songlam" and r.readable)


@pytest.mark.parametrize("outlet", OUTLETS)
def test_an_edited_article_has_new_validators_and_its_lists_too(press: Newspapers, outlet: str) -> None:
    first, second = rows(press, outlet)[:2]
    declared = source(press, outlet)
    listed = next(iter([*declared.get("feeds", []), *declared.get("sitemaps", [])]), declared["home"])
    before, list_before, other = ask(first.url), ask(listed), ask(second.url)
    row = press.edit(outlet, first.id, paragraphs=("Bản tin này đã được sửa lại số liệu.",), captions=())
    after = ask(first.url, If_Modified_Since=before.headers["last-modified"])
    assert (row.status, row.url, row.paragraphs[0]) == ("edited", first.url, "Bản tin này đã được sửa lại số liệu.")
    assert row.modified_at is not None
    assert row.modified_at > row.published_at == first.published_at
    assert (after.status, row.paragraphs[0] in plain(after.text)) == (200, True)
    assert ask(listed, If_Modified_Since=list_before.headers["last-modified"]).status == 200
    assert ask(second.url, If_None_Match=other.headers["etag"]).status == 304


def test_a_withdrawn_article_is_gone_from_pages_and_lists(press: Newspapers) -> None:
    row = press.withdraw("songthu", "cau-song-thu-cam-bien")
    assert [ask(url).status for url in row.urls] == [410] * len(row.urls)
    assert [str(kind) for kind in row.fails] == ["gone"]
    assert not set(row.urls) & named_by_lists(press, "songthu")


def test_every_request_is_recorded(press: Newspapers) -> None:
    row = rows(press, "nuihong")[0]
    etag = ask(row.url, User_Agent="bot").headers["etag"]
    ask(row.url, If_None_Match=etag)
    path = urlsplit(row.url).path
    recorded = [(r.outlet, r.host, r.method, r.path, r.status, r.conditional) for r in press.requests]
    host = urlsplit(row.url).netloc
    assert recorded == [("nuihong", host, "GET", path, 200, False), ("nuihong", host, "GET", path, 304, True)]
    assert press.requests[0].agent == "bot"
    assert press.requests[0].finished <= press.requests[1].started


def test_requests_at_the_same_time_overlap_where_answers_take_time() -> None:
    with Newspapers(TODAY, latency=0.3) as press, ThreadPoolExecutor(2) as visitors:
        list(visitors.map(ask, [press.addresses["songlam"][0] + "/", press.addresses["nuihong"][0] + "/"]))
        first, second = press.requests
        assert second.started < first.finished


def test_hostile_pages_are_as_hostile_as_they_say() -> None:
    with Newspapers(TODAY, hostile=True) as press:
        assert press.outlets[-1] == HOSTILE.id
        answers = {row.kind: ask(row.url) for row in press.ledger if row.outlet == HOSTILE.id and row.fails}
        assert answers["attributes"].text.count("data-a") == 100_000
        assert len(answers["long-list"].body) > 5_000_000
        assert answers["deep"].text.count("<div>") >= 5_000
        bomb = answers["bomb"]
        assert (len(bomb.body) < 1500, bomb.headers["content-encoding"]) == (True, "br")
        assert len(brotli.Decompressor().process(bomb.body, output_buffer_limit=1 << 26)) >= 1 << 26
        assert len([row for row in press.ledger if row.outlet == HOSTILE.id and row.readable]) == 2


def test_as_a_process_they_say_where_they_are_and_end_with_their_input(tmp_path) -> None:
    command = [sys.executable, "-m", "tests.newspapers", "--today", "2026-11-20", "--sources", str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        assert (ready["today"], ready["sources"]) == ("2026-11-20", str(tmp_path))
        assert sorted(file.stem for file in tmp_path.glob("*.toml")) == sorted(OUTLETS)
        assert ask(ready["addresses"]["songlam"][0] + "/").status == 200
        process.stdin.close()
        assert process.wait(timeout=20) == 0
