"""The sample newspapers are what the journey is measured by: they are tested first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest

from newsroom.source import Source
from tests.newspapers import Newspapers
from tests.newspapers.families import NEWSPAPERS
from tests.newspapers.layout import blocks
from tests.newspapers.manuscript import Manuscript
from tests.newspapers.visitor import ask, named_by_lists, plain, rows, source

TODAY = date(2026, 11, 20)
OUTLETS = [outlet.id for outlet in NEWSPAPERS]


@pytest.fixture(scope="module")
def press() -> Iterator[Newspapers]:
    """The newspapers as they are on TODAY; nothing here changes them."""
    with Newspapers(TODAY) as newspapers:
        yield newspapers


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
        head = ask(url, method="HEAD")
        assert (head.status, head.headers["etag"], head.body) == (200, first.headers["etag"], b"")


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
