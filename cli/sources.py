"""`diembao sources list|check|add`: the catalogue of newspapers."""

from __future__ import annotations

import click

from cli import desk
from cli.main import Front
from cli.output import print_json, print_table


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
