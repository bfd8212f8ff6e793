"""Making the editions that are due: each is decided, put into the ledger with its deliveries, and never decided again."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from digest.calendar import DAY, Due, Rhythm, due
from digest.coverage import coverage
from digest.edition import Edition, to_json
from digest.gather import gather, mean_articles
from digest.layout import Brief, lay_out
from digest.mail import message_id
from digest.options import WEEK, DigestOptions, Recipient, SmtpOptions
from newsroom.query import Node
from storage import Archive, Lease, NewEdition, StoredEdition, Told

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Press:
    """Everything editions are made with. `read` turns a recipient's query into a tree."""

    archive: Archive
    options: DigestOptions
    outlets: Mapping[str, str]  # every newspaper that is read: id → name
    national: frozenset[str]
    untold: frozenset[str]  # facets that are the topic itself
    read: Callable[[str], Node]
    sender: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.options.timezone)


def publish_due(press: Press, clock: Clock, lease: Lease | None = None) -> list[StoredEdition]:
    """Make every edition that is due now and not yet in the ledger."""
    wanted = [(recipient, due_now(press, recipient, clock())) for recipient in press.options.recipients]
    return [_make(press, recipient, found, clock(), lease) for recipient, found in wanted if found is not None]


def due_now(press: Press, recipient: Recipient, now: datetime) -> Due | None:
    """The edition that is due, or None. The first one closes after the archive's first run: before, nobody looked."""
    last = press.archive.editions.last(recipient.name)
    ending = (last.day, last.until) if last else (None, None)
    found = due(rhythm(press, recipient), now, *ending, catch_up=press.options.catch_up == "one")
    if found is None or last is not None:
        return found
    began = press.archive.runs.first_at()
    return found if began is not None and began < found.until else None


def preview(press: Press, recipient: Recipient, now: datetime, day: date | None = None) -> Edition:
    """What the next edition would say if it closed now, or the one that closes on `day`. Nothing is put down."""
    when = rhythm(press, recipient)
    if day is not None:
        return edition(press, recipient, Due(day, when.closes(day) - when.span(day), when.closes(day)))
    today, last = now.astimezone(press.zone).date(), press.archive.editions.last(recipient.name)
    return edition(press, recipient, Due(today, last.until if last else now - when.span(today), now))


def edition(press: Press, recipient: Recipient, found: Due) -> Edition:
    """What a digest says about one window."""
    node = press.read(recipient.query)
    seen = coverage(press.archive, press.outlets, min(found.since, found.until - DAY), found.until)
    mean = mean_articles(press.archive, node, found.since)
    return lay_out(gather(press.archive, recipient.name, node, found), brief(press, recipient), found, seen, mean)


def brief(press: Press, recipient: Recipient) -> Brief:
    return Brief(
        digest=recipient.name,
        title=press.options.title,
        zone=press.zone,
        outlets=press.outlets,
        national=press.national,
        untold=press.untold,
        group_by=recipient.group_by,
        period=recipient.period,
        language=recipient.language,
        query=recipient.query,
    )


def sender_of(smtp: SmtpOptions) -> str:
    """The From address."""
    return smtp.sender or f"diembao@{socket.getfqdn()}"


def rhythm(press: Press, recipient: Recipient) -> Rhythm:
    return Rhythm(
        at=time.fromisoformat(recipient.at or press.options.at),
        zone=press.zone,
        period=recipient.period,
        weekdays=frozenset(WEEK.index(day) for day in recipient.weekdays),
        holidays=frozenset(press.options.holidays),
    )


def _make(press: Press, recipient: Recipient, found: Due, now: datetime, lease: Lease | None) -> StoredEdition:
    decided = edition(press, recipient, found)
    day = found.day.isoformat()
    to = [(address, message_id(recipient.name, day, address, press.sender)) for address in recipient.to]
    silent = recipient.empty == "skip" and not decided.tells and not decided.coverage.blind
    new = NewEdition(
        recipient.name,
        found.day,
        found.since,
        found.until,
        to_json(decided),
        told=told(decided),
        to=() if silent else to,
    )
    return press.archive.editions.make(new, draft=False, now=now, lease=lease)


def told(decided: Edition) -> list[Told]:
    """Which articles an edition told, and as what. A story is told with all its articles by the one that leads it."""
    every = (*decided.lines, *decided.revised, *decided.withdrawn)
    return [Told(line.article_id, line.story_id, line.mark) for line in every]
