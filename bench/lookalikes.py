"""`python -m bench.lookalikes [SIZE…]`: what comparing and filing an article costs as the archive grows, and what is found.

The archive is filled with articles put together from sentences of the sample newspapers, with names and figures of their own,
300 a day. At each size new articles come in, a third of them edited copies (one word in ten) of stored ones.
"""

from __future__ import annotations

import random
import re
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, insert, select

from newsroom.article import Extracted, Found, Verdict
from newsroom.duplicates import compare, fingerprint
from newsroom.filing import Filing, Relation, RelationKind
from newsroom.traces import own_traces
from storage import Archive, open_archive
from storage.database import Database
from storage.filing import file
from storage.schema import articles, stories, texts, traces
from tests.newspapers.manuscript import manuscripts

SIZES = (1_000, 10_000, 100_000)
A_DAY = 300  # relevant articles of the whole provincial press on a busy day
PROBES = 150
BATCH = 1_000
START = datetime(2025, 1, 1, tzinfo=UTC)
VERDICT = Verdict("chuyen-doi-so", relevant=True, score=9.0, reason="đo")
NAMES = re.findall(
    r"\w+",
    "Lò Vi Quàng Hà Lường Cầm Đèo Mạc Thào Giàng Kiều Bế Lục Tòng Khuất Chu Phùng Lã Tống Quách Thìn Duyệt Nga Bảo Chí Điền"
    " Hợp Khiêm Lụa Mười Ngát Oanh Phấn Quế Rạng Sửu Tới Uyển Vượng Xoan",
)
NEW_WORDS = 0.4  # of a sentence, so that articles share phrases as real ones do, but no sentences


@dataclass(frozen=True)
class Measured:
    size: int
    compared: float  # median seconds of known() and compare()
    filed: float  # median seconds of keep()
    computed: float  # median seconds of processor time of both: what other users of the disk cannot change
    floor: float  # median seconds of a bare durable INSERT between two filings
    candidates: float  # look-alikes read, mean
    copies_found: float  # share


def sentences() -> list[str]:
    shelves = manuscripts().values()
    texts = (paragraph for shelf in shelves for one in shelf for paragraph in one.paragraphs)
    return [sentence for text in texts for sentence in text.split(". ") if 40 < len(sentence) < 400]


