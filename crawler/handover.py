"""From work that delivers to a loop that takes, with little room between: who takes slowly slows the work down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def handover(
    work: Callable[[Callable[[T], Awaitable[None]]], Awaitable[None]], room: int = 16
) -> AsyncGenerator[T, None]:
    """Run `work(deliver)` in a task and yield what it delivers, at most `room` items ahead of the taker.

    Ends when the work ends; an exception of the work is raised after the last item. When the taker stops, the work is
    cancelled and awaited.
    """
    queue: asyncio.Queue[tuple[T] | None] = asyncio.Queue()
    free = asyncio.Semaphore(room)

    async def deliver(item: T) -> None:
        await free.acquire()
        queue.put_nowait((item,))

    async def worked() -> None:
        await work(deliver)

    task = asyncio.create_task(worked())
    task.add_done_callback(lambda _: queue.put_nowait(None))
    try:
        while (item := await queue.get()) is not None:
            yield item[0]
            free.release()
        await task
    finally:
        task.cancel()
        await asyncio.wait([task])
