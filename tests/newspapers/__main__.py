"""python -m tests.newspapers: the sample newspapers until SIGTERM, Ctrl-C or the end of standard input."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.newspapers.manuscript import VIETNAM
from tests.newspapers.press import Newspapers


def main() -> None:
    options = _options()
    # The last whole day: on a day that has just begun, its evening's articles would be dated in the future.
    today = options.today or datetime.now(VIETNAM).date() - timedelta(days=1)
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    with Newspapers(today, port=options.port, sources=options.sources, hostile=options.hostile) as press:
        ready = {"ready": True, "today": today.isoformat(), "sources": str(press.sources), "addresses": press.addresses}
        sys.stdout.write(json.dumps(ready) + "\n")
        sys.stdout.flush()
        threading.Thread(target=_until_closed, args=(over,), daemon=True).start()
        over.wait()


def _until_closed(over: threading.Event) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    over.set()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.newspapers", description=__doc__)
    parser.add_argument("--today", type=date.fromisoformat, help="the day they print, YYYY-MM-DD (the last whole day)")
    parser.add_argument("--port", type=int, default=0, help="one port for all addresses (any free one)")
    parser.add_argument("--sources", type=Path, help="where to write the source files (a temporary folder)")
    parser.add_argument("--hostile", action="store_true", help="with the newspaper whose pages attack the reader")
    return parser.parse_args()


if __name__ == "__main__":
    main()
