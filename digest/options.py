"""The [digest] and [smtp] settings: when the morning edition is due, who reads it, through which server."""

from __future__ import annotations

from dataclasses import dataclass


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
    host: str = "127.0.0.1"
    port: int = 25
