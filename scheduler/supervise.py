"""Child processes with a hard end: TERM, TERM again, KILL, to the whole process group.

A callback or a C parser that blocks cannot be ended from inside its process; from outside it can.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended. `code` is negative for a signal; `cut` says that the limit ended it."""

    code: int
    cut: bool = False


async def run_child(command: Sequence[str], *, limit: timedelta, grace: timedelta) -> Ended:
    """Run `command` in its own session until it ends, at most `limit`. Cancellation ends the child within `grace`."""
    child = await asyncio.create_subprocess_exec(
        *command, start_new_session=True, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        code = await asyncio.wait_for(child.wait(), limit.total_seconds())
    except TimeoutError:
        logger.warning("the child process %s ran longer than %s and is ended", child.pid, limit)
        await _end(child, grace)
        return Ended(child.returncode if child.returncode is not None else -signal.SIGKILL, cut=True)
    except asyncio.CancelledError:
        await _end(child, grace)
        raise
    return Ended(code)


async def _end(child: asyncio.subprocess.Process, grace: timedelta) -> None:
    """TERM asks for an orderly end, the second TERM for a quick one, KILL takes the whole group."""
    for _ in range(2):
        _signal_group(child, signal.SIGTERM)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(child.wait(), grace.total_seconds() / 2)
            break
    _signal_group(child, signal.SIGKILL)  # workers that outlived their parent, too
    await child.wait()


def _signal_group(child: asyncio.subprocess.Process, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, number)
