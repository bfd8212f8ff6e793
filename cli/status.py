"""`diembao status`: how the newspapers and the archive stand."""

from __future__ import annotations

import sys

import click

from cli import desk
from cli.main import Front
from cli.output import counted, local, print_json, print_table, safe
from cli.settings import timezone


@click.command("status", short_help="How the newspapers and the archive stand.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(front: Front, *, as_json: bool) -> None:
    """Per newspaper: last run, newest article, lists that fail, pages that wait. Exit code 1 if a list fails."""
    settings = front.settings
    with desk.archive(settings) as archive:
        status = archive.status(desk.clock())
    failing = any(source.failing for source in status.sources)
    if as_json:
        print_json(status)
        sys.exit(1 if failing else 0)
    zone = timezone(settings)
    print_table(
        ["outlet", "last run", "newest article", "relevant", "others", "waiting", "lists", "failing"],
        [
            [
                source.source,
                local(source.last_run_at, zone),
                local(source.newest_at, zone),
                source.relevant,
                source.irrelevant,
                source.due,
                source.lists,
                len(source.failing) or "",
            ]
            for source in status.sources
        ],
    )
    for source in status.sources:
        for broken in source.failing:
            click.echo(
                f"{source.source}: {safe(broken.url)} failed {counted(broken.failures, 'time')}: {safe(broken.reason)}"
            )
    counts = status.counts
    relevant, others = counted(counts.relevant, "relevant article"), counted(counts.irrelevant, "other")
    click.echo(f"{relevant} in {counted(counts.stories, 'story', 'stories')}, {others}", err=True)
    sys.exit(1 if failing else 0)
