"""Sitemaps, sitemap indexes and news sitemaps as the newspapers write them."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from datetime import datetime

from tests.newspapers.outlet import Answer, Issue, Printed
from tests.newspapers.typography import esc, iso

XML_TYPE = "application/xml; charset=utf-8"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def sitemap(issue: Issue, articles: Iterable[Printed], *, pages: Iterable[str] = ()) -> Answer:
    """A <urlset> of articles with their last change, and of section pages without."""
    rows = [f"<url><loc>{issue.base}{path}</loc><changefreq>always</changefreq></url>" for path in pages]
    rows += [f"<url><loc>{esc(issue.url(p))}</loc><lastmod>{iso(p.changed_at)}</lastmod></url>" for p in articles]
    return _xml(f"<urlset {_NAMESPACE}>\n" + "\n".join(rows) + "\n</urlset>\n", issue.changed_at)


def news_sitemap(name: str, issue: Issue, articles: Iterable[Printed]) -> Answer:
    """A Google News sitemap: publication date and title of each article."""
    rows = (
        f"<url><loc>{esc(issue.url(p))}</loc>{_lastmod(p)}<news:news><news:publication><news:name>{esc(name)}</news:name>"
        f"<news:language>vi</news:language></news:publication><news:publication_date>{iso(p.published_at)}"
        f"</news:publication_date><news:title>{esc(p.manuscript.title)}</news:title></news:news></url>"
        for p in articles
    )
    return _xml(f"<urlset {_NAMESPACE} {_NEWS}>\n" + "\n".join(rows) + "\n</urlset>\n", issue.changed_at)


def _lastmod(printed: Printed) -> str:
    return f"<lastmod>{iso(printed.modified_at)}</lastmod>" if printed.modified_at else ""


def sitemap_index(children: Iterable[tuple[str, datetime]], changed_at: datetime) -> Answer:
    rows = (f"<sitemap><loc>{esc(url)}</loc><lastmod>{iso(changed)}</lastmod></sitemap>" for url, changed in children)
    return _xml(f"<sitemapindex {_NAMESPACE}>\n" + "\n".join(rows) + "\n</sitemapindex>\n", changed_at)


def packed(answer: Answer) -> Answer:
    """The same as a .xml.gz file: gzip is its type, not its transfer coding."""
    return Answer(gzip.compress(answer.body, mtime=0), "application/x-gzip", changed_at=answer.changed_at)


def _xml(root: str, changed_at: datetime) -> Answer:
    return Answer((_DECLARATION + root).encode(), XML_TYPE, changed_at=changed_at)
