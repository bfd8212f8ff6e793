"""HTML text → element tree, with the pages refused that would hold the parser or come out silently empty."""

from __future__ import annotations

import re

from lxml import etree, html

from newsroom.errors import FailureKind, SkipPage

MOST_ELEMENTS = (
    60_000  # the largest article page seen has under 10,000. 150,000 made 350 MB and quadratic work of some pages
)
MOST_ATTRIBUTES = 2_000  # on one tag. libxml2 compares each with all others: 10,000 take 0.1 s, 100,000 take 14 s
DEEPEST = 1_000  # nested elements. Browsers stop at 512, libxml2 drops everything below 256 or, unlocked, below 2,048

_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{8000,}")
_ATTRIBUTE = re.compile(r"[\s/\"'][^\s=/\"'<>]+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SOME_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|article|table|title|h1)\b", re.IGNORECASE)
_OTHER_TEXT = re.compile(
    r"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,500}?-->\s*)*(?:<(?:rss|feed|urlset|sitemapindex|rdf:RDF)\b|[{\[])",
    re.DOTALL,
)
_OTHER_BYTES = (
    b"%PDF",
    b"PK\x03\x04",
    b"GIF8",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"RIFF",
    b"\xd0\xcf\x11\xe0",
    b"ID3",
    b"OggS",
)


def refuse_other_formats(body: bytes, content_type: str) -> None:
    """Raises SkipPage(NOT_HTML) for what is plainly something else, by its first bytes or its declared type."""
    declared = content_type.partition(";")[0].strip().lower()
    if body.startswith(_OTHER_BYTES) or body[4:8] == b"ftyp":
        raise SkipPage(FailureKind.NOT_HTML, f"the answer is a {declared or 'binary'} file, not a page")
    if declared.partition("/")[0] in {"image", "audio", "video", "font"}:
        raise SkipPage(FailureKind.NOT_HTML, f"the answer is declared as {declared}")


def parse(text: str) -> html.HtmlElement:
    """The root element of a page. Comments are gone. Raises SkipPage for NOT_HTML, TOO_DEEP, TOO_LARGE, UNREADABLE."""
    if not text.strip():
        raise SkipPage(FailureKind.EMPTY, "an empty answer")
    if not _SOME_TAG.search(text) or _OTHER_TEXT.match(text):
        raise SkipPage(FailureKind.NOT_HTML, f"no HTML in {len(text)} characters beginning {text.strip()[:40]!r}")
    _refuse_long_tags(text)
    markup = _DECLARATION.sub("", text).encode("utf-8", "ignore")
    root, cut = _tree(markup, huge=False)
    if cut:  # everything below 256 levels was dropped without an error
        root, cut = _tree(markup, huge=True)
        depth = _depth(root)
        if cut or depth > DEEPEST:
            raise SkipPage(
                FailureKind.TOO_DEEP, f"elements nested {depth:,} deep or more; {DEEPEST:,} are read at most"
            )
    elements = int(root.xpath("count(//*)"))
    if elements > MOST_ELEMENTS:
        raise SkipPage(FailureKind.TOO_LARGE, f"{elements:,} elements on one page; {MOST_ELEMENTS:,} are read at most")
    return root


def _tree(markup: bytes, *, huge: bool) -> tuple[html.HtmlElement, bool]:
    """The tree, and whether the parser left out what was nested too deep for it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=huge)
    try:
        root = html.document_fromstring(markup, parser=parser)
    except etree.ParserError as error:  # "Document is empty"
        raise SkipPage(FailureKind.EMPTY, f"an empty document of {len(markup)} bytes") from error
    return root, any("Excessive depth" in entry.message for entry in parser.error_log)


def _refuse_long_tags(text: str) -> None:
    for tag in _LONG_TAG.finditer(text):
        count = sum(1 for _ in _ATTRIBUTE.finditer(re.sub(r"\"[^\"]*\"|'[^']*'", '""', tag[0])))
        if count > MOST_ATTRIBUTES:
            raise SkipPage(FailureKind.UNREADABLE, f"a tag with about {count:,} attributes")


def _depth(root: html.HtmlElement) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
