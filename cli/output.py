"""How values are printed: the JSON names that do not change, and tables for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from newsroom.errors import FixConfiguration

# C0 and C1 controls but tab and newline: text of the web must not steer a terminal
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def plain(value: Any) -> Any:
    """A value as JSON has it: dataclasses become objects, times ISO 8601 in UTC with a Z, durations seconds."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return value


def print_json(value: Any) -> None:
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def print_json_lines(values: Iterable[Any]) -> None:
    for value in values:
        click.echo(json.dumps(plain(value), ensure_ascii=False))


def safe(text: object) -> str:
    """Text fit for a terminal: one line, no control characters, no direction overrides."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(str(text).split()))


def counted(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun, "1 source", "3 stories"; the plural has an s unless it is given."""
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"


def local(moment: datetime | None, zone: ZoneInfo) -> str:
    """A time as people in that zone write it; a dash for none."""
    return "–" if moment is None else moment.astimezone(zone).strftime("%d/%m/%Y %H:%M")


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A plain table, columns as wide as they need; wide East Asian text is not expected."""
    lines = [[safe(cell) for cell in row] for row in rows]
    widths = [max(len(line[n]) for line in [list(head), *lines]) for n in range(len(head))]
    for line in [list(head), ["─" * width for width in widths], *lines]:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def write_file(path: Path, content: str | bytes) -> None:
    """Write a whole file or nothing: to a temporary one beside it, then renamed. Raises FixConfiguration."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content.encode() if isinstance(content, str) else content)
        temporary.replace(path)
    except OSError as error:
        raise FixConfiguration(f"{path}: cannot be written ({error.strerror})") from None
