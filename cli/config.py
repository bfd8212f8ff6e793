"""`diembao config check|show`."""

from __future__ import annotations

import re
from typing import Any

import click

from cli import desk
from cli.main import Front
from cli.output import plain, print_json
from cli.query import read
from cli.settings import Settings
from newsroom.errors import FixConfiguration
from newsroom.topic import Topic

_PASSWORD = re.compile(r"(?<=://)([^:/@]*):[^@/]*@")


@click.group("config")
def command() -> None:
    """Look at the configuration."""


@command.command("show")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def show(front: Front, *, as_json: bool) -> None:
    """Print every setting as it is in force, passwords hidden."""
    values = plain(front.settings)
    file = values.pop("file")
    values["database"]["url"] = _PASSWORD.sub(r"\1:***@", values["database"]["url"])
    if as_json:
        print_json(values)
        return
    click.echo(f"# {file or 'built-in defaults (no diembao.toml here)'}; environment applied")
    for section, table in values.items():
        click.echo(f"\n[{section}]")
        for key, value in table.items():
            click.echo(f"{key} = {_toml(value)}")


@command.command("check", short_help="Check configuration, source files and topic.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def check(front: Front, *, as_json: bool) -> None:
    """Check configuration, source files, topic and list of organisations; exit 2 if one is wrong.

    All problems of the configuration are told at once; source files and topic are looked at when it has none.
    """
    settings = front.settings
    sources = desk.catalogue(settings)
    topic = desk.topic(settings)
    _check_queries(settings, topic)
    result = {
        "file": settings.file or None,
        "sources": len(sources),
        "enabled": sum(source.enabled for source in sources.values()),
        "topic": topic.name,
        "organisations": len(desk.watchlist(settings).organisations),
        "database": _PASSWORD.sub(r"\1:***@", settings.database.url),
        "contact": settings.crawl.contact,
    }
    if as_json:
        print_json(result)
        return
    click.echo(f"configuration: {result['file'] or 'built-in defaults'}")
    click.echo(f"sources: {result['sources']} ({result['enabled']} enabled)")
    click.echo(f"topic: {result['topic']}")
    click.echo(f"organisations: {result['organisations']}")
    click.echo(f"database: {result['database']}")
    click.echo(f"contact: {result['contact']}")
    if settings.crawl.contact.endswith("@localhost"):
        click.echo(
            "set [crawl] contact to an address of yours: newspapers write to it before they block a crawler", err=True
        )


def _check_queries(settings: Settings, topic: Topic) -> None:
    """Refuse recipients' queries that name provinces, newspapers, facets or organisations that do not exist."""
    values = desk.values(settings, topic)
    wrong = []
    for number, recipient in enumerate(settings.digest.recipients):
        try:
            read(recipient.query, topic, values)
        except FixConfiguration as error:
            wrong.append(f"{settings.file or 'environment'}: digest.recipients.{number}.query: {error}")
    if wrong:
        raise FixConfiguration("\n".join(wrong))


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + "}"
    return f'"{value}"' if isinstance(value, str) else str(value)
