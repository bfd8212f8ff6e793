"""From settings to what editions are made with."""

from __future__ import annotations

from cli import desk
from cli.query import read
from cli.settings import Settings
from digest.options import Recipient
from digest.publish import Press, sender_of
from newsroom.errors import FixConfiguration
from storage import Archive


def press(settings: Settings, archive: Archive) -> Press:
    """Raises FixConfiguration for a bad topic, source file or query."""
    topic = desk.topic(settings)
    sources = [source for source in desk.catalogue(settings).values() if source.enabled]
    made = Press(
        archive=archive,
        options=settings.digest,
        outlets={source.id: source.name for source in sources},
        national=frozenset(source.id for source in sources if not source.province),
        untold=frozenset(facet.name for facet in topic.facets if facet.main),
        read=lambda query: read(query, topic, desk.values(settings, topic)),
        sender=sender_of(settings.smtp),
    )
    for recipient in settings.digest.recipients:
        made.read(recipient.query)  # refuse now what every edition would refuse
    return made


def recipient(settings: Settings, name: str | None) -> Recipient:
    """The digest of that name, else the first, else one that nobody subscribed to: every article."""
    known = settings.digest.recipients
    if name is None:
        return known[0] if known else Recipient("xem thử", ())
    for one in known:
        if one.name == name:
            return one
    names = ", ".join(one.name for one in known) or "none is configured"
    raise FixConfiguration(f"--to: no digest {name!r}; [[digest.recipients]] has: {names}")
