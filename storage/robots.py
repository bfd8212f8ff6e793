"""The remembered robots.txt of each host."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from newsroom.discovery import RobotsAnswer
from storage.database import Database
from storage.schema import robots

KEPT = timedelta(hours=24)  # RFC 9309 §2.4


def recall(database: Database, origin: str, *, now: datetime) -> RobotsAnswer | None:
    """What a host answered, while it is young enough. A host that did not answer properly is asked again."""
    wanted = select(robots).where(robots.c.origin == origin)
    row = database.read(lambda connection: connection.execute(wanted).one_or_none())
    if row is None or row.status in {0, 429} or row.status >= 500:
        return None
    if not timedelta(0) <= now - row.asked_at < KEPT:
        return None
    return RobotsAnswer(row.origin, row.status, row.body, row.asked_at)


def remember(database: Database, answer: RobotsAnswer) -> None:
    values = {"status": answer.status, "body": answer.body, "asked_at": answer.asked_at}

    def write(connection: Connection) -> None:
        connection.execute(delete(robots).where(robots.c.origin == answer.origin))
        connection.execute(insert(robots).values(origin=answer.origin, **values))

    database.write(write)
