"""Child processes end: by themselves, at their limit, or when we are asked to end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from datetime import timedelta
from pathlib import Path

from scheduler.supervise import run_child

SECOND = timedelta(seconds=1)
DEAF = (
    "import signal, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN); life = open(sys.argv[1], 'w'); signal.pause()"
)


async def test_the_exit_code_of_a_child_is_reported():
    ended = await run_child([sys.executable, "-c", "raise SystemExit(3)"], limit=60 * SECOND, grace=SECOND)
    assert (ended.code, ended.cut) == (3, False)


async def test_a_child_that_ignores_term_is_killed_at_its_limit(tmp_path):
    ended = await run_child([sys.executable, "-c", DEAF, str(tmp_path / "up")], limit=SECOND, grace=SECOND / 5)
    assert (ended.code, ended.cut) == (-9, True)


async def test_cancelling_takes_the_whole_process_group_along(tmp_path):
    """A worker that ignores SIGTERM and outlives its parent dies too: its end of the pipe closes."""
    life = tmp_path / "life"
    os.mkfifo(life)
    family = "import subprocess, sys, signal; subprocess.Popen([sys.executable, '-c', *sys.argv[1:]]); signal.pause()"
    task = asyncio.create_task(
        run_child([sys.executable, "-c", family, DEAF, str(life)], limit=60 * SECOND, grace=SECOND / 5)
    )
    pipe = await asyncio.to_thread(Path.open, life)  # returns when the worker is up
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(pipe.read) == ""  # returns when the worker is gone
    pipe.close()
