"""`diembao show ID|URL`: one article as it is stored, or how its text changed."""

from __future__ import annotations

import click

from cli import desk
from cli.main import Front
from cli.output import local, print_json, safe
from cli.revisions import as_json as revisions_as_json
from cli.revisions import print_revisions
from cli.settings import Settings, timezone
from newsroom.article import Article
from newsroom.errors import FixConfiguration
from newsroom.provinces import name_of
from storage import Explanation


@click.command("show")
@click.argument("which", metavar="ID|URL")
@click.option("--revisions", is_flag=True, help="Every text it had, and what changed word by word.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(front: Front, which: str, *, revisions: bool, as_json: bool) -> None:
    """Print one article."""
    settings = front.settings
    zone = timezone(settings)
    with desk.archive(settings) as archive:
        found = (archive.explain(name) for name in desk.names_of(settings, which))
        known = next((one for one in found if one is not None and one.article is not None), None)
    if known is None or known.article is None:
        raise FixConfiguration(f"no article {safe(which)!r} in the archive; `diembao search` finds ids and addresses")
    if as_json:
        print_json(revisions_as_json(known.revisions, zone) if revisions else known.article)
        return
    _print_head(known, known.article, settings)
    if revisions:
        click.echo()
        print_revisions(known.revisions, zone)
        return
    _print_text(known.article)
    _print_standing(known, known.article, settings)


def _print_head(known: Explanation, article: Article, settings: Settings) -> None:
    zone = timezone(settings)
    click.echo(safe(article.title))
    click.echo(f"{safe(article.url)}")
    click.echo(
        f"{article.outlet} · {local(article.published_at, zone)} · {name_of(article.province)} · {article.status}"
    )
    if article.status == "withdrawn":
        last = max((one for one in known.trails if one.failed_at), key=lambda one: str(one.failed_at), default=None)
        answer = "" if last is None else f"; {_answer(last.http_status)}{safe(last.reason)}"
        click.echo(f"đã gỡ {local(known.withdrawn_at, zone)}{answer}")


def _answer(status: int | None) -> str:
    return f"HTTP {status}, " if status else ""


def _print_standing(known: Explanation, article: Article, settings: Settings) -> None:
    if known.organisations:
        names = {one.id: one.name for one in desk.watchlist(settings).organisations}
        click.echo(f"\ntổ chức: {safe(', '.join(names.get(one, one) for one in known.organisations))}")
    if article.story_id is None:
        click.echo(f"\nnot kept, score {article.score:g}; `diembao explain {article.id}` says why")
    else:
        facets = ", ".join(article.facets) or "–"
        click.echo(
            f"\nscore {article.score:g} · {safe(facets)} · story {article.story_id}, articles in it: {article.story_size}"
        )


def _print_text(article: Article) -> None:
    if article.authors:
        click.echo(safe(" - ".join(article.authors)))
    for paragraph in (article.lead, *article.text.split("\n\n")):
        if paragraph:
            click.echo(f"\n{safe(paragraph)}")
    for caption in article.captions:
        click.echo(f"\n[ảnh] {safe(caption)}")
