"""The measurements of one cycle: read pages, judge texts, file articles, and all of it together."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from crawler.catalogue import load_catalogue
from crawler.extract import extract
from newsroom.article import Extracted, Fetched, Found
from newsroom.duplicates import compare, fingerprint
from newsroom.filing import Filing
from newsroom.relevance import judge
from newsroom.source import Source
from newsroom.topic import bundled_topic
from newsroom.urls import canonical_key
from storage import open_archive
from tests.journey.conftest import CLEAN, install
from tests.newspapers.press import Newspapers
from tests.newspapers.visitor import ask

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECONDS = 3.0  # at least so long for each side


@dataclass(frozen=True)
class Row:
    what: str
    ours: str
    floor: str
    ratio: str


@dataclass(frozen=True)
class PageOfPaper:
    fetched: Fetched
    source: Source


def collect_pages(press: Newspapers) -> list[PageOfPaper]:
    """Every readable article of the sample newspapers, as a browser gets it."""
    sources = load_catalogue([press.sources], bundled=False)
    pages = []
    for row in (row for row in press.ledger if row.readable):
        source = sources[row.outlet]
        found = Found(row.url, canonical_key(row.url, source), source.id, "")
        pages.append(PageOfPaper(Fetched(found, row.url, 200, ask(row.url).body, NOW, "text/html"), source))
    return pages


def extraction(pages: Sequence[PageOfPaper]) -> Row:
    """Pages a second in one process, against trafilatura's own extraction of text and metadata."""
    texts = [page.fetched.body.decode() for page in pages]
    ours = _rate(lambda n: extract(pages[n % len(pages)].fetched, pages[n % len(pages)].source))
    floor = _rate(lambda n: trafilatura.bare_extraction(texts[n % len(texts)], with_metadata=True))
    return _row("extract a page", ours, "trafilatura with metadata", floor)


def judging(pages: Sequence[PageOfPaper]) -> Row:
    """Judgements a second, against one `in` per lexicon term over the lower-cased text."""
    topic, articles = bundled_topic("chuyen-doi-so"), _read(pages)
    terms = [form.lower() for term in topic.terms for form in term.forms]
    ours = _rate(lambda n: judge(articles[n % len(articles)], topic))

    def keywords(n: int) -> list[str]:
        article = articles[n % len(articles)]
        text = f"{article.title}\n{article.lead}\n{article.text}".lower()
        return [term for term in terms if term in text]

    return _row("judge a text", ours, "substring search of each term", _rate(keywords))


def filing(pages: Sequence[PageOfPaper], folder: Path) -> Row:
    """Articles filed a second (each its own durable transaction), against one bare durable INSERT each."""
    topic, articles = bundled_topic("chuyen-doi-so"), _read(pages)
    with open_archive(f"sqlite:///{folder / 'filing.db'}", now=NOW) as archive:
        started, count = time.perf_counter(), 0
        for article in articles:
            mark = fingerprint(article)
            relation = compare(article, mark, archive.known(article, mark))
            archive.keep(Filing(article, mark, judge(article, topic), relation), now=NOW)
            count += 1
        ours = count / (time.perf_counter() - started)
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, text TEXT)")
    floor = _rate(lambda n: bare.execute("INSERT INTO articles (title, text) VALUES (?, ?)", _pair(articles, n)))
    bare.close()
    return _row("judge, compare and file an article", ours, "one SQLite INSERT with synchronous=FULL", floor)


def whole_cycle(press: Newspapers, folder: Path) -> Row:
    """Articles a second of `diembao crawl`, start-up included, against fetching the same pages one by one."""
    program = install(folder / "program", press.sources)
    started = time.perf_counter()
    done = subprocess.run(program.command("crawl", "--json"), env=CLEAN, capture_output=True, check=False)
    total = json.loads(done.stdout)["total"]
    ours = total["extracted"] / (time.perf_counter() - started)
    urls = [row.url for row in press.ledger if row.readable]
    floor = _rate(lambda n: ask(urls[n % len(urls)]))
    return _row("crawl the sample newspapers", ours, "plain GETs, one after another", floor)


def _read(pages: Sequence[PageOfPaper]) -> list[Extracted]:
    return [extract(page.fetched, page.source) for page in pages]


def _pair(articles: Sequence[Extracted], n: int) -> tuple[str, str]:
    article = articles[n % len(articles)]
    return article.title, article.text


def _rate(work: Callable[[int], object]) -> float:
    """Calls a second, over at least SECONDS."""
    started, count = time.perf_counter(), 0
    while time.perf_counter() - started < SECONDS:
        work(count)
        count += 1
    return count / (time.perf_counter() - started)


def _row(what: str, ours: float, against: str, floor: float) -> Row:
    return Row(what, f"{ours:.1f}/s", f"{against}: {floor:.1f}/s", f"{ours / floor:.2f}")
