"""Runs migrations on the connection it is handed; there is no configuration file."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from storage.schema import metadata

INDEX = "text_index"  # of each engine's own kind, made by hand; FTS5 keeps it in tables text_index_*


def ours(name: str | None, kind: str, _parent: Any) -> bool:
    """Whether a table in the database is one that schema.py describes."""
    return kind != "table" or not (name or "").startswith((INDEX, "sqlite_"))


def run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_name=ours,
        compare_type=_compare_type,
        transactional_ddl=True,  # SQLite too: the transaction is begun by us
    )
    context.run_migrations()


def _compare_type(_context: Any, _inspected: Any, _column: Any, seen: Any, wanted: Any) -> Literal[False] | None:
    """SQLite gives back a column's type by name only; what differs in name only does not differ."""
    same = str(seen) == str(wanted.compile(_context.dialect))
    return False if same else None


run()
