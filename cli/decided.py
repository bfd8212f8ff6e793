"""The articles that people decided of, as a labelled set for `diembao topic evaluate --from-verdicts`."""

from __future__ import annotations

from collections.abc import Mapping

import click

from cli import desk
from cli.output import counted
from cli.settings import Settings
from newsroom.article import Extracted, Fetched, Found
from newsroom.errors import SkipPage
from newsroom.source import Source
from newsroom.topic_evaluation import Labelled
from storage import Archive, DecidedPage


def decided(settings: Settings) -> tuple[Labelled, ...]:
    """Every decision with its article: the newest stored text, else what is read from the stored page.

    Those of which neither is there cannot be judged; how many is said on stderr.
    """
    sources = desk.catalogue(settings)
    labelled = []
    with desk.archive(settings) as archive:
        pages = archive.decisions.pages()
        for one in pages:
            page = one.extracted or _read(archive, one, sources)
            if page is not None:
                labelled.append(Labelled(page.title, page.text, one.decision.relevant, page.lead, one.article_id, page))
    if missing := len(pages) - len(labelled):
        has, are = ("has", "is") if missing == 1 else ("have", "are")
        left_out = f"{has} neither text nor page here and {are} left out"
        click.echo(f"{counted(missing, 'decided article')} {left_out}", err=True)
    return tuple(labelled)


def _read(archive: Archive, one: DecidedPage, sources: Mapping[str, Source]) -> Extracted | None:
    """The article of a stored page; None if there is no page, or nothing to read in it any more."""
    from crawler.extract import extract

    raw, source = archive.page(one.article_id), sources.get(one.source)
    if raw is None or source is None:
        return None
    found = Found(raw.url, raw.url, one.source, "")
    try:
        return extract(Fetched(found, raw.url, 200, raw.body, raw.fetched_at, "text/html"), source)
    except SkipPage:
        return None
