"""From settings to what the verbs work with: the archive, the catalogue, the topic, the clock."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from cli.settings import Settings
from crawler.catalogue import load_catalogue
from newsroom import organisations
from newsroom.errors import FixConfiguration
from newsroom.query_values import Values
from newsroom.source import Source
from newsroom.topic import Topic, bundled_topic, parse_topic
from newsroom.urls import belongs, canonical_key, is_web
from storage import Archive, open_archive


def clock() -> datetime:
    """The one reading of the time; everything below is handed it."""
    return datetime.now(UTC)


def holder() -> str:
    """Who we are in leases and run rows."""
    return f"{socket.gethostname()}/{os.getpid()}"


def holder_is_alive(name: str) -> bool:
    """Whether the process behind a holder may still live. One of another machine may; only its lease's age tells."""
    host, _, pid = name.rpartition("/")
    if host != socket.gethostname() or not pid.isdigit():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def catalogue(settings: Settings) -> dict[str, Source]:
    """Every newspaper by id. Raises FixConfiguration for a bad source file."""
    folder = settings.source_directory
    return load_catalogue(
        [folder] if folder else [], bundled=settings.sources.bundled, national=settings.sources.national
    )


def chosen(settings: Settings, outlets: Sequence[str]) -> list[Source]:
    """The named newspapers, or all that are enabled. Raises FixConfiguration for an unknown name."""
    known = catalogue(settings)
    if not outlets:
        return [source for source in known.values() if source.enabled]
    meant = Values({source.id: source.name for source in known.values()})
    return [known[outlet] for outlet in dict.fromkeys(meant.named("outlet", name) for name in outlets)]


def names_of(settings: Settings, which: str) -> list[str]:
    """What an article may be looked up by: as typed, then by the identity that its address has for its newspaper.

    So a link copied with trackers, another host of the newspaper or a changed slug finds the article, too.
    """
    owners = (source for source in catalogue(settings).values() if is_web(which) and belongs(which, source))
    return [which, *(canonical_key(which, source) for source in owners)]


def topic(settings: Settings) -> Topic:
    """The topic the archive watches. Raises FixConfiguration."""
    path = settings.topic_file
    return bundled_topic(settings.topic.name) if path is None else topic_of(path)


def topic_of(path: Path) -> Topic:
    """The topic of a file. Raises FixConfiguration."""
    return parse_topic(_text(path, "a topic file"), str(path))


def watchlist(settings: Settings) -> organisations.Watchlist:
    """The organisations that are looked for: the bundled ones and the user's. Raises FixConfiguration."""
    path = settings.organisations_file
    if path is None:
        return organisations.bundled()
    return organisations.with_own(organisations.read(_text(path, "a list of organisations"), str(path)))


def values(settings: Settings, topic: Topic) -> Values:
    """What the filters of a query may name. Raises FixConfiguration for a bad file of sources or organisations."""
    names = {source.id: source.name for source in catalogue(settings).values()}
    return Values(names, tuple(facet.name for facet in topic.facets), watchlist(settings).organisations)


def archive(settings: Settings, *, upgrade: bool = False) -> Archive:
    """The open archive; made or brought up to date if `upgrade`, which only verbs that write ask for. Raises CheckStorage."""
    return open_archive(
        settings.database.url,
        now=clock(),
        upgrade=upgrade,
        max_links=settings.crawl.max_links,
        holder_is_alive=holder_is_alive,
    )


def _text(path: Path, kind: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FixConfiguration(f"{path}: cannot be read as {kind} ({error})") from None
