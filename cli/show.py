"""`diembao show ID|URL`: one article as it is stored."""

from __future__ import annotations

import click

from cli import desk
from cli.main import Front
from cli.output import local, print_json, safe
from cli.settings import timezone
from newsroom.article import Article
from newsroom.errors import FixConfiguration
from newsroom.provinces import name_of


@click.command("show")
@click.argument("which", metavar="ID|URL")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(front: Front, which: str, *, as_json: bool) -> None:
    """Print one article."""
    with desk.archive(front.settings) as archive:
        found = (archive.article(name) for name in desk.names_of(front.settings, which))
        article = next((one for one in found if one is not None), None)
    if article is None:
        raise FixConfiguration(f"no article {safe(which)!r} in the archive; `diembao search` finds ids and addresses")
    if as_json:
        print_json(article)
        return
    zone = timezone(front.settings)
    click.echo(safe(article.title))
    click.echo(f"{safe(article.url)}")
    click.echo(
        f"{article.outlet} · {local(article.published_at, zone)} · {name_of(article.province)} · {article.status}"
    )
    _print_text(article)
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
