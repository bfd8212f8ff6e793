"""RSS 2.0 and Atom as the newspapers write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from tests.newspapers.outlet import Answer, Issue, Printed
from tests.newspapers.typography import esc, iso, rfc822

RSS_TYPE = "application/rss+xml; charset=utf-8"
ATOM_TYPE = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """One line of a feed: the article, under which of its addresses, and what the feed says is its date."""

    printed: Printed
    url: str
    date: str


def entries(issue: Issue, articles: Iterable[Printed], date: Callable[[datetime], str] = rfc822) -> list[Entry]:
    return [Entry(p, issue.url(p), date(p.published_at)) for p in articles]


def rss(name: str, issue: Issue, found: Iterable[Entry], *, picture: bool = True) -> Answer:
    """RSS 2.0. A changed article has an <atom:updated> beside its <pubDate>."""
    items = "\n".join(_item(issue, entry, picture=picture) for entry in found)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>\n'
        f"<title>{esc(name)} - RSS Feed</title>\n<link>{issue.base}/</link>\n<description>{esc(name)}</description>\n"
        f"<language>vi-vn</language>\n<ttl>10</ttl>\n<lastBuildDate>{rfc822(issue.changed_at)}</lastBuildDate>\n"
        f"{items}\n</channel>\n</rss>\n"
    )
    return Answer(text.encode(), RSS_TYPE, changed_at=issue.changed_at)


def _item(issue: Issue, entry: Entry, *, picture: bool) -> str:
    article, changed = entry.printed.manuscript, entry.printed.modified_at
    image = (
        f'<a href="{entry.url}"><img src="{issue.base}/img/thumb/{article.id[:40]}.jpg" /></a></br>' if picture else ""
    )
    updated = f"<atom:updated>{iso(changed)}</atom:updated>" if changed else ""
    return (
        f"<item><title><![CDATA[{article.title}]]></title><link>{esc(entry.url)}</link>"
        f'<guid isPermaLink="true">{esc(entry.url)}</guid><pubDate>{entry.date}</pubDate>{updated}'
        f"<description><![CDATA[{image}{esc(article.lead)}]]></description></item>"
    )


def atom(name: str, issue: Issue, found: Iterable[Entry]) -> Answer:
    """Atom 1.0 with the publication and the change of each entry."""
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">\n'
        f"<title>{esc(name)}</title><id>{issue.base}/</id><updated>{iso(issue.changed_at)}</updated>\n"
        f'<link rel="self" href="{issue.base}/atom.xml"/><link rel="alternate" href="{issue.base}/"/>\n'
        + "\n".join(_entry(entry) for entry in found)
        + "\n</feed>\n"
    )
    return Answer(text.encode(), ATOM_TYPE, changed_at=issue.changed_at)


def _entry(entry: Entry) -> str:
    printed = entry.printed
    return (
        f'<entry><title type="text">{esc(printed.manuscript.title)}</title><id>{esc(entry.url)}</id>'
        f'<link rel="alternate" type="text/html" href="{esc(entry.url)}"/>'
        f"<published>{entry.date}</published><updated>{iso(printed.changed_at)}</updated>"
        f'<summary type="html">{esc("<p>" + esc(printed.manuscript.lead) + "</p>")}</summary></entry>'
    )
