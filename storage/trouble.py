"""What a driver's error means for people: one line, what failed and what to do next. Never a password."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from newsroom.errors import CheckStorage


class _Sign(NamedTuple):
    sign: str  # part of the message (SQLite) or start of the SQLSTATE (PostgreSQL)
    meaning: str


_SQLITE = (
    _Sign("database or disk is full", "the disk is full; free space and start again, nothing stored so far is lost"),
    _Sign("is locked", "another process holds the database and does not let go; see who (fuser FILE), wait or stop it"),
    _Sign("readonly database", "the file or its folder is read-only; let this user write to both"),
    _Sign(
        "unable to open database",
        "the file cannot be opened; check that its folder exists and this user may write to it",
    ),
    _Sign("not a database", "the file is something else, not a SQLite database; name another file in [database] url"),
    _Sign("malformed", "the file is damaged; run `diembao db check`, then restore a backup"),
    _Sign("disk i/o error", "the disk refused to read or write; check the disk and the free space"),
    _Sign("too many open files", "the process has no file handles left; raise `ulimit -n`"),
)

_POSTGRES = (
    _Sign("53100", "the server's disk is full; free space there and start again, nothing stored so far is lost"),
    _Sign("53300", "the server has no connection left; raise max_connections or stop other clients"),
    _Sign("25006", "the server is read-only (a standby?); name the primary in [database] url"),
    _Sign("28", "the server refused the user or the password; check both in [database] url"),
    _Sign("3D000", "there is no such database; create it (createdb) or correct its name in [database] url"),
    _Sign("42501", "the user lacks a right; give it all rights on its database"),
    _Sign("40", "other transactions got in the way again and again; try again later"),
    _Sign("57P", "the server is stopping or starting; try again in a moment"),
    _Sign("08", "the connection broke; check that the server runs and is reachable"),
)
_UNREACHABLE = "no connection; check that the server runs and that host and port in [database] url are right"

# Class 40: serialization failure, deadlock. 08, 57P: the server went away. 53300: no connection free just now.
# 23505: two writers made the same row at the same moment; the second one finds it when it tries again.
_PASSING_STATES = ("40", "08", "57P", "53300", "23505", "55P03")


def passing(error: Exception) -> bool:
    """Whether the same transaction may succeed if it is tried again in a moment."""
    original = _original(error)
    state = _state(original)
    if state is not None:
        return state.startswith(_PASSING_STATES)
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    message = str(original).lower()
    return "is locked" in message or _from_postgres(original)


def unreachable(error: Exception) -> bool:
    """Whether no connection to a server could be made."""
    original = _original(error)
    return _state(original) is None and _from_postgres(original)


def explained(error: Exception, url: URL) -> CheckStorage:
    """The error to raise instead of a driver's."""
    original = _original(error)
    return CheckStorage(f"database {shown(url)}: {_meaning(original)} ({_one_line(original)})")


def shown(url: URL) -> str:
    """A database's address for people, without password and parameters."""
    if url.get_backend_name() == "sqlite":
        return url.database or "in memory"
    user = f"{url.username}@" if url.username else ""
    host = url.host or url.normalized_query.get("host", ("",))[0]
    port = f":{url.port}" if url.port else ""
    return f"{url.get_backend_name()}://{user}{host}{port}/{url.database or ''}"


def no_archive(url: URL) -> CheckStorage:
    """The error for a reader of an archive that was never made."""
    return CheckStorage(f"no archive at {shown(url)}; `diembao crawl` makes one (`diembao demo` a sample one)")


def check_folder(url: URL, *, create: bool) -> None:
    """Refuse a SQLite file that cannot be written before SQLite says so less clearly. Makes its folder if asked to."""
    file = Path(url.database or "")
    folder = file.parent
    try:
        if create:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CheckStorage(f"database {file}: its folder cannot be made ({error.strerror}); {_name_another}") from None
    if not create and not folder.exists():
        raise no_archive(url)
    if not folder.is_dir():
        raise CheckStorage(f"database {file}: {folder} is not a folder; {_name_another}")
    if file.is_dir():
        raise CheckStorage(f"database {file}: this is a folder; {_name_another}")
    for path, what in ((folder, "folder"), (file, "file")):
        if path.exists() and not os.access(path, os.W_OK):
            raise CheckStorage(
                f"database {file}: the {what} {path} is not writable; let this user write to it or {_name_another}"
            )


_name_another = "name another file in [database] url"


def _meaning(original: BaseException) -> str:
    state = _state(original)
    if state is not None:
        return next((m for sign, m in _POSTGRES if state.startswith(sign)), "the server refused")
    if _from_postgres(original):
        return _connecting(str(original))
    message = str(original).lower()
    return next((m for sign, m in _SQLITE if sign in message), "the database refused")


def _connecting(message: str) -> str:
    """While connecting psycopg has no SQLSTATE to give, only the server's words."""
    if "password" in message or "authentication" in message or "role" in message:
        return _POSTGRES[3].meaning
    if "does not exist" in message:
        return _POSTGRES[4].meaning
    if "starting up" in message or "shutting down" in message:
        return _POSTGRES[7].meaning
    return _UNREACHABLE


def _original(error: Exception) -> BaseException:
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error


def _state(original: BaseException) -> str | None:
    state = getattr(original, "sqlstate", None)
    return state if isinstance(state, str) else None


def _from_postgres(original: BaseException) -> bool:
    """An error of psycopg without SQLSTATE: the connection could not be made, or broke."""
    kinds = {"OperationalError", "ConnectionTimeout"}
    return type(original).__module__.startswith("psycopg") and type(original).__name__ in kinds


def _one_line(original: BaseException) -> str:
    return " ".join(str(original).split())[:300] or type(original).__name__
