"""The sample newspapers are what the journey is measured by: they are tested first."""

from __future__ import annotations

import gzip
import http.client
import itertools
import json
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import brotli
import pytest

from newsroom.source import Source
from tests.newspapers import Newspapers, Truth
from tests.newspapers.families import NEWSPAPERS
from tests.newspapers.hostile import HOSTILE
from tests.newspapers.layout import blocks
from tests.newspapers.manuscript import Manuscript

TODAY = date(2026, 11, 20)
OUTLETS = [outlet.id for outlet in NEWSPAPERS]


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(url: str, method: str = "GET", **headers: str) -> Reply:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def press() -> Iterator[Newspapers]:
    """The newspapers as they are on TODAY. Tests that change something take `own_press`."""
    with Newspapers(TODAY) as newspapers:
        yield newspapers


@pytest.fixture
def own_press() -> Iterator[Newspapers]:
    with Newspapers(TODAY) as newspapers:
        yield newspapers


def source(press: Newspapers, outlet: str) -> dict:
    return tomllib.loads((press.sources / f"{outlet}.toml").read_text(encoding="utf-8"))


def named_by_lists(press: Newspapers, outlet: str) -> set[str]:
    """Every address in the lists that a reader of the source file, the home page and robots.txt finds."""
    base = press.addresses[outlet][0]
    declared = source(press, outlet)
    lists = [*declared.get("feeds", []), *declared.get("sitemaps", [])]
    lists += re.findall(r"Sitemap: (\S+)", ask(f"{base}/robots.txt").text)
    lists += [base + path for path in re.findall(r'<link rel="alternate"[^>]* href="([^"]+)"', ask(f"{base}/").text)]
    for pattern in declared.get("listings", []):
        pages = [pattern.replace("{page}", str(n)) for n in range(1, 20)] if "{page}" in pattern else [pattern]
        lists += itertools.takewhile(lambda url: ask(url).status == 200, pages)
    found: set[str] = set()
    while lists:
        text = unpacked(ask(lists.pop()))
        if "<sitemapindex" in text:
            lists += re.findall(r"<loc>([^<]+)</loc>", text)
        urls = re.findall(r"(?:<loc>|<link>|href=\"|\"url\": \")([^<\"]+)", text)
        found |= {base + url if url.startswith("/") else url for url in urls}
    return found


def unpacked(reply: Reply) -> str:
    return (gzip.decompress(reply.body) if reply.body[:2] == b"\x1f\x8b" else reply.body).decode()


def test_there_are_nine_newspapers_and_at_least_150_articles(press: Newspapers) -> None:
    assert press.outlets == tuple(OUTLETS)
    assert len({urlsplit(bases[0]).hostname for bases in press.addresses.values()}) == 9
    assert len([row for row in press.ledger if row.readable]) >= 150


@pytest.mark.parametrize("outlet", OUTLETS)
def test_every_readable_article_is_served_under_all_its_addresses(press: Newspapers, outlet: str) -> None:
    for row in rows(press, outlet):
        for url in row.urls:
            reply = ask(url)
            moved = row.kind == "moved" and url == row.urls[-1]
            assert reply.status == (301 if moved else 200), url
            if not moved:
                assert row.title in plain(reply.text), url
            else:
                assert reply.headers["location"] == row.url


@pytest.mark.parametrize("outlet", OUTLETS)
def test_an_article_page_holds_the_whole_truth_and_weighs_what_pages_weigh(press: Newspapers, outlet: str) -> None:
    for row in rows(press, outlet):
        reply = ask(row.url)
        text = plain(reply.text)
        assert 15_000 < len(reply.body) < 80_000, row.url
        missing = [part for part in (row.lead, *row.captions, row.section, row.byline, row.credit) if part not in text]
        if not row.flags:
            missing += [part for part in row.paragraphs if part.split(" | ")[0] not in text]
        assert missing == [], row.url


@pytest.mark.parametrize("outlet", OUTLETS)
def test_every_article_is_named_by_a_list_of_its_newspaper(press: Newspapers, outlet: str) -> None:
    found = named_by_lists(press, outlet)
    expected = [row for row in rows(press, outlet, readable=False) if row.status != "held"]
    assert [row.url for row in expected if row.url not in found] == []


@pytest.mark.parametrize("outlet", OUTLETS)
def test_the_source_file_is_valid_and_its_pattern_finds_articles_and_nothing_else(
    press: Newspapers, outlet: str
) -> None:
    declared = source(press, outlet)
    assert set(declared) <= {field.name for field in fields(Source)}
    assert (declared["id"], declared["home"]) == (outlet, f"{press.addresses[outlet][0]}/")
    pattern = re.compile(declared["article_url"])
    identities = []
    for row in rows(press, outlet, readable=False):
        matches = [pattern.search(urlsplit(url).path) for url in row.urls]
        assert all(matches), row.urls
        assert len({match["id"] for match in matches if match}) == 1, row.urls
        identities.append(matches[0]["id"] if matches[0] else "")
    assert len(set(identities)) == len(identities)
    articles = {url for row in rows(press, outlet, readable=False) for url in row.urls}
    odd = {
        u for u in named_by_lists(press, outlet) - articles if pattern.search(urlsplit(u).path) and urlsplit(u).hostname
    }
    assert odd == set()


