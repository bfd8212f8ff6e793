"""Which elements make their text a caption, lead elsewhere, set it to a side, or are icons, by what they are and hold."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.extraction.characters import tidy
from crawler.extraction.class_names import Sort

LONGEST_FRAME = 700  # characters of text in a wrapper around a picture that can all be its caption

_STYLE_ALIGN = re.compile(r"text-align\s*:\s*(center|right|left|justify)")
_ICON = re.compile(
    r"emoji|emoticon|smil(?:ey|ies)|/icons?[/_-]|icon[_-]|sprite|spacer|blank\.gif|pixel|/ads?/|banner|avatar|\bqr(?:[-_]?code)?\b",
    re.IGNORECASE,
)


def is_caption(element: HtmlElement, sort: int, *, pictured: bool) -> bool:
    """Whether the text of an element is the caption of a picture. `pictured`: it is in a table that frames pictures."""
    if element.tag == "figure":
        return next(element.iter("img", "amp-img", "video", "iframe"), None) is not None
    if element.tag == "figcaption" or (pictured and element.tag in {"table", "td", "th"}):
        return True
    if sort & Sort.CAPTION:
        return (
            element.tag not in {"body", "table", "main", "article"}
            and len(tidy(element.text_content())) <= LONGEST_FRAME
        )
    return bool(sort & Sort.FIGURE) and element.find(".//img") is not None and _frames(element)


def _frames(element: HtmlElement) -> bool:
    """A wrapper named after pictures frames one only if it holds little else."""
    if (
        element.tag in {"body", "main", "article"}
        or next(element.iter("figure", "h1", "h2", "h3", "h4"), None) is not None
    ):
        return False
    texts = [tidy(child.text_content()) for child in element.iter("p", "figcaption", "div", "span", "em", "i")]
    return len(tidy(element.text_content())) <= LONGEST_FRAME and sum(len(text) > 200 for text in texts) <= 1


def is_link_box(element: HtmlElement) -> bool:
    """An aside or footer that leads elsewhere; one of plain text may be a box of the article."""
    text = len(tidy(element.text_content()))
    return sum(len(tidy(link.text_content())) for link in element.iter("a")) >= 0.2 * text


def is_icon(element: HtmlElement, src: str) -> bool:
    sizes = [
        int(size) for name in ("width", "height") if (size := (element.get(name) or "").removesuffix("px")).isdigit()
    ]
    return any(size <= 40 for size in sizes) or bool(_ICON.search(f"{src} {element.get('class') or ''}"))


def alignment(element: HtmlElement, style: str, sort: int) -> str:
    """Where an element sets its text: left, right, center, justify, or empty if it does not say."""
    if style and (found := _STYLE_ALIGN.search(style)):
        return found[1]
    if element.tag == "center" or sort & Sort.CENTRED:
        return "center"
    if element.tag == "table":  # its align is where the table stands
        return ""
    return (element.get("align") or "").lower() or ("right" if sort & Sort.RIGHT else "")
