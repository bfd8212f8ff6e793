"""Sending what is due: each delivery is put down in the ledger before it is made, and after."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from digest.smtp import Fate, Handover
from storage import Archive, Delivery, Lease, Stage

logger = logging.getLogger(__name__)

# Greylisting lets the second try in after some minutes; a server that is down for hours is asked a few times an hour.
WAITS = tuple(timedelta(minutes=m) for m in (1, 2, 5, 10, 15, 30))
GIVE_UP = timedelta(hours=24)  # after the first try; yesterday's edition helps nobody
DOUBT = timedelta(minutes=10)  # before an uncertain one is sent once more

Render = Callable[[Delivery], bytes]  # the message; raises what it likes, that costs this delivery alone
Clock = Callable[[], datetime]


class Office(Protocol):
    """Where messages are handed over: `digest.smtp.PostOffice`."""

    def hand_over(self, sender: str, recipient: str, message: bytes) -> Handover: ...


@dataclass
class Sent:
    """What one round did, by stage; `reasons` of what did not go out, by address."""

    counts: Counter[Stage] = field(default_factory=Counter)
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def troubled(self) -> bool:
        return bool(self.reasons)


@dataclass(frozen=True)
class Outbox:
    """Everything one round works with."""

    archive: Archive
    office: Office
    sender: str
    render: Render
    clock: Clock
    lease: Lease | None = None

    def send_due(self) -> Sent:
        """Hand over every delivery that is due. Raises WaitForOther if the lease was lost; the rest stays due."""
        sent = Sent()
        ledger = self.archive.deliveries
        ledger.doubt_abandoned(now=self.clock(), wait=DOUBT, lease=self.lease)
        for delivery in ledger.due(self.clock()):
            if self.lease is not None:
                self.archive.leases.renew(self.lease, now=self.clock())
            stage, reason = self._send(delivery)
            sent.counts[stage] += 1
            if stage is not Stage.ACCEPTED:
                sent.reasons[delivery.address] = reason
                logger.warning("edition %s for %s: %s: %s", delivery.edition_id, delivery.address, stage, reason)
        return sent

    def _send(self, delivery: Delivery) -> tuple[Stage, str]:
        try:
            message = self.render(delivery)
        except Exception as error:  # the boundary of one delivery: the others go out
            logger.exception("delivery %s cannot be written", delivery.id)
            return self._settle(delivery, Stage.FAILED, f"the message could not be written: {error}", None)
        self.archive.deliveries.rendered(delivery.id, lease=self.lease)
        if not self.archive.deliveries.hand_over(delivery.id, now=self.clock(), lease=self.lease):
            return delivery.stage, "somebody else is sending it"
        handed = self.office.hand_over(self.sender, delivery.address, message)
        match handed.fate:
            case Fate.ACCEPTED:
                return self._settle(delivery, Stage.ACCEPTED, handed.reason, None)
            case Fate.REFUSED:
                return self._settle(delivery, Stage.FAILED, handed.reason, None)
            case Fate.UNCERTAIN:
                return self._settle(delivery, Stage.UNCERTAIN, handed.reason, self.clock() + DOUBT)
            case _:
                return self._later(delivery, handed.reason)

    def _later(self, delivery: Delivery, reason: str) -> tuple[Stage, str]:
        now = self.clock()
        if now - (delivery.first_tried_at or now) >= GIVE_UP:
            return self._settle(delivery, Stage.FAILED, f"given up after {GIVE_UP}: {reason}", None)
        return self._settle(delivery, Stage.FROZEN, reason, now + WAITS[min(delivery.attempts, len(WAITS) - 1)])

    def _settle(self, delivery: Delivery, stage: Stage, reason: str, again_at: datetime | None) -> tuple[Stage, str]:
        ledger = self.archive.deliveries
        ledger.settle(delivery.id, stage, reason, now=self.clock(), again_at=again_at, lease=self.lease)
        return stage, reason
