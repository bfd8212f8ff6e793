"""The only reader of configuration: defaults ← TOML file ← environment (DIEMBAO_SECTION__KEY).

Every value is checked once, here, into frozen dataclasses defined beside their users. A wrong one is refused with the
file, the key and what is allowed.
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
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import TypeAdapter, ValidationError

from crawler.options import CrawlOptions
from digest.options import DigestOptions, SmtpOptions
from newsroom.errors import FixConfiguration

FILE = "diembao.toml"
PREFIX = "DIEMBAO_"
_DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([smhd])\s*")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class DatabaseOptions:
    url: str = "sqlite:///var/diembao.db"


@dataclass(frozen=True)
class SourceOptions:
    bundled: bool = True  # the 34 provinces
    national: bool = False  # ministries and national outlets as well
    dir: str = "sources"  # more *.toml; a file with a bundled id replaces it


@dataclass(frozen=True)
class TopicOptions:
    name: str = "chuyen-doi-so"  # a bundled topic, or the path of a topic file


@dataclass(frozen=True)
class WebOptions:
    host: str = "127.0.0.1"
    port: int = 8080


@dataclass(frozen=True)
class Settings:
    """Everything that can be set. `file` is where it came from, "" for built-in defaults."""

    database: DatabaseOptions = DatabaseOptions()
    sources: SourceOptions = SourceOptions()
    crawl: CrawlOptions = CrawlOptions()
    topic: TopicOptions = TopicOptions()
    digest: DigestOptions = DigestOptions()
    smtp: SmtpOptions = SmtpOptions()
    web: WebOptions = WebOptions()
    file: str = ""

    @property
    def source_directory(self) -> Path | None:
        """The folder of extra source files: beside the configuration file, else in the working folder."""
        return _find(self.sources.dir, self.file)

    @property
    def topic_file(self) -> Path | None:
        """The topic's own file, or None for a bundled topic."""
        looks_like_path = self.topic.name.endswith(".toml") or "/" in self.topic.name
        return (_find(self.topic.name, self.file) or Path(self.topic.name)) if looks_like_path else None


