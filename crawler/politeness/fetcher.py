"""One polite request: robots, our turn at the host, time and size limits, redirects looked at one by one."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from scrapy.http import Headers, Request, Response
from scrapy.http.request import NO_CALLBACK
from w3lib.url import safe_url_string

from crawler.options import CrawlOptions
from crawler.politeness.failures import LATER, NotAnswered, explain, no_address
from crawler.politeness.hosts import Hosts, host_of
from crawler.politeness.retry_after import retry_at
from crawler.politeness.robots import PARSED, PRODUCT, RobotsBook, Rules
from crawler.politeness.unpack import ACCEPTED, unpack
from crawler.ports import Clock
from newsroom.article import Validators
from newsroom.discovery import RobotsAnswer
from newsroom.errors import FailureKind, SkipPage
from newsroom.urls import is_web

MOST_REDIRECTS = 5
KEEP_FIRST = "keep_first"  # request.meta: stop the download after so many bytes and take what is there

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PAGE = frozenset({200, 203})
_GONE = frozenset({404, 410})
_NOT_MODIFIED = 304
_BUSY = frozenset({429, 503})
_NO_FILE = 404
_UNCONDITIONAL = Validators()

Download = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, feed or sitemap as it came. Status 304: not changed since `validators`, no body."""

    url: str  # after redirects
    status: int
    body: bytes  # unpacked
    content_type: str
    validators: Validators


@dataclass(slots=True)
class Traffic:
    """What was sent and received for one source."""

    requests: int = 0
    bytes: int = 0


@dataclass(frozen=True)
class Manners:
    """What all fetchers of one cycle share."""

    options: CrawlOptions
    clock: Clock
    hosts: Hosts
    robots: RobotsBook


