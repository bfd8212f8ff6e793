"""What a page says of itself in its head and its linked data. Nothing of it is trusted before it is compared with the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from typing import Any

from lxml.html import HtmlElement

from crawler.extraction import linked_data
from crawler.extraction.characters import likeness, tidy
from crawler.extraction.class_names import Sort, sort_of
from crawler.extraction.dates import from_machine
from crawler.extraction.persons import people

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "pubdate", "publishdate", "publish_date", "publish-date", "publication_date", "date.published", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "cxenseparse:recs:publishtime",
    "parsely-pub-date", "sailthru.date", "article.published", "published_time", "date", "datecreated",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "article:modified",
    "dcterms.modified", "dc.date.modified", "modified_time", "article.updated", "date.modified", "updated_time",
)  # fmt: skip
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author", "sailthru.author")
_MOST_HEADINGS = 40
_KEYWORDS = ("news_keywords", "keywords")


_HOME = frozenset({"trang chu", "home", "home page", ""})


@dataclass(frozen=True)
class Head:
    """The claims of a page. Lists are in order of trust; times are aware UTC."""

    headlines: list[str] = field(default_factory=list)  # JSON-LD, og:title and their like; may hold the site's name
    window_title: str = ""  # <title>
    descriptions: list[str] = field(default_factory=list)
    published: list[datetime] = field(default_factory=list)
    modified: list[datetime] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    section: str = ""
    tags: list[str] = field(default_factory=list)
    site_names: list[str] = field(default_factory=list)
    canonical: list[str] = field(default_factory=list)
    image: str = ""
    base: str = ""
    language: str = ""
    is_article: bool = False
    body_text: str = ""  # JSON-LD articleBody


def read_head(root: HtmlElement) -> Head:
    """Metadata of a page, from JSON-LD, meta tags and links."""
    meta = _Meta(root)
    nodes = linked_data.nodes(root)
    candidates = linked_data.articles(nodes)
    titles = [meta.first("og:title"), _window_title(root)]
    article = _own_article(candidates, titles)
    if candidates and not article:  # those titles may only name the newspaper
        article = _shown_article(candidates, _headings(root))
    return Head(
        headlines=_distinct(article.get("headline"), meta.first("og:title"), *meta.all("twitter:title", "dcterms.title", "dc.title", "title"), article.get("name")),
        window_title=_window_title(root),
        descriptions=_distinct(meta.first("og:description"), article.get("description"), *meta.all("description", "twitter:description", "dcterms.description")),
        published=_times(chain([article.get("datePublished"), article.get("uploadDate"), article.get("dateCreated")], meta.all(*_PUBLISHED))),
        modified=_times(chain([article.get("dateModified")], meta.all(*_MODIFIED))),
        authors=people(chain(linked_data.names_of(article.get("author")), meta.all(*_AUTHOR))),
        section=tidy(meta.first("article:section") or linked_data.text_of(article.get("articleSection")) or _last_crumb(nodes, linked_data.text_of(article.get("headline")) or _window_title(root))),
        tags=_distinct(*meta.all("article:tag")) or _listed(meta.all(*_KEYWORDS)),
        site_names=_distinct(meta.first("og:site_name"), article.get("publisher"), *meta.all("application-name", "copyright")),
        canonical=[link for link in (*_links(root, "canonical"), meta.first("og:url")) if link],
        image=meta.first("og:image") or meta.first("twitter:image"),
        base=next((base.get("href", "") for base in root.iter("base")), ""),
        language=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower(),
        is_article=bool(article) or meta.first("og:type").lower() in {"article", "video", "news"},
        body_text=linked_data.text_of(article.get("articleBody")),
    )  # fmt: skip


class _Meta:
    def __init__(self, root: HtmlElement) -> None:
        self._found: dict[str, list[str]] = {}
        for tag in root.iter("meta"):
            name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
            content = (tag.get("content") or "").strip()
            if name and content:
                self._found.setdefault(name.strip().lower(), []).append(content)
        for tag in root.iter("span", "div", "p", "abbr", "td"):  # microdata in the page's body
            name, content = tag.get("itemprop") or "", tag.get("content") or tag.get("datetime") or ""
            if name and content:
                self._found.setdefault(name.strip().lower(), []).append(content.strip())

    def first(self, name: str) -> str:
        return self._found.get(name, [""])[0]

    def all(self, *names: str) -> list[str]:
        return [content for name in names for content in self._found.get(name, ())]


def _own_article(candidates: list[linked_data.Node], titles: list[str]) -> linked_data.Node:
    """The node of this page's article: some pages describe the related ones too, or only those."""
    known = {likeness(tidy(title)) for title in titles if title}
    for node in candidates:
        headline = likeness(tidy(linked_data.text_of(node.get("headline") or node.get("name"))))
        if not headline or not known or any(headline in title or title in headline for title in known):
            return node
    shared = [(_overlap(node, known), node) for node in candidates]
    best = max(shared, key=lambda pair: pair[0], default=(0.0, {}))
    return best[1] if best[0] >= 0.5 else {}


def _shown_article(candidates: list[linked_data.Node], headings: list[str]) -> linked_data.Node:
    shown = set(map(likeness, headings))
    return next((node for node in candidates if likeness(tidy(linked_data.text_of(node.get("headline")))) in shown), {})


def _headings(root: HtmlElement) -> list[str]:
    """What the page shows as titles and does not link: those of other articles are links."""
    shown = (
        element
        for element in root.iter("h1", "h2", "h3", "div", "td", "span", "p")
        if element.tag in {"h1", "h2", "h3"} or sort_of(element) & Sort.TITLE
    )
    return [tidy(element.text_content()) for element in islice(shown, _MOST_HEADINGS) if element.find(".//a") is None]


def _overlap(node: linked_data.Node, known: set[str]) -> float:
    words = set(likeness(linked_data.text_of(node.get("headline") or node.get("name"))).split())
    return max((len(words & set(title.split())) / len(words) for title in known), default=0.0) if words else 0.0


def _window_title(root: HtmlElement) -> str:
    head = root.find("head")
    title = head.find("title") if head is not None else None
    title = title if title is not None else next(root.iter("title"), None)
    return tidy(title.text_content()) if title is not None else ""


def _times(values: Iterable[Any]) -> list[datetime]:
    read = (from_machine(linked_data.text_of(value)) for value in values if value)
    return list(dict.fromkeys(when for when in read if when is not None))


def _distinct(*values: Any) -> list[str]:
    texts = (tidy(linked_data.text_of(value)) for value in values if value)
    return list(dict.fromkeys(text for text in texts if text))


def _listed(values: list[str]) -> list[str]:
    """Keywords of the first tag that has some, taken apart."""
    if not values:
        return []
    return list(dict.fromkeys(word for word in map(tidy, re.split(r"[,;|]", values[0])) if word))


def _links(root: HtmlElement, relation: str) -> list[str]:
    return [
        link.get("href", "").strip()
        for link in root.iter("link")
        if relation in (link.get("rel") or "").lower().split()
    ]


def _last_crumb(nodes: list[linked_data.Node], title: str) -> str:
    """The innermost section; some trails end with the article itself."""
    own = likeness(title)
    names = [(name, likeness(name)) for name in linked_data.breadcrumb(nodes)]
    sections = [
        name
        for name, form in names
        if form not in _HOME and not (form == own or (len(form.split()) >= 4 and own.startswith(f"{form} ")))
    ]
    return sections[-1] if sections else ""
