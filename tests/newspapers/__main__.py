"""python -m tests.newspapers: the sample newspapers until SIGTERM, Ctrl-C or the end of standard input."""

from __future__ import annotations

import argparse
import json
import os
import select
import signal
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.newspapers.manuscript import VIETNAM
from tests.newspapers.press import Newspapers


def main() -> None:
    options = _options()
    # The last whole day: on a day that has just begun, its evening's articles would be dated in the future.
    today = options.today or datetime.now(VIETNAM).date() - timedelta(days=1)
    over, end = os.pipe()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os.write(end, b"."))
    with Newspapers(today, port=options.port, sources=options.sources, hostile=options.hostile) as press:
        ready = {"ready": True, "today": today.isoformat(), "sources": str(press.sources), "addresses": press.addresses}
        sys.stdout.write(json.dumps(ready) + "\n")
        sys.stdout.flush()
        _wait(over)


def _wait(over: int) -> None:
    """Until something can be read from `over`, or standard input ends.

    Without a thread and without sys.stdin: a thread that is inside its lock makes the interpreter's end a fatal error.
    """
    stdin = sys.stdin.fileno()
    while True:
        ready, _, _ = select.select([stdin, over], [], [])
        if over in ready or not os.read(stdin, 4096):
            return


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.newspapers", description=__doc__)
    parser.add_argument("--today", type=date.fromisoformat, help="the day they print, YYYY-MM-DD (the last whole day)")
    parser.add_argument("--port", type=int, default=0, help="one port for all addresses (any free one)")
    parser.add_argument("--sources", type=Path, help="where to write the source files (a temporary folder)")
    parser.add_argument("--hostile", action="store_true", help="with the newspaper whose pages attack the reader")
    return parser.parse_args()


if __name__ == "__main__":
    main()
