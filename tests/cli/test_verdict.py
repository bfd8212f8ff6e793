"""`diembao verdict`, and what `search`, `show`, `explain` and `topic evaluate` make of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli.main import diembao
from newsroom.errors import FixConfiguration
from storage import open_archive
from tests.storage.samples import IRRELEVANT, NOW, extracted, keep

KEPT, DROPPED = 1, 2
CONFIGURATION = '[database]\nurl = "sqlite:///{}/archive.db"\n[sources]\nbundled = false\n'


@pytest.fixture(autouse=True)
def _archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_archive(f"sqlite:///{tmp_path}/archive.db", now=NOW) as archive:
        keep(archive, extracted(KEPT))
        keep(archive, replace(extracted(DROPPED), page=b""), verdict=IRRELEVANT)
    Path("diembao.toml").write_text(CONFIGURATION.format(tmp_path), encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(diembao, list(arguments), standalone_mode=False, catch_exceptions=True)


def as_json(*arguments: str) -> Any:
    done = run(*arguments, "--json")
    assert done.exception is None, done.exception
    return json.loads(done.stdout)


def found() -> list[int]:
    return [article["id"] for article in as_json("search", "")]


@pytest.mark.parametrize("words", [["khong-lien-quan"], ["không", "liên", "quan"], ["Không liên quan"]])
def test_an_article_that_a_person_calls_irrelevant_is_found_no_longer(words):
    said = as_json("verdict", str(KEPT), *words, "--by", "Lan", "--note", "chỉ nhắc qua")
    assert (said["id"], said["standing"]) == (KEPT, "left out")
    assert said["decision"].keys() == {"relevant", "said_by", "said_at", "note"}
    assert (said["decision"]["relevant"], said["decision"]["said_by"]) == (False, "Lan")
    assert found() == []


@pytest.mark.parametrize("way", [["lien-quan"], ["liên quan"], ["bo"], ["bỏ"]])
def test_and_can_be_had_back(way):
    run("verdict", str(KEPT), "khong-lien-quan")
    assert as_json("verdict", str(KEPT), *way)["standing"] == "kept"
    assert found() == [KEPT]


def test_an_article_whose_text_was_never_kept_is_fetched_by_the_next_crawl():
    done = run("verdict", extracted(DROPPED).url, "lien-quan")
    assert done.stdout.endswith(
        "liên quan: its text was never stored: its page is due now, the next `diembao crawl` fetches it\n"
    )


def test_explain_says_who_decided_and_what_the_program_thinks():
    run("verdict", str(KEPT), "khong-lien-quan", "--by", "Lan", "--note", "chỉ nhắc qua")
    lines = run("explain", str(KEPT)).stdout
    assert "người đọc quyết định: không liên quan · Lan · " in lines
    assert " · chỉ nhắc qua\n" in lines
    assert "chương trình: liên quan" in lines
    explained = as_json("explain", str(KEPT))
    assert (explained["decision"]["said_by"], explained["verdict"]["relevant"]) == ("Lan", False)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((str(KEPT), "có thể"), "'có thể' is no verdict; say lien-quan, khong-lien-quan, or bo"),
        (("99", "lien-quan"), "no article '99' was ever read"),
        ((str(KEPT), "bo"), f"nobody has decided on article {KEPT}"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(arguments, says):
    done = run("verdict", *arguments)
    assert isinstance(done.exception, FixConfiguration)
    assert says in str(done.exception)


def test_the_program_is_measured_by_what_people_decided():
    run("verdict", str(KEPT), "khong-lien-quan")
    result = as_json("topic", "evaluate", "--from-verdicts")
    assert (result["n"], result["precision"], result["topic"]) == (1, 0.0, "chuyen-doi-so")
    (mistake,) = result["mistakes"]
    assert (mistake["line"], mistake["label"], mistake["judged"]) == (KEPT, "irrelevant", "relevant")
    assert f"article {KEPT}: labelled irrelevant" in run("topic", "evaluate", "--from-verdicts").stdout


def test_decided_articles_that_cannot_be_judged_here_are_counted_apart():
    run("verdict", str(DROPPED), "lien-quan")
    done = run("topic", "evaluate", "--from-verdicts")
    assert "articles   0\n" in done.stdout
    assert "1 decided article has neither text nor page here and is left out" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["--from-verdicts", "x.jsonl"]])
def test_evaluation_takes_a_file_or_the_verdicts(arguments):
    assert "a FILE, or --from-verdicts" in str(run("topic", "evaluate", *arguments).exception)
