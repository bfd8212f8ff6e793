"""The report of `diembao sources check` for people."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click

from cli.output import local, print_table, safe
from crawler.probing.probe import ProbeReport

WIDTH = 100  # columns; only the text of the source file may be wider
_LONGEST_ADDRESS = 36  # characters: what the other columns leave


def print_check(report: ProbeReport, zone: ZoneInfo) -> None:
    """Robots, each rung, one article as it comes out, and what to write into the file; or why nothing was learned."""
    if not report.reached:
        _print_obstacles(report)
        return
    robots = report.robots
    if robots is not None:
        answer = f"status {robots.status}" if robots.status else "not reached, so nothing may be fetched"
        pause = f", crawl-delay {robots.pause:g} s" if robots.pause else ""
        click.echo(f"{safe(robots.url)}: {answer}{pause}\n")
    _print_rungs(report, zone)
    _print_sample(report, zone)
    if report.advice:
        click.echo()
    for sentence in report.advice:
        _say(sentence, "• ")
    requests = "1 request" if report.requests == 1 else f"{report.requests} requests"
    click.echo(f"\n{requests}. The file as it should be, after what was seen:\n\n{report.toml}")


def _print_obstacles(report: ProbeReport) -> None:
    for reason in report.obstacles or (report.stopped,):
        _say(f"{report.source.id}: {reason}")
    for sentence in report.advice:
        _say(sentence, "• ")


def _print_rungs(report: ProbeReport, zone: ZoneInfo) -> None:
    """The table, and below it what went wrong, each reason once."""
    home = report.source.home
    print_table(
        ["rung", "status", "items", "articles", "newest", "address"],
        [
            [
                rung.way.value + ("" if rung.declared else " (found)"),
                rung.status or "–",
                rung.items,
                len(rung.links),
                local(rung.newest, zone),
                _middle_out(shortened(rung.url, home)),
            ]
            for rung in report.rungs
        ],
    )
    where: dict[str, list[str]] = defaultdict(list)
    for url, reason in (*((rung.url, rung.reason) for rung in report.rungs), *_others(report)):
        if reason:
            where[reason].append(shortened(url, home))
    if where:
        click.echo()
    for reason, addresses in where.items():
        _say(f"{', '.join(addresses)}: {reason}")
    if report.stopped and not any(report.stopped in reason for reason in where):
        _say(f"Stopped early: {report.stopped}")


def _others(report: ProbeReport) -> list[tuple[str, str]]:
    return [(trouble.url, trouble.reason) for trouble in (*report.troubles, *report.unread)]


def _print_sample(report: ProbeReport, zone: ZoneInfo) -> None:
    sample = report.sample
    if sample is None:
        click.echo("\nNo article could be read.")
        return
    click.echo()
    _say(f"One article as it comes out: {sample.url}")
    _say(sample.title, "  ")
    click.echo(f"  {local(sample.published_at, zone)}  {safe(', '.join(sample.authors))}")
    _say(f"lead: {sample.lead}", "  ")
    _say(f"begins: {safe(sample.first_paragraph)[:200]}", "  ")
    flags = f"; doubts: {', '.join(sample.flags)}" if sample.flags else ""
    click.echo(f"  {sample.paragraphs} paragraphs, {sample.characters} characters, {sample.captions} captions{flags}")


def shortened(url: str, home: str) -> str:
    """An address without the host of the home page, and without the scheme."""
    parts, front = urlsplit(url), urlsplit(home)
    path = f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}"
    return path if parts.netloc == front.netloc else f"{parts.netloc}{path}"


def _middle_out(address: str) -> str:
    """At most as wide as its column: both ends tell more than the middle."""
    half = (_LONGEST_ADDRESS - 1) // 2
    return address if len(address) <= _LONGEST_ADDRESS else f"{address[:half]}…{address[-half:]}"


def _say(sentence: str, bullet: str = "") -> None:
    """A paragraph of at most WIDTH columns; an address that is longer stays in one piece, to be copied."""
    lines = textwrap.wrap(
        safe(sentence),
        WIDTH,
        initial_indent=bullet,
        subsequent_indent=" " * len(bullet),
        break_long_words=False,
        break_on_hyphens=False,
    )
    click.echo("\n".join(lines))
