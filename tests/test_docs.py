"""What a person can type or set is documented, or this fails."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import click
import pytest

from cli.main import VERBS, diembao
from cli.settings import Settings
from newsroom.topic import bundled_topic
from newsroom.vietnamese import folded_form, syllables

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")
PAGES = [*ROOT.glob("*.md"), *DOCS.glob("*.md")]


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(diembao)
    for verb in VERBS:
        command = diembao.get_command(context, verb)
        assert command is not None
        yield verb, command
        if isinstance(command, click.Group):
            yield from ((f"{verb} {name}", sub) for name, sub in command.commands.items())


@pytest.mark.parametrize(("name", "command"), [pytest.param(n, c, id=n) for n, c in commands()])
def test_every_command_and_option_is_in_the_reference(name, command):
    reference = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert f"`diembao {name}" in reference
    assert command.help, "a command says what it does"
    section = reference.partition(f"`diembao {name}")[2].partition("\n## ")[0]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[-1] in section


@pytest.mark.parametrize(("name", "command"), [pytest.param(n, c, id=n) for n, c in commands()])
def test_the_line_of_a_command_in_the_help_is_not_cut(name, command):
    left = 65 if " " not in name else 64  # of 80 columns, beside the longest verb of the group
    assert not command.get_short_help_str(left).endswith("...")


def test_the_facets_in_the_reference_are_those_of_the_topic():
    reference = (DOCS / "cli.md").read_text(encoding="utf-8")
    listed = reference.partition("<!-- facets -->\n")[2].partition("\n<!-- /facets -->")[0]
    facets = [facet.name for facet in bundled_topic("chuyen-doi-so").facets]
    assert re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", listed, re.MULTILINE) == [(f, slug(f)) for f in facets]


def slug(name: str) -> str:
    return "-".join(syllables(folded_form(name)))


def keys(kind: type, section: str) -> Iterator[tuple[str, str]]:
    for key, hint in typing.get_type_hints(kind).items():
        if is_dataclass(hint) and isinstance(hint, type):
            yield from keys(hint, key)
        elif key != "file":
            yield section, key
            inner = typing.get_args(hint)[:1]
            if inner and is_dataclass(inner[0]):
                yield from ((section, field.name) for field in fields(inner[0]))


@pytest.mark.parametrize(("section", "key"), [pytest.param(s, k, id=f"{s}.{k}") for s, k in keys(Settings, "")])
def test_every_configuration_key_is_in_the_reference(section, key):
    reference = (DOCS / "configuration.md").read_text(encoding="utf-8")
    assert f"`{key}`" in reference.partition(f"\n## [{section}]\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_and_files_leads_somewhere(page):
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
