"""`diembao digest`: what the next edition would say, sending what is due, and what was sent."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from cli import desk
from cli.main import Front
from cli.output import counted, local, plain, print_json, print_table, safe
from cli.press import press, recipient
from cli.settings import Settings, timezone
from digest.edition import Edition, from_json
from newsroom.errors import FixConfiguration
from storage import Archive, StoredEdition

_DATE = click.option("--date", "day", metavar="DATE", help="The edition of this day (2026-08-24).")
_TO = click.option("--to", "to", metavar="NAME", help="The digest of this name (default: the first).")
_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@click.group("digest", short_help="Editions: preview, send, list, resend.")
def command() -> None:
    """The daily digest: what it would say, what was sent to whom."""


@command.command("preview", short_help="What the next edition would say.")
@_DATE
@_TO
@click.option(
    "-o", "file", metavar="FILE", type=click.Path(dir_okay=False), help="Write a .html, .txt, .eml or .docx file."
)
@_JSON
@click.pass_obj
def preview(front: Front, day: str | None, to: str | None, file: str | None, *, as_json: bool) -> None:
    """Show the edition of a day as it was sent, or the next one if it closed now. Nothing is sent or put down."""
    settings = front.settings
    with desk.archive(settings) as archive:
        found = _edition(settings, archive, day, to)
    if file is not None:
        from cli.digest_files import write

        write(Path(file), found, settings)
    elif as_json:
        print_json(found)
    else:
        from digest.letter import letter

        mail = letter(found)
        click.echo(f"{safe(mail.subject)}\n\n{mail.text}")


@command.command("send", short_help="Make and send what is due.")
@_JSON
@click.pass_obj
def send(front: Front, *, as_json: bool) -> None:
    """Make the editions that are due and hand over what waits in the outbox; for cron. The daemon does it by itself.

    Exit code 1 says that something did not go out; it is tried again by the next run where that helps.
    """
    settings = front.settings
    from scheduler.dispatch import dispatch

    with desk.archive(settings, upgrade=True) as archive:
        done = dispatch(press(settings, archive), settings.smtp, desk.clock, desk.holder())
    if as_json:
        made = [{"digest": one.digest, "day": one.day.isoformat()} for one in done.made]
        print_json({"made": made, "sent": dict(done.sent.counts), "reasons": done.sent.reasons})
    else:
        for one in done.made:
            click.echo(f"made {one.digest} of {one.day:%d/%m/%Y}")
        click.echo(
            ", ".join(f"{number} {_shown(stage)}" for stage, number in sorted(done.sent.counts.items()))
            or "nothing was due"
        )
        for address, reason in done.sent.reasons.items():
            click.echo(f"  {safe(address)}: {safe(reason)}")
    sys.exit(1 if done.sent.troubled else 0)


@command.command("list", short_help="The editions and their deliveries.")
@_TO
@click.option("--limit", default=10, show_default=True, help="How many editions.")
@_JSON
@click.pass_obj
def list_editions(front: Front, to: str | None, limit: int, *, as_json: bool) -> None:
    """The newest editions and how far each delivery came."""
    settings = front.settings
    name = recipient(settings, to).name if to else None
    with desk.archive(settings) as archive:
        found = [(one, archive.deliveries.of(one.id)) for one in archive.editions.newest(name, limit)]
    if as_json:
        print_json([_listed(one) | {"deliveries": [plain(d) for d in deliveries]} for one, deliveries in found])
        return
    zone = timezone(settings)
    rows = [
        (one.day, one.digest, _count(one), local(one.made_at, zone), d.address, _shown(d.stage), d.reason)
        for one, ds in found
        for d in ds
    ]
    print_table(["day", "digest", "stories", "made", "to", "stage", "reason"], rows)


@command.command("resend", short_help="Send an edition again.")
@_DATE
@_TO
@click.option("--address", metavar="MAIL", help="Only to this address (default: to all of the edition).")
@click.pass_obj
def resend(front: Front, day: str | None, to: str | None, address: str | None) -> None:
    """Put an edition's deliveries back into the outbox, with the same text and Message-ID; `digest send` sends them."""
    settings = front.settings
    name = recipient(settings, to).name
    with desk.archive(settings, upgrade=True) as archive:
        stored = archive.editions.get(name, _day(day)) if day else archive.editions.last(name)
        if stored is None:
            raise FixConfiguration(
                f"no edition of {name!r}{f' on {day}' if day else ''}; `diembao digest list` shows those there are"
            )
        again = archive.deliveries.resend(stored.id, address, now=desk.clock())
    if not again:
        raise FixConfiguration(f"the edition of {stored.day} has no delivery to {address or 'anybody'}")
    click.echo(
        f"{counted(again, 'delivery', 'deliveries')} of {stored.day:%d/%m/%Y} wait in the outbox; `diembao digest send` sends them"
    )


def _edition(settings: Settings, archive: Archive, day: str | None, to: str | None) -> Edition:
    from digest.publish import preview as preview_of

    reader = recipient(settings, to)
    wanted = _day(day) if day else None
    stored = archive.editions.get(reader.name, wanted) if wanted else None
    if stored is not None:
        return from_json(stored.content)
    return preview_of(press(settings, archive), reader, desk.clock(), wanted)


def _day(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise FixConfiguration(f"--date: {day!r} is not a date; write it as 2026-08-24") from None


def _listed(one: StoredEdition) -> dict[str, object]:
    names = ("id", "digest", "state", "since", "until", "made_at", "frozen_at")
    return {"day": one.day.isoformat(), **{name: plain(getattr(one, name)) for name in names}, "stories": _count(one)}


def _count(one: StoredEdition) -> int:
    return from_json(one.content).figures.stories


def _shown(stage: str) -> str:
    """A stage as people are told it: what is frozen and not yet sent waits."""
    return "waiting" if stage in {"frozen", "rendered"} else stage