def load_settings(file: str | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read, merge and check the configuration.

    Without `file`: `diembao.toml` in the working folder if there is one. Raises FixConfiguration.
    """
    environment = os.environ if environment is None else environment
    path = Path(file) if file is not None else Path(FILE) if Path(FILE).is_file() else None
    settings = Settings()
    if path is not None:
        settings = _checked(_read(path), settings, where=str(path))
        settings = replace(settings, file=str(path))
    for name, value in sorted(environment.items()):
        if name.startswith(PREFIX) and "__" in name:
            settings = _checked(_nested(name, value), settings, where=f"environment variable {name}")
    settings = _sensible(settings, where=str(path or "the environment"))
    if not settings.crawl.contact:
        settings = replace(settings, crawl=replace(settings.crawl, contact=_default_contact()))
    return settings


def child_arguments(settings: Settings) -> list[str]:
    """The global arguments that make a child process read the same configuration."""
    return ["--config", settings.file] if settings.file else []


def _default_contact() -> str:
    """Who runs this, as far as the machine knows. `config check` asks for something better."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        user = "postmaster"
    return f"mailto:{user}@{socket.getfqdn()}"


def _find(name: str, beside: str) -> Path | None:
    for folder in (Path(beside).parent if beside else Path(), Path()):
        if (folder / name).exists():
            return folder / name
    return None


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


def _nested(name: str, value: str) -> dict[str, Any]:
    parts = name.removeprefix(PREFIX).lower().split("__")
    structured = value.lstrip().startswith(("[", "{"))
    try:
        leaf: Any = json.loads(value) if structured else value
    except ValueError as error:
        raise FixConfiguration(f"environment variable {name}: is not valid JSON: {error}") from None
    for part in reversed(parts):
        leaf = {part: leaf}
    return typing.cast("dict[str, Any]", leaf)


def _checked(table: dict[str, Any], base: Settings, *, where: str) -> Settings:
    """`base` with the values of `table`, each of the right type; FixConfiguration names the first that is not."""
    prepared = _prepare(table, Settings, "", where)
    changed: dict[str, Any] = {}
    for name, section in prepared.items():
        current = getattr(base, name)
        merged = {f.name: getattr(current, f.name) for f in fields(current)} | section
        try:
            changed[name] = TypeAdapter(type(current)).validate_python(merged)
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join([name, *(str(part) for part in first["loc"])])
            raise FixConfiguration(f"{where}: {key}: {first['msg'][0].lower()}{first['msg'][1:]}") from None
    return replace(base, **changed)


def _prepare(table: Any, kind: type, prefix: str, where: str) -> dict[str, Any]:
    """Refuse unknown keys and turn "30m" into a duration, before types are checked."""
    if not isinstance(table, dict):
        raise FixConfiguration(f"{where}: {prefix.rstrip('.')}: must be a table, like [{prefix.rstrip('.')}]")
    hints = typing.get_type_hints(kind)
    allowed = [f.name for f in fields(kind) if f.name != "file"]
    prepared = {}
    for key, value in table.items():
        if key not in allowed:
            raise FixConfiguration(f"{where}: unknown key {prefix}{key}; allowed here: {', '.join(allowed)}")
        prepared[key] = _prepare_value(value, hints[key], f"{prefix}{key}", where)
    return prepared


def _prepare_value(value: Any, hint: Any, key: str, where: str) -> Any:
    if is_dataclass(hint):
        return _prepare(value, typing.cast("type", hint), f"{key}.", where)
    inner: tuple[Any, ...] = typing.get_args(hint)
    if inner and is_dataclass(inner[0]) and isinstance(value, list):
        kind = typing.cast("type", inner[0])
        return [_prepare(item, kind, f"{key}.{n}.", where) for n, item in enumerate(value)]
    if hint is timedelta or (typing.get_origin(hint) is types.UnionType and timedelta in inner):
        return _duration(value, key, where)
    return value


def _duration(value: Any, key: str, where: str) -> timedelta:
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise FixConfiguration(f'{where}: {key}: must be a duration such as "45s", "30m", "2h" or "1d", not {value!r}')
    return timedelta(**{_UNITS[found[2]]: float(found[1])})


def _sensible(settings: Settings, *, where: str) -> Settings:
    """What types cannot say: ranges, and values that only make sense together."""
    crawl = settings.crawl
    rules = [
        (crawl.delay >= 0, "crawl.delay", "must not be negative"),
        (
            crawl.delay > 0 or crawl.allow_private_addresses,
            "crawl.delay",
            "0 is allowed only together with allow_private_addresses = true (tests and the demo)",
        ),
        (crawl.every >= timedelta(minutes=1), "crawl.every", 'must be at least "1m"'),
        (1 <= crawl.workers <= 64, "crawl.workers", "must be from 1 to 64"),
        (1 <= crawl.parallel_sources <= 256, "crawl.parallel_sources", "must be from 1 to 256"),
        (crawl.request_timeout > 0, "crawl.request_timeout", "must be above 0 seconds"),
        (crawl.extract_seconds > 0, "crawl.extract_seconds", "must be above 0 seconds"),
        (bool(re.fullmatch(r"[^\r\n]*", crawl.contact)), "crawl.contact", "must be one line"),
        (bool(_TIME.fullmatch(settings.digest.at)), "digest.at", 'must be a time of day such as "07:00"'),
        (settings.digest.timezone in available_timezones(), "digest.timezone", "is not a time zone name (IANA)"),
        (1 <= settings.smtp.port <= 65535, "smtp.port", "must be from 1 to 65535"),
        (0 <= settings.web.port <= 65535, "web.port", "must be from 0 to 65535"),
    ]
    for holds, key, message in rules:
        if not holds:
            raise FixConfiguration(f"{where}: {key}: {message}")
    return settings


def timezone(settings: Settings) -> ZoneInfo:
    """The zone in which people see times."""
    return ZoneInfo(settings.digest.timezone)
