"""A user's mistake and a broken machine: one clear line on stderr, the right exit code, no traceback."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journey.conftest import CLEAN


def diembao(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli.main", *arguments],
        cwd=folder,
        env=CLEAN | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def assert_one_line(done: subprocess.CompletedProcess[str], code: int, *said: str) -> None:
    assert (done.returncode, done.stdout) == (code, "")
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    for words in said:
        assert words in done.stderr


CONFIGURATION_MISTAKES = {
    "no such file": ([], None, "diembao.toml: no such configuration file"),
    "broken TOML": ([], "[crawl", "is not valid TOML"),
    "unknown key": ([], "[crawl]\nevry = 1", "unknown key crawl.evry"),
    "wrong type": ([], "[smtp]\nport = 'x'", "smtp.port: input should be a valid integer"),
    "unknown topic": ([], "[topic]\nname = 'bong-da'", "bong-da"),
    "no topic file": ([], "[topic]\nname = 'nowhere/topic.toml'", "nowhere/topic.toml: cannot be read as a topic file"),
    "unknown outlet": (["khongco"], "", "no outlet is called 'khongco'"),
    "not a database address": ([], "[database]\nurl = 'nonsense'", "database.url: cannot be read"),
}


@pytest.mark.parametrize(("outlets", "text", "said"), CONFIGURATION_MISTAKES.values(), ids=CONFIGURATION_MISTAKES)
def test_a_configuration_mistake_ends_with_code_2(tmp_path, outlets, text, said):
    if text is not None:
        (tmp_path / "diembao.toml").write_text(text, encoding="utf-8")
    done = diembao(tmp_path, "--config", "diembao.toml", "crawl", *outlets)
    assert_one_line(done, 2, said)


def test_a_recipient_s_query_that_names_no_province_fails_the_check(tmp_path):
    (tmp_path / "diembao.toml").write_text(
        "[[digest.recipients]]\nname = 'a'\nto = ['a@example.vn']\nquery = 'tinh:ha-tinn'", encoding="utf-8"
    )
    done = diembao(tmp_path, "config", "check")
    assert_one_line(
        done, 2, "diembao.toml: digest.recipients.0.query: no province is called 'ha-tinn'; did you mean ha-tinh"
    )


def test_a_bad_source_file_is_named_with_its_key(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "bao.toml").write_text(
        'id = "bao"\nname = "Báo"\nhome = "ftp://bao.example/"\n', encoding="utf-8"
    )
    assert_one_line(diembao(tmp_path, "sources", "list"), 2, "bao.toml", "home")


def test_a_usage_mistake_ends_with_code_2(tmp_path):
    assert diembao(tmp_path, "crawl", "--nonsense").returncode == 2
    assert diembao(tmp_path, "nonsense").returncode == 2


def test_an_unreachable_database_ends_with_code_4_and_hides_the_password(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    url = f"postgresql+psycopg://press:sesame@127.0.0.1:{port}/press"
    done = diembao(tmp_path, "status", DIEMBAO_DATABASE__URL=url)
    assert_one_line(done, 4, "127.0.0.1")
    assert "sesame" not in done.stderr


@pytest.mark.parametrize("verb", [["search", "x"], ["show", "1"], ["explain", "1"], ["status"], ["db", "check"]])
def test_a_verb_that_reads_makes_no_archive(tmp_path, verb):
    done = diembao(tmp_path, *verb)
    assert_one_line(done, 4, "no archive at var/diembao.db; `diembao crawl` makes one (`diembao demo` a sample one)")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_ends_with_code_4(tmp_path):
    (tmp_path / "file").touch()
    assert_one_line(diembao(tmp_path, "status", DIEMBAO_DATABASE__URL="sqlite:///file/archive.db"), 4, "file")


def test_a_file_that_is_no_database_ends_with_code_4(tmp_path):
    (tmp_path / "archive.db").write_text("hello, this is no database " * 100, encoding="utf-8")
    assert_one_line(diembao(tmp_path, "status", DIEMBAO_DATABASE__URL="sqlite:///archive.db"), 4, "archive.db")


def test_a_database_newer_than_the_program_is_refused_with_code_4(tmp_path):
    url = "sqlite:///archive.db"
    assert diembao(tmp_path, "db", "upgrade", DIEMBAO_DATABASE__URL=url).returncode == 0
    with sqlite3.connect(tmp_path / "archive.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert_one_line(diembao(tmp_path, "crawl", DIEMBAO_DATABASE__URL=url), 4, "9999")


def test_output_into_a_closed_pipe_is_no_error(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "cli.main", "sources", "list"],
        cwd=tmp_path,
        env=CLEAN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