@dataclass
class Fetcher:
    """Asks for the pages of one source. `download` sends one request and follows nothing."""

    download: Download
    manners: Manners
    delay: float = 0.0  # the source's own, in seconds
    traffic: Traffic = field(default_factory=Traffic)

    async def get(self, url: str, *, cap: int, accept: str, validators: Validators = _UNCONDITIONAL) -> Answer:
        """The answer to a conditional GET, at most `cap` bytes unpacked.

        Raises NotAnswered with what a person should know, NotNow if the host is to be left alone in this cycle.
        """
        headers = {"Accept": accept.encode(), **_conditions(validators)}
        for _ in range(MOST_REDIRECTS + 1):
            rules = await self._admitted(url)
            response = await self._ask(url, headers, cap, pause=rules.pause)
            if response.status not in _REDIRECTS:
                return self._judged(url, response, validators, cap)
            url = _target(url, response)
            _require_web(url, "redirected: ")
        raise NotAnswered(FailureKind.HTTP, f"redirected more than {MOST_REDIRECTS} times, last to {url}")

    async def rules(self, url: str) -> Rules:
        """What the robots.txt of this address's host says."""
        return await self.manners.robots.rules(url, self._ask_robots)

    async def _admitted(self, url: str) -> Rules:
        _require_web(url)
        self.manners.hosts.check(url)
        rules = await self.manners.robots.admit(url, self._ask_robots)
        if not rules.allows(url):
            raise NotAnswered(FailureKind.ROBOTS, f"robots.txt of {host_of(url)} does not allow {PRODUCT} to read this")
        return rules

    async def _ask(self, url: str, headers: dict[str, bytes], cap: int, *, pause: float = 0, keep: int = 0) -> Response:
        """Send one request when it is our turn. A host that is busy is left alone from now on."""
        _require_web(url)
        options, hosts = self.manners.options, self.manners.hosts
        request = Request(
            url,
            headers=self._headers(headers),
            meta={
                "download_maxsize": 0 if keep else cap,
                "download_timeout": options.request_timeout,
                "dont_obey_robotstxt": True,  # asked and obeyed here, by the stricter standard
                KEEP_FIRST: keep,
            },
            callback=NO_CALLBACK,
            dont_filter=True,
        )
        async with hosts.turn(url, max(options.delay, self.delay, pause)):
            self.traffic.requests += 1
            with explain(url, options.request_timeout, cap, on_silence=lambda reason: hosts.silent(url, reason)):
                response = await self.download(request)
            hosts.answered(url)
            self.traffic.bytes += len(response.body)
            if not keep:
                self._heed(url, response)
        return response

    def _heed(self, url: str, response: Response) -> None:
        """A host that says "too much" is left alone from this answer on, before anybody else gets a turn."""
        until = retry_at(_first(response.headers, "Retry-After"), self.manners.clock())
        if response.status == 429 or (response.status == 503 and until):
            asked = f" and asked for silence until {until:%Y-%m-%d %H:%M:%S} UTC" if until else ""
            self.manners.hosts.leave_alone(url, f"it answered {response.status}{asked}", until)

    def _judged(self, url: str, response: Response, sent: Validators, cap: int) -> Answer:
        status = response.status
        if status == _NOT_MODIFIED and sent:
            return Answer(url, status, b"", "", _validators(response.headers) or sent)
        if status in _PAGE:
            body = self._unpacked(response, cap)
            content_type = _first(response.headers, "Content-Type")
            return Answer(url, status, body, content_type, _validators(response.headers))
        if status in _GONE:
            raise NotAnswered(FailureKind.GONE, f"the server answered {status}: the page is gone", status=status)
        until = retry_at(_first(response.headers, "Retry-After"), self.manners.clock()) if status in _BUSY else None
        throttled = status == 429 or until is not None
        kind = FailureKind.THROTTLED if throttled else FailureKind.HTTP
        raise NotAnswered(kind, f"the server answered {status}{LATER}", status=status, retry_at=until)

    @staticmethod
    def _unpacked(response: Response, cap: int) -> bytes:
        try:
            return unpack(response.body, _encodings(response.headers), cap)
        except SkipPage as problem:
            raise NotAnswered(problem.kind, problem.reason, status=response.status) from problem

    def _headers(self, more: dict[str, bytes]) -> dict[str, bytes]:
        return {
            "User-Agent": user_agent(self.manners.options.contact).encode(),
            "Accept-Language": b"vi,en;q=0.3",
            "Accept-Encoding": ACCEPTED.encode(),
            **more,
        }

    async def _ask_robots(self, origin: str) -> tuple[RobotsAnswer, str]:
        """The answer, and why there was none. RFC 9309 §2.3.1: five redirects are followed, to other hosts, too.

        More of them count as no robots.txt at all. Raises NotAnswered if the host itself may not be reached.
        """
        url, asked_at = f"{origin}/robots.txt", self.manners.clock()
        status, body, why = _NO_FILE, b"", ""
        try:
            for _ in range(MOST_REDIRECTS + 1):
                response = await self._ask(url, {"Accept": b"text/plain,*/*;q=0.1"}, PARSED, keep=PARSED)
                if response.status not in _REDIRECTS:
                    status = response.status
                    body = unpack(response.body, _encodings(response.headers), PARSED, cut=True)
                    break
                url = _target(url, response)
                _require_web(url, "redirected: ")
        except SkipPage as problem:
            if problem.kind is FailureKind.REFUSED_ADDRESS and url.startswith(origin):
                raise
            unpacked_badly = problem.kind is FailureKind.UNREADABLE
            status, why = (status, "") if unpacked_badly else (0, problem.reason.removesuffix(LATER))
        return RobotsAnswer(origin, status, body, asked_at), why


def user_agent(contact: str) -> str:
    """Who asks: program, version, and whom to write to."""
    try:
        version = importlib.metadata.version(PRODUCT)
    except importlib.metadata.PackageNotFoundError:  # run from a copy that was never installed
        version = "0"
    return f"{PRODUCT}/{version} (+{contact})" if contact else f"{PRODUCT}/{version}"


def _require_web(url: str, how: str = "") -> None:
    if not is_web(url):
        raise NotAnswered(FailureKind.REFUSED_ADDRESS, how + no_address(url))


def _conditions(validators: Validators) -> dict[str, bytes]:
    conditions = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value.encode("latin-1", "replace") for name, value in conditions.items() if value}


def _validators(headers: Headers) -> Validators:
    return Validators(_first(headers, "ETag"), _first(headers, "Last-Modified"))


def _first(headers: Headers, name: str) -> str:
    """A header's first value; bytes that are no ASCII survive the way there and back as Latin-1."""
    return next(iter(headers.getlist(name)), b"").decode("latin-1").strip()


def _encodings(headers: Headers) -> str:
    return b",".join(headers.getlist("Content-Encoding")).decode("latin-1")


def _target(url: str, response: Response) -> str:
    location = _first(response.headers, "Location").strip()
    if not location:
        raise NotAnswered(
            FailureKind.HTTP, f"answered {response.status} without saying where to", status=response.status
        )
    try:
        raw = location.encode("latin-1").decode("utf-8", "replace")
        return urljoin(url, safe_url_string(raw)).partition("#")[0]
    except ValueError as problem:
        raise NotAnswered(FailureKind.HTTP, f"redirected to {location[:200]!r}, which is no address") from problem
