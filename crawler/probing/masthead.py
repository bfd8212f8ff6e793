"""Who a newspaper says it is: name, id and province of a paper that has no file yet."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.lists.links import plain
from crawler.lists.listings import parse_html
from newsroom.provinces import MERGED, Province, at, current
from newsroom.vietnamese import exact_form, folded_form, syllables

LONGEST_NAME = 120

_PARTS = re.compile(r"\s+[|–—·-]\s+|\s*[|:]\s+|,\s+")
_COPY_HOST = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)")
_SECOND_LEVEL = frozenset({"com", "org", "net", "edu", "gov", "info", "name", "biz", "pro", "health", "ac", "co"})
_SHORTEST_IN_HOST = 5  # letters: "hue" is inside too many words


def read_name(body: bytes, content_type: str) -> str:
    """The paper's name on its home page: og:site_name, else the part of the title that says Báo, else its first part.

    Runs in a worker process. Empty if the page names nothing. Raises SkipPage(UNREADABLE).
    """
    root = parse_html(body, content_type)
    named = _meta(root, "og:site_name") or _meta(root, "application-name")
    if named:
        return named[:LONGEST_NAME]
    title = plain("".join(root.xpath("string(//title)")))
    parts = [part.strip() for part in _PARTS.split(title) if part.strip()]
    paper = next((part for part in parts if "báo" in syllables(exact_form(part))), "")
    return (paper or (parts[0] if parts else ""))[:LONGEST_NAME]


def identifier_of(url: str) -> str:
    """The id of a paper by its address: the domain without www. and what comes after the name, fit for a file name."""
    host = urlsplit(url).netloc.lower().rpartition("@")[2]
    labels = _COPY_HOST.sub("", host.partition(":")[0]).split(".")
    if not all(label.isdecimal() for label in labels):
        labels = labels[:-1] or labels
        labels = labels[:-1] if len(labels) > 1 and labels[-1] in _SECOND_LEVEL else labels
    port = host.partition(":")[2]
    name = "-".join([*labels, *([port] if port else [])])
    return re.sub(r"[^a-z0-9-]+", "-", name).strip("-")[:64] or "bao"


def province_of(name: str, url: str) -> str:
    """Slug of today's province that the paper's name, else its host, holds; empty if none or several."""
    written = f" {' '.join(syllables(exact_form(name)))} "
    host = re.sub(r"[^a-z]", "", (urlsplit(url).hostname or "").lower())
    places = (*current(), *at(MERGED - timedelta(days=1)))
    in_name = {place.successor for place in places if f" {' '.join(syllables(exact_form(place.name)))} " in written}
    in_host = {place.successor for place in places if len(_run(place)) >= _SHORTEST_IN_HOST and _run(place) in host}
    found = in_name or in_host
    return next(iter(found)) if len(found) == 1 else ""


def _run(place: Province) -> str:
    return "".join(syllables(folded_form(place.name)))


def _meta(root: HtmlElement, name: str) -> str:
    for meta in root.iter("meta"):
        if name in {meta.get("property"), meta.get("name")} and meta.get("content"):
            return plain(str(meta.get("content")))
    return ""
