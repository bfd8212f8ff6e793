"""One edition for one reader as the bytes of a message: plain text and HTML of equal content, and what is attached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from digest.headers import address_header, printable, text_header


@dataclass(frozen=True, slots=True)
class Attachment:
    """`kind` is a media type such as "application/pdf"."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whom a message goes to and comes from. `unsubscribe`: an https address for one click (RFC 8058), "" for none."""

    sender: str
    sender_name: str
    recipient: str
    message_id: str
    sent_at: datetime
    unsubscribe: str = ""


def message_id(digest: str, day: str, address: str, sender: str) -> str:
    """The same for ever for one edition and one reader, so that a second copy is recognised as one."""
    said = f"{sender}\n{digest}\n{day}\n{address}"
    return f"<{sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}@{sender.rpartition('@')[2]}>"


def message(envelope: Envelope, subject: str, text: str, html: str, attachments: Sequence[Attachment] = ()) -> bytes:
    """The whole message with network line ends. Raises ValueError for an address that is none."""
    body = EmailMessage(policy=SMTP)
    body.set_content(text, cte="quoted-printable")
    body.add_alternative(html, subtype="html", cte="quoted-printable")
    for one in attachments:
        main, _, sub = one.kind.partition("/")
        body.add_attachment(one.content, maintype=main, subtype=sub, filename=printable(one.name))
    return "\r\n".join([*_headers(envelope, subject), ""]).encode("ascii") + body.as_bytes()


def _headers(envelope: Envelope, subject: str) -> list[str]:
    headers = [
        address_header("From", envelope.sender, envelope.sender_name),
        address_header("To", envelope.recipient),
        text_header("Subject", subject),
        f"Date: {format_datetime(envelope.sent_at)}",
        f"Message-ID: {envelope.message_id}",
        "Auto-Submitted: auto-generated",  # RFC 3834: no holiday notices in return
        "Precedence: list",
    ]
    if envelope.unsubscribe:
        headers += [f"List-Unsubscribe: <{envelope.unsubscribe}>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]
    return headers
