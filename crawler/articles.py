"""Articles: fetched one after another as the host allows, extracted beside, each ending as exactly one outcome."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.commission import Commission, Count
from crawler.extract import extract
from crawler.politeness.failures import NotAnswered
from crawler.politeness.fetcher import Answer, Fetcher
from crawler.politeness.hosts import NotNow, host_of
from newsroom.article import Extracted, Failure, Fetched, Unchanged
from newsroom.discovery import Errand
from newsroom.errors import FailureKind, SkipPage
from newsroom.urls import belongs, clean

logger = logging.getLogger(__name__)

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
BESIDE = 4  # pages of one source in extraction while the next is fetched; bounds what they hold in memory

_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article")


class Articles:
    """Fetches and extracts the articles of one newspaper and delivers what became of each."""

    def __init__(self, commission: Commission, fetcher: Fetcher, count: Count) -> None:
        self._commission = commission
        self._fetcher = fetcher
        self._count = count
        self._beside = asyncio.Semaphore(BESIDE)

    async def run(self, errands: Iterable[Errand]) -> None:
        """Every errand whose host lets itself be asked; the others stay in the frontier."""
        async with asyncio.TaskGroup() as extracting:
            for errand in errands:
                fetched = await self._fetch(errand)
                if isinstance(fetched, Fetched):
                    await self._beside.acquire()
                    extracting.create_task(self._extract(fetched))
                elif fetched is not None:
                    await self._hand_over(fetched)

    async def _fetch(self, errand: Errand) -> Fetched | Unchanged | Failure | None:
        cap, url = self._commission.options.max_page, clean(errand.found.url)
        try:
            answer = await self._fetcher.get(url, cap=cap, accept=ACCEPT, validators=errand.validators)
            if answer.status == 304:
                return Unchanged(errand.found, self._commission.clock(), answer.validators)
            return self._page(errand, answer)
        except NotNow as wait:
            self._count.stop(wait.reason)
            return self._failure(errand, wait) if wait.retry_at else None
        except SkipPage as problem:
            return self._failure(errand, problem)

    def _page(self, errand: Errand, answer: Answer) -> Fetched:
        """The page, unless the answer is none. Raises NotAnswered."""
        self._count.fetched += 1
        source = self._commission.source
        moved = clean(answer.url) != clean(errand.found.url)
        if moved and _is_front(answer.url, source.home):
            raise NotAnswered(
                FailureKind.GONE, "redirected to the home page: the article is gone", status=answer.status
            )
        if moved and not belongs(answer.url, source) and belongs(errand.found.url, source):
            where = host_of(answer.url)
            reason = f"redirected to {where}; if that is the same newspaper, add it to its aliases"
            raise NotAnswered(FailureKind.HTTP, reason, status=answer.status)
        if not _is_markup(answer):
            kind = answer.content_type.partition(";")[0].strip() or "no content type"
            raise NotAnswered(FailureKind.NOT_HTML, f"{kind} where a page should be", status=answer.status)
        return Fetched(
            errand.found,
            answer.url,
            answer.status,
            answer.body,
            self._commission.clock(),
            answer.content_type,
            answer.validators,
        )

    async def _extract(self, page: Fetched) -> None:
        try:
            outcome: Extracted | Failure
            try:
                outcome = await self._commission.workers.run(extract, page, self._commission.source)
                self._count.extracted += 1
            except SkipPage as problem:
                outcome = self._failure(Errand(page.found), problem, status=page.status)
            except Exception as error:  # the boundary of one article: a fault of ours in it must not cost the others
                logger.exception("extraction of %s failed", page.url)
                reason = f"a fault in the extraction, please report it: {type(error).__name__}: {error}"
                outcome = self._failure(Errand(page.found), SkipPage(FailureKind.CRASH, reason), status=page.status)
            await self._hand_over(outcome)
        finally:
            self._beside.release()

    async def _hand_over(self, outcome: Extracted | Unchanged | Failure) -> None:
        if isinstance(outcome, Failure):
            self._count.failed[outcome.kind.value] += 1
        await self._commission.deliver(outcome)

    def _failure(self, errand: Errand, problem: SkipPage, *, status: int | None = None) -> Failure:
        known = getattr(problem, "status", None) or status
        now = self._commission.clock()
        return Failure(errand.found, problem.kind, problem.reason, now, known, problem.retry_at)


def _is_front(url: str, home: str) -> bool:
    front = clean(url).rstrip("/") == clean(home).rstrip("/")
    parts = urlsplit(url)
    return front or (parts.path in {"", "/"} and not parts.query)


def _is_markup(answer: Answer) -> bool:
    """By the content type where it says something, else by the first bytes."""
    kind = answer.content_type.partition(";")[0].strip().lower()
    if kind in {"text/html", "application/xhtml+xml"}:
        return True
    vague = kind in {"", "text/plain", "application/octet-stream", "text/xml", "application/xml"}
    return vague and any(mark in answer.body[:2048].lower() for mark in _MARKUP)
