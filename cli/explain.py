"""`diembao explain ID|URL` or `--file F`: why an article was kept or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from cli import desk
from cli.main import Front
from cli.output import local, print_json, safe
from cli.settings import timezone
from newsroom.article import Article, Evidence, Extracted, Verdict
from newsroom.decision import Decision
from newsroom.errors import FixConfiguration
from newsroom.reckoning import Reckoning, reckon
from newsroom.topic import Topic
from storage import Revision

CONTEXT = 30  # letters shown on either side of a term
HARDLY = 0.05  # weights are stored rounded, so that a sum may be off by this much


@click.command("explain")
@click.argument("which", metavar="[ID|URL]", required=False)
@click.option("--file", "file", metavar="FILE", help="Judge this HTML page or text file instead; - is standard input.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(front: Front, which: str | None, file: str | None, *, as_json: bool) -> None:
    """Say what happened to an address and which words decided."""
    if (which is None) == (file is None):
        raise click.UsageError("name an article (ID or URL), or a page with --file")
    if file is not None:
        _explain_file(front, file, as_json=as_json)
    else:
        _explain_known(front, str(which), as_json=as_json)


def _explain_known(front: Front, which: str, *, as_json: bool) -> None:
    with desk.archive(front.settings) as archive:
        found = (archive.explain(name) for name in desk.names_of(front.settings, which))
        known = next((one for one in found if one is not None), None)
        texts = archive.revisions(known.article.id) if known is not None and known.article is not None else ()
    if known is None:
        raise FixConfiguration(
            f"{safe(which)!r} was never found; `diembao sources check` shows what a newspaper's lists name"
        )
    if as_json:
        print_json(known)
        return
    zone = timezone(front.settings)
    for trail in known.trails:
        click.echo(safe(trail.url))
        click.echo(f"  found {local(trail.first_seen_at, zone)} in {safe(trail.found_in)}")
        reason = f" ({safe(trail.reason)})" if trail.reason else ""
        click.echo(f"  {trail.state}; last answer: {safe(trail.outcome or 'none yet')}{reason}")
        if trail.due_at:
            click.echo(f"  asked again from {local(trail.due_at, zone)}")
    if known.article is not None and known.verdict is not None:
        click.echo(f"  {known.relation}: {safe(known.relation_why)}" if known.relation_why else f"  {known.relation}")
        if known.decision is not None:
            click.echo(f"  {_decided(known.decision, zone)}")
        judged = known.article if known.article.text or not texts else texts[-1]
        _print_verdict(known.verdict, _fields(judged), desk.topic(front.settings))
        if known.organisations:
            click.echo(f"  organisations: {safe(', '.join(known.organisations))}")


def _decided(decision: Decision, zone: ZoneInfo) -> str:
    said = "liên quan" if decision.relevant else "không liên quan"
    parts = (decision.said_by, local(decision.said_at, zone), decision.note)
    return f"người đọc quyết định: {said} · {' · '.join(safe(part) for part in parts if part)}"


def _explain_file(front: Front, file: str, *, as_json: bool) -> None:
    from crawler.extraction.page_file import read_page
    from newsroom.relevance import judge

    topic = desk.topic(front.settings)
    extracted = read_page(_content(file), "stdin" if file == "-" else Path(file).name, desk.clock())
    verdict = judge(extracted, topic)
    if as_json:
        print_json(
            {"title": extracted.title, "lead": extracted.lead, "paragraphs": extracted.paragraphs, "verdict": verdict}
        )
    else:
        click.echo(safe(extracted.title))
        _print_verdict(verdict, _fields(extracted), topic)


def _content(file: str) -> bytes:
    try:
        with click.open_file(file, "rb") as stream:
            content: bytes = stream.read()
    except OSError as error:
        raise FixConfiguration(f"--file {file}: cannot be read ({error.strerror})") from None
    if not content.strip():
        raise FixConfiguration(f"--file {file}: is empty; give an HTML page, or a text whose first line is the title")
    return content


def _fields(article: Article | Extracted | Revision) -> dict[str, str]:
    captions = "\n".join(article.captions)
    return {"title": article.title, "lead": article.lead, "body": article.text, "caption": captions}


def _print_verdict(verdict: Verdict, fields: dict[str, str], topic: Topic) -> None:
    click.echo(
        f"  {'relevant' if verdict.relevant else 'not relevant'}, score {verdict.score:.2f}"
        f" (relevant from {topic.weighing.threshold:g}): {safe(verdict.reason)}"
    )
    if verdict.evidence and not fields["body"]:
        for line in evidence_lines(verdict.evidence, fields):
            click.echo(f"    {line}")
        click.echo("    the text of what is not on the topic is not kept, so the weights cannot be added up here")
        return
    reckoning = reckon(verdict, fields, topic)
    for line in evidence_lines(verdict.evidence, fields, reckoning.shares):
        click.echo(f"    {line}")
    for line in _sum_lines(reckoning, topic):
        click.echo(f"    {line}")


def evidence_lines(
    evidence: Sequence[Evidence], fields: dict[str, str], shares: Sequence[float] | None = None
) -> Iterable[str]:
    """Every piece of evidence in its surroundings; `fields` are the texts it points into, `shares` what each adds."""
    for number, piece in enumerate(evidence):
        text = fields[piece.field]
        start, end = piece.offset, piece.offset + piece.length
        shown = (
            f"…{text[max(0, start - CONTEXT) : start]}[{text[start:end]}]{text[end : end + CONTEXT]}…"
            if text
            else piece.term
        )
        share = piece.weight if shares is None else shares[number]
        of = "" if abs(share - piece.weight) < HARDLY else f" of {piece.weight:g}"
        verdict = f"ruled out by {piece.ruled_out_by}" if piece.ruled_out_by else f"+{share:.2f}{of} {piece.facet}"
        yield f"{piece.field}:{piece.offset} {safe(verdict)}  {safe(shown)}"


def _sum_lines(reckoning: Reckoning, topic: Topic) -> Iterable[str]:
    """What stands beside the evidence in the sum, and how it is summed up; nothing where there is nothing to sum."""
    weighing = topic.weighing
    if reckoning.over < 0:
        yield f"{reckoning.over:+.2f} weak terms add {weighing.weak:g} at most, all together"
    if reckoning.rest > HARDLY:
        yield f"{reckoning.rest:+.2f} tag, section or address names the topic"
    elif reckoning.rest < -HARDLY:
        yield f"{reckoning.rest:+.2f} for the kind of article, or beyond the most that a body may add"
    if any(reckoning.shares):
        yield (
            "The lines make the score. In one field, in the body in one sentence, the strongest hit counts in full, others"
            f" {weighing.others:.0%}; weak terms, which only support, are added up by themselves. A term counts once in a field, in {weighing.sentences} sentences of the body; inside a longer"
            " term of its facet it does not count."
        )
