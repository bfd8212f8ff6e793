"""A scripted mail server on loopback: aiosmtpd, with faults at chosen places of chosen sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True)
class Letter:
    """One message the server took: it said 250, or broke off after it had everything."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


@dataclass
class Script:
    """What the server does at each step. A reply such as "450 later", or "drop"; "" is the ordinary answer.

    `at_dot`: after the whole message. "take and drop" takes the message and breaks off without an answer.
    """

    at_mail: str = ""
    at_rcpt: Callable[[str], str] = lambda _address: ""
    at_data: str = ""
    at_dot: str = ""


@dataclass
class Mailbox:
    """What arrived, and the faults to come: one script per message, then ordinary behaviour."""

    letters: list[Letter] = field(default_factory=list)
    scripts: list[Script] = field(default_factory=list)
    current: Script = field(default_factory=Script)

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options) -> str:
        self.current = self.scripts.pop(0) if self.scripts else Script()
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return _act(server, self.current.at_mail, "250 OK")

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options) -> str:
        reply = _act(server, self.current.at_rcpt(address), "250 OK")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        said = self.current.at_dot
        if said in {"", "take and drop"}:
            self.letters.append(Letter(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.original_content))
        return _act(server, "drop" if said == "take and drop" else said, "250 taken")


class _Server(SMTP):
    """Asks the script before it answers 354."""

    async def smtp_DATA(self, arg: str) -> None:
        said = self.event_handler.current.at_data
        if not said:
            await super().smtp_DATA(arg)
        elif said == "drop":
            self.transport.abort()
        else:
            await self.push(said)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Server(self.handler, ident="loopback", enable_SMTPUTF8=False, decode_data=False)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # 0 was asked for: any free one
        super()._trigger_server()


def _act(server: SMTP, said: str, ordinary: str) -> str:
    if said == "drop":
        server.transport.abort()
    return ordinary if said in {"", "drop"} else said


@contextmanager
def post_office(*scripts: Script) -> Iterator[tuple[Mailbox, int]]:
    """A running server: its mailbox and its port."""
    mailbox = Mailbox(scripts=list(scripts))
    controller = _Controller(mailbox, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield mailbox, controller.port
    finally:
        controller.stop()
