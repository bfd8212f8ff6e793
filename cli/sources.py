"""`diembao sources list|check|add`: the catalogue of newspapers."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

import click

from cli import desk
from cli.check_report import print_check
from cli.main import Front
from cli.output import print_json, print_table, write_file
from cli.settings import timezone
from crawler.catalogue import check_identifier, parse_source, render_source
from newsroom import provinces
from newsroom.errors import FixConfiguration
from newsroom.vietnamese import folded_form, syllables

Origin = Literal["given", "guessed", "unknown"]  # where a new newspaper's province comes from

_ABOUT_PROVINCE: dict[Origin, str] = {
    "given": "",
    "guessed": ", above all the province, which is a guess",
    "unknown": " and fill in the province, which could not be found out",
}


@click.group("sources")
def command() -> None:
    """The catalogue of newspapers."""


@command.command("list", short_help="Every newspaper and how sure its lists are.")
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


@command.command("check", short_help="Try a newspaper on the live site.")
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
@click.option(
    "--province", metavar="NAME", help="Whose newspaper it is: name or slug (default: a guess from its name)."
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def add(front: Front, url: str, *, outlet: str | None, province: str | None, force: bool, as_json: bool) -> None:
    """Find out how a newspaper publishes and write its source file."""
    from crawler.probing.probe import discover
    from crawler.run import run_until_complete

    settings = front.settings
    folder = settings.source_directory or Path(settings.sources.dir)
    given = slug_of(province) if province is not None else ""
    if outlet is not None:
        check_identifier(outlet, "--id")
        _check_free(folder / f"{outlet}.toml", force=force)
    found = run_until_complete(discover(url, settings.crawl, desk.clock))
    source = replace(found, id=outlet or found.id, province=given or found.province)
    file = folder / f"{source.id}.toml"
    _check_free(file, force=force)
    origin: Origin = "given" if given else "guessed" if source.province else "unknown"
    text = with_origin(render_source(source), origin)
    parse_source(text, str(file))  # what is written can be read
    write_file(file, text)
    if as_json:
        print_json(
            {"file": str(file), "id": source.id, "province": source.province, "province_is": origin, "toml": text}
        )
        return
    click.echo(f"# {file}\n{text}")
    click.echo(f"Look it over{_ABOUT_PROVINCE[origin]}, then: diembao sources check {source.id}", err=True)


def _check_free(file: Path, *, force: bool) -> None:
    if file.exists() and not force:
        raise FixConfiguration(f"{file} is there already; --force replaces it, --id names another")


def slug_of(name: str) -> str:
    """Slug of the province that a person means, today's. Raises FixConfiguration with the nearest names."""
    known = provinces.find(name)
    if known is not None:
        return known.successor
    names = {_written(part): place for place in _ever() for part in (place.name, place.slug)}
    near = dict.fromkeys(names[part] for part in get_close_matches(_written(name), names, n=3))
    meant = ", ".join(f"{place.successor} ({place.name})" for place in near)
    raise FixConfiguration(
        f"--province: no province {name!r}; "
        + (f"near to it: {meant}" if meant else "write a name or slug, such as ha-tinh or 'Hà Tĩnh'")
    )


def _ever() -> tuple[provinces.Province, ...]:
    """The provinces of today and those before the merger, whose names people still use."""
    return (*provinces.current(), *provinces.at(provinces.MERGED - timedelta(days=1)))


def _written(name: str) -> str:
    """A name as slugs are written."""
    return "-".join(syllables(folded_form(name)))


def with_origin(text: str, origin: Origin) -> str:
    """The text of a source file with a word on the province where nobody gave it."""
    if origin == "guessed":
        return re.sub(
            r"^(province = .*)$", r"\1  # A GUESS from the paper's name or address: check it", text, flags=re.MULTILINE
        )
    if origin == "unknown":
        hint = '# province = "…"  # NOT FOUND OUT: fill in a slug such as ha-tinh; a national outlet has none'
        return re.sub(r"^(?=home = )", f"{hint}\n", text, count=1, flags=re.MULTILINE)
    return text
