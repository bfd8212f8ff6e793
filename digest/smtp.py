"""Handing one message to a mail server, and saying exactly how far it came.

RFC 5321 §4.2.5: once the server has answered 250 to the final dot the message is its business; before the dot it has none.
In between – the dot was sent, no answer came – nobody can know. smtplib does not tell the three apart, so the body and the
dot are sent here in two steps.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Self

from digest.options import SmtpOptions

_DOT = b".\r\n"
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")
_ADDRESS = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")  # printable ASCII without blanks and angle brackets
_MOST_SHOWN = 300  # characters of a server's reply


class Fate(StrEnum):
    """What became of a message."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # for good (5xx): sending the same again would be refused again
    LATER = "later"  # certainly not taken; try again
    UNCERTAIN = "uncertain"  # the final dot was sent and no answer came: it may have been taken


@dataclass(frozen=True, slots=True)
class Handover:
    """The fate of one message and the reason, a server's words included."""

    fate: Fate
    reason: str = ""


class PostOffice:
    """One connection to the server for several messages. A lost connection is opened again for the next message."""

    def __init__(self, options: SmtpOptions) -> None:
        self._options = options
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        server, self._server = self._server, None
        if server is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                server.quit()

    def hand_over(self, sender: str, recipient: str, message: bytes) -> Handover:
        """Give one message for one recipient to the server. Never raises for what a server or a network does."""
        if not (_ADDRESS.fullmatch(sender) and _ADDRESS.fullmatch(recipient)):
            return Handover(Fate.REFUSED, f"{recipient!r} or {sender!r} is no address that SMTP can carry")
        try:
            server = self._connected()
            refused = self._envelope(server, sender, recipient)
        except (smtplib.SMTPException, OSError) as error:
            return self._lost(error)
        if refused is not None:
            self._start_afresh(server)
            return refused
        return self._content(server, message)

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = _connect(self._options)
        return self._server

    def _envelope(self, server: smtplib.SMTP, sender: str, recipient: str) -> Handover | None:
        """Sender, recipient and DATA; what the server refused, or None if it is ready for the text."""
        wide = server.has_extn("8bitmime")
        for code, reply in (server.mail(sender, ["BODY=8BITMIME"] if wide else []), server.rcpt(recipient)):
            if not 200 <= code < 300:
                return _refused(code, reply)
        code, reply = server.docmd("DATA")
        return None if code == 354 else _refused(code, reply)

    def _content(self, server: smtplib.SMTP, message: bytes) -> Handover:
        try:
            server.send(_stuffed(message))
        except (smtplib.SMTPException, OSError) as error:
            return self._lost(error)
        try:
            server.send(_DOT)
            code, reply = server.getreply()
        except (smtplib.SMTPException, OSError) as error:
            return Handover(Fate.UNCERTAIN, f"no answer after the message was sent: {self._lost(error).reason}")
        if code == -1:
            return Handover(Fate.UNCERTAIN, f"an answer that is none after the message was sent: {self._drop(reply)}")
        return Handover(Fate.ACCEPTED, _words(reply)) if 200 <= code < 300 else _refused(code, reply)

    def _lost(self, error: Exception) -> Handover:
        self._drop(b"")
        if isinstance(error, smtplib.SMTPResponseException):
            return Handover(Fate.LATER, f"{error.smtp_code} {_words(error.smtp_error)}")
        said = _words(str(error)) or type(error).__name__
        return Handover(Fate.LATER, f"{self._options.host}:{self._options.port}: {said}")

    def _drop(self, reply: bytes) -> str:
        """Forget a connection that is of no use any more."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
        return _words(reply)

    def _start_afresh(self, server: smtplib.SMTP) -> None:
        try:
            server.rset()
        except (smtplib.SMTPException, OSError):
            self._drop(b"")


class _NotSecure(smtplib.SMTPException):
    """The server does not do what the configuration asks for."""


def _connect(options: SmtpOptions) -> smtplib.SMTP:
    """An open, encrypted (if so configured) and authenticated connection. Raises SMTPException or OSError."""
    context = ssl.create_default_context()
    if options.tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(options.host, options.port, timeout=options.timeout, context=context)
    else:
        server = smtplib.SMTP(options.host, options.port, timeout=options.timeout)
    try:
        server.ehlo_or_helo_if_needed()
        if options.tls == "starttls":
            _encrypt(server, context)
        if options.user:
            server.login(options.user, options.password.get_secret_value())
    except BaseException:
        server.close()
        raise
    return server


def _encrypt(server: smtplib.SMTP, context: ssl.SSLContext) -> None:
    if not server.has_extn("starttls"):  # left out by the server, or cut out by somebody in between
        raise _NotSecure("the server offers no STARTTLS, smtp.tls asks for it: nothing was sent in clear")
    server.starttls(context=context)
    server.ehlo()


def _refused(code: int, reply: bytes) -> Handover:
    """RFC 5321 §4.2.1: 5xx is for good; 4xx, and what is no code at all, is for now."""
    fate = Fate.REFUSED if 500 <= code < 600 else Fate.LATER
    return Handover(fate, f"{code} {_words(reply)}")


def _words(reply: bytes | str) -> str:
    """A server's reply in one printable line."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else "\ufffd" for c in line)[:_MOST_SHOWN]


def _stuffed(message: bytes) -> bytes:
    """Ready for DATA: CRLF line ends, a dot before each dot that begins a line (RFC 5321 §4.5.2), a line end at the end."""
    lines = _LINE_ENDS.sub(b"\r\n", message)
    stuffed = re.sub(rb"(?m)^\.", b"..", lines)
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"
