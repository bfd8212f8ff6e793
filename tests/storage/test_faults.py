"""What the archive survives: kills, torn files, a full disk, a lock that stays, a server that goes away."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from newsroom.errors import CheckStorage
from newsroom.query import Everything
from storage import Archive, open_archive
from storage.database import Database
from tests.storage.postgres import NoServer, PostgresServer
from tests.storage.samples import NOW, extracted, filing, found, keep, poll

# Files articles one after another until it is killed; says each number once it is acknowledged.
WRITER = """
import sys
from storage import open_archive
from tests.storage.samples import NOW, extracted, found, keep, poll

with open_archive(sys.argv[1], now=NOW) as archive:
    archive.frontier.record(poll([found(number) for number in range(100)]))
    for errand in range(100):
        keep(archive, extracted(errand))
        print(errand, flush=True)
"""


@pytest.mark.parametrize("seed", range(4))
def test_a_writer_that_is_killed_loses_nothing_it_had_acknowledged(url: str, seed: int) -> None:
    stop_after = random.Random(seed).randrange(1, 40)
    with subprocess.Popen([sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline()) for _ in range(stop_after)]
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged += [int(line) for line in writer.stdout.read().split()]
    with open_archive(url, now=NOW) as archive:
        assert archive.check() == []
        counts = archive.counts()
        assert counts.relevant in {len(acknowledged), len(acknowledged) + 1}
        assert counts.frontier["queued"] == 100 - counts.relevant
        for number in range(100):
            keep(archive, extracted(number))
        assert archive.counts().relevant == 100
        assert archive.counts().frontier == {"done": 100}
        assert archive.check() == []


def test_a_torn_write_ahead_log_costs_only_its_end(sqlite_url: str, tmp_path: Path) -> None:
    with open_archive(sqlite_url, now=NOW) as archive:
        for number in range(12):
            keep(archive, extracted(number))
        live = tmp_path / "live"
        live.mkdir()
        for file in tmp_path.glob("archive.db*"):
            shutil.copy(file, live / file.name)
    log = (live / "archive.db-wal").read_bytes()
    assert len(log) > 50_000
    dice = random.Random(1)
    for variant in range(25):
        torn = tmp_path / f"torn{variant}"
        shutil.copytree(live, torn)
        cut = dice.randrange(len(log))
        (torn / "archive.db-shm").unlink()
        damaged = bytearray(log[:cut]) if variant % 2 else bytearray(log)
        if variant % 2 == 0:
            damaged[cut] ^= 0xFF
        (torn / "archive.db-wal").write_bytes(damaged)
        with open_archive(f"sqlite:///{torn}/archive.db", now=NOW) as archive:
            assert archive.check() == []
            stored = archive.counts().relevant
            assert stored <= 12
            for number in range(12):
                keep(archive, extracted(number))
            assert archive.counts().relevant == 12


def test_a_full_disk_is_told_and_the_archive_goes_on_when_there_is_room_again(sqlite_url: str) -> None:
    with open_archive(sqlite_url, now=NOW) as archive:
        keep(archive, extracted(1))
        database = archive._database
        pages = database.read(lambda c: c.execute(text("PRAGMA page_count")).scalar_one())
        limit_pages(database, pages)
        long = extracted(2, paragraphs=tuple(f"Đoạn văn thứ {n} rất dài. " * 50 for n in range(200)))
        with pytest.raises(CheckStorage, match="the disk is full; free space"):
            archive.keep(filing(long), now=NOW)
        assert archive.search(Everything()).total == 1
        assert archive.check() == []
        limit_pages(database, 1_000_000)
        archive.keep(filing(long), now=NOW)
        assert archive.counts().relevant == 2
        assert archive.check() == []


def limit_pages(database: Database, pages: int) -> None:
    """SQLite's own limit stands in for the disk's: the same error at the same places."""
    database.read(lambda connection: connection.execute(text(f"PRAGMA max_page_count = {pages}")).all())


# SQLite: another process holds the lock


@pytest.fixture
def holder(sqlite_url: str, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    other = sqlite3.connect(tmp_path / "archive.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def test_a_lock_that_stays_is_told_and_readers_go_on(sqlite_url: str, holder: sqlite3.Connection) -> None:
    database = Database(sqlite_url, busy_seconds=0.05)
    with pytest.raises(CheckStorage, match="another process holds the database"):
        database.write(lambda _connection: None)
    assert database.read(lambda connection: connection.execute(text("SELECT count(*) FROM articles")).scalar_one()) == 0
    database.close()


def test_a_lock_that_goes_is_waited_for(sqlite_url: str, holder: sqlite3.Connection) -> None:
    with open_archive(sqlite_url, now=NOW) as archive:
        release = threading.Timer(0.3, lambda: holder.execute("COMMIT"))
        release.start()
        keep(archive)
        release.join()
        assert archive.counts().relevant == 1


def test_many_writers_at_once_do_not_lock_each_other_out(url: str) -> None:
    def write(start: int) -> None:
        with open_archive(url, now=NOW) as archive:
            archive.frontier.record(poll([found(n) for n in range(60)]))
            for number in range(start, start + 30):
                keep(archive, extracted(number))

    threads = [threading.Thread(target=write, args=(start,)) for start in (0, 10, 20, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_archive(url, now=NOW) as archive:
        assert archive.counts().relevant == 60
        assert archive.counts().frontier == {"done": 60}
        assert archive.check() == []


# PostgreSQL: the server goes away


@pytest.fixture(scope="module")
def own_server() -> Iterator[PostgresServer]:
    """A server that may be stopped without disturbing other tests."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        try:
            server = PostgresServer(Path(folder))
        except NoServer as error:
            pytest.skip(f"PostgreSQL cannot be started here: {error}")
        yield server
        server.stop()


