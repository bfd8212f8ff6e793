"""`diembao show`: an article, how its text changed, and that it was taken down."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli.main import diembao
from newsroom.errors import FailureKind
from storage import open_archive
from tests.storage.samples import DAY, HOUR, IRRELEVANT, LEAD, NOW, PARAGRAPHS, TITLE, extracted, failure, keep

ONE = extracted(1)
TWO = extracted(
    1, title=f"{TITLE} (bản sửa)", paragraphs=(PARAGRAPHS[0].replace("bốn nghìn", "năm nghìn"), *PARAGRAPHS[1:])
)
THREE = extracted(1, title=TWO.title, paragraphs=TWO.paragraphs, published_at=NOW - timedelta(hours=3))


@pytest.fixture(autouse=True)
def _archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_archive(f"sqlite:///{tmp_path}/archive.db", now=NOW) as archive:
        for hours, page in enumerate((ONE, TWO, THREE)):
            keep(archive, page, at=NOW + hours * HOUR, organisations=("viettel", "ubnd"))
        keep(archive, extracted(2), verdict=IRRELEVANT)
        keep(archive, extracted(3))
        for days in (1, 2):
            archive.fail(failure(3, FailureKind.GONE, status=410, reason="410 Gone", failed_at=NOW + days * DAY))
    settings = f'[database]\nurl = "sqlite:///{tmp_path}/archive.db"\n[sources]\nbundled = false\n'
    Path("diembao.toml").write_text(settings, encoding="utf-8")


def show(which: int, *arguments: str, color: bool = False) -> str:
    done = CliRunner().invoke(
        diembao, ["show", str(which), *arguments], standalone_mode=False, catch_exceptions=False, color=color
    )
    return done.stdout


def as_json(which: int) -> list[dict[str, Any]]:
    return json.loads(show(which, "--revisions", "--json"))


def test_each_revision_shows_its_time_and_what_changed_word_by_word():
    lines = show(1, "--revisions").splitlines()
    assert lines[4:] == [
        "bản 1 · 22/11/2026 08:00",
        f"  {ONE.title}",
        "bản 2 · 22/11/2026 09:00",
        f"  tiêu đề: {TITLE} [-(1)-] {{+(bản sửa)+}}",
        f"  nội dung: {PARAGRAPHS[0].replace('bốn', '[-bốn-] {+năm+}')}",
        f"  nội dung: [-{ONE.paragraphs[-1]}-]",
        "bản 3 · 22/11/2026 10:00",
        "  giờ đăng: [-22/11/2026 07:59-]{+22/11/2026 05:00+}",
    ]


def test_paragraphs_that_stayed_are_left_out():
    shown = show(1, "--revisions")
    assert PARAGRAPHS[1] not in shown
    assert LEAD not in shown


def test_on_a_terminal_what_went_is_red_and_what_came_is_green():
    shown = show(1, "--revisions", color=True)
    assert re.findall(r"\x1b\[3([12])m(\S+?)\x1b\[0m", shown)[:2] == [("1", "[-(1)-]"), ("1", "[-bốn-]")]
    assert "\x1b[32m{+năm+}\x1b[0m" in shown


def test_as_json_a_revision_has_its_text_and_the_pieces_of_its_changes():
    first, second, third = as_json(1)
    assert list(first) == ["revision", "kept_at", "title", "lead", "text", "captions", "published_at", "changes"]
    assert (first["revision"], first["kept_at"], first["text"]) == (1, "2026-11-22T01:00:00Z", ONE.text)
    assert first["changes"] == []
    assert [change["field"] for change in second["changes"]] == ["title", "body", "body"]
    assert second["changes"][0]["pieces"] == [
        {"kind": "same", "text": TITLE},
        {"kind": "removed", "text": " (1)"},
        {"kind": "added", "text": " (bản sửa)"},
    ]
    assert [change["field"] for change in third["changes"]] == ["published_at"]


def test_an_article_that_never_had_a_text_says_so():
    assert "no text is kept of this article" in show(2, "--revisions")
    assert as_json(2) == []


def test_an_article_that_was_taken_down_says_when_and_what_the_server_answered():
    assert "đã gỡ 24/11/2026 08:00; HTTP 410, 410 Gone\n" in show(3)
    assert extracted(3).paragraphs[0] in show(3)
    assert "đã gỡ" not in show(1)


def test_the_organisations_that_an_article_names_are_shown_by_name_and_are_no_part_of_its_json():
    assert "tổ chức: Ủy ban nhân dân, Viettel\n" in show(1)
    assert "organisations" not in json.loads(show(1, "--json"))
