"""Making and upgrading the tables, and refusing what cannot be used: one clear line each."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from newsroom.errors import CheckStorage, DiembaoError, FixConfiguration
from storage import open_archive
from storage.database import Database
from storage.schema import SCHEMA_VERSION, metadata
from storage.upgrade import MIGRATIONS, migrate
from tests.storage.samples import NOW


def test_the_newest_migration_is_the_version_the_program_names() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert scripts.get_heads() == [SCHEMA_VERSION]
    numbers = [script.revision for script in scripts.walk_revisions()]
    assert numbers == [f"{number:04}" for number in range(len(numbers), 0, -1)]


def test_migrations_make_the_tables_that_the_schema_describes(database: Database) -> None:
    from storage.migrations.naming import ours

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_type": True})
        return list(compare_metadata(context, metadata))

    assert database.read(differences) == []


def test_an_empty_database_is_filled(empty_url: str) -> None:
    with open_archive(empty_url, now=NOW) as archive:
        assert archive.schema_version == SCHEMA_VERSION
        assert archive.check() == []


def test_a_new_file_s_folder_is_made(tmp_path: Path) -> None:
    open_archive(f"sqlite:///{tmp_path}/var/lib/new.db", now=NOW).close()
    assert (tmp_path / "var/lib/new.db").is_file()


def test_several_processes_may_make_the_tables_at_once(empty_url: str) -> None:
    def opened(_number: int) -> str:
        with open_archive(empty_url, now=NOW) as archive:
            return archive.schema_version

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(opened, range(4))) == {SCHEMA_VERSION}


# killed half-way

KILLED = """
import os, signal, sys
from datetime import datetime, timezone
from sqlalchemy import event
from storage import upgrade
from storage.database import Database

database, left = Database(sys.argv[1]), int(sys.argv[2])

@event.listens_for(database.engine, "before_cursor_execute")
def count(_connection, _cursor, statement, *_):
    global left
    left -= statement.startswith(("CREATE", "INSERT", "\\nCREATE"))
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

