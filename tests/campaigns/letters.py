"""Editions through a mail server that refuses, breaks off and goes silent, sent by a program that crashes anywhere.

Each round: some readers, random faults of a real SMTP server, random crashes of the sender between any two of its steps,
until nothing is due any more. Then the server's mailbox is compared with what each reader should have: the edition once;
twice only where an answer was lost or the sender died after the whole text was sent, and then with one Message-ID.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes

from digest.mail import Envelope, message, message_id
from digest.options import SmtpOptions
from digest.outbox import Outbox
from digest.smtp import Handover, PostOffice
from storage import Archive, Delivery, NewEdition, Stage, open_archive
from tests.campaigns.bed import say, table
from tests.digest.post_office import Mailbox, Script, post_office

ROUNDS = 500
SENDER = "diembao@example.vn"
START = datetime(2026, 11, 22, tzinfo=UTC)
WRONG = (
    "lost",
    "said accepted, never arrived",
    "doubled without need",
    "more than twice",
    "another Message-ID",
    "left in the middle",
)
FAULTS = (
    Script(),
    Script(at_mail="421 busy"),
    Script(at_mail="drop"),
    Script(at_rcpt=lambda _: "450 greylisted"),
    Script(at_rcpt=lambda _: "550 unknown"),
    Script(at_data="451 later"),
    Script(at_data="drop"),
    Script(at_dot="552 too large"),
    Script(at_dot="451 disk full"),
    Script(at_dot="drop"),
    Script(at_dot="take and drop"),
)


class Crash(BaseException):
    """The sender is gone: nothing after this line runs."""


@dataclass
class Faulty:
    """A post office whose user may die before or after a handover."""

    office: PostOffice
    dice: random.Random
    doubted: set[str] = field(default_factory=set)  # readers for whom nobody could know

    def hand_over(self, sender: str, recipient: str, content: bytes) -> Handover:
        if self.dice.random() < 0.1:
            self.doubted.add(recipient)  # it was put down as handed over; whether it was sent only we know
            raise Crash
        handed = self.office.hand_over(sender, recipient, content)
        if handed.fate == "uncertain":
            self.doubted.add(recipient)
        if self.dice.random() < 0.1:
            self.doubted.add(recipient)
            raise Crash
        return handed


def play(number: int, port: int, mailbox: Mailbox, archive: Archive) -> Counter[str]:
    """One round. Returns what was wrong in it, and how many readers had it twice."""
    dice = random.Random(number)
    digest = f"d{number}"
    readers = [f"r{n}@example.vn" for n in range(dice.randrange(1, 6))]
    mailbox.letters.clear()
    mailbox.scripts[:] = [dice.choice(FAULTS) for _ in range(dice.randrange(12))]
    to = tuple((reader, message_id(digest, "2026-11-22", reader, SENDER)) for reader in readers)
    new = NewEdition(digest, date(2026, 11, 22), START - timedelta(days=1), START, "{}", to=to)
    edition = archive.editions.make(new, draft=False, now=START)
    doubted = send_until_nothing_is_due(archive, port, dice)
    return compare(archive.deliveries.of(edition.id), mailbox, doubted)


@dataclass
class Sender:
    """The program: it renders, and its clock is moved by the round."""

    now: datetime = START

    def clock(self) -> datetime:
        return self.now

    def render(self, one: Delivery) -> bytes:
        envelope = Envelope(SENDER, "Điểm báo", one.address, one.message_id, self.now)
        return message(envelope, "Điểm báo", "Chào.\n", "<p>Chào.</p>")


def send_until_nothing_is_due(archive: Archive, port: int, dice: random.Random) -> set[str]:
    """The readers for whom nobody could know whether they had it."""
    program, doubted = Sender(), set[str]()
    for _ in range(200):
        if not (archive.deliveries.due(program.now + timedelta(days=9)) or archive.deliveries.abandoned()):
            return doubted
        with PostOffice(SmtpOptions(port=port, timeout=5)) as office, contextlib.suppress(Crash):
            faulty = Faulty(office, dice, doubted)
            Outbox(archive, faulty, SENDER, program.render, program.clock).send_due()
        program.now += timedelta(minutes=dice.choice((1, 11, 31)))
    raise AssertionError("the outbox never comes to an end")


def compare(deliveries: tuple[Delivery, ...], mailbox: Mailbox, doubted: set[str]) -> Counter[str]:
    arrived: dict[str, list[str]] = {one.address: [] for one in deliveries}
    for letter in mailbox.letters:
        arrived[letter.recipients[0]].append(message_from_bytes(letter.content)["Message-ID"])
    found: Counter[str] = Counter(readers=len(deliveries))
    for one in deliveries:
        ids = arrived[one.address]
        sure = one.address not in doubted
        found["lost"] += not ids and one.stage not in {Stage.FAILED, Stage.UNCERTAIN}
        found["said accepted, never arrived"] += not ids and one.stage is Stage.ACCEPTED
        found["doubled without need"] += len(ids) > 1 and sure
        found["more than twice"] += len(ids) > 2
        found["another Message-ID"] += any(number != one.message_id for number in ids)
        found["left in the middle"] += one.stage in {Stage.HANDED_OVER, Stage.RENDERED, Stage.FROZEN}
        found["twice, as it could not be known"] += len(ids) == 2 and not sure
        found["refused"] += one.stage is Stage.FAILED
        found["uncertain for good"] += one.stage is Stage.UNCERTAIN
    return found


def played(rounds: int, url: str) -> Counter[str]:
    total: Counter[str] = Counter()
    with post_office() as (mailbox, port), open_archive(url, now=START) as archive:
        for number in range(rounds):
            found = play(number, port, mailbox, archive)
            if any(found[name] for name in WRONG):
                say(f"  ! round {number}: {dict(found)}")
            total += found
    return total


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="letters-") as folder:
        total = played(rounds, f"sqlite:///{folder}/archive.db")
    table([("rounds", *total), (str(rounds), *map(str, total.values()))])
    return int(any(total[name] for name in WRONG))


if __name__ == "__main__":
    sys.exit(main())
