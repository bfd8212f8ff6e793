"""Runs migrations on the connection it is handed, in the transaction that connection is in. There is no .ini file."""

from __future__ import annotations

from alembic import context

from storage.migrations.naming import ours
from storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=ours,
    transactional_ddl=True,  # on SQLite too: the transaction was begun by us, not by its driver
)
context.run_migrations()
