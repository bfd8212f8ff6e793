"""JSON-LD as newspapers write it: in graphs and arrays, with raw newlines, trailing commas and HTML entities."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

Node = dict[str, Any]

_ARTICLE = re.compile(
    r"(?:(?:Reportage|Analysis|Opinion|Background|Review|AskPublic)?News|Advertiser\w+|Satirical|Scholarly|Tech)?Article|BlogPosting|LiveBlogPosting|Report"
)
_MEDIA = re.compile(r"VideoObject|ImageGallery|MediaGallery|AudioObject|PodcastEpisode")
_WRAPPER = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|\]\]>|/\*\]\]>\*/)\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_PAIR = re.compile(r'"(headline|datePublished|dateModified|description|articleSection)"\s*:\s*"((?:[^"\\]|\\.)*)"')
_DEEPEST = 12


def nodes(root: HtmlElement) -> list[Node]:
    """Every object of the page's JSON-LD scripts, outer before inner, in the order of the page."""
    found: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for value in _values(script.text or ""):
                found.extend(_flattened(value, 0))
    return found


def articles(found: Iterable[Node]) -> list[Node]:
    """The nodes that describe an article, then those that describe its video or pictures."""
    known = list(found)
    return [node for node in known if _is(node, _ARTICLE)] + [node for node in known if _is(node, _MEDIA)]


def breadcrumb(found: Iterable[Node]) -> list[str]:
    """The names of the first breadcrumb list, outermost first."""
    for node in found:
        if _is(node, re.compile("BreadcrumbList")):
            items = node.get("itemListElement")
            return [name for name in map(_item_name, items if isinstance(items, list) else [items]) if name]
    return []


def text_of(value: Any) -> str:
    """A string out of a JSON-LD value: itself, its name, or the first of a list."""
    match value:
        case str():
            return html.unescape(value).strip()
        case int() | float():
            return str(value)
        case dict():
            return text_of(value.get("name") or value.get("@value") or "")
        case [first, *_]:
            return text_of(first)
    return ""


def names_of(value: Any) -> list[str]:
    """The names of persons in an author value. Organisations are no authors."""
    if isinstance(value, list):
        return [name for item in value for name in names_of(item)]
    if isinstance(value, dict) and "Organization" in _types(value):
        return []
    return [name] if (name := text_of(value)) else []


def _values(text: str) -> Iterator[Any]:
    text = _WRAPPER.sub("", text).strip().rstrip(";")
    for candidate in (text, _TRAILING_COMMA.sub(r"\1", text), html.unescape(text)):
        try:
            yield json.loads(candidate, strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
        return
    if pairs := {
        key: _unescaped(value) for key, value in reversed(_PAIR.findall(text))
    }:  # beyond repair: what can be read
        yield {"@type": "NewsArticle" if "headline" in pairs else "Thing", **pairs}


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except json.JSONDecodeError:
        return value


def _flattened(value: Any, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flattened(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "video", "breadcrumb"):
            if isinstance(value.get(key), list | dict):
                yield from _flattened(value[key], depth + 1)


def _is(node: Node, kind: re.Pattern[str]) -> bool:
    return any(kind.fullmatch(name) for name in _types(node))


def _types(node: Node) -> list[str]:
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return [str(name).rpartition("/")[2] for name in names if name]


def _item_name(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    return text_of(item.get("name")) or text_of(item.get("item"))
