"""The daemon: one leader, a crawl when one is due, an orderly end."""

from __future__ import annotations

import signal
import time
from datetime import date

from newsroom.query import Everything
from tests.newspapers.press import Newspapers


def test_the_daemon_crawls_refuses_a_second_one_and_ends_within_ten_seconds_of_sigterm(program):
    with Newspapers(date(2026, 11, 20)) as press:
        installed = program(press.sources)
        with installed.start("-v", "run") as daemon:
            assert daemon.stderr is not None
            wait_for(daemon.stderr, "leading as")
            second = installed.run("run", expect=(3,))
            assert "is at it since" in second.stderr
            wait_for(daemon.stderr, "crawl done")
            asked = time.monotonic()
            daemon.send_signal(signal.SIGTERM)
            daemon.communicate(timeout=30)
            assert time.monotonic() - asked < 10
            assert daemon.returncode == 0
    with installed.archive() as archive:
        assert archive.search(Everything(), limit=1).total > 50


def test_sigterm_ends_the_daemon_in_the_middle_of_a_crawl(program):
    with Newspapers(date(2026, 11, 20)) as press:
        installed = program(press.sources)
        with installed.start("-v", "run") as daemon:
            assert daemon.stderr is not None
            wait_for(daemon.stderr, "leading as")
            assert press.requests.reach(1, lambda: daemon.poll() is None)
            asked = time.monotonic()
            daemon.send_signal(signal.SIGTERM)
            daemon.communicate(timeout=30)
            assert time.monotonic() - asked < 10
            assert daemon.returncode == 0
        installed.run("crawl", expect=(0, 1))  # nothing holds the lease


def wait_for(stream, words: str) -> None:
    """Read lines until one says so; the test's time limit ends a wait in vain."""
    for line in stream:
        if words in line:
            return
    raise AssertionError(f"the daemon ended without saying {words!r}")
