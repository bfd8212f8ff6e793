"""`diembao demo` as a person starts and stops it: nothing it started may outlive it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journey.conftest import CLEAN

LIMIT = 3.0  # seconds until everything is over


def living(folder: Path) -> list[str]:
    """The command lines of the processes that work in `folder` or were told about it."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            if int(entry.name) != os.getpid() and (str(folder) in words or (entry / "cwd").readlink() == folder):
                found.append(words)
        except OSError:  # it ended meanwhile, or is not ours to look at
            continue
    return found


def soon(happens: Callable[[], object], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > deadline:
            return False
        os.sched_yield()
    return True


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "cli.main", "demo", "--once"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=tmp_path, env=CLEAN, text=True, stdout=pipe, stderr=pipe, start_new_session=True
    ) as process:
        yield process
        process.kill()


def crawling(folder: Path) -> bool:
    """Whether the crawl is under way, its workers included."""
    return any("forkserver" in words for words in living(folder))


def opening(folder: Path) -> bool:
    """Whether the newspapers are being started."""
    return any("tests.newspapers" in words for words in living(folder))


@pytest.mark.parametrize(
    ("number", "moment"), [(signal.SIGINT, opening), (signal.SIGINT, crawling), (signal.SIGTERM, crawling)]
)
def test_a_demo_that_is_stopped_ends_all_it_started_without_noise(demo, tmp_path, number, moment):
    assert soon(lambda: moment(tmp_path), 60)
    started = time.monotonic()
    os.killpg(demo.pid, number)  # as a terminal does for Ctrl-C
    _, err = demo.communicate(timeout=20)
    assert soon(lambda: not living(tmp_path), LIMIT)
    assert time.monotonic() - started < LIMIT
    assert demo.returncode == 130
    assert err.strip() == "diembao: stopped; what is left waits for the next run"


def test_a_demo_that_is_killed_leaves_no_newspapers_behind(demo, tmp_path):
    assert soon(lambda: opening(tmp_path), 60)
    demo.kill()
    assert soon(lambda: not opening(tmp_path), 10)
