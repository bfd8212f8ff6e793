"""One database, of either engine: connections, transactions, retries. Driver errors leave it as CheckStorage only."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from newsroom.errors import FixConfiguration
from storage.trouble import check_folder, explained, no_archive, passing, shown, unreachable

T = TypeVar("T")

SQLITE_BUSY_SECONDS = 30.0
# A server that is restarted is back in a few seconds; one that is not is reported within half a minute.
WAITS = (0.1, 0.3, 1.0, 3.0, 8.0, 15.0)
# SQLite has waited in busy_timeout already; once more for the holder that let go for a moment to somebody else.
SQLITE_WAITS = (0.1,)
# A server that drops packets instead of refusing. Was 10: a person with a wrong host in the address sat before nothing.
CONNECT_SECONDS = 5

_ALLOWED = "allowed: sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE"


class Database:
    """`read` and `write` run a function of a connection in one transaction; a write is tried again where that helps.

    So a function handed to `write` must only touch the database: it may run more than once. A server that was never
    reached is reported at once; one that was lost is waited for.
    """

    def __init__(
        self,
        url: str,
        *,
        create: bool = True,
        busy_seconds: float = SQLITE_BUSY_SECONDS,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url = parse_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        if self.in_file:
            check_folder(self.url, create=create)
            if not create and not Path(str(self.url.database)).exists():
                raise no_archive(self.url)
        self._pause = pause
        self._waits = SQLITE_WAITS if self.sqlite else WAITS
        self._reached = False
        self.engine = _engine(self.url, busy_seconds)
        self._writer = self.engine.execution_options(writes=True)

    @property
    def in_file(self) -> bool:
        """Whether this is a SQLite file, not a server and not memory."""
        return self.sqlite and self.url.database not in {None, "", ":memory:"}

    @property
    def shown(self) -> str:
        return shown(self.url)

    def read(self, work: Callable[[Connection], T]) -> T:
        """One consistent view."""
        return self._tried(self.engine, work)

    def write(self, work: Callable[[Connection], T]) -> T:
        """One transaction that holds the right to write from its start, committed when `work` returns."""
        return self._tried(self._writer, work)

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """Driver errors inside become CheckStorage."""
        try:
            yield
        except self._driver_errors() as error:
            raise explained(error, self.url) from error

    def close(self) -> None:
        self.engine.dispose()

    def _tried(self, engine: Engine, work: Callable[[Connection], T]) -> T:
        for wait in (*self._waits, None):
            try:
                with engine.begin() as connection:
                    self._reached = True
                    return work(connection)
            except self._driver_errors() as error:
                lost = self._reached or not unreachable(error)
                if wait is None or not lost or not passing(error):
                    raise explained(error, self.url) from error
                self._pause(wait)
        raise AssertionError("unreachable: the last try returns or raises")

    def _driver_errors(self) -> tuple[type[Exception], ...]:
        driver = self.engine.dialect.loaded_dbapi  # its errors come unwrapped while a connection is being made
        return (DBAPIError, NoFreeConnection, driver.Error)


def parse_url(url: str) -> URL:
    """The address of a database of ours. Raises FixConfiguration, never showing what was given: it may hold a password."""
    parsed = _read_url(url)
    if isinstance(parsed, str):
        raise FixConfiguration(f"database.url: {parsed}")
    return parsed


def url_problem(url: str) -> str:
    """What is wrong with the address of a database and what is allowed; empty if nothing is. Never shows the address."""
    parsed = _read_url(url)
    return parsed if isinstance(parsed, str) else ""


def _read_url(url: str) -> URL | str:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        return f"cannot be read as an address; {_ALLOWED}"
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        return f"{parsed.drivername!r} is no kind of database that is supported; {_ALLOWED}"
    return parsed


def _engine(url: URL, busy_seconds: float) -> Engine:
    options: dict[str, Any] = {"hide_parameters": True, "json_serializer": _json}
    if url.get_backend_name() != "sqlite":
        wait = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
        options |= {"pool_pre_ping": True, "connect_args": wait}
    elif url.database in {None, "", ":memory:"}:
        options |= {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    try:
        engine = create_engine(url, **options)
    except (ImportError, NoSuchModuleError):
        raise FixConfiguration("PostgreSQL needs its driver: pip install 'diembao[postgres]'") from None
    if url.get_backend_name() == "sqlite":
        _prepare_sqlite(engine, busy_seconds)
    return engine


def _prepare_sqlite(engine: Engine, busy_seconds: float) -> None:
    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver's guess
        for pragma in (
            f"busy_timeout = {int(busy_seconds * 1000)}",
            "journal_mode = WAL",
            "synchronous = FULL",  # a commit that returned survives a power cut
            "foreign_keys = ON",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later cannot wait for another writer, it fails: 28 of 600 with
        # plain BEGIN, none with IMMEDIATE.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
