"""Column types that behave the same on SQLite and PostgreSQL: times in UTC, text without what PostgreSQL refuses."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

BigId = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER is SQLite's rowid

_REFUSED = re.compile("[\x00\ud800-\udfff]")  # NUL: PostgreSQL has no such text; lone surrogates: nobody's UTF-8


def storable(text: str) -> str:
    """Text that both engines store and give back alike: NUL dropped, lone surrogates as U+FFFD."""
    return _REFUSED.sub(lambda c: "" if c[0] == "\x00" else "\N{REPLACEMENT CHARACTER}", text)


def storable_values(value: Any) -> Any:
    """`storable` for every string inside lists and objects."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, (list, tuple)):
        return [storable_values(item) for item in value]
    if isinstance(value, dict):
        return {storable(str(key)): storable_values(item) for key, item in value.items()}
    return value


class Moment(TypeDecorator[datetime]):
    """An aware time; stored as UTC (SQLite: text that sorts, PostgreSQL: timestamptz), read back as aware UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CleanText(TypeDecorator[str]):
    """Text of the web: see `storable`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else storable(value)


class Values(TypeDecorator[Any]):
    """A list or object of JSON values, strings made storable."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        return storable_values(value)
