"""One newspaper in one cycle: ask its lists, record what they name, fetch the articles, account for it."""

from __future__ import annotations

import asyncio
import logging

from crawler.articles import Articles
from crawler.commission import Commission, Count
from crawler.ladder import Ladder
from crawler.politeness.fetcher import Download, Fetcher
from newsroom.discovery import Assignment, Errand
from newsroom.errors import DiembaoError, SkipPage

logger = logging.getLogger(__name__)


async def visit(commission: Commission, download: Download) -> None:
    """Make the visit and deliver its outcomes, the tally last.

    Ends at the source's time limit; what is left waits in the frontier. Raises DiembaoError if the frontier cannot be
    used, which is no matter of one newspaper.
    """
    source, options = commission.source, commission.options
    fetcher = Fetcher(download, commission.manners, source.delay or 0.0)
    count = Count(source.id, commission.clock())
    try:
        async with asyncio.timeout(options.source_timeout.total_seconds()):
            await _make(commission, fetcher, count)
    except TimeoutError:
        count.stop(f"the time limit of {options.source_timeout} is over; the rest waits for the next cycle")
    except Exception as error:  # the boundary of one source's run: a fault of ours in it must not cost the others
        cause = _first(error)
        if isinstance(cause, DiembaoError) and not isinstance(cause, SkipPage):
            raise cause from error
        logger.exception("the visit to %s failed", source.id)
        count.stop(f"a fault in the program, please report it: {type(cause).__name__}: {cause}")
    await commission.deliver(count.tally(fetcher.traffic, commission.clock()))


async def _make(commission: Commission, fetcher: Fetcher, count: Count) -> None:
    now = commission.clock()
    assignment = commission.frontier.assignment(commission.source, now=now, everything=commission.everything)
    ladder = Ladder(commission, fetcher, count)
    await ladder.climb(assignment)
    await Articles(commission, fetcher, count).run(_in_order(ladder.errands, assignment))


def _in_order(news: dict[str, Errand], assignment: Assignment) -> list[Errand]:
    """What is new first, then what an earlier cycle left; each article once, as the frontier knows it best."""
    left = {errand.found.key: errand for errand in assignment.errands}
    first = [left.get(key, errand) for key, errand in news.items()]
    return [*first, *(errand for key, errand in left.items() if key not in news)]


def _first(error: BaseException) -> BaseException:
    """The error itself, out of the groups that tasks wrap it in."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
