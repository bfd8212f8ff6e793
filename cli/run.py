"""`diembao run`: the daemon."""

from __future__ import annotations

import asyncio
import logging
import sys
from datetime import timedelta

import click

from cli import desk
from cli.main import Front
from cli.output import counted
from cli.press import press
from cli.settings import child_arguments

DIGEST_EVERY = timedelta(seconds=30)  # how late an edition may be, and how often the outbox is looked into
DIGEST_LIMIT = timedelta(minutes=30)  # sending to all; what is left waits for the next round


@click.command("run", short_help="The daemon: crawl and send whenever something is due.")
@click.pass_obj
def command(front: Front) -> None:
    """Crawl and send editions whenever due, until SIGTERM or Ctrl-C. Only one daemon runs on an archive (exit code 3)."""
    settings = front.settings
    logging.getLogger("scheduler").setLevel(logging.INFO)  # a line when something starts to lead, ends or is sent
    sources = desk.chosen(settings, ())
    desk.topic(settings)  # refuse to start with what every crawl would refuse
    from scheduler.daemon import Daemon, Errand, serve
    from scheduler.dispatch import wanted

    with desk.archive(settings, upgrade=True) as archive:
        watched = counted(len(sources), "newspaper")
        pause = counted(int(settings.crawl.every.total_seconds() // 60), "minute")
        click.echo(f"Điểm báo watches {watched}, every {pause}; stop with Ctrl-C", err=True)
        diembao = [sys.executable, "-m", "cli.main", *child_arguments(settings)]
        errands = [Errand("crawl", [*diembao, "crawl", "--json"], settings.crawl.every, settings.crawl.cycle_timeout)]
        if settings.digest.recipients:
            editions = press(settings, archive)
            send = [*diembao, "digest", "send", "--json"]
            errands.append(Errand("digest", send, DIGEST_EVERY, DIGEST_LIMIT, lambda now: wanted(editions, now)))
        asyncio.run(serve(Daemon(archive=archive, clock=desk.clock, holder=desk.holder(), errands=errands)))
