"""When a scheduled job ran last and is due next. The scheduler decides both; here they survive a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage.database import Database
from storage.schema import jobs


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    last_run_at: datetime | None = None
    next_due_at: datetime | None = None


class Jobs:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> Job | None:
        """The job's row; None if it was never put down."""
        return next((job for job in self.all() if job.name == name), None)

    def all(self) -> tuple[Job, ...]:
        rows = self._database.read(lambda connection: connection.execute(select(jobs).order_by(jobs.c.name)).all())
        return tuple(Job(row.name, row.last_run_at, row.next_due_at) for row in rows)

    def put(self, job: Job) -> None:
        """Write a job's row, new or changed."""
        values = {"last_run_at": job.last_run_at, "next_due_at": job.next_due_at}

        def write(connection: Connection) -> None:
            if not connection.execute(update(jobs).where(jobs.c.name == job.name).values(values)).rowcount:
                connection.execute(insert(jobs).values(name=job.name, **values))

        self._database.write(write)
