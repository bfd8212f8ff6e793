"""The [digest] and [smtp] settings: what is sent to whom and when, and through which server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, SecretStr

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Recipient:
    """One digest and who reads it. `name` is its identity in the ledger; an empty `query` means every article.

    `at` is a wall-clock time (HH:MM), empty for that of [digest]. `empty`: what a day without news brings, a short
    "note" or nothing ("skip"); an edition that could not see anything is sent in any case.
    """

    name: Annotated[str, Field(min_length=1, max_length=60)]
    to: tuple[str, ...]
    query: str = ""
    group_by: Literal["facet", "province"] = "facet"
    period: Literal["day", "week", "month"] = "day"
    weekdays: tuple[Weekday, ...] = WEEK
    at: str = ""
    empty: Literal["note", "skip"] = "note"
    language: Literal["vi", "en"] = "vi"


@dataclass(frozen=True)
class DigestOptions:
    """`at` is the wall-clock time (HH:MM) in `timezone` at which a day's edition closes and goes out.

    `catch_up`: "one" edition covers the days that were missed, or "none" does. On `holidays` no daily edition appears;
    the next one covers them.
    """

    at: str = "07:00"
    timezone: str = "Asia/Ho_Chi_Minh"
    title: str = "Điểm báo CĐS"
    catch_up: Literal["one", "none"] = "one"
    holidays: tuple[date, ...] = ()
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
