from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from cli.main import diembao
from newsroom.errors import FixConfiguration

SMALL = """\
name = "nuoc-sach"
title = "Nước sạch"
[weighing]
threshold = 5
margin = 1.0
title = 1.0
lead = 0.7
body = 0.5
caption = 0.1
others = 0.25
sentences = 3
spread = 0.2
weak = 2.0
prior = 0.5
[[facet]]
name = "nguồn nước"
[facet.terms]
"nước sạch" = 5
"""


def run(*arguments):
    return CliRunner().invoke(diembao, ["topic", *map(str, arguments)], standalone_mode=False, catch_exceptions=False)


@pytest.fixture(autouse=True)
def somewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def labelled(tmp_path):
    lines = [
        {"title": "Chuyển đổi số ở xã", "text": "Xã bàn chuyển đổi số.", "label": "relevant"},
        {"title": "Nước sạch về bản", "text": "Bản có nước.", "label": "không liên quan"},
        {"title": "Gió mùa", "text": "Trời lạnh.", "label": 1},
    ]
    file = tmp_path / "bai.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return file


def test_evaluate_prints_the_figures_and_every_mistake(labelled):
    said = run("evaluate", labelled).output
    assert "precision  1.000" in said
    assert "recall     0.500" in said
    assert "line 3: labelled relevant, score 0: Gió mùa" in said


def test_evaluate_as_json_has_stable_names(labelled):
    said = json.loads(run("evaluate", labelled, "--json").output)
    assert (said["precision"], said["recall"], said["f1"], said["n"]) == (1.0, 0.5, 0.6667, 3)
    assert [(one["line"], one["label"], one["judged"]) for one in said["mistakes"]] == [(3, "relevant", "irrelevant")]


def test_evaluate_needs_no_archive_and_leaves_none(labelled, tmp_path):
    run("evaluate", labelled)
    assert list(tmp_path.iterdir()) == [labelled]


def test_evaluate_measures_another_topic_from_its_file(labelled, tmp_path):
    (tmp_path / "nuoc.toml").write_text(SMALL, encoding="utf-8")
    said = json.loads(run("evaluate", labelled, "--topic", "nuoc.toml", "--json").output)
    assert said["topic"] == "nuoc-sach"
    assert said["mistakes"][1]["evidence"][0]["term"] == "nước sạch"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["evaluate", "khong-co.jsonl"], "cannot be read"),
        (["evaluate", "bai.jsonl", "--topic", "khong-co"], "no file and none of the topics"),
        (["check", "khong-co.toml"], "cannot be read"),
        (["check", "bai.jsonl"], "not valid TOML"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(labelled, arguments, says):
    with pytest.raises(FixConfiguration, match=says):
        run(*arguments)


def test_check_says_what_a_topic_file_holds(tmp_path):
    (tmp_path / "nuoc.toml").write_text(SMALL, encoding="utf-8")
    assert json.loads(run("check", "nuoc.toml", "--json").output)["terms"] == 1
    assert "in order" in run("check", "nuoc.toml").output


def test_check_names_the_line_that_is_wrong(tmp_path):
    (tmp_path / "nuoc.toml").write_text(SMALL.replace("margin = 1.0", "margin = 'x'"), encoding="utf-8")
    with pytest.raises(FixConfiguration, match=r"nuoc\.toml: line 5: weighing\.margin"):
        run("check", "nuoc.toml")


def test_list_names_the_topics_that_come_along():
    assert "chuyen-doi-so" in run("list").output
    assert json.loads(run("list", "--json").output)[0]["name"] == "chuyen-doi-so"
