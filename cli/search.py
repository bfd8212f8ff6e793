"""`diembao search QUERY`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from typing import Any

import click

from cli import desk
from cli.main import Front
from cli.output import local, plain, print_json, print_json_lines, print_table
from cli.query import day_end, day_start, province_slugs, read
from cli.settings import timezone
from newsroom.article import Article
from newsroom.query import explain as explain_query

FORMATS = ("table", "json", "jsonl", "csv")
CSV_COLUMNS = (
    "id",
    "published_at",
    "outlet",
    "province",
    "province_then",
    "title",
    "lead",
    "url",
    "score",
    "facets",
    "status",
)


@click.command("search", context_settings={"ignore_unknown_options": True})  # a query may begin with -
@click.argument("query")
@click.option("--from", "since", metavar="DATE", help="Published on this day or later (YYYY-MM-DD).")
@click.option("--to", "until", metavar="DATE", help="Published on this day or earlier.")
@click.option("--province", metavar="P", help="A province, today's or an old one, by slug or name.")
@click.option("--outlet", metavar="ID", help="One newspaper.")
@click.option("--facet", metavar="F", help="One facet of the topic.")
@click.option(
    "--limit", metavar="N", type=click.IntRange(1, 10_000), default=20, show_default=True, help="At most N articles."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--explain", "explain_only", is_flag=True, help="Only say how the query was read.")
@click.pass_obj
def command(front: Front, /, query: str, **options: Any) -> None:
    """Find articles; '' is every article. With accents a word is matched exactly, without them it matches any."""
    settings = front.settings
    node = read(query, desk.topic(settings))
    if options["explain_only"]:
        read_as = explain_query(node)
        print_json({"query": query, "read_as": read_as}) if options["as_json"] else click.echo(read_as)
        return
    from storage import Filters

    zone = timezone(settings)
    outlet, facet, province = options["outlet"], options["facet"], options["province"]
    filters = Filters(
        since=day_start(options["since"], "--from", zone) if options["since"] else None,
        until=day_end(options["until"], "--to", zone) if options["until"] else None,
        provinces=province_slugs(province) if province else (),
        outlets=(desk.chosen(settings, (outlet,))[0].id,) if outlet else (),
        facets=(facet,) if facet else (),
    )
    with desk.archive(settings) as archive:
        page = archive.search(node, filters, limit=options["limit"])
    articles = [hit.article for hit in page.hits]
    match "json" if options["as_json"] else options["form"]:
        case "json":
            print_json(articles)
        case "jsonl":
            print_json_lines(articles)
        case "csv":
            _print_csv(articles)
        case _:
            rows = ((a.id, local(a.published_at, zone), a.outlet, a.title) for a in articles)
            print_table(["id", "published", "outlet", "title"], rows)
            more = "" if page.exact else "at least "
            click.echo(f"{len(articles)} of {more}{page.total}", err=True)


def _print_csv(articles: Iterable[Article]) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(CSV_COLUMNS)
    for article in articles:
        values = plain(article)
        values["facets"] = "; ".join(article.facets)
        writer.writerow([_harmless(values[name]) for name in CSV_COLUMNS])


def _harmless(value: object) -> object:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) else value