def test_a_restarted_server_is_found_again_and_nothing_is_lost(own_server: PostgresServer) -> None:
    with open_archive(own_server.url(), now=NOW) as archive:
        for number in range(5):
            keep(archive, extracted(number))
        own_server.stop()
        own_server.start()
        for number in range(5, 10):
            keep(archive, extracted(number))
        assert archive.counts().relevant == 10
        assert archive.check() == []


def test_a_server_that_comes_back_in_time_is_waited_for(own_server: PostgresServer) -> None:
    with open_archive(own_server.url(), now=NOW) as archive:
        before = archive.counts().relevant
        waited: list[float] = []

        def start_at_the_third(seconds: float) -> None:
            waited.append(seconds)
            if len(waited) == 3:
                own_server.start()

        archive._database._pause = start_at_the_third
        own_server.stop()
        keep(archive, extracted(100))
        assert archive.counts().relevant == before + 1
        assert waited == [0.1, 0.3, 1.0]


def test_a_server_that_stays_away_is_told(own_server: PostgresServer) -> None:
    with open_archive(own_server.url(), now=NOW) as archive:
        archive._database._pause = lambda _seconds: None
        own_server.stop()
        with pytest.raises(CheckStorage, match="check that the server runs"):
            keep(archive, extracted(101))
        own_server.start()
        keep(archive, extracted(101))


def test_a_server_that_was_never_there_is_told_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    waited: list[float] = []
    database = Database(f"postgresql://press@127.0.0.1:{port}/press", pause=waited.append)
    with pytest.raises(CheckStorage, match="no connection; check that the server runs"):
        database.read(lambda _connection: None)
    assert waited == []
    database.close()


def test_a_server_that_never_answers_is_told_after_the_connection_s_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.CONNECT_SECONDS", 2)  # the least the driver takes
    with socket.create_server(("127.0.0.1", 0)) as silent:
        database = Database(f"postgresql://press@127.0.0.1:{silent.getsockname()[1]}/press")
        with pytest.raises(CheckStorage, match="no connection; check that the server runs"):
            database.read(lambda _connection: None)
        database.close()


def test_a_backend_that_is_terminated_in_a_transaction_is_no_loss(postgres_url: str) -> None:
    with open_archive(postgres_url, now=NOW) as archive, open_archive(postgres_url, now=NOW) as other:
        database = archive._database
        tries = []

        def work(connection) -> int:
            tries.append(1)
            backend = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            if len(tries) == 1:
                stop = text("SELECT pg_terminate_backend(:pid, 5000)")
                other._database.read(lambda c: c.execute(stop, {"pid": backend}).scalar_one())
            return connection.execute(text("INSERT INTO jobs (name) VALUES ('x') RETURNING 1")).scalar_one()

        assert database.write(work) == 1
        assert len(tries) == 2
        assert [job.name for job in archive.jobs.all()] == ["x"]


def test_a_deadlock_is_tried_again(postgres_url: str) -> None:
    database = Database(postgres_url)
    database.write(lambda c: c.execute(text("INSERT INTO jobs (name) VALUES ('a'), ('b')")))
    both_have_one = threading.Barrier(2)
    met: set[str] = set()

    def cross(first: str, second: str) -> None:
        def work(connection) -> None:
            touch = text("UPDATE jobs SET last_run_at = now() WHERE name = :name")
            connection.execute(touch, {"name": first})
            if first not in met:
                met.add(first)
                both_have_one.wait(10)
            connection.execute(touch, {"name": second})

        database.write(work)

    threads = [threading.Thread(target=cross, args=pair) for pair in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    done = text("SELECT count(*) FROM jobs WHERE last_run_at IS NOT NULL")
    assert database.read(lambda connection: connection.execute(done).scalar_one()) == 2
    database.close()


def test_an_error_of_the_disk_is_told_and_no_success(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(sqlite3.Connection):
        def commit(self) -> None:
            raise sqlite3.OperationalError("disk I/O error")

    database = Database(sqlite_url)
    real = sqlite3.connect
    monkeypatch.setattr(database.engine.dialect.loaded_dbapi, "connect", lambda *a, **k: real(*a, **k, factory=Failing))
    archive = Archive(database, max_links=10, holder_is_alive=lambda _: True)
    with pytest.raises(CheckStorage, match="the disk refused to read or write"):
        keep(archive)
    archive.close()
