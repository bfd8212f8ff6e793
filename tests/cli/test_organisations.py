"""The user's own list of organisations: where it is looked for, what it adds, and what is said of a wrong one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import diembao
from newsroom.errors import FixConfiguration
from newsroom.organisations import bundled

LIST = """\
[[organisation]]
id = "hop-tac-xa-suoi-tut"
name = "Hợp tác xã Suối Tút"
kind = "doanh nghiệp"
"""


@pytest.fixture(autouse=True)
def _configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "diembao.toml").write_text('[topic]\norganisations = "own.toml"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def check() -> Result:
    arguments = ["--config", "etc/diembao.toml", "config", "check", "--json"]
    return CliRunner().invoke(diembao, arguments, standalone_mode=False, catch_exceptions=True)


@pytest.mark.parametrize("folder", ["etc", "."])
def test_the_list_is_read_beside_the_configuration_or_in_the_working_folder(folder):
    Path(folder, "own.toml").write_text(LIST, encoding="utf-8")
    assert json.loads(check().stdout)["organisations"] == len(bundled().organisations) + 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "own.toml: cannot be read as a list of organisations"),
        ('[[organisation]]\nid = "A"\nname = "AB"\nkind = "cơ quan"\n', "own.toml: organisation 1: id: "),
        (LIST + LIST, "own.toml: there are two organisations with the id 'hop-tac-xa-suoi-tut'"),
        ("[[topic]]", "own.toml: must hold [[organisation]] tables and nothing else"),
    ],
)
def test_a_list_that_is_none_is_refused_by_config_check(text, says):
    if text is not None:
        Path("etc/own.toml").write_text(text, encoding="utf-8")
    refused = check().exception
    assert isinstance(refused, FixConfiguration)
    assert says in str(refused)


def test_what_the_list_adds_can_be_searched_for():
    Path("etc/own.toml").write_text(LIST, encoding="utf-8")
    arguments = ["--config", "etc/diembao.toml", "search", "--explain", "tochuc:hợp tác xã suối tút"]
    done = CliRunner().invoke(diembao, arguments, standalone_mode=False, catch_exceptions=False)
    assert done.stdout == "tổ chức là “hop-tac-xa-suoi-tut”\n"
