"""A crawl's processes as the kernel shows them: all members of its session, and the most memory each ever held."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

STARTING = 0.5  # seconds in which a child may still show its parent's memory, before it runs a program of its own


def session(leader: int) -> dict[int, str]:
    """The living processes of the session that `leader` opened: number and command line."""
    found: dict[int, str] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, _, _, member_of = _stat(entry)[:4]
            if int(member_of) == leader and state not in {"Z", "X"}:
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
                found[int(entry.name)] = words.decode("utf-8", "replace")
    return found


def _stat(entry: Path) -> list[str]:
    """State, parent, group, session …: what follows the command's name, which may hold anything."""
    return (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()


def gone_after(leader: int, limit: float) -> float | None:
    """Seconds until no process of the session was left; None if some outlived the limit (they are ended then)."""
    started = time.monotonic()
    while left := session(leader):
        if time.monotonic() - started > limit:
            _end(left)
            return None
        time.sleep(0.02)
    return time.monotonic() - started


def _end(processes: Iterable[int]) -> None:
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


class Memory:
    """The peak resident memory (VmHWM) of every process of a session, sampled until the block ends."""

    def __init__(self, leader: int) -> None:
        self.peaks: dict[int, tuple[str, float]] = {}  # process → (role, MB)
        self._leader = leader
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def most(self) -> dict[str, float]:
        """The largest peak by role."""
        largest: dict[str, float] = {}
        for role, peak in self.peaks.values():
            largest[role] = max(peak, largest.get(role, 0.0))
        return largest

    def _sample(self) -> None:
        self._done.wait(STARTING)
        while not self._done.wait(0.015):
            for process, command in session(self._leader).items():
                peak = peak_memory(process)
                if peak > self.peaks.get(process, ("", 0.0))[1]:
                    self.peaks[process] = (self._role(process, command), peak)

    def _role(self, process: int, command: str) -> str:
        if process == self._leader:
            return "crawl"
        if "resource_tracker" in command:
            return "tracker"
        parent = next(iter(_parents(process)), 0)
        return "forkserver" if parent == self._leader else "worker"


def peak_memory(process: int) -> float:
    """VmHWM in MB; 0 for a process that has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _parents(process: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        yield int(_stat(Path(f"/proc/{process}"))[1])
