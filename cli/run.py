"""`diembao run`: the daemon."""

from __future__ import annotations

import asyncio
import sys

import click

from cli import desk
from cli.main import Front
from cli.output import counted
from cli.settings import child_arguments


@click.command("run", short_help="The daemon: crawl whenever something is due.")
@click.pass_obj
def command(front: Front) -> None:
    """Crawl whenever something is due, until SIGTERM or Ctrl-C. Only one daemon runs on an archive (exit code 3)."""
    settings = front.settings
    sources = desk.chosen(settings, ())
    desk.topic(settings)  # refuse to start with what every crawl would refuse
    from scheduler.daemon import Daemon, serve

    with desk.archive(settings, upgrade=True) as archive:
        watched = counted(len(sources), "newspaper")
        pause = counted(int(settings.crawl.every.total_seconds() // 60), "minute")
        click.echo(f"Điểm báo watches {watched}, every {pause}; stop with Ctrl-C", err=True)
        daemon = Daemon(
            archive=archive,
            clock=desk.clock,
            holder=desk.holder(),
            crawl_command=[sys.executable, "-m", "cli.main", *child_arguments(settings), "crawl", "--json"],
            every=settings.crawl.every,
            limit=settings.crawl.cycle_timeout,
        )
        asyncio.run(serve(daemon))
