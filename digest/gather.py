"""What the archive has for one edition: the new articles of its window, and what became of those that were told before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from digest.calendar import Due
from digest.layout import Material, Reworded
from newsroom.article import Article
from newsroom.changes import Wording, material
from newsroom.query import Node
from storage import Archive, Changed, Filters, Revision

LOOK_BACK = timedelta(days=21)  # papers correct and take down within two weeks; a week for what was found late


def gather(archive: Archive, digest: str, node: Node, due: Due) -> Material:
    """Everything one edition is made of."""
    told_since = due.since - LOOK_BACK
    return Material(
        new=tuple(article for article in _seen(archive, node, due.since, due.until) if article.status != "withdrawn"),
        reworded=tuple(_reworded(archive, archive.editions.changed(digest, told_since))),
        withdrawn=tuple(_articles(archive, archive.editions.gone(digest, told_since))),
        told=archive.editions.told_stories(digest, told_since),
    )


def mean_articles(archive: Archive, node: Node, since: datetime, days: int = 7) -> float | None:
    """Articles a day over the days before `since`; None if the archive knows nothing of that time."""
    before = archive.search(node, Filters(seen_since=since - timedelta(days=days), seen_until=since), limit=1)
    return before.total / days if before.total else None


def _seen(archive: Archive, node: Node, since: datetime, until: datetime) -> Sequence[Article]:
    page = archive.search(node, Filters(seen_since=since, seen_until=until), limit=10_000)
    return [hit.article for hit in page.hits]


def _reworded(archive: Archive, changed: Sequence[Changed]) -> Sequence[Reworded]:
    """Those whose change a reader has to hear of."""
    found = []
    for one in changed:
        texts = {revision.revision: _wording(revision) for revision in archive.revisions(one.article_id)}
        note = material(texts[one.told], texts[one.now])
        found += [Reworded(article, note) for article in _articles(archive, [one.article_id]) if note]
    return found


def _articles(archive: Archive, ids: Sequence[int]) -> Sequence[Article]:
    found = (archive.article(article_id) for article_id in ids)
    return [article for article in found if article is not None]


def _wording(revision: Revision) -> Wording:
    return Wording(revision.title, revision.lead, revision.text, revision.captions)
