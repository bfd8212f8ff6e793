"""The acceptance article: one real page of 2022, rebuilt, served on loopback, against what must come out of it.

The page and its expected values lie outside the repository; without them the test is skipped.
"""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.journey.conftest import Program, install

SEED = Path(__file__).parents[3] / "shared" / "seed"
PATH = "chinh-quyen/ha-tinh-ky-ket-thoa-thuan-hop-tac-chuyen-doi-so-voi-viettel/235275.htm"

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the acceptance article is not beside this repository")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return json.loads((SEED / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("seed")
    page = folder / "site" / PATH
    page.parent.mkdir(parents=True)
    page.write_bytes((SEED / "page.htm").read_bytes())
    (folder / "site" / "index.html").write_text(
        f'<html><body><a href="/{PATH}">bài</a></body></html>', encoding="utf-8"
    )
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}/"
    (folder / "sources").mkdir()
    (folder / "sources" / "baohatinh.toml").write_text(
        f'id = "baohatinh"\nname = "Báo Hà Tĩnh"\nprovince = "ha-tinh"\nhome = "{home}"\n'
        f'aliases = ["baohatinh.vn"]\nlistings = ["{home}"]\ndatelines = ["(Baohatinh.vn)"]\nverified = "seen"\n'
        "article_url = '^/(?:[^/]+-post\\d+\\.html|[^/]+/[^/]+/\\d+\\.htm)$'\n",
        encoding="utf-8",
    )
    program = install(folder / "program", folder / "sources")
    program.run("crawl", "baohatinh")
    yield program
    server.shutdown()
    server.server_close()


def test_the_clean_text_is_exactly_what_was_printed(program, expected):
    (article,) = program.json("search", "")
    for name in ("title", "lead", "published_at", "captions", "outlet", "province", "url"):
        assert article[name] == expected[name]
    assert article["text"] == "\n\n".join(expected["paragraphs"])
    assert not [words for words in expected["must_not_contain"] if words in json.dumps(article, ensure_ascii=False)]


def test_its_facets_are_found(program, expected):
    (article,) = program.json("search", "")
    assert set(expected["facets_at_least"]) <= set(article["facets"])


def test_the_queries_of_a_reader_find_it_and_no_others(program, expected):
    assert [q for q in expected["found_by"] if len(program.json("search", q)) != 1] == []
    assert [q for q in expected["not_found_by"] if program.json("search", q)] == []
