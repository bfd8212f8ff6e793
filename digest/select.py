"""Which stories an edition holds and in which order. Pure: articles in, stories out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.article import Article


@dataclass(frozen=True, slots=True)
class Item:
    """One story of an edition: the article that stands for it and the others that tell it."""

    lead: Article
    others: tuple[Article, ...] = ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """Every newspaper that carried it, the leading one first."""
        return tuple(dict.fromkeys(article.outlet for article in (self.lead, *self.others)))


def select(articles: Iterable[Article]) -> list[Item]:
    """Group articles by story and rank: most newspapers first, then the strongest, then the newest.

    A story is led by its origin if that is among the articles, else by the one published first.
    """
    stories: dict[int, list[Article]] = defaultdict(list)
    for article in articles:
        stories[article.story_id if article.story_id is not None else -article.id].append(article)
    items = []
    for members in stories.values():
        members.sort(key=lambda a: (not a.origin, a.published_at or a.first_seen_at, a.id))
        items.append(Item(members[0], tuple(members[1:])))
    items.sort(key=lambda item: item.lead.published_at or item.lead.first_seen_at, reverse=True)
    items.sort(key=lambda item: (len(item.outlets), item.lead.score), reverse=True)
    return items