@pytest.mark.parametrize("outlet", OUTLETS)
def test_lists_and_articles_answer_conditional_requests(press: Newspapers, outlet: str) -> None:
    declared = source(press, outlet)
    lists = [*declared.get("feeds", []), *declared.get("sitemaps", []), *declared.get("listings", []), declared["home"]]
    for url in [lists[0].replace("{page}", "1"), rows(press, outlet)[0].url]:
        first = ask(url)
        assert ask(url, If_None_Match=first.headers["etag"]).status == 304
        assert ask(url, If_Modified_Since=first.headers["last-modified"]).status == 304
        assert ask(url, If_None_Match='"other"', If_Modified_Since=first.headers["last-modified"]).status == 200
        day_before = parsedate_to_datetime(first.headers["last-modified"]) - timedelta(days=1)
        assert ask(url, If_Modified_Since=f"{day_before:%a, %d %b %Y %H:%M:%S} GMT").status == 200
        assert ask(url, method="HEAD") == Reply(200, ask(url, method="HEAD").headers, b"")


def test_broken_pages_fail_as_the_ledger_says(press: Newspapers) -> None:
    found = {row.kind: (ask(row.url).status, [str(kind) for kind in row.fails]) for row in press.ledger if row.fails}
    assert found == {
        "404": (404, ["gone"]),
        "gone": (410, ["gone"]),
        "soft-404": (200, ["soft-404"]),
        "empty": (200, ["empty"]),
        "pdf": (200, ["not-html"]),
    }


def test_a_scrambled_body_is_one_long_word_and_expects_no_paragraphs(press: Newspapers) -> None:
    row = next(row for row in press.ledger if row.kind == "scrambled")
    words = re.sub(r"<[^>]+>", " ", ask(row.url).text).split()
    assert row.readable
    assert (row.paragraphs, row.flags) == ((), ("body-unreadable",))
    assert max(map(len, words)) > 1000


def test_the_ledger_is_consistent(press: Newspapers) -> None:
    ledger = {row.name: row for row in press.ledger}
    assert len(ledger) == len(press.ledger)
    for row in press.ledger:
        assert row.published_at.tzinfo is not None
        texts = (row.title, *row.paragraphs, *row.captions)
        assert all(texts), row.name
        assert all(unicodedata.is_normalized("NFC", text) for text in (*texts, row.lead)), row.name
        assert not [text for text in texts if text != " ".join(text.split())], row.name
        assert row.why, row.name
        if row.readable and row.relevant:
            assert row.facets, row.name
        if row.copy_of:
            original = ledger[row.copy_of]
            assert (row.outlet != original.outlet, row.paragraphs) == (True, original.paragraphs), row.name


def test_the_ledger_has_every_kind_the_issue_names(press: Newspapers) -> None:
    kinds = {row.kind for row in press.ledger}
    assert {
        "relevant",
        "irrelevant",
        "near-miss",
        "number-sense",
        "photo",
        "table",
        "scrambled",
        "empty",
        "404",
        "soft-404",
    } <= kinds
    assert {"two-domains", "moved", "amp-print", "held"} <= kinds
    assert len([row for row in press.ledger if row.copy_of]) >= 2


def test_a_published_article_appears_in_its_lists_as_the_newest(own_press: Newspapers) -> None:
    held = own_press.truth("songlam/sat-canh-cung-dan-len-mang")
    feed = source(own_press, "songlam")["feeds"][0]
    before = ask(feed)
    assert (held.status, held.readable) == ("held", False)
    assert (ask(held.url).status, held.url in before.text) == (404, False)
    row = own_press.publish("songlam", "sat-canh-cung-dan-len-mang")
    after = ask(feed, If_None_Match=before.headers["etag"], If_Modified_Since=before.headers["last-modified"])
    assert (row.status, ask(row.url).status, after.status) == ("published", 200, 200)
    assert re.findall(r"<link>([^<]+)</link>", after.text)[1] == row.url
    assert parsedate_to_datetime(after.headers["last-modified"]) > parsedate_to_datetime(
        before.headers["last-modified"]
    )
    assert row.published_at == max(r.published_at for r in own_press.ledger if r.outlet == "songlam" and r.readable)


