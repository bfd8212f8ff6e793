"""Which schema a database has, and bringing it to ours: by Alembic, in one transaction, never downwards."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from newsroom.errors import CheckStorage
from storage.database import Database
from storage.schema import SCHEMA_VERSION, metadata
from storage.trouble import no_archive

MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 7_345_001  # any number, the same in all our processes: PostgreSQL's advisory lock for upgrades


def schema_version(database: Database) -> str:
    """The schema revision of a database; empty if it has no tables yet. CheckStorage if the tables are not ours."""
    return database.read(lambda connection: _version(connection, database))


def ensure_schema(database: Database, *, upgrade: bool, now: datetime) -> None:
    """Refuse a database of a newer program; bring an older one up to date if `upgrade`, else refuse it too."""
    version = schema_version(database)
    if version == SCHEMA_VERSION:
        return
    if version and not (version.isdigit() and int(version) < int(SCHEMA_VERSION)):
        raise CheckStorage(
            f"database {database.shown}: its schema is version {version}, this program knows versions up to"
            f" {SCHEMA_VERSION}; it was made by a newer diembao: use that one, or restore a backup of before"
        )
    if not upgrade and not version:
        raise no_archive(database.url)
    if not upgrade:
        found = f"its schema is version {version}, this program needs {SCHEMA_VERSION}"
        raise CheckStorage(f"database {database.shown}: {found}; run: diembao db upgrade")
    database.write(lambda connection: migrate(connection, now=now))


def migrate(connection: Connection, *, now: datetime, to: str = "head") -> None:
    """Run the missing migrations on a connection that is in a transaction. Nothing is changed if one fails.

    A migration that has to stamp rows finds `now` in its context's attributes.
    """
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes.update(connection=connection, now=now)
    command.upgrade(config, to)


def _version(connection: Connection, database: Database) -> str:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        found = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
        return max(found, default="")
    # A file is ours alone; a server's schema may hold other people's tables, as long as the names do not clash.
    foreign = tables if database.sqlite else tables & set(metadata.tables)
    if foreign:
        raise CheckStorage(
            f"database {database.shown}: it holds other tables ({', '.join(sorted(foreign)[:3])}) and was not made by"
            " diembao; name another one in [database] url"
        )
    return ""
