"""`diembao run`: one leader that starts a crawl whenever one is due. The only importer of APScheduler.

APScheduler only wakes us; when a job is due, and when it last ran, stands in the archive. So a restart neither forgets
a job nor repeats it, and a long pause is made up for by one run, not by one per missed hour.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from newsroom.errors import DiembaoError
from scheduler.cycle import Clock, leased
from scheduler.supervise import run_child
from storage import Archive, Job

logger = logging.getLogger(__name__)

LEASE = "daemon"
CRAWL = "crawl"
GRACE = timedelta(seconds=6)  # for a child to end; with the rest, SIGTERM ends the daemon within 10 s
EXPECTED_CODES = {0: "done", 1: "done, with failures worth a look", 3: "left to another instance that was crawling"}


@dataclass(frozen=True)
class Daemon:
    """What the daemon leads: the archive that remembers when jobs ran, and the command of one crawl cycle."""

    archive: Archive
    clock: Clock
    holder: str
    crawl_command: Sequence[str]
    every: timedelta
    limit: timedelta  # a crawl that runs longer is ended


async def serve(daemon: Daemon) -> None:
    """Lead until SIGTERM or SIGINT. Raises WaitForOther if another daemon leads this archive."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with leased(daemon, LEASE):
        running: set[asyncio.Task[None]] = set()
        scheduler = AsyncIOScheduler(timezone=UTC)
        scheduler.add_job(
            _start_when_due,
            "interval",
            args=(daemon, running),
            seconds=min(daemon.every.total_seconds(), 15),  # how late after its due time a job may start
            next_run_time=daemon.clock(),
            coalesce=True,
            misfire_grace_time=None,
        )
        scheduler.start()
        logger.info("leading as %s; a crawl every %s", daemon.holder, daemon.every)
        await stop.wait()
        logger.info("asked to stop; ending the running crawl")
        scheduler.shutdown(wait=False)
        await _end(running)


async def _start_when_due(daemon: Daemon, running: set[asyncio.Task[None]]) -> None:
    """Start a crawl if one is due and none runs. The next due time is set first: a crash must not repeat at once."""
    now = daemon.clock()
    try:
        job = daemon.archive.jobs.get(CRAWL)
        if running or (job and job.next_due_at and job.next_due_at > now):
            return
        daemon.archive.jobs.put(Job(CRAWL, last_run_at=now, next_due_at=now + daemon.every))
    except DiembaoError as error:
        logger.error("no crawl was started: %s", error)  # noqa: TRY400 - the message says it all
        return
    task = asyncio.create_task(_crawl(daemon))
    running.add(task)
    task.add_done_callback(running.discard)


async def _crawl(daemon: Daemon) -> None:
    started_at = daemon.clock()
    ended = await run_child(daemon.crawl_command, limit=daemon.limit, grace=GRACE)
    seconds = (daemon.clock() - started_at).total_seconds()
    meaning = "cut at its time limit" if ended.cut else EXPECTED_CODES.get(ended.code, f"failed with code {ended.code}")
    level = logging.INFO if ended.code in EXPECTED_CODES and not ended.cut else logging.ERROR
    logger.log(level, "crawl %s after %.0f s", meaning, seconds)


async def _end(running: set[asyncio.Task[None]]) -> None:
    for task in running:
        task.cancel()
    for task in list(running):
        with contextlib.suppress(asyncio.CancelledError, DiembaoError):
            await task
