"""Who leads. A lease is a row with an epoch that grows with every new holder: the fencing number.

A holder that was stopped for so long that another one took over finds its epoch out of date, and its writes refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, select, update

from newsroom.errors import WaitForOther
from storage.database import Database
from storage.schema import leases

_HERE = ZoneInfo("Asia/Ho_Chi_Minh")  # the message is for people


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to do `name` until `expires_at`, longer if renewed."""

    name: str
    epoch: int
    holder: str
    ttl: timedelta
    expires_at: datetime


class Leases:
    def __init__(self, database: Database, holder_is_alive: Callable[[str], bool]) -> None:
        self._database = database
        self._holder_is_alive = holder_is_alive

    def acquire(self, name: str, *, holder: str, ttl: timedelta, now: datetime) -> Lease:
        """Take the lease, or raise WaitForOther with who holds it and since when.

        An expired lease is taken over, and so is that of a holder that is known to be dead.
        """
        expires_at = now + ttl

        def take(connection: Connection) -> Lease:
            row = connection.execute(select(leases).where(leases.c.name == name).with_for_update()).one_or_none()
            if row is None:
                values = {"name": name, "epoch": 1, "holder": holder, "acquired_at": now, "expires_at": expires_at}
                connection.execute(insert(leases).values(values))
                return Lease(name, 1, holder, ttl, expires_at)
            if row.holder and row.expires_at > now and self._holder_is_alive(row.holder):
                since, until = (moment.astimezone(_HERE) for moment in (row.acquired_at, row.expires_at))
                raise WaitForOther(
                    f"{name}: {row.holder} is at it since {since:%d/%m/%Y %H:%M:%S} Vietnam time (its lease runs until"
                    f" {until:%H:%M:%S}); wait until it is done, or stop that process"
                )
            epoch = row.epoch + 1
            changed = {"epoch": epoch, "holder": holder, "acquired_at": now, "expires_at": expires_at}
            connection.execute(update(leases).where(leases.c.name == name).values(changed))
            return Lease(name, epoch, holder, ttl, expires_at)

        return self._database.write(take)

    def renew(self, lease: Lease, *, now: datetime) -> Lease:
        """Hold it for another `ttl` from now. Raises WaitForOther if somebody else took it meanwhile."""
        expires_at = now + lease.ttl

        def extend(connection: Connection) -> Lease:
            guard(connection, lease)
            connection.execute(update(leases).where(leases.c.name == lease.name).values(expires_at=expires_at))
            return Lease(lease.name, lease.epoch, lease.holder, lease.ttl, expires_at)

        return self._database.write(extend)

    def release(self, lease: Lease) -> None:
        """Give it back; nothing happens if it is no longer ours. The epoch stays, so that it never comes again."""
        ours = (leases.c.name == lease.name) & (leases.c.epoch == lease.epoch)
        self._database.write(lambda connection: connection.execute(update(leases).where(ours).values(holder="")))


def guard(connection: Connection, lease: Lease | None) -> None:
    """Refuse a write whose lease was lost. Holds the row, so that nobody takes over before the write is committed."""
    if lease is None:
        return
    found = connection.execute(
        select(leases.c.epoch, leases.c.holder).where(leases.c.name == lease.name).with_for_update(read=True)
    ).one_or_none()
    if found is None or found.epoch != lease.epoch or not found.holder:
        other = found.holder if found is not None and found.holder else "nobody"
        raise WaitForOther(
            f"{lease.name}: the lease of {lease.holder} (number {lease.epoch}) was lost, {other} holds it now;"
            " this write was refused, start again"
        )
