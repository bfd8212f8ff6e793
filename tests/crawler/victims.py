"""What tests of the worker pool send into workers: plain functions that behave, or do not."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

from newsroom.errors import FailureKind, SkipPage


def double(number: int) -> int:
    return 2 * number


def refuse(reason: str) -> None:
    raise SkipPage(FailureKind.EMPTY, reason)


def stumble() -> None:
    raise ValueError("a mistake of ours")


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def hang_in_c() -> None:
    re.match(r"(a+)+$", "a" * 64 + "b")


def hang_writing_pid(folder: str) -> None:
    Path(folder, str(os.getpid())).touch()
    time.sleep(600)


def eat(mebibytes: int) -> int:
    return len([bytearray(2**20) for _ in range(mebibytes)])


def parse_items(count: int) -> int:
    from lxml import html

    markup = "<html><body><ul>" + "<li>mục</li>" * count + "</ul></body></html>"
    return len(html.document_fromstring(markup.encode(), parser=html.HTMLParser(huge_tree=True)).findall(".//li"))


def peak_resident() -> int:
    """Bytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def identity() -> int:
    return os.getpid()
