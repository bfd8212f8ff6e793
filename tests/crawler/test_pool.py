"""A page that hangs, crashes or eats memory costs itself alone; nothing outlives the crawl."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from crawler.pool import WorkerPool
from newsroom.errors import FailureKind, SkipPage
from tests.crawler import victims

MIB = 2**20
LIMIT = 350 * MIB

KEEPER = """
import asyncio, sys
from crawler.pool import WorkerPool
from tests.crawler import victims

async def main():
    async with WorkerPool(workers=2, seconds=300, memory=2**28) as pool:
        print(await pool.run(victims.identity), flush=True)
        await asyncio.gather(*(pool.run(victims.hang_writing_pid, sys.argv[1]) for _ in range(2)))

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.fixture
async def pool() -> AsyncIterator[WorkerPool]:
    async with WorkerPool(workers=2, seconds=5, memory=LIMIT) as ready:
        yield ready


async def outcome(job) -> object:
    try:
        return await job
    except SkipPage as skip:
        return skip.kind


async def test_crashing_stuck_and_greedy_pages_cost_only_themselves(pool: WorkerPool) -> None:
    jobs = [pool.run(victims.double, number) for number in range(20)]
    jobs[4:4] = [pool.run(victims.crash)]
    jobs[9:9] = [pool.run(victims.hang_in_c)]
    jobs[14:14] = [pool.run(victims.eat, 4000)]

    results = await asyncio.gather(*map(outcome, jobs))

    assert [result for result in results if isinstance(result, int)] == [2 * number for number in range(20)]
    assert [results[4], results[9], results[14]] == [FailureKind.CRASH, FailureKind.TIMEOUT, FailureKind.MEMORY]


@pytest.mark.parametrize(
    ("job", "kind", "figure"),
    [
        pytest.param((victims.crash,), FailureKind.CRASH, "SIGSEGV", id="crash"),
        pytest.param((victims.hang_in_c,), FailureKind.TIMEOUT, "3 s", id="stuck in C"),
        pytest.param((victims.eat, 4000), FailureKind.MEMORY, "350 MiB", id="Python memory"),
        pytest.param((victims.parse_items, 1_700_000), FailureKind.MEMORY, "350 MiB", id="parser memory"),
    ],
)
async def test_a_lost_page_says_why_with_figures(job, kind: FailureKind, figure: str) -> None:
    async with WorkerPool(workers=1, seconds=3 if kind is FailureKind.TIMEOUT else 30, memory=LIMIT) as pool:
        with pytest.raises(SkipPage) as caught:
            await pool.run(*job)
    assert caught.value.kind is kind
    assert figure in caught.value.reason


async def test_a_refused_page_keeps_its_kind_and_reason(pool: WorkerPool) -> None:
    with pytest.raises(SkipPage) as caught:
        await pool.run(victims.refuse, "a page, but no text in it")
    assert (caught.value.kind, caught.value.reason) == (FailureKind.EMPTY, "a page, but no text in it")


async def test_our_own_mistakes_are_not_dressed_as_bad_pages(pool: WorkerPool) -> None:
    with pytest.raises(ValueError, match="a mistake of ours"):
        await pool.run(victims.stumble)


async def test_memory_of_a_worker_stays_below_400_mb_up_to_its_limit() -> None:
    async with WorkerPool(workers=1, seconds=20, memory=LIMIT) as pool:
        largest = 0
        for mebibytes in range(200, 360, 20):
            if await outcome(pool.run(victims.eat, mebibytes)) is FailureKind.MEMORY:
                break
            largest = mebibytes
            assert await pool.run(victims.peak_resident) < 400 * 10**6
        assert largest >= 240, "the limit is hit long before the memory is used"


async def test_an_idle_worker_that_is_killed_is_replaced(pool: WorkerPool) -> None:
    for _ in range(3):
        os.kill(await pool.run(victims.identity), signal.SIGKILL)
        assert await pool.run(victims.double, 21) == 42


async def test_leaving_the_pool_does_not_wait_for_a_stuck_page() -> None:
    began = time.monotonic()
    async with WorkerPool(workers=1, seconds=60, memory=LIMIT) as pool:
        stuck = asyncio.create_task(pool.run(victims.hang_in_c))
        assert await asyncio.wait([stuck], timeout=0.5)
    with pytest.raises(asyncio.CancelledError):
        await stuck
    assert time.monotonic() - began < 8


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_no_worker_outlives_the_program(tmp_path: Path, number: signal.Signals) -> None:
    program = tmp_path / "keeper.py"
    program.write_text(KEEPER, encoding="utf-8")
    pids = tmp_path / "pids"
    pids.mkdir()
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, program, pids],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": os.defpath},
    ) as parent:
        wait_until(lambda: len(list(pids.iterdir())) == 2)
        workers = [int(file.name) for file in pids.iterdir()]
        parent.send_signal(number)
        assert parent.wait(timeout=10) != 0
        wait_until(lambda: not any(map(alive, workers)))


def test_a_program_that_forgets_the_pool_still_ends(tmp_path: Path) -> None:
    program = tmp_path / "forgetful.py"
    program.write_text(
        "import asyncio\nfrom crawler.pool import WorkerPool\nfrom tests.crawler import victims\n"
        "async def main():\n    pool = await WorkerPool(1, 60, 2**28).__aenter__()\n"
        "    print(await pool.run(victims.double, 4))\n"
        "if __name__ == '__main__':\n    asyncio.run(main())\n",
        encoding="utf-8",
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, program], capture_output=True, text=True, timeout=30, cwd=root,
        env={"PYTHONPATH": str(root), "PATH": os.defpath}, check=True,
    )  # fmt: skip
    assert done.stdout == "8\n"


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
