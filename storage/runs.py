"""The ledger of runs: one row per run, one row per source in it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from newsroom.account import SourceReport, Tally, Trouble
from storage.database import Database
from storage.schema import run_sources, runs

_IN_TALLY = tuple(f.name for f in fields(Tally) if f.name not in {"failed", "troubles"})
_IN_REPORT = tuple(f.name for f in fields(SourceReport) if f.name != "tally")


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `finished_at` is None while it is under way, and stays so if it was killed."""

    id: int
    holder: str
    started_at: datetime
    finished_at: datetime | None = None


class Runs:
    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, *, now: datetime, holder: str) -> int:
        """A new run's id."""
        new = insert(runs).values(holder=holder, started_at=now).returning(runs.c.id)
        return int(self._database.write(lambda connection: connection.execute(new).scalar_one()))

    def record(self, run_id: int, report: SourceReport) -> None:
        """Keep what one source brought; a second report of the same source in the same run replaces the first."""
        values = _row(run_id, report)
        same = (run_sources.c.run_id == run_id) & (run_sources.c.source == report.tally.source)

        def write(connection: Connection) -> None:
            connection.execute(delete(run_sources).where(same))
            connection.execute(insert(run_sources).values(values))

        self._database.write(write)

    def finish(self, run_id: int, *, now: datetime) -> None:
        self._database.write(
            lambda connection: connection.execute(update(runs).where(runs.c.id == run_id).values(finished_at=now))
        )

    def latest(self) -> Run | None:
        """The run that was started last, finished or not."""
        row = self._database.read(
            lambda connection: connection.execute(select(runs).order_by(runs.c.id.desc()).limit(1)).one_or_none()
        )
        return None if row is None else Run(row.id, row.holder, row.started_at, row.finished_at)

    def first_at(self) -> datetime | None:
        """When the archive's first run began."""
        first = select(func.min(runs.c.started_at))
        began: datetime | None = self._database.read(lambda connection: connection.execute(first).scalar_one())
        return began

    def per_source(self, run_id: int) -> tuple[SourceReport, ...]:
        """The reports of one run, by source."""
        wanted = select(run_sources).where(run_sources.c.run_id == run_id).order_by(run_sources.c.source)
        rows = self._database.read(lambda connection: connection.execute(wanted).all())
        return tuple(report(row) for row in rows)

    def last_of_each(self) -> dict[str, tuple[int, SourceReport]]:
        """For every source its newest report, with the run's id."""
        newest = select(run_sources.c.source, func.max(run_sources.c.run_id).label("run_id"))
        last = newest.group_by(run_sources.c.source).subquery()
        wanted = select(run_sources).join(
            last, (run_sources.c.source == last.c.source) & (run_sources.c.run_id == last.c.run_id)
        )
        rows = self._database.read(lambda connection: connection.execute(wanted).all())
        return {row.source: (row.run_id, report(row)) for row in rows}

    def last_answers(self, until: datetime) -> dict[str, datetime]:
        """For every source the last time before `until` at which one of its lists answered."""
        answered = (run_sources.c.found > 0) | (run_sources.c.lists_unchanged > 0)
        last = select(run_sources.c.source, func.max(run_sources.c.finished_at).label("at"))
        wanted = last.where(answered, run_sources.c.finished_at < until).group_by(run_sources.c.source)
        rows = self._database.read(lambda connection: connection.execute(wanted).all())
        return {row.source: row.at for row in rows}


def report(row: Row[Any]) -> SourceReport:
    values = row._mapping  # noqa: SLF001 - the public name of a row's columns by name
    tally = Tally(
        **{name: values[name] for name in _IN_TALLY},
        failed=dict(values["failed"]),
        troubles=tuple(Trouble(url, reason) for url, reason in values["troubles"]),
    )
    return SourceReport(tally, **{name: values[name] for name in _IN_REPORT})


def _row(run_id: int, report: SourceReport) -> dict[str, Any]:
    tally = report.tally
    return {
        "run_id": run_id,
        **{name: getattr(tally, name) for name in _IN_TALLY},
        **{name: getattr(report, name) for name in _IN_REPORT},
        "failed": dict(tally.failed),
        "troubles": [[trouble.url, trouble.reason] for trouble in tally.troubles],
    }
