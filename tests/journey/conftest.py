"""The real program as a person runs it, against real newspapers on loopback."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from storage import Archive, open_archive

CONFIGURATION = """\
[database]
url = "sqlite:///{database}"
[sources]
bundled = false
dir = "{sources}"
[crawl]
allow_private_addresses = true
delay = 0
contact = "mailto:test@example.vn"
"""
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("DIEMBAO_")}  # noqa: TID251


@dataclass(frozen=True)
class Program:
    """`diembao` with a configuration file, in a folder of its own."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "diembao.toml"

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "cli.main", "--config", str(self.file), *arguments]

    @contextlib.contextmanager
    def start(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """The program under way; what is left of it at the end of the block is killed."""
        process = subprocess.Popen(
            self.command(*arguments),
            cwd=self.folder,
            env=CLEAN,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        with process:
            try:
                yield process
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)

    def run(self, *arguments: str, expect: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[str]:
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=100)
        assert process.returncode in expect, f"exit code {process.returncode}\n{out}\n{err}"
        assert "Traceback" not in err
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def json(self, *arguments: str, expect: tuple[int, ...] = (0,)) -> Any:
        return json.loads(self.run(*arguments, "--json", expect=expect).stdout)

    def archive(self) -> Archive:
        return open_archive(f"sqlite:///{self.folder / 'archive.db'}", now=datetime.now(UTC), upgrade=False)


def install(folder: Path, sources: Path) -> Program:
    """A fresh folder with a configuration that reads the source files in `sources`."""
    folder.mkdir(parents=True, exist_ok=True)
    program = Program(folder)
    program.file.write_text(CONFIGURATION.format(database=folder / "archive.db", sources=sources), encoding="utf-8")
    return program


@pytest.fixture
def program(tmp_path: Path) -> Callable[[Path], Program]:
    """Install the program for a folder of source files."""
    return lambda sources: install(tmp_path / "program", sources)
