"""The [digest] and [smtp] settings: when the morning edition is due, who reads it, through which server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import SecretStr


@dataclass(frozen=True)
class Recipient:
    """One reader or list of readers of the digest. An empty `query` means every article."""

    name: str
    to: tuple[str, ...]
    query: str = ""


@dataclass(frozen=True)
class DigestOptions:
    """`at` is the wall-clock time (HH:MM) in `timezone` at which a day's edition closes."""

    at: str = "07:00"
    timezone: str = "Asia/Ho_Chi_Minh"
    recipients: tuple[Recipient, ...] = ()


@dataclass(frozen=True)
class SmtpOptions:
    """The mail server. `tls`: "none", "starttls" (nothing is sent if the server does not offer it) or "tls"."""

    host: str = "127.0.0.1"
    port: int = 25
    tls: Literal["none", "starttls", "tls"] = "none"
    user: str = ""
    password: SecretStr = SecretStr("")
    sender: str = ""  # the From address; empty: diembao@ the name of this machine
    timeout: float = 30.0  # seconds without an answer
