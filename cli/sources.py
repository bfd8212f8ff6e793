"""`diembao sources list|check|add`: the catalogue of newspapers."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from cli import desk
from cli.check_report import print_check
from cli.main import Front
from cli.output import print_json, print_table, write_file
from cli.query import current_slug
from cli.settings import timezone
from crawler.catalogue import parse_source, render_source
from newsroom.errors import FixConfiguration


@click.group("sources")
def command() -> None:
    """The catalogue of newspapers."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_sources(front: Front, *, as_json: bool) -> None:
    """Every newspaper, its province and how sure its lists are (seen, inferred, unknown)."""
    sources = desk.catalogue(front.settings)
    if as_json:
        print_json(
            [
                {
                    "id": source.id,
                    "name": source.name,
                    "province": source.province,
                    "home": source.home,
                    "enabled": source.enabled,
                    "feeds": list(source.feeds),
                    "sitemaps": list(source.sitemaps),
                    "listings": list(source.listings),
                    "verified": {of: source.certainty(of) for of in ("feeds", "sitemaps", "listings", "article_url")},
                    "file": source.file,
                }
                for source in sources.values()
            ]
        )
        return
    print_table(
        ["outlet", "province", "feeds", "sitemaps", "listings", "home"],
        [
            [
                source.id + ("" if source.enabled else " (off)"),
                source.province or "–",
                _lists(len(source.feeds), source.certainty("feeds")),
                _lists(len(source.sitemaps), source.certainty("sitemaps")),
                _lists(len(source.listings), source.certainty("listings")),
                source.home,
            ]
            for source in sources.values()
        ],
    )


def _lists(number: int, certainty: str) -> str:
    return f"{number} {certainty}" if number else "–"


@command.command("check")
@click.argument("outlet")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def check(front: Front, outlet: str, *, as_json: bool) -> None:
    """Try each rung of the ladder on the live site; say what to write into the source file. Exit code 1: nothing works."""
    from crawler.probing.probe import probe
    from crawler.run import run_until_complete

    (source,) = desk.chosen(front.settings, (outlet,))
    report = run_until_complete(probe(source, front.settings.crawl, desk.clock))
    if as_json:
        print_json(report.as_json())
    else:
        print_check(report, timezone(front.settings))
    sys.exit(0 if report.healthy else 1)


@command.command("add")
@click.argument("url")
@click.option("--id", "outlet", metavar="ID", help="The outlet's id and the file's name (default: from the domain).")
@click.option("--province", metavar="SLUG", help="Whose newspaper it is (default: from its name, if that says so).")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def add(front: Front, url: str, *, outlet: str | None, province: str | None, force: bool, as_json: bool) -> None:
    """Find out how a newspaper publishes and write its source file."""
    from crawler.probing.probe import discover
    from crawler.run import run_until_complete

    settings = front.settings
    found = run_until_complete(discover(url, settings.crawl, desk.clock))
    whose = current_slug(province) if province else found.province
    source = replace(found, id=outlet or found.id, province=whose)
    folder = settings.source_directory or Path(settings.sources.dir)
    file = folder / f"{source.id}.toml"
    if file.exists() and not force:
        raise FixConfiguration(f"{file} is there already; --force replaces it, --id names another")
    text = render_source(source)
    parse_source(text, str(file))  # what is written can be read: a wrong --id or --province is refused here
    write_file(file, text)
    if as_json:
        print_json({"file": str(file), "id": source.id, "toml": text})
        return
    click.echo(f"# {file}\n{text}")
    click.echo(f"Look it over, then: diembao sources check {source.id}", err=True)
