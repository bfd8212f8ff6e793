from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from cli.main import diembao
from newsroom.errors import CheckStorage, FixConfiguration
from storage import open_archive
from tests.newsroom.pair_set import own_pairs
from tests.storage.samples import extracted, keep

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
OTHER = {
    "title": "Kho bạc tỉnh bỏ hẳn chứng từ giấy",
    "lead": "",
    "paragraphs": ("Từ đầu quý, mọi khoản chi đều ký số.",),
}


def run(*arguments):
    return CliRunner().invoke(diembao, ["stories", *map(str, arguments)], standalone_mode=False, catch_exceptions=False)


@pytest.fixture(autouse=True)
def somewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def judged(tmp_path):
    """One pair of each relation, rightly told, and one that the program gets wrong."""
    pairs = own_pairs()
    told = [next(one for one in pairs if one.relation == relation) for relation in ("same-article", "same-event")]
    different = next(one for one in pairs if one.relation == "different")
    file = tmp_path / "pairs.jsonl"
    lines = [line(one, one.relation) for one in (*told, different)] + [line(different, "same-event")]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def line(pair, relation):
    sides = {
        side: {
            "title": piece.title,
            "text": piece.text,
            "url": "",
            "published_at": piece.published_at.isoformat() if piece.published_at else None,
        }
        for side, piece in (("a", pair.a), ("b", pair.b))
    }
    return json.dumps({**sides, "relation": relation})


def test_evaluate_prints_the_confusion_and_every_mistake(judged):
    said = run("evaluate", judged).output
    assert "same-event    0             1           1          1.000      0.500   0.667" in said
    assert "line 4: same-event, said different" in said


def test_evaluate_gives_the_confusion_as_json_and_needs_no_archive(judged, tmp_path):
    told = json.loads(run("evaluate", judged, "--json").output)
    assert told["confusion"] == {
        "same-article": {"same-article": 1, "same-event": 0, "different": 0},
        "same-event": {"same-article": 0, "same-event": 1, "different": 1},
        "different": {"same-article": 0, "same-event": 0, "different": 1},
    }
    assert [one["line"] for one in told["mistakes"]] == [4]
    assert list(tmp_path.iterdir()) == [judged]


def test_the_address_of_the_same_article_in_another_form_is_enough(tmp_path):
    side = {"title": "Nhan đề", "text": "Nội dung"}
    pair = {"a": {**side, "url": "https://baohatinh.vn/a-post7.html"}, "relation": "same-article"}
    pair["b"] = {"title": "Khác", "text": "Hẳn", "url": "https://m.baohatinh.vn/b-post7.amp?utm_source=x"}
    (tmp_path / "one.jsonl").write_text(json.dumps(pair), encoding="utf-8")
    told = json.loads(run("evaluate", "one.jsonl", "--json").output)
    assert told["confusion"]["same-article"]["same-article"] == 1


def test_a_bad_line_and_a_missing_file_are_named(tmp_path):
    (tmp_path / "bad.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(FixConfiguration, match=r"bad\.jsonl: line 1: "):
        run("evaluate", "bad.jsonl")
    with pytest.raises(FixConfiguration, match=r"nowhere\.jsonl: cannot be read"):
        run("evaluate", "nowhere.jsonl")


def test_stories_are_shown_merged_and_split(tmp_path):
    (tmp_path / "var").mkdir()
    with open_archive("sqlite:///var/diembao.db", now=NOW) as archive:
        one, other = keep(archive, extracted(1)), keep(archive, extracted(2, **OTHER))
    assert "articles in it: 1" in run("show", one.story_id).output
    merged = json.loads(run("merge", other.story_id, one.story_id, "--json").output)
    assert (merged["id"], merged["merged"], len(merged["members"])) == (one.story_id, [other.story_id], 2)
    assert f"story {one.story_id}, articles in it: 2, took in {other.story_id}" in run("show", other.story_id).output
    apart = json.loads(run("split", one.story_id, other.article_id, "--json").output)
    assert [member["article_id"] for member in apart["members"]] == [other.article_id]


def test_an_unknown_story_and_a_missing_archive_say_so(tmp_path):
    with pytest.raises(CheckStorage):
        run("show", 1)
    (tmp_path / "var").mkdir()
    open_archive("sqlite:///var/diembao.db", now=NOW).close()
    with pytest.raises(FixConfiguration, match="no story 7"):
        run("show", 7)
