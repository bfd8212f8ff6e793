"""What types cannot say of settings: ranges, addresses, queries, and values that only make sense together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TypeAlias
from zoneinfo import available_timezones

from cli.options import SOURCES, Settings
from crawler.options import CrawlOptions
from digest.options import DigestOptions, Recipient, SmtpOptions
from newsroom.query import QueryError, parse

Problem: TypeAlias = tuple[str, str]  # the key, and what is wrong with it or allowed

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ATOM = r"[^\s@<>()\[\],;:\"\\.]+"
_MAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[\w-]+(?:\.[\w-]+)*")
_CONTACT = re.compile(rf"(?:mailto:)?{_MAIL.pattern}(?:\?\S*)?|https?://\w\S*")


def problems(settings: Settings) -> Iterator[Problem]:
    """Everything that is wrong with settings whose types are right."""
    from storage import url_problem  # late: SQLAlchemy costs as much time as the rest of the start

    wrong = url_problem(settings.database.url)
    if wrong:
        yield "database.url", wrong
    yield from _sources(settings)
    yield from _manners(settings.crawl)
    yield from _limits(settings.crawl)
    yield from _digest(settings.digest)
    yield from _smtp(settings.smtp)
    if not 0 <= settings.web.port <= 65535:
        yield "web.port", "must be from 0 to 65535"


def _smtp(smtp: SmtpOptions) -> Iterator[Problem]:
    if not 1 <= smtp.port <= 65535:
        yield "smtp.port", "must be from 1 to 65535"
    if smtp.sender and not (_MAIL.fullmatch(smtp.sender) and smtp.sender.isascii()):
        yield "smtp.sender", f'{smtp.sender!r} is no mail address; write it as "name@example.vn"'
    if not smtp.timeout > 0:
        yield "smtp.timeout", "must be above 0"


def _sources(settings: Settings) -> Iterator[Problem]:
    folder = settings.source_directory
    if folder is None and settings.sources.dir != SOURCES:  # nobody has to have the default one
        yield "sources.dir", f"there is no folder {settings.sources.dir!r}; make it, or leave this key out"
    if folder is not None and not folder.is_dir():
        yield "sources.dir", f"{settings.sources.dir!r} is not a folder; name one that holds source files (*.toml)"


def _manners(crawl: CrawlOptions) -> Iterator[Problem]:
    if not crawl.delay >= 0:
        yield "crawl.delay", "must not be negative"
    if crawl.delay == 0 and not crawl.allow_private_addresses:
        yield "crawl.delay", "0 is allowed only together with allow_private_addresses = true (tests and the demo)"
    if crawl.every < timedelta(minutes=1):
        yield "crawl.every", 'must be at least "1m"'
    if crawl.contact and not _CONTACT.fullmatch(crawl.contact):
        yield (
            "crawl.contact",
            f"{crawl.contact!r} is no contact; allowed: a mail address, mailto:ADDRESS, http://… or https://…",
        )


def _limits(crawl: CrawlOptions) -> Iterator[Problem]:
    for name, most in (("workers", 64), ("parallel_sources", 256)):
        if not 1 <= getattr(crawl, name) <= most:
            yield f"crawl.{name}", f"must be from 1 to {most}"
    for name in ("request_timeout", "extract_seconds", "max_page", "max_list", "max_links", "extract_memory"):
        if not getattr(crawl, name) > 0:
            yield f"crawl.{name}", "must be above 0"
    for name in ("source_timeout", "cycle_timeout"):
        if not getattr(crawl, name) > timedelta():
            yield f"crawl.{name}", 'must be above "0s"'


def _digest(digest: DigestOptions) -> Iterator[Problem]:
    if not _TIME.fullmatch(digest.at):
        yield "digest.at", f'{digest.at!r} is no time of day; write it as "07:00"'
    if digest.timezone not in available_timezones():
        yield (
            "digest.timezone",
            f'{digest.timezone!r} is not a time zone name (IANA); allowed: names such as "Asia/Ho_Chi_Minh"',
        )
    names = [recipient.name for recipient in digest.recipients]
    for number, recipient in enumerate(digest.recipients):
        if recipient.name in names[:number]:
            yield (
                f"digest.recipients.{number}.name",
                f"there already is a digest {recipient.name!r}; each needs its own name",
            )
        for key, message in _recipient(recipient):
            yield f"digest.recipients.{number}.{key}", message


def _recipient(recipient: Recipient) -> Iterator[Problem]:
    if recipient.at and not _TIME.fullmatch(recipient.at):
        yield "at", f'{recipient.at!r} is no time of day; write it as "07:00"'
    if not recipient.weekdays:
        yield "weekdays", 'must name at least one of "mon" … "sun"'
    if not recipient.to:
        yield "to", "must hold at least one mail address"
    for number, address in enumerate(recipient.to):
        if not (_MAIL.fullmatch(address) and address.isascii()):
            yield f"to.{number}", f'{address!r} is no mail address; write it as "name@example.vn"'
    try:
        parse(recipient.query, known_terms=())
    except QueryError as error:
        yield "query", str(error)
