"""A saved page or text as an article that was never fetched, for `diembao explain --file`."""

from __future__ import annotations

from datetime import datetime

from crawler.extract import extract
from newsroom.article import Extracted, Fetched, Found
from newsroom.source import Source
from newsroom.vietnamese import nfc

_NOWHERE = Source(id="file", name="a file", home="http://file.invalid/")


def read_page(content: bytes, name: str, now: datetime) -> Extracted:
    """An HTML page is extracted as a crawled one would be; of a text the first line is the title.

    Raises SkipPage for a page that gives no article.
    """
    found = Found(url=f"{_NOWHERE.home}{name}", key=name, source=_NOWHERE.id, found_in="")
    if b"<" in content[:2000]:
        page = Fetched(found, found.url, 200, content, now, content_type="text/html")
        return extract(page, _NOWHERE)
    title, _, body = nfc(content.decode("utf-8", errors="replace")).strip().partition("\n")
    paragraphs = tuple(part.strip() for part in body.split("\n") if part.strip())
    return Extracted(
        found=found,
        url=found.url,
        key=found.key,
        source=_NOWHERE.id,
        title=title.strip(),
        lead="",
        paragraphs=paragraphs,
        fetched_at=now,
        language="vi",
    )
