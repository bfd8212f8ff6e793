"""Editions on time: those that are due are made, and what is due in the outbox is handed over. Daemon and cron call this."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.edition import from_json
from digest.letter import letter
from digest.mail import Envelope, message
from digest.options import SmtpOptions
from digest.outbox import Outbox, Sent
from digest.publish import Press, due_now, publish_due
from digest.smtp import PostOffice
from storage import Delivery, Lease, StoredEdition

LEASE = "digest"
LEASE_TTL = timedelta(minutes=5)  # one handover may take half a minute before each answer

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Dispatch:
    """What one round did."""

    made: tuple[StoredEdition, ...]
    sent: Sent


def dispatch(press: Press, smtp: SmtpOptions, clock: Clock, holder: str) -> Dispatch:
    """Make what is due, send what is due. Raises WaitForOther if another process is at it."""
    with _leased(press, clock, holder) as lease:
        made = publish_due(press, clock, lease)
        with PostOffice(smtp) as office:
            outbox = Outbox(press.archive, office, press.sender, lambda one: written(press, one, clock()), clock, lease)
            return Dispatch(tuple(made), outbox.send_due())


def wanted(press: Press, now: datetime) -> bool:
    """Whether a round would do anything: an edition has closed or a delivery is due."""
    if press.archive.deliveries.due(now) or press.archive.deliveries.abandoned():
        return True
    return any(due_now(press, recipient, now) for recipient in press.options.recipients)


def written(press: Press, delivery: Delivery, now: datetime) -> bytes:
    """The message of a delivery, from what the ledger froze."""
    stored = press.archive.editions.by_id(delivery.edition_id)
    assert stored is not None  # a delivery refers to its edition
    mail = letter(from_json(stored.content))
    envelope = Envelope(press.sender, press.options.title, delivery.address, delivery.message_id, now)
    return message(envelope, mail.subject, mail.text, mail.html)


@contextlib.contextmanager
def _leased(press: Press, clock: Clock, holder: str) -> Iterator[Lease]:
    leases = press.archive.leases
    lease = leases.acquire(LEASE, holder=holder, ttl=LEASE_TTL, now=clock())
    try:
        yield lease
    finally:
        leases.release(lease)
