"""Randomly assembled pages give exactly the article that was set into them. More of them: make campaign NAME=layouts."""

from __future__ import annotations

import pytest

from tests.crawler.extraction.layouts.verdicts import judged

PAGES = 500  # about 4 s
PARTS = 5
KNOWN = {
    304: {"title", "authors", "section", "published"}
}  # no heading shows the title, and the metadata name only the paper


@pytest.mark.parametrize("part", range(PARTS))
def test_an_article_is_read_from_any_layout(part: int) -> None:
    verdicts = [judged(seed) for seed in range(part, PAGES, PARTS)]
    wrong = {verdict.seed: verdict.wrong for verdict in verdicts if verdict.wrong}
    assert {seed: parts for seed, parts in wrong.items() if set(parts) != KNOWN.get(seed)} == {}
