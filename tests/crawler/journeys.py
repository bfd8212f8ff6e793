"""Crawls of loopback sites in a child process, and what came of them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.crawler.site import Site

ROOT = Path(__file__).parents[2]
ARTICLE_URL = r"-post(?P<id>\d+)\.html$"


@dataclass(frozen=True)
class Journey:
    """The result of the driver. `cycle(n)` are the outcomes of one cycle without tallies."""

    result: dict[str, Any]
    errors: str

    def cycle(self, number: int = 0) -> list[dict[str, Any]]:
        return [outcome for outcome in self.result["cycles"][number]["outcomes"] if outcome["is"] != "tally"]

    def tally(self, number: int = 0) -> dict[str, Any]:
        return next(outcome for outcome in self.result["cycles"][number]["outcomes"] if outcome["is"] == "tally")

    def extracted(self, number: int = 0) -> list[str]:
        return [outcome["title"] for outcome in self.cycle(number) if outcome["is"] == "extracted"]

    def failed(self, number: int = 0) -> list[dict[str, Any]]:
        return [outcome for outcome in self.cycle(number) if outcome["is"] == "failure"]

    def failures(self, number: int = 0) -> dict[str, dict[str, Any]]:
        """Path → failure, for journeys to one site."""
        return {"/" + outcome["url"].split("/", 3)[3]: outcome for outcome in self.failed(number)}

    @property
    def polls(self) -> list[dict[str, Any]]:
        return self.result["polls"]


def newspaper(site: Site, **more: Any) -> dict[str, Any]:
    """A source whose home is the site; paths are made absolute."""
    lists = {
        name: [site.base + path if path.startswith("/") else path for path in more.pop(name, [])]
        for name in ("feeds", "sitemaps", "listings")
    }
    return {"id": "thu", "name": "Báo Thử", "home": site.base + "/", "article_url": ARTICLE_URL, **lists, **more}


def travel(
    *sources: dict[str, Any],
    options: dict[str, Any] | None = None,
    between: Callable[[], None] | None = None,
    env: dict[str, str] | None = None,
    **spec: Any,
) -> Journey:
    """Run the driver over the sources and wait for its end. `between` is called before the second cycle."""
    child = start(sources, options or {}, env=env, between=between is not None, **spec)
    with child:
        if between is not None:
            assert child.stdout.readline() == "between\n"
            between()
            child.stdin.write("\n")
            child.stdin.flush()
        output, errors = child.communicate(timeout=60)
    assert child.returncode == 0, errors
    return Journey(json.loads(output), errors)


def start(
    sources: Sequence[dict[str, Any]], options: dict[str, Any], *, env: dict[str, str] | None = None, **spec: Any
) -> subprocess.Popen[str]:
    """The driver as a running process."""
    if not spec.get("between"):
        spec.pop("between", None)
    defaults = {"delay": 0.0, "allow_private_addresses": True, "workers": 1, "request_timeout": 5.0}
    child = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.crawler.driver"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=None if env is None else os.environ | env,  # noqa: TID251  # the child's environment is what is tested
        start_new_session=True,
    )
    child.stdin.write(json.dumps({"sources": sources, "options": defaults | options, **spec}) + "\n")
    child.stdin.flush()
    return child


def stop(child: subprocess.Popen[str], number: int = signal.SIGTERM) -> float:
    """Seconds until the process has ended after the signal."""
    started = time.monotonic()
    child.send_signal(number)
    child.wait(30)
    return time.monotonic() - started
