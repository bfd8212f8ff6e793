"""What a look at a newspaper found, as a person and a program want to read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from crawler.probing.survey import Rung, Survey
from crawler.source_file import render_source
from newsroom.account import Trouble
from newsroom.article import Extracted
from newsroom.discovery import Way
from newsroom.errors import FailureKind
from newsroom.source import Source
from newsroom.urls import origin

EXAMPLES = 3  # titles shown of a list


@dataclass(frozen=True, slots=True)
class Robots:
    """What the home page's host allows. `status` 0: it was not reached, and nothing is fetched."""

    url: str
    status: int
    allows_home: bool
    pause: float  # Crawl-delay in seconds, 0 if there is none
    sitemaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One article as the crawl would keep it; `paragraphs`, `characters` and `captions` are counts."""

    url: str
    title: str
    lead: str
    published_at: datetime | None
    first_paragraph: str
    paragraphs: int
    characters: int
    captions: int
    authors: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """What a newspaper answers today, and what its file should say.

    `rungs` are its lists in the order of the ladder, found ones behind declared ones; `front` is the home page read
    as a listing. `unread` are articles that were tried in vain. `advice`: one sentence per thing to do.
    """

    source: Source
    asked_at: datetime
    robots: Robots | None
    rungs: tuple[Rung, ...]
    front: Rung | None
    sample: Sample | None
    unread: tuple[Trouble, ...]
    troubles: tuple[Trouble, ...]
    advice: tuple[str, ...]
    proposal: Source
    requests: int
    stopped: str = ""

    @property
    def reached(self) -> bool:
        """Whether anything but robots.txt was answered. If not, nothing was learned about the newspaper."""
        return self.front is not None or any(rung.status for rung in self.rungs)

    @property
    def obstacles(self) -> tuple[str, ...]:
        """Why lists gave nothing, each reason once."""
        return tuple(dict.fromkeys(rung.reason for rung in self.rungs if rung.reason))

    @property
    def toml(self) -> str:
        """The proposal as the text of a source file; empty if nothing was reached that could tell."""
        return render_source(self.proposal) if self.reached else ""

    @property
    def healthy(self) -> bool:
        """Whether the crawl finds articles, by declared lists or by those the site names, and one can be read."""
        return self.sample is not None and any(rung.links for rung in self.rungs)

    def as_json(self) -> dict[str, Any]:
        """The report as plain values; the links of a list as their number and some titles."""
        return {
            "outlet": self.source.id,
            "asked_at": _time(self.asked_at),
            "reached": self.reached,
            "healthy": self.healthy,
            "robots": self.robots and _plain(self.robots),
            "lists": [_rung_as_json(rung) for rung in self.rungs],
            "front_page": self.front and _rung_as_json(self.front),
            "sample": self.sample and _plain(self.sample),
            "unread": [_plain(trouble) for trouble in self.unread],
            "troubles": [_plain(trouble) for trouble in self.troubles],
            "advice": list(self.advice),
            "toml": self.toml,
            "requests": self.requests,
            "stopped": self.stopped,
        }


def report(source: Source, seen: Survey, front: Rung | None, proposal: Source, asked_at: datetime) -> ProbeReport:
    """`source` is the newspaper as its file has it, `seen` the look at it, `proposal` what follows."""
    found = _report(source, seen, front, proposal, asked_at)
    return found if found.reached else replace(found, advice=(_what_now(source, seen),))


def _report(source: Source, seen: Survey, front: Rung | None, proposal: Source, asked_at: datetime) -> ProbeReport:
    ladder = tuple(Way)
    rungs = sorted(seen.rungs, key=lambda rung: (not rung.declared, ladder.index(rung.way)))
    told = {rung.url for rung in rungs if rung.reason}
    return ProbeReport(
        source=source,
        asked_at=asked_at,
        robots=_robots(seen),
        rungs=tuple(rungs),
        front=front,
        sample=_sample(seen.sample) if seen.sample else None,
        unread=tuple(Trouble(failure.found.url, failure.reason) for failure in seen.failures),
        troubles=tuple(trouble for trouble in seen.troubles if trouble.url not in told),
        advice=tuple(_advice(source, seen, front, proposal)),
        proposal=proposal,
        requests=seen.requests,
        stopped=seen.stopped,
    )


def _advice(source: Source, seen: Survey, front: Rung | None, proposal: Source) -> Iterator[str]:
    rungs = {rung.url: rung for rung in seen.rungs}
    later: dict[str, list[str]] = defaultdict(list)
    if proposal.article_url != source.article_url:
        yield f"article_url: nothing on the site has the declared form; {proposal.article_url} fits"
    for name in ("feeds", "sitemaps", "listings"):
        declared, proposed = getattr(source, name), getattr(proposal, name)
        for url in declared:
            if url not in proposed:
                yield f"{name}: take out {url}: {_why_out(rungs[url])}"
            elif rungs[url].error or not rungs[url].status:
                later[rungs[url].reason].append(url)
        for url in (url for url in proposed if url not in declared):
            rung = rungs.get(url) or front
            yield f"{name}: add {url}" + (f" ({len(rung.links)} articles)" if rung and rung.links else "")
    for reason, urls in later.items():
        yield f"check again later: {', '.join(urls)} ({reason})"
    if front is not None and not front.links and not any(rung.links for rung in seen.rungs):
        yield "no article link anywhere: the pages may be filled in the browser (JavaScript), or article_url is wrong"
    elif seen.failures and seen.sample is None:
        yield f"no article could be read: {seen.failures[-1].reason}"


def _what_now(source: Source, seen: Survey) -> str:
    again = f"run `diembao sources check {source.id}` again"
    if any(rung.error is FailureKind.REFUSED_ADDRESS for rung in seen.rungs):
        return f"nothing was learned: put the newspaper's public addresses into its file, then {again}"
    if seen.stopped and seen.rules is not None and seen.rules.answer.status:
        return f"nothing was learned, so the file stays as it is: {again} when the site has recovered"
    return (
        f"nothing was learned, so the file stays as it is: see whether this machine is online and whether {source.home}"
        f" opens in a browser, then {again}"
    )


def _why_out(rung: Rung) -> str:
    if rung.reason:
        return rung.reason
    return f"its newest item is of {rung.newest:%d-%m-%Y}" if rung.newest else "it names no article of this newspaper"


def _robots(seen: Survey) -> Robots | None:
    rules = seen.rules
    if rules is None:
        return None
    home = seen.home.url if seen.home else seen.source.home
    allowed = not rules.unreachable and rules.allows(home)
    return Robots(f"{origin(home)}/robots.txt", rules.answer.status, allowed, rules.pause, rules.sitemaps)


def _sample(article: Extracted) -> Sample:
    return Sample(
        url=article.url,
        title=article.title,
        lead=article.lead,
        published_at=article.published_at,
        first_paragraph=article.paragraphs[0] if article.paragraphs else "",
        paragraphs=len(article.paragraphs),
        characters=len(article.text),
        captions=len(article.captions),
        authors=article.authors,
        flags=article.flags,
    )


def _rung_as_json(rung: Rung) -> dict[str, Any]:
    return {
        "url": rung.url,
        "way": rung.way.value,
        "declared": rung.declared,
        "named_by": rung.parent,
        "status": rung.status,
        "items": rung.items,
        "articles": len(rung.links),
        "newest": rung.newest and _time(rung.newest),
        "pages": rung.pages,
        "titles": [found.title for found in rung.links if found.title][:EXAMPLES],
        "error": rung.error and rung.error.value,
        "reason": rung.reason,
    }


def _plain(value: Robots | Sample | Trouble) -> dict[str, Any]:
    shown = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {
        name: _time(part) if isinstance(part, datetime) else list(part) if isinstance(part, tuple) else part
        for name, part in shown.items()
    }


def _time(moment: datetime) -> str:
    """As in every other output: ISO 8601 in UTC with a Z."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
