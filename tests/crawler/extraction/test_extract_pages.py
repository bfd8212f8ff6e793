"""Whole pages of differing layouts give exactly the text that is written beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.extract import extract
from newsroom.article import Extracted, Fetched, Found
from newsroom.source import Source
from tests.crawler.page import NOW

PAGES = Path(__file__).parent / "pages"
SEED = Path(__file__).parents[4] / "shared" / "seed"


def opened(page: Path, url: str, source: dict[str, Any]) -> Extracted:
    paper = Source(
        id=page.stem.replace("_", "-"),
        name=source["name"],
        home=source["home"],
        datelines=tuple(source.get("datelines", ())),
        body=source.get("body", ""),
    )
    found = Found(url, "key", paper.id, "https://example.vn/rss")
    return extract(Fetched(found, url, 200, page.read_bytes(), NOW, "text/html; charset=utf-8"), paper)


def shown(article: Extracted) -> dict[str, Any]:
    """As the JSON files write it."""
    return {
        "url": article.url,
        "title": article.title,
        "lead": article.lead,
        "paragraphs": list(article.paragraphs),
        "captions": list(article.captions),
        "images": [[image.url, image.caption] for image in article.images],
        "authors": list(article.authors),
        "section": article.section,
        "tags": list(article.tags),
        "credit": article.credit,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "modified_at": article.modified_at.isoformat() if article.modified_at else None,
        "language": article.language,
        "flags": list(article.flags),
    }


@pytest.mark.parametrize("name", sorted(file.stem for file in PAGES.glob("*.json")))
def test_a_page_gives_exactly_what_is_written_beside_it(name: str) -> None:
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    source = expected.pop("source")
    article = shown(opened(PAGES / f"{name}.html", expected["url"], source))
    assert {key: article[key] for key in expected} == expected


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is the newspaper's and is kept outside the project")
def test_the_seed_article_comes_out_exactly() -> None:
    expected = json.loads((SEED / "expected.json").read_text(encoding="utf-8"))
    paper = {"name": "Báo Hà Tĩnh", "home": "https://baohatinh.vn/", "datelines": ["(Baohatinh.vn)"]}
    article = shown(opened(SEED / "page.htm", expected["url"], paper))
    text = "\n".join([article["title"], article["lead"], *article["paragraphs"], *article["captions"]])

    keys = ("url", "title", "lead", "paragraphs", "captions")
    assert {key: article[key] for key in keys} == {key: expected[key] for key in keys}
    assert article["published_at"] == expected["published_at"].replace("Z", "+00:00")
    assert not [words for words in expected["must_not_contain"] if words in text]
    assert text.count(expected["title"]) == 1 + expected["title_occurrences_in_text"]
