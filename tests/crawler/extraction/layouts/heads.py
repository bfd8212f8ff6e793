"""The head of a page: titles, Open Graph, linked data, in the states in which newspapers leave them."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.crawler.extraction.layouts.choices import Dice
from tests.crawler.extraction.layouts.manuscripts import Manuscript

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SLOGAN = "Báo Mường Khe điện tử - Cơ quan của Đảng bộ tỉnh, tin tức mới nhất, cập nhật liên tục 24/7"

WINDOW_TITLES: dict[str, Callable[[str], str]] = {
    "title and paper": lambda title: f"{title} - Báo Mường Khe",
    "paper and title": lambda title: f"Báo Mường Khe điện tử | {title}",
    "title, section, paper": lambda title: f"{title} | Xã hội | baomuongkhe.vn",
    "title": lambda title: title,
    "paper": lambda _title: "Báo Mường Khe điện tử",
}


@dataclass(frozen=True)
class Claims:
    """What the head says, for the truth beside the page."""

    markup: str
    dated: bool
    updated: bool
    signed: bool
    description: str
    tagged: bool
    sectioned: bool


def iso(when: datetime) -> str:
    return when.astimezone(VIETNAM).isoformat()


def description(dice: Dice, text: Manuscript) -> str:
    """og:description: the lead, the lead cut short, the first paragraph cut short, a slogan, or none."""
    first = " ".join(text.parts[0].lines[0].split()[:20])
    cut = " ".join(text.lead.split()[:14])
    ways = {
        "none": "",
        "slogan": SLOGAN,
        "start of the text": f"{first}..." if len(first) < len(text.parts[0].lines[0]) else "",
        "start of the text, no dots": first if len(first) < len(text.parts[0].lines[0]) else "",
        "lead": text.lead,
        "lead cut": f"{cut}…" if cut else "",
    }
    return dice.pick("description", ways)


def head(dice: Dice, text: Manuscript, url: str, *, must_date: bool) -> Claims:
    """The head of the article's page. `must_date`: the page itself shows no date."""
    said = description(dice, text)
    dated = must_date or dice.decide("date in the head", 0.4)
    updated = dated and text.modified is not None
    signed = bool(text.authors) and dice.decide("author in the head", 0.3)
    tagged = dice.decide("keywords in the head", 0.3)
    sectioned = dice.decide("section in the head", 0.3)
    window = dice.pick("window title", WINDOW_TITLES)(text.title)
    quoted = html.escape(text.title, quote=True)
    lines = [f"<title>{html.escape(window)}</title>"]
    linked = dice.pick("linked data", LINKED_DATA)
    if linked in {_nothing, _other_kind, _unquoted} or dice.decide("open graph", 0.6):
        named = dice.decide("og:title", 0.8) or window == "Báo Mường Khe điện tử"
        lines += [f'<meta property="og:title" content="{quoted}">'] if named else []
        lines += [f'<meta property="article:published_time" content="{iso(text.published)}">'] if dated else []
        lines += [f'<meta property="article:modified_time" content="{iso(text.modified)}">'] if updated else []  # type: ignore[arg-type]
        lines += [f'<meta name="author" content="{", ".join(text.authors)}">'] if signed else []
        lines += [f'<meta property="article:section" content="{text.section}">'] if sectioned else []
    lines += [f'<meta property="og:description" content="{html.escape(said, quote=True)}">'] if said else []
    lines += [f'<meta name="keywords" content="{", ".join(text.tags)}">'] if tagged else []
    lines += [f'<link rel="canonical" href="{url}">'] if dice.decide("canonical", 0.6) else []
    node = _node(text, url, dated=dated, updated=updated, signed=signed, sectioned=sectioned)
    lines.append(linked(node))
    return Claims("\n".join(lines), dated, updated, signed, said, tagged, sectioned)


def _node(text: Manuscript, url: str, **said: bool) -> dict[str, Any]:
    node: dict[str, Any] = {"@type": "NewsArticle", "headline": text.title, "mainEntityOfPage": url}
    node["publisher"] = {"@type": "Organization", "name": "Báo Mường Khe"}
    if said["dated"]:
        node["datePublished"] = iso(text.published)
    if said["updated"] and text.modified:
        node["dateModified"] = iso(text.modified)
    if said["signed"]:
        node["author"] = [{"@type": "Person", "name": name} for name in text.authors]
    if said["sectioned"]:
        node["articleSection"] = text.section
    return node


def _script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def _nothing(node: dict[str, Any]) -> str:
    return ""


def _other_kind(node: dict[str, Any]) -> str:
    return _script(json.dumps({"@context": "https://schema.org", "@type": "Organization", "name": "Báo Mường Khe"}))


def _plain(node: dict[str, Any]) -> str:
    return _script(json.dumps({"@context": "https://schema.org", **node}, ensure_ascii=False))


def _graph(node: dict[str, Any]) -> str:
    site = {"@type": "WebSite", "name": "Báo Mường Khe", "url": "https://baomuongkhe.vn/"}
    return _script(json.dumps({"@context": "https://schema.org", "@graph": [site, node]}, indent=1))


def _list(node: dict[str, Any]) -> str:
    return _script(json.dumps([{"@type": "Organization", "name": "Báo Mường Khe"}, node], ensure_ascii=False))


def _entities(node: dict[str, Any]) -> str:
    return _script(json.dumps({**node, "headline": html.escape(node["headline"])}, ensure_ascii=False))


def _trailing_comma(node: dict[str, Any]) -> str:
    return _script(json.dumps(node, ensure_ascii=False)[:-1] + ",\n}")


def _unquoted(node: dict[str, Any]) -> str:
    """A raw quotation mark in the headline breaks the JSON; it says nothing beside what its pairs say."""
    return _script(json.dumps(node, ensure_ascii=False)[:-1] + ', "description": "Nói "thẳng" nói thật"}')


LINKED_DATA = {
    "none": _nothing,
    "organisation only": _other_kind,
    "plain": _plain,
    "graph": _graph,
    "list": _list,
    "entities": _entities,
    "trailing comma": _trailing_comma,
    "broken": _unquoted,
}
