"""Runs crawls in a process of their own, as a Twisted reactor starts once in a process: specification in, result out, as JSON."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from contextlib import aclosing
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.options import CrawlOptions
from crawler.run import crawl, run_until_complete
from newsroom.account import Tally
from newsroom.article import Extracted, Failure
from newsroom.source import Source
from tests.crawler.fake_frontier import FakeFrontier


async def journey(spec: dict[str, Any]) -> dict[str, Any]:
    sources = [Source(**{k: tuple(v) if isinstance(v, list) else v for k, v in one.items()}) for one in spec["sources"]]
    limits = dict(spec["options"])
    if "source_timeout" in limits:
        limits["source_timeout"] = timedelta(seconds=limits["source_timeout"])
    options = CrawlOptions(**limits)
    frontier = FakeFrontier()
    result: dict[str, Any] = {"cycles": []}
    for cycle in range(spec.get("cycles", 1)):
        frontier.look_again = bool(spec.get("look_again")) and cycle > 0
        if cycle and "between" in spec:  # the test changes the site and says when it is done
            sys.stdout.write("between\n")
            sys.stdout.flush()
            sys.stdin.readline()
        result["cycles"].append(await one_cycle(sources, frontier, options, spec))
    result["polls"] = [
        {"list": p.list_url, "status": p.status, "complete": p.complete, "links": [f.url for f in p.links],
         "error": p.error, "reason": p.reason, "etag": p.validators.etag, "lists": [d.url for d in p.lists],
         "retry_at": p.retry_at and p.retry_at.timestamp()}
        for p in frontier.polls
    ]  # fmt: skip
    result["peak_rss"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return result


async def one_cycle(
    sources: list[Source], frontier: FakeFrontier, options: CrawlOptions, spec: dict[str, Any]
) -> dict[str, Any]:
    started, outcomes = time.monotonic(), []
    async with aclosing(crawl(sources, frontier, options, lambda: datetime.now(UTC))) as crawled:
        async for outcome in crawled:
            outcomes.append(described(outcome))
            if not isinstance(outcome, Tally):
                frontier.settle(outcome)
            if len(outcomes) == 1:
                listening = listening_sockets()
            if spec.get("stop_after") == len(outcomes):
                break
    return {"outcomes": outcomes, "seconds": time.monotonic() - started, "listening": listening if outcomes else []}


def described(outcome: Any) -> dict[str, Any]:
    if isinstance(outcome, Tally):
        return {"is": "tally", **asdict(outcome), "started_at": "", "finished_at": ""}
    shown = {"is": type(outcome).__name__.lower(), "url": outcome.found.url, "found": outcome.found.title}
    if isinstance(outcome, Extracted):
        shown |= {"title": outcome.title, "text": outcome.text}
    if isinstance(outcome, Failure):
        shown |= {"kind": outcome.kind, "reason": outcome.reason, "status": outcome.status}
        shown["retry_at"] = outcome.retry_at and outcome.retry_at.timestamp()
    return shown


def listening_sockets(process: int | None = None) -> list[str]:
    """What a process (this one by default) listens on, by the kernel's own table."""
    own = set()
    for link in Path(f"/proc/{process or os.getpid()}/fd").iterdir():
        try:
            own.add(link.readlink().name)
        except FileNotFoundError:
            continue
    lines = [
        line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]
    ]
    return [line[1] for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in own]


if __name__ == "__main__":
    specification = json.loads(sys.stdin.readline())
    sys.stdout.write(json.dumps(run_until_complete(journey(specification)), default=str) + "\n")
