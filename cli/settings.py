"""The only reader of configuration: defaults ← TOML file ← environment (DIEMBAO_SECTION__KEY).

Every value is checked once, here, into frozen dataclasses (`cli.options`). What is wrong is refused all at once, a line
each, with the file, the key and what is allowed.
"""

from __future__ import annotations

import getpass
import json
import os
import re
import socket
import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from cli.options import Settings
from cli.rules import problems
from newsroom.errors import FixConfiguration

__all__ = ["Settings", "child_arguments", "load_settings", "timezone", "user_name"]

FILE = "diembao.toml"
PREFIX = "DIEMBAO_"
_DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([smhd])\s*")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def load_settings(file: str | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read, merge and check the configuration.

    Without `file`: `diembao.toml` in the working folder if there is one. Raises FixConfiguration, a line for each problem.
    """
    environment = os.environ if environment is None else environment
    path = Path(file) if file is not None else Path(FILE) if Path(FILE).is_file() else None
    settings = Settings(file="" if path is None else str(path))
    wrong: list[str] = []
    if path is not None:
        settings = _checked(_read(path), settings, str(path), wrong)
    set_by: dict[str, str] = {}  # the start of a key → the variable that set it
    for name, value in sorted(environment.items()):
        if name.startswith(PREFIX) and "__" in name:
            where = f"environment variable {name}"
            settings = _checked(_nested(name, value), settings, where, wrong)
            set_by[".".join(_keys(name))] = where
    for key, problem in problems(settings):
        setters = [where for start, where in set_by.items() if f"{key}.".startswith(f"{start}.")]
        wrong.append(f"{(setters or [settings.file or 'built-in defaults'])[-1]}: {key}: {problem}")
    if wrong:
        raise FixConfiguration("\n".join(wrong))
    if not settings.crawl.contact:
        settings = replace(settings, crawl=replace(settings.crawl, contact=_default_contact()))
    return settings


def child_arguments(settings: Settings) -> list[str]:
    """The global arguments that make a child process read the same configuration."""
    return ["--config", settings.file] if settings.file else []


def user_name() -> str:
    """Who runs this, as far as the machine knows; empty if it does not."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return ""


def _default_contact() -> str:
    """Where to complain. `config check` asks for something better."""
    return f"mailto:{user_name() or 'postmaster'}@{socket.getfqdn()}"


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FixConfiguration(f"{path}: no such configuration file") from None
    except OSError as error:
        raise FixConfiguration(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise FixConfiguration(f"{path}: is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise FixConfiguration(f"{path}: is not valid TOML: {error}") from None


def _keys(name: str) -> list[str]:
    """The keys that a variable's name spells, outermost first."""
    return name.removeprefix(PREFIX).lower().split("__")


def _nested(name: str, value: str) -> dict[str, Any]:
    structured = value.lstrip().startswith(("[", "{"))
    try:
        leaf: Any = json.loads(value) if structured else value
    except ValueError as error:
        raise FixConfiguration(f"environment variable {name}: is not valid JSON: {error}") from None
    for part in reversed(_keys(name)):
        leaf = {part: leaf}
    return typing.cast("dict[str, Any]", leaf)


def _checked(table: dict[str, Any], base: Settings, where: str, wrong: list[str]) -> Settings:
    """`base` with the values of `table` that are of the right type; what is wrong with the others is added to `wrong`."""
    prepared = _prepare(table, Settings, "", where, wrong)
    changed: dict[str, Any] = {}
    for name, section in prepared.items():
        current = getattr(base, name)
        merged = {f.name: getattr(current, f.name) for f in fields(current)} | section
        try:
            changed[name] = TypeAdapter(type(current)).validate_python(merged)
        except ValidationError as error:
            for one in error.errors():
                key = ".".join([name, *(str(part) for part in one["loc"])])
                wrong.append(f"{where}: {key}: {one['msg'][0].lower()}{one['msg'][1:]}")
    return replace(base, **changed)


def _prepare(table: Any, kind: type, prefix: str, where: str, wrong: list[str]) -> dict[str, Any]:
    """Leave out unknown keys and turn "30m" into a duration, before types are checked."""
    if not isinstance(table, dict):
        raise FixConfiguration(f"{where}: {prefix.rstrip('.')}: must be a table, like [{prefix.rstrip('.')}]")
    hints = typing.get_type_hints(kind)
    allowed = [f.name for f in fields(kind) if f.name != "file"]
    prepared = {}
    for key, value in table.items():
        if key not in allowed:
            wrong.append(f"{where}: unknown key {prefix}{key}; allowed here: {', '.join(allowed)}")
            continue
        try:
            prepared[key] = _prepare_value(value, hints[key], f"{prefix}{key}", where, wrong)
        except FixConfiguration as error:
            wrong.append(str(error))
    return prepared


def _prepare_value(value: Any, hint: Any, key: str, where: str, wrong: list[str]) -> Any:
    if is_dataclass(hint):
        return _prepare(value, typing.cast("type", hint), f"{key}.", where, wrong)
    inner: tuple[Any, ...] = typing.get_args(hint)
    if inner and is_dataclass(inner[0]) and isinstance(value, list):
        kind = typing.cast("type", inner[0])
        return [_prepare(item, kind, f"{key}.{n}.", where, wrong) for n, item in enumerate(value)]
    if hint is timedelta or (typing.get_origin(hint) is types.UnionType and timedelta in inner):
        return _duration(value, key, where)
    return value


def _duration(value: Any, key: str, where: str) -> timedelta:
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise FixConfiguration(f'{where}: {key}: must be a duration such as "45s", "30m", "2h" or "1d", not {value!r}')
    return timedelta(**{_UNITS[found[2]]: float(found[1])})


def timezone(settings: Settings) -> ZoneInfo:
    """The zone in which people see times."""
    return ZoneInfo(settings.digest.timezone)
