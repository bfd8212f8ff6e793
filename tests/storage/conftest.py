"""Every test that asks for `url`, `database` or `archive` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from storage import Archive, open_archive
from storage.database import Database
from storage.schema import SCHEMA_VERSION, metadata
from tests.storage.postgres import NoServer, PostgresServer
from tests.storage.samples import NOW

# A server that is there already, with the right to make databases; without it one is started.
SERVER = os.environ.get("DIEMBAO_TEST_POSTGRES_URL", "")  # noqa: TID251 - a setting of the tests, not of the program

_numbers = count()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty archive, to be copied."""
    file = tmp_path_factory.mktemp("template") / "archive.db"
    open_archive(f"sqlite:///{file}", now=NOW).close()
    return file


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        try:
            server = PostgresServer(Path(folder))
        except NoServer as error:
            pytest.skip(f"PostgreSQL cannot be started here: {error}")
        yield server
        server.stop()


@pytest.fixture(scope="session")
def postgres_admin(request: pytest.FixtureRequest) -> str:
    """The address of a server's database from which others are made."""
    return SERVER or request.getfixturevalue("postgres_server").url()


@pytest.fixture(scope="session")
def postgres_archive(postgres_admin: str) -> Iterator[str]:
    """The address of an archive that tests use one after another."""
    name = _new_database(postgres_admin)
    url = _named(postgres_admin, name)
    open_archive(url, now=NOW).close()
    yield url
    _drop(postgres_admin, name)


@pytest.fixture
def postgres_empty(postgres_admin: str) -> Iterator[str]:
    """The address of a database without any tables."""
    name = _new_database(postgres_admin)
    yield _named(postgres_admin, name)
    _drop(postgres_admin, name)


@pytest.fixture
def postgres_url(postgres_archive: str) -> str:
    """The address of an empty archive. Emptied, not made anew: a new database costs most of a second."""
    tables = ", ".join([*metadata.tables, "text_index"])
    _order(
        postgres_archive,
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        f"TRUNCATE {tables} RESTART IDENTITY",
        f"UPDATE alembic_version SET version_num = '{SCHEMA_VERSION}'",
    )
    return postgres_archive


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'archive.db')}"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty archive."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any tables."""
    return f"sqlite:///{tmp_path}/new.db" if request.param == "sqlite" else request.getfixturevalue("postgres_empty")


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    with open_archive(url, now=NOW) as opened:
        yield opened
        assert opened.check() == []


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    yield opened
    opened.close()


def _named(admin: str, name: str) -> str:
    return make_url(admin).set(database=name).render_as_string(hide_password=False)


def _new_database(admin: str) -> str:
    name = f"diembao_test_{os.getpid()}_{next(_numbers)}"
    _order(admin, f"CREATE DATABASE {name} TEMPLATE template0")
    return name


def _drop(admin: str, name: str) -> None:
    _order(admin, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _order(admin: str, *commands: str) -> None:
    engine = create_engine(admin, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for command in commands:
            connection.execute(text(command))
    engine.dispose()
