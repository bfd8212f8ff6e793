"""From articles to an edition: which stories are news, which stand on top, what is late, changed or gone. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from digest.calendar import Due
from digest.edition import Coverage, Edition, Figures, Group, Language, Line, Mark, Period
from digest.quote import quote
from digest.select import Item, select
from newsroom.article import Article, Evidence
from newsroom.provinces import name_of
from newsroom.vietnamese import folded_form

NOTABLE = 5
LATE = timedelta(hours=6)  # a list that names an article some hours after it appeared is usual, not late
OLD = timedelta(days=3)  # before the window: what appeared earlier fills the archive, it is no news to anybody
OTHER = "khác"
_REASONS = 3


@dataclass(frozen=True, slots=True)
class Reworded:
    """An article that an earlier edition told and that was changed since; `note` says what, for readers."""

    article: Article
    note: str


@dataclass(frozen=True, slots=True)
class Material:
    """What the archive has for one window. `told`: the stories that earlier editions of this digest had as news."""

    new: Sequence[Article] = ()
    reworded: Sequence[Reworded] = ()
    withdrawn: Sequence[Article] = ()
    told: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Brief:
    """What a digest is, and how things are called in it. `untold` facets are the topic itself and explain nothing."""

    digest: str
    title: str
    zone: ZoneInfo
    outlets: Mapping[str, str]
    national: frozenset[str] = frozenset()
    untold: frozenset[str] = frozenset()
    group_by: Literal["facet", "province"] = "facet"
    period: Period = "day"
    language: Language = "vi"
    query: str = ""


def lay_out(material: Material, brief: Brief, due: Due, coverage: Coverage, mean: float | None = None) -> Edition:
    """The edition of one window. `mean`: articles a day over the seven days before it."""
    fresh = [item for item in select(material.new) if item.lead.story_id not in material.told]
    items = ranked([item for item in fresh if not _before(item, due, OLD)], brief)
    told = {item.lead.id for item in items}
    late = [item for item in items if _before(item, due, LATE)]
    news = [item for item in items if not _before(item, due, LATE)]
    lines = [_line(item, brief) for item in news]
    return Edition(
        digest=brief.digest,
        title=brief.title,
        day=due.day,
        since=due.since,
        until=due.until,
        figures=_figures(items, mean),
        coverage=coverage,
        period=brief.period,
        language=brief.language,
        query=brief.query,
        zone=brief.zone.key,
        by_province=_by_province(items),
        notable=tuple(lines[:NOTABLE]),
        groups=_grouped(lines[NOTABLE:], brief),
        late=tuple(replace(_line(item, brief), mark="late") for item in late),
        revised=tuple(_single(one.article, brief, "revised", one.note) for one in material.reworded),
        withdrawn=tuple(_single(one, brief, "withdrawn") for one in material.withdrawn),
        missed_days=due.missed,
        older=sum(1 + len(item.others) for item in fresh if item.lead.id not in told),
    )


def ranked(items: Iterable[Item], brief: Brief) -> list[Item]:
    """By spread (a national outlet counts twice), then by strength, then the newest; the same for the same articles."""
    return sorted(items, key=lambda item: (-_spread(item, brief), -item.lead.score, -_moment(item.lead), item.lead.id))


def _spread(item: Item, brief: Brief) -> int:
    return sum(2 if outlet in brief.national else 1 for outlet in item.outlets)


def _moment(article: Article) -> float:
    return (article.published_at or article.first_seen_at).timestamp()


def _before(item: Item, due: Due, by: timedelta) -> bool:
    """Whether all of a story appeared longer than `by` before the window began."""
    return all(_moment(article) < (due.since - by).timestamp() for article in (item.lead, *item.others))


def _figures(items: Sequence[Item], mean: float | None) -> Figures:
    outlets = {outlet for item in items for outlet in item.outlets}
    return Figures(sum(1 + len(item.others) for item in items), len(items), len(outlets), mean)


def _by_province(items: Sequence[Item]) -> tuple[tuple[str, int], ...]:
    counts = Counter(a.province for item in items for a in (item.lead, *item.others) if a.province)
    return tuple(
        (name_of(slug), number) for slug, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _grouped(lines: Sequence[Line], brief: Brief) -> tuple[Group, ...]:
    """Groups with the most stories first; what belongs nowhere comes last. Inside, the order of the ranking."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        name = line.facet if brief.group_by == "facet" else name_of(line.province)
        groups[name or OTHER].append(line)
    order = sorted(groups, key=lambda name: (name == OTHER, -len(groups[name]), name))
    return tuple(Group(name, tuple(groups[name])) for name in order)


def _line(item: Item, brief: Brief) -> Line:
    lead = item.lead
    others = tuple(brief.outlets.get(outlet, outlet) for outlet in item.outlets[1:])
    return replace(_single(lead, brief), others=others, articles=1 + len(item.others))


def _single(article: Article, brief: Brief, mark: Mark = "", note: str = "") -> Line:
    facets = [facet for facet in article.facets if facet not in brief.untold]
    return Line(
        story_id=article.story_id or 0,
        article_id=article.id,
        title=article.title,
        url=article.url,
        outlet=article.outlet,
        outlet_name=brief.outlets.get(article.outlet, article.outlet),
        published_at=article.published_at,
        quote=quote(article.lead, article.text),
        why=_why(article),
        facet=facets[0] if facets else "",
        province=article.province,
        mark=mark,
        note=note,
    )


def _why(article: Article) -> tuple[str, ...]:
    """The words that counted most, as the article writes them, each once; those of the title first."""
    counted = [one for one in article.evidence if not one.ruled_out_by and one.weight > 0]
    order = sorted(counted, key=lambda one: (one.field != "title", one.field != "lead", -one.weight, one.offset))
    words = {folded_form(word): word for word in (_written(article, one) for one in reversed(order)) if word}
    return tuple(reversed(words.values()))[:_REASONS]


def _written(article: Article, one: Evidence) -> str:
    captions = "\n".join(article.captions)
    text = {"title": article.title, "lead": article.lead, "body": article.text, "caption": captions}[one.field]
    return text[one.offset : one.offset + one.length] or one.term
