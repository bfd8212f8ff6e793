"""`diembao verdict ID|URL lien-quan|khong-lien-quan|bo`: a person's word on an article, above the program's."""

from __future__ import annotations

from datetime import datetime

import click

from cli import desk
from cli.main import Front
from cli.output import print_json, safe
from cli.settings import Settings, user_name
from newsroom.article import Article
from newsroom.decision import Decision, answer
from newsroom.errors import FixConfiguration
from storage import Archive, Standing

LONGEST = 2000  # characters of a note
_STANDS = {
    Standing.KEPT: "it is in the search and in a story",
    Standing.LEFT_OUT: "it is in no search and no story; its text, if there was one, stays as evidence",
    Standing.WAITS: "its text was never stored: its page is due now, the next `diembao crawl` fetches it",
}


@click.command("verdict", short_help="Say whether an article is on the topic.")
@click.argument("which", metavar="ID|URL")
@click.argument("words", metavar="lien-quan|khong-lien-quan|bo", nargs=-1, required=True)
@click.option("--by", metavar="NAME", help="Who says so (default: the user of this machine).")
@click.option("--note", metavar="TEXT", default="", help="Why; shown by `explain`.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(front: Front, which: str, words: tuple[str, ...], *, by: str | None, note: str, as_json: bool) -> None:
    """Say whether an article is on the topic (lien-quan, khong-lien-quan), or take that back (bo).

    A person's verdict stands above the program's, for the article as it is stored and whenever its page is read again.
    """
    said = _answer(" ".join(words))
    now = desk.clock()
    with desk.archive(front.settings) as archive:
        article = _article(archive, front.settings, which)
        if said is None:
            decision, standing = None, _taken_back(archive, article, now)
        else:
            decision = Decision(said, _line(user_name() if by is None else by), now, _line(note))
            standing = archive.decisions.put(article.id, decision)
    if as_json:
        print_json({"id": article.id, "url": article.url, "decision": decision, "standing": standing.value})
        return
    click.echo(safe(article.title))
    click.echo(f"{_told(decision)}: {_STANDS[standing]}")


def _answer(words: str) -> bool | None:
    try:
        return answer(words)
    except ValueError:
        raise FixConfiguration(
            f"{safe(words)!r} is no verdict; say lien-quan, khong-lien-quan, or bo to take one back"
        ) from None


def _article(archive: Archive, settings: Settings, which: str) -> Article:
    found = (archive.article(name) for name in desk.names_of(settings, which))
    article = next((one for one in found if one is not None), None)
    if article is None:
        raise FixConfiguration(f"no article {safe(which)!r} was ever read; `diembao search` finds ids and addresses")
    return article


def _taken_back(archive: Archive, article: Article, now: datetime) -> Standing:
    standing = archive.decisions.take_back(article.id, now=now)
    if standing is None:
        raise FixConfiguration(f"nobody has decided on article {article.id}; there is nothing to take back")
    return standing


def _line(text: str) -> str:
    return safe(text)[:LONGEST]


def _told(decision: Decision | None) -> str:
    if decision is None:
        return "the program's own verdict holds again"
    return "liên quan" if decision.relevant else "không liên quan"
