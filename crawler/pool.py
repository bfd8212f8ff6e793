"""Work in processes that can be killed: a page that hangs, crashes or eats memory costs itself alone.

Signals cannot end a parser that is stuck in C, threads cannot be killed, and `ProcessPoolExecutor` loses innocent tasks
when a worker dies, so the work goes to pebble's workers. They are forked from a server process that has the libraries
already loaded, never from the crawler itself, which has threads and open connections.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, TypeVarTuple

from lxml import etree
from pebble import ProcessExpired, ProcessFuture, ProcessPool

from newsroom.errors import FailureKind, SkipPage

_T = TypeVar("_T")
_Args = TypeVarTuple("_Args")

_OUT_OF_MEMORY = 97  # exit code of a worker that met its memory limit; no signal or library uses it
_GRACE = 0.5  # seconds after the limit at which a worker ends itself: the parent may be gone or busy
_TASKS = 1000  # pages before a worker is replaced by a fresh one: bounds what fragmentation can add up to
_MIB = 1024 * 1024


class WorkerPool:
    """Processes that run plain functions for the event loop, each task within a time and a memory limit.

        async with WorkerPool(workers=2, seconds=10, memory=350 * 1024 * 1024) as pool:
            extracted = await pool.run(extract, fetched, source)

    Function, arguments and result travel by pickle. `memory` is resident memory of one worker in bytes.
    The program's main module is imported in every worker, as multiprocessing does: it has to be import-safe.
    """

    def __init__(self, workers: int, seconds: float, memory: int) -> None:
        self._workers, self._seconds, self._memory = workers, seconds, memory
        self._room = asyncio.Semaphore(2 * workers)  # one task in work and one waiting per worker; pages are large
        self._renewing = asyncio.Lock()
        self._pool: ProcessPool | None = None
        self._running: set[ProcessFuture[Any]] = set()

    async def __aenter__(self) -> Self:
        self._pool = await asyncio.to_thread(self._started)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for future in tuple(self._running):
            future.cancel()  # type: ignore[no-untyped-call]
        if self._pool is not None:
            pool, self._pool = self._pool, None
            await asyncio.to_thread(_ended, pool)

    async def run(self, function: Callable[[*_Args], _T], *args: *_Args) -> _T:
        """The function's result, or the exception it raised.

        Raises SkipPage with TIMEOUT, MEMORY or CRASH when the worker was killed or died; a fresh one takes its place.
        """
        async with self._room:
            try:
                return await self._attempt(function, *args)
            except BrokenProcessPool:  # not this task's fault: an idle worker or the server process was killed
                await self._renewed()
            return await self._attempt(function, *args)

    async def _attempt(self, function: Callable[[*_Args], _T], *args: *_Args) -> _T:
        future = self._scheduled(function, *args)
        self._running.add(future)
        try:
            return await asyncio.wrap_future(future)
        except TimeoutError as error:
            raise self._too_slow() from error
        except ProcessExpired as error:
            raise self._death(error.exitcode) from error
        finally:
            self._running.discard(future)

    def _scheduled(self, function: Callable[[*_Args], _T], *args: *_Args) -> ProcessFuture[_T]:
        if self._pool is None:
            raise RuntimeError("WorkerPool.run outside of 'async with': enter the pool first")
        try:
            return self._pool.schedule(_in_worker, args=(function, args, self._seconds), timeout=self._seconds)
        except RuntimeError as error:  # what pebble says when its pool is no longer usable
            raise BrokenProcessPool("the worker pool broke down") from error

    def _started(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["crawler.extract"])
        pool = ProcessPool(
            max_workers=self._workers, max_tasks=_TASKS, initializer=_prepare, initargs=(self._memory,), context=context
        )
        if not pool.active:  # asking starts it
            raise RuntimeError("the extraction workers do not start")
        return pool

    async def _renewed(self) -> None:
        async with self._renewing:
            if self._pool is None or self._pool.active:
                return
            broken, self._pool = self._pool, await asyncio.to_thread(self._started)
            await asyncio.to_thread(_ended, broken)

    def _too_slow(self) -> SkipPage:
        return SkipPage(FailureKind.TIMEOUT, f"extraction took longer than {self._seconds:g} s and was killed")

    def _death(self, code: int) -> SkipPage:
        if code == _OUT_OF_MEMORY:
            limit = round(self._memory / _MIB)
            return SkipPage(FailureKind.MEMORY, f"extraction needed more than {limit} MiB of memory and was ended")
        if code == -signal.SIGALRM:
            return self._too_slow()
        what = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
        return SkipPage(FailureKind.CRASH, f"the extraction process died by itself ({what})")


def _ended(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    with contextlib.suppress(RuntimeError):  # a worker that outlives SIGKILL is the kernel's business
        pool.join()


def _prepare(memory: int) -> None:
    """Make this process a worker: killable, unable to outlive the parent, and within its memory limit."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to act on
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # pebble's handler could not run while a parser is stuck in C
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _limit_memory(memory)


def _die_with_parent() -> None:
    """For a parent killed with -9. A worker stuck in C is ended by its alarm instead."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGKILL)


def _limit_memory(memory: int) -> None:
    """Bound what this process may add to its resident memory.

    RLIMIT_DATA counts private writable pages as they are mapped, RLIMIT_AS the libraries' address space too (over
    500 MB before the first page), and RLIMIT_RSS is ignored by Linux. So: what is mapped now plus what is left of the
    allowance. Where there is no /proc, the system's own limits have to do.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return
    sizes = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in status.splitlines() if line.endswith(" kB")}
    allowance = max(memory - sizes["VmRSS"], 16 * _MIB)
    resource.setrlimit(resource.RLIMIT_DATA, (sizes["VmData"] + allowance, resource.RLIM_INFINITY))


def _in_worker(function: Callable[..., _T], args: tuple[Any, ...], seconds: float) -> _T:
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
    try:
        return function(*args)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)  # not raised: the heap may stay fragmented, and the next page must not pay for it
    except etree.XMLSyntaxError as error:  # holds an error log that no pickle can carry
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            os._exit(_OUT_OF_MEMORY)
        raise SkipPage(FailureKind.UNREADABLE, f"markup that cannot be parsed: {error}") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
