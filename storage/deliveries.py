"""The outbox: each delivery is put down before it is made.

So whatever stops the program – a kill, a second daemon, a mail server that is silent after the final dot – what is known
of each delivery stands here, and nothing is sent twice except where nobody can know.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, select, update

from storage.database import Database
from storage.edition_tables import deliveries
from storage.leases import Lease, guard

MOST_DOUBTS = 2  # the first sending and one more with the same Message-ID; a third would be a flood


class Stage(StrEnum):
    """How far a delivery came."""

    FROZEN = "frozen"
    RENDERED = "rendered"
    HANDED_OVER = "handed-over"
    ACCEPTED = "accepted"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One edition for one address."""

    id: int
    edition_id: int
    address: str
    message_id: str
    stage: Stage
    attempts: int
    doubts: int
    due_at: datetime | None
    first_tried_at: datetime | None
    reason: str


class Deliveries:
    """Writes take the lease of whoever sends; a lost one is refused (WaitForOther)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, edition_id: int) -> tuple[Delivery, ...]:
        wanted = select(deliveries).where(deliveries.c.edition_id == edition_id).order_by(deliveries.c.id)
        return tuple(map(_delivery, self._database.read(lambda connection: connection.execute(wanted).all())))

    def due(self, now: datetime) -> tuple[Delivery, ...]:
        """What is to be handed over now, the longest waiting first."""
        wanted = select(deliveries).where(deliveries.c.due_at <= now).order_by(deliveries.c.due_at, deliveries.c.id)
        return tuple(map(_delivery, self._database.read(lambda connection: connection.execute(wanted).all())))

    def rendered(self, delivery_id: int, *, lease: Lease | None = None) -> None:
        self._change(delivery_id, lease, lambda _row: {"stage": Stage.RENDERED})

    def hand_over(self, delivery_id: int, *, now: datetime, lease: Lease | None = None) -> bool:
        """Put down that the text is about to be sent; before its first byte. False: it is no longer due, leave it."""

        def handed(row: Row[Any]) -> dict[str, Any]:
            if row.due_at is None or row.due_at > now:
                return {}
            tried = {"attempts": row.attempts + 1, "first_tried_at": row.first_tried_at or now, "handed_at": now}
            return {**tried, "stage": Stage.HANDED_OVER, "due_at": None}

        return self._change(delivery_id, lease, handed)

    def settle(
        self,
        delivery_id: int,
        stage: Stage,
        reason: str,
        *,
        now: datetime,
        again_at: datetime | None = None,
        lease: Lease | None = None,
    ) -> None:
        """What became of a handover; `again_at`: when to try again. An uncertain one is tried once more at most."""

        def settled(row: Row[Any]) -> dict[str, Any]:
            doubts = row.doubts + (stage is Stage.UNCERTAIN)
            again = None if doubts >= MOST_DOUBTS else again_at
            return {"stage": stage, "reason": reason, "doubts": doubts, "due_at": again, "settled_at": now}

        self._change(delivery_id, lease, settled)

    def resend(self, edition_id: int, address: str | None, *, now: datetime, lease: Lease | None = None) -> int:
        """A person asks for it: the deliveries of an edition, or that of one address, are due again. How many."""
        wanted = deliveries.c.edition_id == edition_id
        wanted = wanted if address is None else wanted & (deliveries.c.address == address)

        def work(connection: Connection) -> int:
            guard(connection, lease)
            again = {"due_at": now, "stage": Stage.FROZEN, "doubts": 0, "first_tried_at": None, "reason": ""}
            return connection.execute(update(deliveries).where(wanted).values(again)).rowcount

        return self._database.write(work)

    def abandoned(self) -> tuple[Delivery, ...]:
        """Deliveries that a process had handed over and never settled. Whoever holds the lease knows that it is dead."""
        left = select(deliveries).where(deliveries.c.stage == Stage.HANDED_OVER).order_by(deliveries.c.id)
        return tuple(map(_delivery, self._database.read(lambda connection: connection.execute(left).all())))

    def doubt_abandoned(self, *, now: datetime, wait: timedelta, lease: Lease | None = None) -> int:
        """Nobody knows of them whether they arrived: they are tried once more after `wait`. How many."""
        left = self.abandoned()
        for delivery in left:
            reason = "the program ended while it was being sent; it may have arrived"
            self.settle(delivery.id, Stage.UNCERTAIN, reason, now=now, again_at=now + wait, lease=lease)
        return len(left)

    def _change(self, delivery_id: int, lease: Lease | None, values: Callable[[Row[Any]], dict[str, Any]]) -> bool:
        this = deliveries.c.id == delivery_id

        def work(connection: Connection) -> bool:
            guard(connection, lease)
            changed = values(connection.execute(select(deliveries).where(this).with_for_update()).one())
            if changed:
                connection.execute(update(deliveries).where(this).values(changed))
            return bool(changed)

        return self._database.write(work)


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        row.id,
        row.edition_id,
        row.address,
        row.message_id,
        Stage(row.stage),
        row.attempts,
        row.doubts,
        row.due_at,
        row.first_tried_at,
        row.reason,
    )
