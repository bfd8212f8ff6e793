"""`diembao topic check|evaluate|list`: topic files, and how often their judgement is right."""

from __future__ import annotations

from pathlib import Path

import click

from cli import desk
from cli.decided import decided
from cli.explain import evidence_lines
from cli.main import Front
from cli.output import plain, print_json, print_table, safe
from newsroom.errors import FixConfiguration
from newsroom.topic import Topic, bundled_topic, bundled_topics
from newsroom.topic_evaluation import Evaluation, Labelled, Mistake, as_extracted, evaluate, read_labelled


@click.group("topic")
def command() -> None:
    """Topic files: check one, measure its judgement."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_topics(*, as_json: bool) -> None:
    """The topics that come with the program."""
    topics = [_summary(bundled_topic(name)) for name in bundled_topics()]
    if as_json:
        print_json(topics)
    else:
        print_table(list(topics[0]), [list(topic.values()) for topic in topics])


@command.command("check")
@click.argument("file", metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def check(file: str, *, as_json: bool) -> None:
    """Read a topic file; exit 2 naming the lines that are wrong."""
    summary = _summary(desk.topic_of(Path(file)))
    if as_json:
        print_json(summary)
    else:
        click.echo(f"{safe(file)}: in order; {', '.join(f'{key} {value}' for key, value in summary.items())}")


@command.command("evaluate", short_help="Judge labelled articles and count the mistakes.")
@click.argument("file", metavar="FILE", required=False)
@click.option("--from-verdicts", is_flag=True, help="Judge the articles that people decided of instead.")
@click.option("--topic", "name", metavar="T", help="Another topic: its name or the path of its file.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def evaluate_topic(front: Front, file: str | None, name: str | None, *, from_verdicts: bool, as_json: bool) -> None:
    """Judge the labelled articles of FILE; print precision, recall, F1 and every mistake with its evidence."""
    if from_verdicts is (file is not None):
        raise click.UsageError("name a FILE, or --from-verdicts for what people decided in the archive")
    topic = desk.topic(front.settings) if name is None else _named(name)
    items = decided(front.settings) if file is None else read_labelled(_content(Path(file)), file)
    result = evaluate(items, topic)
    if as_json:
        print_json({**plain(result), "topic": topic.name, "mistakes": [_as_json(one) for one in result.mistakes]})
    else:
        _print(result, {item.line: item for item in items}, "line" if file else "article")


def _summary(topic: Topic) -> dict[str, str | int]:
    return {
        "name": topic.name,
        "title": topic.title,
        "facets": len(topic.facets),
        "terms": len(topic.terms),
        "guards": len(topic.guards),
        "contexts": len(topic.contexts),
    }


def _named(name: str) -> Topic:
    if name in bundled_topics():
        return bundled_topic(name)
    if not Path(name).exists():
        raise FixConfiguration(f"--topic: {name!r} is no file and none of the topics that come along; see `topic list`")
    return desk.topic_of(Path(name))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FixConfiguration(f"{path}: cannot be read ({error.strerror})") from None


def _as_json(mistake: Mistake) -> dict[str, object]:
    verdict = mistake.verdict
    return {
        "line": mistake.line,
        "title": mistake.title,
        "label": mistake.label,
        "judged": "relevant" if verdict.relevant else "irrelevant",
        "score": verdict.score,
        "reason": verdict.reason,
        "facets": plain(verdict.facets),
        "evidence": plain(verdict.evidence),
    }


def _print(result: Evaluation, items: dict[int, Labelled], place: str) -> None:
    click.echo(f"articles   {result.n}")
    click.echo(f"precision  {result.precision:.3f}")
    click.echo(f"recall     {result.recall:.3f}")
    click.echo(f"F1         {result.f1:.3f}")
    click.echo(f"mistakes   {len(result.mistakes)}")
    for mistake in result.mistakes:
        verdict = mistake.verdict
        article = as_extracted(items[mistake.line])
        click.echo(
            f"\n{place} {mistake.line}: labelled {mistake.label}, score {verdict.score:g}: {safe(mistake.title)}"
        )
        click.echo(f"  {safe(verdict.reason)}")
        texts = {"title": article.title, "lead": article.lead, "body": article.text}
        texts["caption"] = "\n".join(article.captions)
        for line in evidence_lines(verdict.evidence, texts):
            click.echo(f"    {line}")
