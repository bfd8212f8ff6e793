"""`diembao crawl [OUTLET…]`: one cycle, as cron runs it and as the daemon runs it in a child process."""

from __future__ import annotations

import sys

import click

from cli import desk
from cli.main import Front
from cli.output import counted, print_json, safe
from cli.progress import Progress
from newsroom.account import CycleReport, SourceReport


@click.command("crawl", short_help="Read the newspapers that are due, once.")
@click.argument("outlets", nargs=-1, metavar="[OUTLET]…")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON on stdout.")
@click.pass_obj
def command(front: Front, outlets: tuple[str, ...], *, as_json: bool) -> None:
    """Read the newspapers that are due (or the named ones, due or not), once.

    Exit code 1 says that something is worth a look: a list that no longer answers, a page that could not be read.
    """
    settings = front.settings
    sources = desk.chosen(settings, outlets)
    topic, watchlist = desk.topic(settings), desk.watchlist(settings)
    from scheduler.cycle import Desk
    from scheduler.jobs import crawl_now, needs_a_look

    with desk.archive(settings, upgrade=True) as archive, Progress(sys.stderr) as progress:
        report = crawl_now(
            Desk(
                sources=sources,
                archive=archive,
                topic=topic,
                watchlist=watchlist,
                options=settings.crawl,
                clock=desk.clock,
                holder=desk.holder(),
                everything=bool(outlets),
                observe=progress.observe,
            )
        )
    if as_json:
        print_json(summary(report))
    else:
        print_report(report)
    sys.exit(1 if needs_a_look(report) else 0)


def summary(report: CycleReport) -> dict[str, object]:
    """The report as JSON has it: totals first, then a row per source."""
    names = ("found", "new", "fetched", "extracted", "relevant", "kept", "copies", "revised", "irrelevant", "unchanged")
    return {
        "run": report.run_id,
        "started_at": report.started_at,
        "seconds": (report.finished_at - report.started_at).total_seconds(),
        "total": {name: report.total(name) for name in (*names, "requests", "bytes")}
        | {"failed": sum(sum(s.tally.failed.values()) for s in report.sources)},
        "sources": [_row(source) for source in report.sources],
    }


def _row(source: SourceReport) -> dict[str, object]:
    tally = source.tally
    return {
        "outlet": tally.source,
        "seconds": (tally.finished_at - tally.started_at).total_seconds(),
        "requests": tally.requests,
        "lists": tally.lists_asked,
        "lists_unchanged": tally.lists_unchanged,
        "found": tally.found,
        "new": tally.new,
        "fetched": tally.fetched,
        "extracted": tally.extracted,
        "relevant": source.relevant,
        "kept": source.kept,
        "copies": source.copies,
        "revised": source.revised,
        "irrelevant": source.irrelevant,
        "unchanged": source.unchanged,
        "bytes": tally.bytes,
        "failed": dict(tally.failed),
        "troubles": [{"url": trouble.url, "reason": trouble.reason} for trouble in tally.troubles],
        "stopped": tally.stopped,
    }


def print_report(report: CycleReport) -> None:
    """One line of totals, then what is worth a look."""
    seconds = (report.finished_at - report.started_at).total_seconds()
    click.echo(
        f"{counted(len(report.sources), 'source')}, {counted(report.total('requests'), 'request')} in {seconds:.0f} s: "
        f"{counted(report.total('found'), 'link')} found, {report.total('new')} new, "
        f"{counted(report.total('extracted'), 'article')} read; "
        f"kept {report.total('kept')} ({counted(report.total('copies'), 'copy', 'copies')}), revised {report.total('revised')}, "
        f"not on the topic {report.total('irrelevant')}"
    )
    for source in report.sources:
        tally = source.tally
        for kind, number in sorted(tally.failed.items()):
            click.echo(f"  {tally.source}: {number} × {kind}")
        for trouble in tally.troubles:
            click.echo(f"  {tally.source}: {safe(trouble.url)}: {safe(trouble.reason)}")
        if tally.stopped:
            click.echo(f"  {tally.source}: stopped early: {safe(tally.stopped)}")
