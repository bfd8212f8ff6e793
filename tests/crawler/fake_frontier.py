"""The rules of the frontier port in memory, for tests that need a second cycle."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from crawler.memory import declared_lists
from newsroom.article import Extracted, Failure, Found, Unchanged, Validators
from newsroom.discovery import Assignment, Discovered, Errand, ListState, Poll, Recorded, RobotsAnswer, Way
from newsroom.source import Source


@dataclass
class Seen:
    found: Found
    first_seen: datetime
    done: bool = False
    validators: Validators = field(default_factory=Validators)


class FakeFrontier:
    """Lists are always due, the home page once. A link is to be fetched until `settle` heard what became of it."""

    def __init__(self) -> None:
        self.polls: list[Poll] = []
        self.lists: dict[str, ListState] = {}
        self.seen: dict[str, Seen] = {}
        self.answers: dict[str, RobotsAnswer] = {}
        self.look_again = False  # give out the articles that are done, too, with their validators

    def assignment(self, source: Source, *, now: datetime, everything: bool) -> Assignment:
        for state in declared_lists(source):
            self.lists.setdefault(state.url, state)
        own = [state for state in self.lists.values() if state.source == source.id]
        lists = tuple(state for state in own if state.way is not Way.HOME)
        errands = tuple(
            Errand(seen.found, seen.validators)
            for seen in self.seen.values()
            if seen.found.source == source.id and (not seen.done or self.look_again)
        )
        working = any(state.way in {Way.FEED, Way.SITEMAP} and not state.failures for state in lists)
        return Assignment(lists, errands, discover=not working and source.home not in self.lists)

    def record(self, poll: Poll) -> Recorded:
        self.polls.append(poll)
        state = self.lists.setdefault(poll.list_url, ListState(poll.list_url, poll.way, poll.source, declared=False))
        fetch, fresh = [], 0
        for found in poll.links:
            if found.key not in self.seen:
                self.seen[found.key] = Seen(found, poll.asked_at)
                fetch.append(found)
            since = state.completed_at
            fresh += since is None or self.seen[found.key].first_seen > since
        named = [self._named(found, poll) for found in poll.lists if found.url not in self.lists]
        if poll.error:
            state = replace(state, failures=state.failures + 1)
        elif poll.complete:
            state = replace(state, failures=0, validators=poll.validators, completed_at=poll.asked_at)
        self.lists[poll.list_url] = state
        return Recorded(tuple(fetch), fresh, tuple(named))

    def robots(self, origin: str, *, now: datetime) -> RobotsAnswer | None:
        return self.answers.get(origin)

    def remember_robots(self, answer: RobotsAnswer) -> None:
        self.answers[answer.origin] = answer

    def settle(self, outcome: Extracted | Unchanged | Failure) -> None:
        seen = self.seen[outcome.found.key]
        seen.done = not isinstance(outcome, Failure) or outcome.kind.permanent
        if not isinstance(outcome, Failure):
            seen.validators = outcome.validators or seen.validators

    def _named(self, found: Discovered, poll: Poll) -> ListState:
        state = ListState(found.url, found.way, poll.source, declared=False, parent=poll.list_url)
        self.lists[found.url] = state
        return state
