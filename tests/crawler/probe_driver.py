"""Looks at newspapers in a process of its own, as a reactor starts once in a process: a line of JSON in, a line out."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.catalogue import parse_source, render_source
from crawler.options import CrawlOptions
from crawler.probing.probe import discover, probe
from crawler.run import run_until_complete
from newsroom.errors import DiembaoError


async def look(verb: str, text: str, limits: dict[str, Any]) -> dict[str, Any]:
    limits = {"delay": 0.0, "allow_private_addresses": True, "workers": 1, **limits}
    if "source_timeout" in limits:
        limits["source_timeout"] = timedelta(seconds=limits["source_timeout"])
    options = CrawlOptions(**limits)
    try:
        if verb == "probe":
            report = await probe(parse_source(text, "thu.toml"), options, lambda: datetime.now(UTC))
            return report.as_json()
        return {"toml": render_source(await discover(text, options, lambda: datetime.now(UTC)))}
    except DiembaoError as error:
        return {"raised": type(error).__name__, "message": str(error)}


async def serve() -> None:
    while line := await asyncio.to_thread(sys.stdin.readline):
        spec = json.loads(line)
        sys.stdout.write(json.dumps(await look(spec["verb"], spec["text"], spec["limits"])) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    run_until_complete(serve())
