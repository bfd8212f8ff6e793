"""Listing pages: sections, tags, the newest articles page by page, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from tests.newspapers.outlet import Answer, Issue, Outlet, Printed
from tests.newspapers.typography import esc, slug


def headlines(outlet: Outlet, articles: Iterable[Printed]) -> str:
    """Thumbnails, headlines and leads; the link stands twice, around the picture and around the headline."""
    return "\n".join(
        f'<article class="{outlet.prefix}-item"><a href="{p.path}" class="{outlet.prefix}-thumb">'
        f'<img src="/img/thumb/{p.manuscript.id[:40]}.jpg" alt=""></a>'
        f'<h3><a href="{p.path}" title="{esc(p.manuscript.title)}">{esc(p.manuscript.title)}</a></h3>'
        f"<p>{esc(p.manuscript.lead)}</p></article>"
        for p in articles
    )


def listing(
    outlet: Outlet, issue: Issue, heading: str, articles: Iterable[Printed], *, tail: str = "", head: str = ""
) -> Answer:
    """One HTML page of headlines under a heading."""
    main = f'<h1 class="{outlet.prefix}-zone">{esc(heading)}</h1>\n{headlines(outlet, articles)}\n{tail}'
    page = outlet.document(f"{heading} - {outlet.name}", head, main, issue.today)
    return Answer(page.encode(), changed_at=issue.changed_at)


def pages(articles: Sequence[Printed], size: int) -> list[Sequence[Printed]]:
    """At least one page, even of nothing."""
    return [articles[start : start + size] for start in range(0, max(len(articles), 1), size)]


def json_listing(issue: Issue, articles: Sequence[Printed], page: int, last: int) -> Answer:
    """What the script of a client-side section page asks for. Addresses are relative, times zone-less and local."""
    items = [
        {
            "title": p.manuscript.title,
            "sapo": p.manuscript.lead,
            "url": p.path,
            "category": {"name": p.manuscript.section, "slug": slug(p.manuscript.section)},
            "avatar": f"/img/thumb/{p.manuscript.id[:40]}.jpg",
            "publish_time": f"{p.published_at:%Y-%m-%d %H:%M:%S}",
            "updated_at": f"{p.changed_at:%Y-%m-%d %H:%M:%S}",
        }
        for p in articles
    ]
    body = {"code": 200, "message": "success", "data": {"items": items, "page": page, "total_page": last}}
    text = json.dumps(body, ensure_ascii=False)
    return Answer(text.encode(), "application/json; charset=utf-8", changed_at=issue.changed_at)
