"""Which tables of a database are those that storage/schema.py describes."""

from __future__ import annotations

from typing import Any

INDEX = "text_index"  # of each engine's own kind, made by hand; FTS5 keeps it in tables text_index_*


def ours(name: str | None, kind: str, _parent: Any) -> bool:
    """For Alembic's include_name."""
    return kind != "table" or not (name or "").startswith((INDEX, "sqlite_"))
