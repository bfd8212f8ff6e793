"""robots.txt by RFC 9309: what a host allows, how long it wants us to pause, which sitemaps it names."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from crawler.politeness.hosts import NotNow
from crawler.ports import Clock, Frontier
from newsroom.discovery import RobotsAnswer
from newsroom.errors import FailureKind
from newsroom.urls import origin

logger = logging.getLogger(__name__)

PRODUCT = "diembao"  # our name in User-agent lines
PARSED = 500 * 1024  # bytes: RFC 9309 §2.5 asks for at least that much
KEPT = timedelta(hours=24)  # §2.4
LONGEST_PAUSE = 60.0  # seconds; a site that asks for more gets it cut, with a note: an hourly pause is no reading

_TOO_MANY_REQUESTS = 429

Ask = Callable[[str], Awaitable[tuple[RobotsAnswer, str]]]  # the answer, and why there was none


@dataclass(frozen=True)
class Rules:
    """What one answer of robots.txt means to us."""

    answer: RobotsAnswer
    parsed: Protego
    why: str = ""  # it could not be reached

    @property
    def unreachable(self) -> bool:
        """§2.3.1.4: a server error or no answer forbids everything for now. So does "too many requests": asking on is
        the one thing that answer cannot mean."""
        status = self.answer.status
        return status == 0 or status >= 500 or status == _TOO_MANY_REQUESTS

    @property
    def sitemaps(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.parsed.sitemaps))

    @property
    def pause(self) -> float:
        """Crawl-delay in seconds, within reason; 0 if there is none."""
        return min(self.parsed.crawl_delay(PRODUCT) or 0.0, LONGEST_PAUSE)

    def allows(self, url: str) -> bool:
        return self.parsed.can_fetch(url, PRODUCT)


def read_rules(answer: RobotsAnswer, why: str = "") -> Rules:
    """§2.3.1: an answer with rules binds, any other that is no server error allows everything."""
    text = ""
    if 200 <= answer.status < 300:
        body = answer.body
        if len(body) >= PARSED:  # a rule cut in two would forbid more than it says
            body = body[:PARSED].rpartition(b"\n")[0]
        text = body.decode("utf-8-sig", "replace").replace("\0", "")
    return Rules(answer, Protego.parse(text), why)


class RobotsBook:
    """The rules of every host of one cycle, from memory where they are younger than a day."""

    def __init__(self, frontier: Frontier, clock: Clock) -> None:
        self._frontier = frontier
        self._clock = clock
        self._rules: dict[str, Rules] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def rules(self, url: str, ask: Ask) -> Rules:
        """The rules for this address. `ask` fetches a robots.txt and is called at most once a host and cycle."""
        host = origin(url)
        async with self._asking.setdefault(host, asyncio.Lock()):
            if host not in self._rules:
                self._rules[host] = self._remembered(host) or await self._asked(host, ask)
        return self._rules[host]

    async def admit(self, url: str, ask: Ask) -> Rules:
        """The rules, if they let us ask for this host's pages at all now. Raises NotNow(ROBOTS_UNREACHABLE)."""
        rules = await self.rules(url, ask)
        if rules.unreachable:
            how = f"answered {rules.answer.status}" if rules.answer.status else f"was not answered ({rules.why})"
            reason = f"{origin(url)}/robots.txt {how}: nothing is fetched there in this cycle"
            raise NotNow(FailureKind.ROBOTS_UNREACHABLE, reason)
        return rules

    def _remembered(self, host: str) -> Rules | None:
        now: datetime = self._clock()
        answer = self._frontier.robots(host, now=now)
        if answer is None or now - answer.asked_at > KEPT:
            return None
        rules = read_rules(answer)
        return None if rules.unreachable else rules  # a new cycle asks again

    async def _asked(self, host: str, ask: Ask) -> Rules:
        answer, why = await ask(host)
        self._frontier.remember_robots(answer)
        rules = read_rules(answer, why)
        wanted = rules.parsed.crawl_delay(PRODUCT) or 0.0
        if wanted > LONGEST_PAUSE:
            logger.warning("%s/robots.txt asks for a pause of %g s; %g s are kept", host, wanted, LONGEST_PAUSE)
        return rules
