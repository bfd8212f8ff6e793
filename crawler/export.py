"""An extracted article as plain JSON values, for `scrapy crawl -O`. The names are those of every other output."""

from __future__ import annotations

from typing import Any

from newsroom.article import Extracted


def as_item(article: Extracted) -> dict[str, Any]:
    """Everything that was read, without the raw page."""
    return {
        "url": article.url,
        "title": article.title,
        "lead": article.lead,
        "text": article.text,
        "captions": list(article.captions),
        "outlet": article.source,
        "published_at": article.published_at and article.published_at.isoformat(),
        "updated_at": article.modified_at and article.modified_at.isoformat(),
        "authors": list(article.authors),
        "section": article.section,
        "tags": list(article.tags),
        "images": [{"url": image.url, "caption": image.caption} for image in article.images],
        "language": article.language,
        "flags": list(article.flags),
        "found_in": article.found.found_in,
        "fetched_at": article.fetched_at.isoformat(),
    }