upgrade.ensure_schema(database, upgrade=True, now=datetime.now(timezone.utc))
"""


@pytest.mark.parametrize("after", [0, 3, 12, 20, 27])
def test_a_migration_that_is_killed_leaves_nothing_half_made(empty_url: str, after: int) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, empty_url, str(after)], check=False)
    assert killed.returncode == -9
    database = Database(empty_url)
    assert database.read(lambda connection: inspect(connection).get_table_names()) == []
    database.close()
    with open_archive(empty_url, now=NOW) as archive:
        assert archive.check() == []


# refused


def set_version(url: str, version: str) -> None:
    database = Database(url)
    database.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version}))
    database.close()


@pytest.mark.parametrize("version", ["9999", "ffeeddccbbaa"])
@pytest.mark.parametrize("upgrade", [True, False])
def test_a_database_of_a_newer_program_is_refused(url: str, version: str, *, upgrade: bool) -> None:
    set_version(url, version)
    with pytest.raises(
        CheckStorage, match=rf"schema is version {version}, this program knows versions up to {SCHEMA_VERSION}"
    ):
        open_archive(url, now=NOW, upgrade=upgrade)


def test_an_older_database_is_refused_unless_it_may_be_upgraded(url: str) -> None:
    set_version(url, "0000")
    with pytest.raises(CheckStorage, match=r"schema is version 0000, this program needs .* diembao db upgrade"):
        open_archive(url, now=NOW, upgrade=False)


def test_an_empty_database_is_refused_unless_it_may_be_filled(empty_url: str) -> None:
    with pytest.raises(CheckStorage, match=r"no archive at .*; `diembao crawl` makes one"):
        open_archive(empty_url, now=NOW, upgrade=False)


@pytest.mark.parametrize("file", ["new.db", "var/new.db"])
def test_a_file_that_is_not_there_is_not_made_without_leave(tmp_path: Path, file: str) -> None:
    with pytest.raises(CheckStorage, match=rf"no archive at .*{file}; `diembao crawl` makes one"):
        open_archive(f"sqlite:///{tmp_path}/{file}", now=NOW, upgrade=False)
    assert list(tmp_path.iterdir()) == []


def test_somebody_else_s_tables_are_refused(empty_url: str) -> None:
    database = Database(empty_url)
    database.write(lambda connection: connection.execute(text("CREATE TABLE articles (id INTEGER)")))
    database.close()
    with pytest.raises(CheckStorage, match=r"holds other tables \(articles\) and was not made by diembao"):
        open_archive(empty_url, now=NOW)


def test_a_server_may_hold_other_tables_too(postgres_empty: str) -> None:
    database = Database(postgres_empty)
    database.write(lambda connection: connection.execute(text("CREATE TABLE khach_hang (id INTEGER)")))
    database.close()
    open_archive(postgres_empty, now=NOW).close()


def a_text_file(folder: Path) -> str:
    (folder / "x.db").write_text("Đây không phải là cơ sở dữ liệu. " * 100, encoding="utf-8")
    return f"sqlite:///{folder}/x.db"


def below_a_file(folder: Path) -> str:
    (folder / "x").write_text("")
    return f"sqlite:///{folder}/x/y/new.db"


def a_folder(folder: Path) -> str:
    return f"sqlite:///{folder}"


def on_a_read_only_system(_folder: Path) -> str:
    return "sqlite:////proc/diembao/new.db"


def nobody_listens(_folder: Path) -> str:
    return "postgresql+psycopg://an:mat-khau-rat-bi-mat@127.0.0.1:1/diembao"


def no_socket(folder: Path) -> str:
    return f"postgresql+psycopg://an:mat-khau-rat-bi-mat@/diembao?host={folder}"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (a_text_file, "not a SQLite database; name another file"),
        (below_a_file, "its folder cannot be made"),
        (a_folder, "this is a folder"),
        (on_a_read_only_system, "its folder cannot be made"),
        (nobody_listens, "no connection; check that the server runs"),
        (no_socket, "no connection; check that the server runs"),
    ],
)
def test_an_unusable_database_is_told_in_one_line(
    tmp_path: Path, make: Callable[[Path], str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.WAITS", ())
    with pytest.raises(CheckStorage) as told:
        open_archive(make(tmp_path), now=NOW)
    assert said in str(told.value)
    assert_one_line_without_password(told.value)


def test_an_unwritable_file_or_folder_is_told(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # the tests may run as root, whom no permission stops
    for refused in (tmp_path / "archive.db", tmp_path):
        monkeypatch.setattr("os.access", lambda path, _mode, refused=refused: Path(path) != refused)
        with pytest.raises(CheckStorage, match=f"{re.escape(str(refused))} is not writable; let this user write"):
            open_archive(sqlite_url, now=NOW)


def test_wrong_names_of_a_server_s_database_and_user_are_told(postgres_admin: str, monkeypatch) -> None:
    monkeypatch.setattr("storage.database.WAITS", ())
    with pytest.raises(CheckStorage, match=r"no such database; create it \(createdb\)"):
        open_archive(postgres_admin.replace("/postgres?", "/khong-co?"), now=NOW)
    with pytest.raises(CheckStorage, match="refused the user or the password"):
        open_archive(postgres_admin.replace("postgres@", "ai-do:mat-khau-rat-bi-mat@"), now=NOW)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "khong phai url",
        "mysql://an:mat-khau-rat-bi-mat@host/x",
        "postgresql+asyncpg://an:mat-khau-rat-bi-mat@host/x",
        "oracle+nope://an:mat-khau-rat-bi-mat@host/x",
        "postgresql+psycopg://an:mat-khau-rat-bi-mat@host:abc/x",
    ],
)
def test_an_address_that_is_none_of_ours_is_a_matter_of_configuration(url: str) -> None:
    with pytest.raises(FixConfiguration, match="allowed: sqlite:///FILE or postgresql") as told:
        open_archive(url, now=NOW)
    assert_one_line_without_password(told.value)


def test_a_damaged_file_is_told(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "archive.db"
    data = bytearray(file.read_bytes())
    data[100:20_000] = bytes(19_900)
    file.write_bytes(data)
    with pytest.raises(CheckStorage, match="damaged"):
        open_archive(sqlite_url, now=NOW)


def assert_one_line_without_password(told: DiembaoError) -> None:
    assert "\n" not in str(told)
    seen: BaseException | None = told
    while seen is not None:  # nor in what a traceback would show
        assert "mat-khau" not in str(seen)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)


def test_check_finds_what_does_not_fit_together(url: str) -> None:
    from tests.storage.samples import extracted, keep

    with open_archive(url, now=NOW) as archive:
        for number in range(3):
            keep(archive, extracted(number))
    database = Database(url)
    index = (
        "DELETE FROM text_index WHERE text_id = 1"
        if not database.sqlite
        else "DELETE FROM text_index_docsize WHERE id = 1"
    )
    damage = [index, "UPDATE stories SET size = 7 WHERE id = 2", "UPDATE articles SET story_id = NULL WHERE id = 3"]
    for statement in damage:
        database.write(lambda connection, statement=statement: connection.execute(text(statement)))
    database.close()
    with open_archive(url, now=NOW) as archive:
        problems = archive.check()
    assert "1 texts are not in the search index" in problems
    assert "1 articles are wrongly in or out of a story" in problems
    assert "2 stories count their articles wrongly" in problems
    assert "1 stories have an origin that is not one of their articles" in problems


def test_a_copied_file_is_a_whole_archive(sqlite_url: str, tmp_path: Path) -> None:
    copied = shutil.copy(tmp_path / "archive.db", tmp_path / "copy.db")
    with open_archive(f"sqlite:///{copied}", now=NOW, upgrade=False) as archive:
        assert archive.check() == []


def test_migrations_can_be_run_one_by_one(empty_url: str) -> None:
    database = Database(empty_url)
    database.write(lambda connection: migrate(connection, now=NOW, to="0001"))
    assert "articles" in database.read(lambda connection: inspect(connection).get_table_names())
    database.close()
