"""Sending what is due: in the ledger before and after, each fate as it was, doubts twice at most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from digest.outbox import DOUBT, GIVE_UP, WAITS, Outbox
from digest.smtp import Fate, Handover
from storage import Archive, Delivery, NewEdition, Stage, open_archive

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)
READERS = ("a@example.vn", "b@example.vn", "c@example.vn")


@dataclass
class FakeOffice:
    """Says what it is told to say, and keeps what it took."""

    fates: list[Fate] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    def hand_over(self, sender: str, recipient: str, message: bytes) -> Handover:
        fate = self.fates.pop(0) if self.fates else Fate.ACCEPTED
        if fate is Fate.ACCEPTED:
            self.taken.append(recipient)
        return Handover(fate, f"said {fate}")


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def archive(tmp_path) -> Iterator[Archive]:
    with open_archive(f"sqlite:///{tmp_path}/archive.db", now=NOW) as opened:
        yield opened


@pytest.fixture
def edition(archive: Archive) -> int:
    to = tuple((address, f"<{number}@x>") for number, address in enumerate(READERS))
    new = NewEdition("sang", date(2026, 11, 22), NOW - timedelta(days=1), NOW, "{}", to=to)
    return archive.editions.make(new, draft=False, now=NOW).id


def outbox(archive: Archive, office: FakeOffice, clock: Clock, render=lambda _delivery: b"x") -> Outbox:
    return Outbox(archive, office, "diembao@example.vn", render, clock)


def stages(archive: Archive, edition: int) -> list[Stage]:
    return [delivery.stage for delivery in archive.deliveries.of(edition)]


def test_everybody_gets_it_once_and_a_second_round_sends_nothing(archive, edition) -> None:
    office, clock = FakeOffice(), Clock()
    sent = outbox(archive, office, clock).send_due()
    assert (sent.counts, sent.troubled) == ({Stage.ACCEPTED: 3}, False)
    clock.now += timedelta(days=1)
    assert outbox(archive, office, clock).send_due().counts == {}
    assert office.taken == list(READERS)


def test_one_refused_reader_costs_the_others_nothing(archive, edition) -> None:
    office = FakeOffice([Fate.ACCEPTED, Fate.REFUSED])
    sent = outbox(archive, office, Clock()).send_due()
    assert stages(archive, edition) == [Stage.ACCEPTED, Stage.FAILED, Stage.ACCEPTED]
    assert sent.reasons == {"b@example.vn": "said refused"}


def test_a_message_that_cannot_be_written_costs_itself_alone(archive, edition) -> None:
    def render(delivery: Delivery) -> bytes:
        if delivery.address == "b@example.vn":
            raise ValueError("no template")
        return b"x"

    office = FakeOffice()
    outbox(archive, office, Clock(), render).send_due()
    assert stages(archive, edition) == [Stage.ACCEPTED, Stage.FAILED, Stage.ACCEPTED]
    assert office.taken == ["a@example.vn", "c@example.vn"]


def test_a_busy_server_is_asked_again_with_growing_pauses_and_given_up_after_a_day(archive, edition) -> None:
    office, clock, pauses = FakeOffice([Fate.LATER] * 1000), Clock(), []
    while due := archive.deliveries.due(NOW + timedelta(days=30)):
        pauses.append(due[0].due_at - clock.now)
        clock.now = due[0].due_at
        outbox(archive, office, clock).send_due()
    assert pauses[1 : len(WAITS) + 1] == list(WAITS)
    assert set(stages(archive, edition)) == {Stage.FAILED}
    assert GIVE_UP <= clock.now - NOW < GIVE_UP + WAITS[-1]
    assert archive.deliveries.of(edition)[0].reason.startswith("given up")


def test_a_server_that_comes_back_gets_everything_once(archive, edition) -> None:
    office, clock = FakeOffice([Fate.LATER] * 3), Clock()
    outbox(archive, office, clock).send_due()
    clock.now += timedelta(hours=3)
    outbox(archive, office, clock).send_due()
    assert office.taken == list(READERS)


def test_a_lost_answer_is_tried_once_more_with_the_same_message_id(archive, edition) -> None:
    office, clock = FakeOffice([Fate.UNCERTAIN] * 9), Clock()
    seen = []

    def render(delivery: Delivery) -> bytes:
        seen.append((delivery.address, delivery.message_id))
        return b"x"

    for _ in range(5):
        outbox(archive, office, clock, render).send_due()
        clock.now += DOUBT
    assert sorted(seen) == sorted(2 * [(address, f"<{n}@x>") for n, address in enumerate(READERS)])
    assert set(stages(archive, edition)) == {Stage.UNCERTAIN}
