"""The report of `diembao sources check` for people."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import click

from cli.output import local, print_table, safe
from crawler.probing.probe import ProbeReport


def print_check(report: ProbeReport, zone: ZoneInfo) -> None:
    """Robots, each rung, one article as it comes out, and what to write into the file."""
    robots = report.robots
    if robots is not None:
        answer = f"status {robots.status}" if robots.status else "not reached, so nothing may be fetched"
        pause = f", crawl-delay {robots.pause:g} s" if robots.pause else ""
        click.echo(f"{safe(robots.url)}: {answer}{pause}\n")
    print_table(
        ["rung", "status", "items", "articles", "newest", "address"],
        [
            [
                rung.way.value + ("" if rung.declared else " (found)"),
                rung.status or "–",
                rung.items,
                len(rung.links),
                local(rung.newest, zone),
                rung.url + (f" – {rung.reason}" if rung.reason else ""),
            ]
            for rung in report.rungs
        ],
    )
    for trouble in (*report.troubles, *report.unread):
        click.echo(f"{safe(trouble.url)}: {safe(trouble.reason)}")
    _print_sample(report, zone)
    if report.stopped:
        click.echo(f"\nStopped early: {safe(report.stopped)}")
    click.echo()
    for sentence in report.advice:
        click.echo(f"• {safe(sentence)}")
    click.echo(f"\n{report.requests} requests. The file as it should be, after what was seen:\n\n{report.toml}")


def _print_sample(report: ProbeReport, zone: ZoneInfo) -> None:
    sample = report.sample
    if sample is None:
        click.echo("\nNo article could be read.")
        return
    click.echo(f"\nOne article as it comes out: {safe(sample.url)}")
    click.echo(f"  {safe(sample.title)}\n  {local(sample.published_at, zone)}  {safe(', '.join(sample.authors))}")
    click.echo(f"  lead: {safe(sample.lead)}\n  begins: {safe(sample.first_paragraph)[:200]}")
    flags = f"; doubts: {', '.join(sample.flags)}" if sample.flags else ""
    click.echo(f"  {sample.paragraphs} paragraphs, {sample.characters} characters, {sample.captions} captions{flags}")
