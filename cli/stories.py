"""`diembao stories evaluate|show|merge|split`: which articles are one story, and how often that is told right."""

from __future__ import annotations

from pathlib import Path

import click

from cli import desk
from cli.main import Front
from cli.output import local, plain, print_json, print_table, safe
from cli.settings import timezone
from crawler.catalogue import load_catalogue
from newsroom.errors import FixConfiguration
from newsroom.pair_evaluation import RELATIONS, Confusion, evaluate, read_pairs
from newsroom.urls import page_key
from storage.stories import Story


@click.group("stories")
def command() -> None:
    """Stories: show one, mend it, measure how they are told."""


@command.command("evaluate", short_help="Compare judged pairs of articles and count the mistakes.")
@click.argument("file", metavar="PAIRS.jsonl")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def evaluate_stories(file: str, *, as_json: bool) -> None:
    """Compare the articles of each pair in PAIRS.jsonl; print the confusion table and every mistake."""
    newspapers = tuple(load_catalogue(national=True).values())
    pairs = read_pairs(_content(Path(file)), file, lambda url: page_key(url, newspapers))
    result = evaluate(pairs)
    if as_json:
        print_json(_as_json(result))
    else:
        _print_result(result)


@command.command("show", short_help="Print a story with its articles.")
@click.argument("story_id", metavar="ID", type=int)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def show(front: Front, story_id: int, *, as_json: bool) -> None:
    """Print a story with its articles; an id that was merged away leads to where they are."""
    with desk.archive(front.settings) as archive:
        story = archive.stories.get(story_id)
    if story is None:
        raise FixConfiguration(f"no story {story_id} in the archive; `diembao show` names the story of an article")
    _print_story(front, story, as_json=as_json)


@command.command("merge", short_help="Make one story of two.")
@click.argument("one", metavar="ID", type=int)
@click.argument("other", metavar="ID", type=int)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def merge(front: Front, one: int, other: int, *, as_json: bool) -> None:
    """Make one story of two; the older id stays, the other leads to it."""
    with desk.archive(front.settings) as archive:
        story = archive.stories.merge(one, other)
    _print_story(front, story, as_json=as_json)


@command.command("split", short_help="Take articles out into a story of their own.")
@click.argument("story_id", metavar="ID", type=int)
@click.argument("articles", metavar="ARTICLE…", type=int, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def split(front: Front, story_id: int, articles: tuple[int, ...], *, as_json: bool) -> None:
    """Take articles out of a story into a new one of their own."""
    with desk.archive(front.settings) as archive:
        story = archive.stories.split(story_id, articles, now=desk.clock())
    _print_story(front, story, as_json=as_json)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FixConfiguration(f"{path}: cannot be read ({error.strerror})") from None


def _as_json(result: Confusion) -> dict[str, object]:
    measured = {
        relation: {
            "precision": result.precision(relation),
            "recall": result.recall(relation),
            "f1": result.f1(relation),
        }
        for relation in RELATIONS
    }
    return {"confusion": plain(result.table), "relations": measured, "mistakes": plain(result.mistakes)}


def _print_result(result: Confusion) -> None:
    """A row for each truth, a column for each answer."""
    rows = [
        [
            truth,
            *(str(result.table[truth][said]) for said in RELATIONS),
            *(f"{measure(truth):.3f}" for measure in (result.precision, result.recall, result.f1)),
        ]
        for truth in RELATIONS
    ]
    print_table(["truth \\ said", *RELATIONS, "precision", "recall", "F1"], rows)
    for wrong in result.mistakes:
        click.echo(f"\nline {wrong.line}: {wrong.truth}, said {wrong.said} ({wrong.strength:g}) {safe(wrong.why)}")
        for title in wrong.titles:
            click.echo(f"  {safe(title)}")


def _print_story(front: Front, story: Story, *, as_json: bool) -> None:
    if as_json:
        print_json(story)
        return
    zone = timezone(front.settings)
    merged = f", took in {', '.join(map(str, story.merged))}" if story.merged else ""
    click.echo(f"story {story.id}, articles in it: {len(story.members)}{merged}")
    print_table(
        ["article", "published", "newspaper", "came as", "title"],
        [
            [
                member.article_id,
                local(member.published_at, zone),
                member.source,
                "origin" if member.origin else member.relation,
                member.title,
            ]
            for member in story.members
        ],
    )
