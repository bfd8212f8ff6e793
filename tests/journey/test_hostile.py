"""Pages that attack their reader's time and memory cost themselves, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from datetime import date

from tests.journey.conftest import CLEAN
from tests.newspapers.press import Newspapers

OUTLETS = ("trannoi", "songlam")
MIB = 1024  # ru_maxrss is in KiB
# Runs a command and reports the largest resident memory of any of its processes.
MEASURED = (
    "import json, resource, subprocess, sys;"
    "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE);"
    "usage = resource.getrusage(resource.RUSAGE_CHILDREN);"
    "print(json.dumps({'code': done.returncode, 'peak': usage.ru_maxrss, 'report': json.loads(done.stdout)}))"
)


def test_hostile_pages_are_reported_and_the_others_are_stored(program):
    with Newspapers(date(2026, 11, 20), hostile=True) as press:
        installed = program(press.sources)
        started = time.monotonic()
        command = [sys.executable, "-c", MEASURED, *installed.command("crawl", "--json", "trannoi", "songlam")]
        done = subprocess.run(command, env=CLEAN, cwd=installed.folder, capture_output=True, timeout=110, check=True)
        measured = json.loads(done.stdout)
        assert time.monotonic() - started < 60
        assert measured["peak"] < 400 * MIB
        assert measured["code"] == 1
        with installed.archive() as archive:
            told = {row.name: (row, archive.explain(row.url)) for row in press.ledger if row.outlet in OUTLETS}
    for name, (row, known) in told.items():
        if row.readable:
            assert known is not None, name
            assert known.article is not None, name
        elif row.status == "broken":
            assert known is not None, name
            (trail,) = known.trails
            assert trail.outcome in {kind.value for kind in row.fails}, name
            assert trail.reason, name
    failed = sum((Counter(source["failed"]) for source in measured["report"]["sources"]), Counter())
    assert failed.total() == sum(row.status == "broken" for row, _ in told.values())
