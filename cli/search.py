"""`diembao search QUERY`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable
from typing import Any
from zoneinfo import ZoneInfo

import click

from cli import desk
from cli.main import Front
from cli.output import local, plain, print_json, print_json_lines, print_table
from cli.query import chosen_value, day_end, day_start, notes, province_slugs, read
from cli.settings import timezone
from newsroom.article import Article
from newsroom.query import Node
from newsroom.query import explain as explain_query
from newsroom.query_values import Values
from newsroom.rewording import rewordings
from storage import Filters, Page

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
@click.option("--province", metavar="P", help="A province, today's or an old one, by slug or name (ha-tinh, Hà Tĩnh).")
@click.option("--outlet", metavar="O", help="One newspaper, by id or name.")
@click.option("--facet", metavar="F", help="One facet of the topic, by name (chính quyền số, chinh-quyen-so).")
@click.option("--org", metavar="X", help="One organisation or programme named in the text, by id or name (viettel).")
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
    topic = desk.topic(settings)
    values = desk.values(settings, topic)
    node = read(query, topic, values)
    for note in notes(node, options["province"]):
        click.echo(note, err=True)
    if options["explain_only"]:
        read_as = explain_query(node)
        print_json({"query": query, "read_as": read_as}) if options["as_json"] else click.echo(read_as)
        return
    zone = timezone(settings)
    filters = _filters(options, values, zone)
    with desk.archive(settings) as archive:
        page = archive.search(node, filters, limit=options["limit"])
        _print(page, "json" if options["as_json"] else options["form"], zone)
        if page.total == 0:
            _help(node, lambda text: read(text, topic, values), lambda other: archive.search(other, filters, limit=1))


def _help(node: Node, query_of: Callable[[str], Node], search: Callable[[Node], Page]) -> None:
    """After a search without hits: the first rewording that finds something."""
    for text in rewordings(node):
        page = search(query_of(text))
        if page.total:
            click.echo(f"no article has these words side by side; `{text}` finds {total(page)}", err=True)
            return


def _filters(options: dict[str, Any], values: Values, zone: ZoneInfo) -> Filters:
    province = options["province"]
    return Filters(
        since=day_start(options["since"], "--from", zone) if options["since"] else None,
        until=day_end(options["until"], "--to", zone) if options["until"] else None,
        provinces=province_slugs(province) if province else (),
        outlets=chosen_value("outlet", options["outlet"], values),
        facets=chosen_value("facet", options["facet"], values),
        organisations=chosen_value("org", options["org"], values),
    )


def total(page: Page) -> str:
    """How many articles match in all."""
    return f"{'' if page.exact else 'at least '}{page.total}"


def _print(page: Page, form: str, zone: ZoneInfo) -> None:
    articles = [hit.article for hit in page.hits]
    match form:
        case "json":
            print_json(articles)
        case "jsonl":
            print_json_lines(articles)
        case "csv":
            _print_csv(articles)
        case _:
            rows = ((a.id, local(a.published_at, zone), a.outlet, a.title) for a in articles)
            print_table(["id", "published", "outlet", "title"], rows)
            click.echo(f"{len(articles)} of {total(page)}", err=True)


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