def article(number: int, stock: list[str], host: str = "m") -> Extracted:
    """The same article for the same number, later ones printed later."""
    chance = random.Random(number)
    person, place = (" ".join(chance.choices(NAMES, k=3)) for _ in range(2))
    told = [f"Theo ông {person}, ở xã {place}, {chance.randint(100, 99_999)} hồ sơ đã nộp."]
    for sentence in chance.sample(stock, 14):
        words = sentence.split()
        other = chance.choice(stock).split()
        told.append(" ".join(chance.choice(other) if chance.random() < NEW_WORDS else word for word in words) + ".")
    at = START + timedelta(days=number // A_DAY, seconds=number % A_DAY * 200)
    return _page(f"{host}{number}", f"Xã {place} {' '.join(told[1].split()[:8])}", told, at)


def edited(page: Extracted, number: int) -> Extracted:
    """A copy in another newspaper, some hours later, with one word in ten changed."""
    chance = random.Random(number)
    lines = [" ".join("khác" if chance.random() < 0.1 else word for word in line.split()) for line in page.paragraphs]
    return _page(f"c{number}", page.title, lines, (page.published_at or START) + timedelta(hours=7))


def _page(name: str, title: str, lines: list[str], at: datetime) -> Extracted:
    found = Found(f"https://{name}.vn/1.html", f"{name}.vn/1.html", name, "")
    return Extracted(found, found.url, found.key, name, title, lines[0], tuple(lines[1:]), at, published_at=at)


def fill(database: Database, numbers: range, stock: list[str]) -> None:
    """Store articles as filing leaves them, but in batches, without index of words and frontier."""
    for start in range(numbers.start, numbers.stop, BATCH):
        pages = [(n + 1, article(n, stock)) for n in range(start, min(start + BATCH, numbers.stop))]
        database.write(partial(_store, pages=pages))


def _store(connection: Connection, pages: list[tuple[int, Extracted]]) -> None:
    """Rows after the pattern of the first article, which was filed in earnest."""
    like = connection.execute(select(articles).where(articles.c.id == 1)).mappings().one_or_none()
    if like is None:
        file(connection, _new(pages.pop(0)[1]), now=START)
        like = connection.execute(select(articles)).mappings().one()
    text = connection.execute(select(texts).where(texts.c.id == 1)).mappings().one()
    alone, rows, written, left = [], [], [], []
    for n, page in pages:
        mark = fingerprint(page)
        own = {"id": n, "text_id": n, "story_id": n, "key": page.key, "url": page.url, "source": page.source}
        when = {
            "title": page.title,
            "published_at": page.published_at,
            "sort_at": page.published_at,
            "first_seen_at": page.fetched_at,
        }
        alone.append({"id": n, "created_at": page.fetched_at, "origin_id": n, "size": 1})
        rows.append({**like, **own, **when, "text_hash": mark.text, "signature": mark.signature})
        written.append({**text, "id": n, "article_id": n, "title": page.title, "lead": page.lead, "text": page.text})
        left += [{"trace": trace, "article_id": n} for trace in own_traces(mark.signature, page.fetched_at)]
    for table, values in ((stories, alone), (articles, rows), (texts, written), (traces, left)):
        connection.execute(insert(table), values)


def _new(page: Extracted) -> Filing:
    return Filing(page, fingerprint(page), VERDICT, Relation(RelationKind.NEW))


def measure(archive: Archive, floor: sqlite3.Connection, size: int, stock: list[str]) -> Measured:
    """New articles against `size` stored ones; what comes in is filed, as in a crawl."""
    compared, filed, computed, bare, read, found = [], [], [], [], [], []
    for probe in range(PROBES):
        copied = probe % 3 == 0
        page = (
            edited(article(probe * (size // PROBES), stock), size + probe) if copied else article(size + probe, stock)
        )
        started, working = time.perf_counter(), time.process_time()
        mark = fingerprint(page)
        known = archive.known(page, mark)
        relation = compare(page, mark, known)
        between = time.perf_counter()
        archive.keep(Filing(page, mark, VERDICT, relation), now=page.fetched_at)
        compared.append(between - started)
        filed.append(time.perf_counter() - between)
        computed.append(time.process_time() - working)
        bare.append(_timed(floor, page))
        read.append(len(known.alike))
        if copied:
            found.append(relation.kind is RelationKind.COPY)
    compare_time, file_time, work_time, floor_time = (median(one) for one in (compared, filed, computed, bare))
    return Measured(size, compare_time, file_time, work_time, floor_time, sum(read) / PROBES, sum(found) / len(found))


def _floor(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    for order in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE bare (title TEXT, text TEXT)"):
        connection.execute(order)
    return connection


def _timed(floor: sqlite3.Connection, page: Extracted) -> float:
    started = time.perf_counter()
    floor.execute("INSERT INTO bare VALUES (?, ?)", (page.title, page.text))
    return time.perf_counter() - started


def main() -> None:
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    stock = sentences()
    rows: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'archive.db'}"
        with open_archive(url, now=START) as archive:
            database, filled, floor = Database(url), 0, _floor(Path(folder) / "floor.db")
            for size in sizes:
                fill(database, range(filled, size), stock)
                filled = size + PROBES
                rows.append(measure(archive, floor, size, stock))
                show(rows[-1], rows[0])
            database.close()
            floor.close()


def show(row: Measured, first: Measured) -> None:
    print(
        f"{row.size:>9,} stored: compare {row.compared * 1000:5.1f} ms, file {row.filed * 1000:5.1f} ms ="
        f" {row.filed / row.floor:.1f} bare durable INSERTs; of it processor {row.computed * 1000:5.1f} ms"
        f" ({row.computed / first.computed:.2f} x the first);"
        f" {row.candidates:.1f} read in full, {row.copies_found:.0%} of edited copies found",
        flush=True,
    )


if __name__ == "__main__":
    main()