@pytest.mark.parametrize("outlet", OUTLETS)
def test_an_edited_article_has_new_validators_and_its_lists_too(own_press: Newspapers, outlet: str) -> None:
    first, second = rows(own_press, outlet)[:2]
    declared = source(own_press, outlet)
    listed = next(iter([*declared.get("feeds", []), *declared.get("sitemaps", [])]), declared["home"])
    before, list_before, other = ask(first.url), ask(listed), ask(second.url)
    row = own_press.edit(outlet, first.id, paragraphs=("Bản tin này đã được sửa lại số liệu.",), captions=())
    after = ask(first.url, If_Modified_Since=before.headers["last-modified"])
    assert (row.status, row.url, row.paragraphs[0]) == ("edited", first.url, "Bản tin này đã được sửa lại số liệu.")
    assert row.modified_at is not None
    assert row.modified_at > row.published_at == first.published_at
    assert (after.status, row.paragraphs[0] in plain(after.text)) == (200, True)
    assert ask(listed, If_Modified_Since=list_before.headers["last-modified"]).status == 200
    assert ask(second.url, If_None_Match=other.headers["etag"]).status == 304


def test_a_withdrawn_article_is_gone_from_pages_and_lists(own_press: Newspapers) -> None:
    row = own_press.withdraw("songthu", "cau-song-thu-cam-bien")
    assert [ask(url).status for url in row.urls] == [410] * len(row.urls)
    assert [str(kind) for kind in row.fails] == ["gone"]
    assert not set(row.urls) & named_by_lists(own_press, "songthu")


def test_every_request_is_recorded(own_press: Newspapers) -> None:
    row = rows(own_press, "nuihong")[0]
    etag = ask(row.url, User_Agent="bot").headers["etag"]
    ask(row.url, If_None_Match=etag)
    path = urlsplit(row.url).path
    recorded = [(r.outlet, r.host, r.method, r.path, r.status, r.conditional) for r in own_press.requests]
    host = urlsplit(row.url).netloc
    assert recorded == [("nuihong", host, "GET", path, 200, False), ("nuihong", host, "GET", path, 304, True)]
    assert own_press.requests[0].agent == "bot"
    assert own_press.requests[0].finished <= own_press.requests[1].started


def test_requests_at_the_same_time_overlap_where_answers_take_time() -> None:
    with Newspapers(TODAY, latency=0.3) as press, ThreadPoolExecutor(2) as visitors:
        list(visitors.map(ask, [press.addresses["songlam"][0] + "/", press.addresses["nuihong"][0] + "/"]))
        first, second = press.requests
        assert second.started < first.finished


def test_the_newspapers_are_the_same_every_time(press: Newspapers) -> None:
    with Newspapers(TODAY, port=urlsplit(press.ledger[0].url).port + 1 or 0) as again:
        for one, other in zip(press.ledger, again.ledger, strict=True):
            assert urlsplit(one.url).path == urlsplit(other.url).path
            assert one.published_at == other.published_at
        row, twin = press.ledger[0], again.ledger[0]
        assert ask(row.url).text.replace(press.addresses[row.outlet][0], "") == ask(twin.url).text.replace(
            again.addresses[row.outlet][0], ""
        )


@pytest.mark.parametrize(
    ("outlet", "path", "status"),
    [
        ("songlam", "/robots.txt", 200),
        ("muongthanh", "/robots.txt", 404),
        ("songcau", "/tin-moi/?paged=99", 404),
        ("muongthanh", "/api/web/tin-bai?page=99", 404),
        ("nuihong", "/khong-co-trang-nay", 404),
        ("nuihong", "/?utm_source=zalo", 200),
        ("songthu", "/img/2026/11/18/x.jpg", 200),
    ],
    ids=lambda value: str(value).strip("/") or "home",
)
def test_other_addresses_answer_as_they_should(press: Newspapers, outlet: str, path: str, status: int) -> None:
    assert ask(press.addresses[outlet][0] + path).status == status


def test_pictures_stand_between_paragraphs_and_never_inside_a_list() -> None:
    article = Manuscript(
        outlet="x", id="x", title="t", days_ago=0, time="08:00", relevant=False, kind="k", why="w",
        paragraphs=("p0", "h1", "l2", "l3", "p4"), headings=(1,), list_items=(2, 3), captions=("c1", "c2"),
        table=(("a", "b"),),
    )  # fmt: skip
    order = [(block.kind, block.texts) for block in blocks(article)]
    assert order == [
        ("picture", ("c1",)),
        ("paragraph", ("p0",)),
        ("heading", ("h1",)),
        ("picture", ("c2",)),
        ("items", ("l2", "l3")),
        ("paragraph", ("p4",)),
        ("table", ()),
    ]


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


def rows(press: Newspapers, outlet: str, *, readable: bool = True) -> list[Truth]:
    return [row for row in press.ledger if row.outlet == outlet and (row.readable or not readable)]


def plain(page: str) -> str:
    """A page without tags and entities."""
    import html

    return html.unescape(re.sub(r"<[^>]+>", "", page)).replace("\xa0", " ")
