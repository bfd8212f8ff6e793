"""One cycle over all sample newspapers: the ledger of what they published against what the archive holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from newsroom.article import Article
from storage import Explanation
from tests.journey.conftest import Program, install
from tests.newspapers.press import Newspapers
from tests.newspapers.truth import Truth

TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Morning:
    """The newspapers, the program after its first cycle, and what it reported."""

    press: Newspapers
    program: Program
    report: dict[str, Any]
    known: dict[str, Explanation | None]  # by the ledger's name


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Morning]:
    with Newspapers(TODAY) as press:
        program = install(tmp_path_factory.mktemp("morning"), press.sources)
        report = program.json("crawl", expect=(0, 1))
        with program.archive() as archive:
            known = {row.name: archive.explain(row.url) for row in press.ledger}
        yield Morning(press, program, report, known)


def readable(press: Newspapers) -> list[Truth]:
    return [row for row in press.ledger if row.readable]


def test_every_published_article_is_found_and_judged(morning):
    missing = [row.name for row in readable(morning.press) if not (e := morning.known[row.name]) or not e.article]
    assert missing == []


def test_no_article_is_stored_twice(morning):
    ids = [e.article.id for row in readable(morning.press) if (e := morning.known[row.name]) and e.article]
    assert len(set(ids)) == len(ids) == morning.report["total"]["kept"] + morning.report["total"]["irrelevant"]


def test_every_decision_is_as_the_ledger_says(morning):
    wrong = [
        f"{row.name}: {row.why} – judged {verdict.score}: {verdict.reason}"
        for row in readable(morning.press)
        if (verdict := verdict_of(morning, row)).relevant != row.relevant
    ]
    assert wrong == []


def test_every_kept_text_is_exactly_as_written(morning):
    wrong = [difference for row in kept(morning) if (difference := compare(row, article_of(morning, row)))]
    assert wrong == []


def test_the_facets_a_reader_would_name_are_among_those_found(morning):
    named = {"core", "cơ quan"}  # facets that weigh but are not shown
    wrong = [
        f"{row.name}: {set(row.facets) - named - set(verdict.facets)}"
        for row in kept(morning)
        if not set(row.facets) - named <= set((verdict := verdict_of(morning, row)).facets)
    ]
    assert wrong == []


def test_a_copy_joins_the_story_of_its_original(morning):
    copies = [row for row in kept(morning) if row.copy_of]
    assert copies
    for row in copies:
        copy, original = article_of(morning, row), article_of(morning, morning.press.truth(row.copy_of))
        assert (copy.story_id, copy.origin) == (original.story_id, False), row.name
        assert original.origin, row.name


def test_pages_that_are_no_articles_are_reported_with_their_reason(morning):
    expected: Counter[str] = Counter()
    reported: Counter[str] = Counter()
    for row in morning.press.ledger:
        if row.fails:
            expected[row.fails[0].value] += 1
    for source in morning.report["sources"]:
        reported.update(source["failed"])
    assert reported == expected


def test_an_article_is_found_by_every_form_of_its_address(morning):
    row = morning.press.truth("songthu/cau-song-thu-cam-bien")
    stored = article_of(morning, row)
    host = row.url.partition("://")[2]
    for form in (f"https://{host}?utm_source=facebook&fbclid=x", f"{row.url}#binh-luan"):
        assert morning.program.json("show", form)["id"] == stored.id
        assert morning.program.json("explain", form)["article"]["id"] == stored.id


def kept(morning: Morning) -> list[Truth]:
    return [row for row in readable(morning.press) if row.relevant]


def article_of(morning: Morning, row: Truth) -> Article:
    known = morning.known[row.name]
    assert known is not None
    assert known.article is not None
    return known.article


def verdict_of(morning: Morning, row: Truth) -> Any:
    known = morning.known[row.name]
    assert known is not None
    return known.verdict


def compare(row: Truth, article: Article) -> str:
    """The first field that differs, or nothing."""
    pairs = {
        "title": (row.title, article.title),
        "lead": (row.lead, article.lead),
        "text": ("\n\n".join(row.paragraphs), article.text),
        "captions": (row.captions, article.captions),
        "published": (row.published_at, article.published_at),
        "authors": (row.authors, article.authors),
    }
    for name, (written, stored) in pairs.items():
        if written != stored:
            return f"{row.name} {name}:\n  written {written!r}\n  stored  {stored!r}"
    return ""
