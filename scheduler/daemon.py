"""`diembao run`: one leader that starts whatever is due. The only importer of APScheduler.

APScheduler only wakes us; when an errand is due, and when it last ran, stands in the archive. So a restart neither forgets
an errand nor repeats it, and a long pause is made up for by one run, not by one per missed hour.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from newsroom.errors import DiembaoError
from scheduler.cycle import Clock, leased
from scheduler.supervise import run_child
from storage import Archive, Job

logger = logging.getLogger(__name__)

LEASE = "daemon"
WAKE = 15.0  # seconds: how late after its due time an errand may start
GRACE = timedelta(seconds=6)  # for a child to end; with the rest, SIGTERM ends the daemon within 10 s
EXPECTED_CODES = {0: "done", 1: "done, with failures worth a look", 3: "left to another instance that is at it"}


@dataclass(frozen=True)
class Errand:
    """A command that is run again and again, in a child process, never twice at once.

    `wanted` is asked when the time has come: False leaves it for the next time without starting anything.
    """

    name: str
    command: Sequence[str]
    every: timedelta
    limit: timedelta  # a child that runs longer is ended
    wanted: Callable[[datetime], bool] = lambda _now: True


@dataclass(frozen=True)
class Daemon:
    """What the daemon leads: the archive that remembers when errands ran, and the errands."""

    archive: Archive
    clock: Clock
    holder: str
    errands: Sequence[Errand]
    running: dict[str, asyncio.Task[None]] = field(default_factory=dict)


async def serve(daemon: Daemon) -> None:
    """Lead until SIGTERM or SIGINT. Raises WaitForOther if another daemon leads this archive."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with leased(daemon, LEASE):
        scheduler = AsyncIOScheduler(timezone=UTC)
        scheduler.add_job(
            _start_what_is_due,
            "interval",
            args=(daemon,),
            seconds=min(WAKE, *(errand.every.total_seconds() for errand in daemon.errands)),
            next_run_time=daemon.clock(),
            coalesce=True,
            misfire_grace_time=None,
        )
        scheduler.start()
        told = ", ".join(f"{errand.name} every {errand.every}" for errand in daemon.errands)
        logger.info("leading as %s; %s", daemon.holder, told)
        await stop.wait()
        logger.info("asked to stop; ending what runs")
        scheduler.shutdown(wait=False)
        await _end(list(daemon.running.values()))


async def _start_what_is_due(daemon: Daemon) -> None:
    for errand in daemon.errands:
        before = daemon.running.get(errand.name)
        if (before is None or before.done()) and _due(daemon, errand):
            daemon.running[errand.name] = asyncio.create_task(_run(daemon, errand))


def _due(daemon: Daemon, errand: Errand) -> bool:
    """Whether to start it now. Its next time is set first: a crash must not repeat at once."""
    now = daemon.clock()
    try:
        job = daemon.archive.jobs.get(errand.name)
        if (job and job.next_due_at and job.next_due_at > now) or not errand.wanted(now):
            return False
        daemon.archive.jobs.put(Job(errand.name, last_run_at=now, next_due_at=now + errand.every))
    except DiembaoError as error:
        logger.error("no %s was started: %s", errand.name, error)  # noqa: TRY400 - the message says it all
        return False
    return True


async def _run(daemon: Daemon, errand: Errand) -> None:
    started_at = daemon.clock()
    ended = await run_child(errand.command, limit=errand.limit, grace=GRACE)
    seconds = (daemon.clock() - started_at).total_seconds()
    meaning = "cut at its time limit" if ended.cut else EXPECTED_CODES.get(ended.code, f"failed with code {ended.code}")
    level = logging.INFO if ended.code in EXPECTED_CODES and not ended.cut else logging.ERROR
    logger.log(level, "%s %s after %.0f s", errand.name, meaning, seconds)


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError, DiembaoError):
            await task
