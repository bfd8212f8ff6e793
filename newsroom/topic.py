"""What we watch for: a topic is a file of weighted terms by facet, guards that rule hits out, and contexts that lower a score.

The file is made for people who know the field and no programming; `topics/chuyen-doi-so.toml` explains itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from newsroom.errors import FixConfiguration
from newsroom.phrases import Phrases
from newsroom.topic_file import read_topic_file
from newsroom.topic_parts import Context, Facet, Guard, Term, Weighing

__all__ = ["Context", "Facet", "Guard", "Term", "Topic", "Weighing", "bundled_topic", "bundled_topics", "parse_topic"]


@dataclass(frozen=True)
class Topic:
    """A topic as `newsroom.relevance.judge` uses it.

    `words` are phrases that carry no weight themselves but decide about others: surroundings a term needs, contexts.
    """

    name: str
    title: str
    weighing: Weighing
    facets: tuple[Facet, ...]
    terms: tuple[Term, ...]
    guards: tuple[Guard, ...] = ()
    contexts: tuple[Context, ...] = ()
    prior: tuple[str, ...] = ()
    file: str = ""

    @cached_property
    def phrases(self) -> Phrases[int | str]:
        """Everything to look for in a text: terms under their index, words under themselves."""
        terms = ((form, index) for index, term in enumerate(self.terms) for form in term.forms)
        return Phrases([*terms, *((word, word) for word in self.words)])

    @cached_property
    def words(self) -> frozenset[str]:
        needed = (word for term in self.terms for word in term.near)
        foreign = (word for guard in self.guards for word in guard.near)
        telling = (word for context in self.contexts for word in (*context.words, *context.unless_words))
        return frozenset((*needed, *foreign, *telling))

    @cached_property
    def guards_of(self) -> dict[str, tuple[Guard, ...]]:
        """Term name → the guards that may rule it out."""
        names = {name for guard in self.guards for name in guard.terms}
        return {name: tuple(guard for guard in self.guards if name in guard.terms) for name in names}

    @cached_property
    def known_terms(self) -> frozenset[str]:
        """Every spelling of every term, for `newsroom.query.parse`."""
        return frozenset(form for term in self.terms for form in term.forms)


def parse_topic(text: str, file: str) -> Topic:
    """Read a topic file; `file` is its name for messages. Raises FixConfiguration with line or key."""
    data = read_topic_file(text, file)
    return Topic(
        name=data.name,
        title=data.title,
        weighing=data.weighing,
        facets=data.facets,
        terms=data.terms,
        guards=data.guards,
        contexts=data.contexts,
        prior=data.prior,
        file=file,
    )


def bundled_topics() -> tuple[str, ...]:
    """The names of the topics that come with the program."""
    files = resources.files("newsroom").joinpath("topics").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def bundled_topic(name: str) -> Topic:
    """A topic that comes with the program. Raises FixConfiguration for an unknown name."""
    if name not in bundled_topics():
        raise FixConfiguration(f"no bundled topic is called {name!r}; there are: {', '.join(bundled_topics())}")
    file = resources.files("newsroom").joinpath("topics", f"{name}.toml")
    return parse_topic(file.read_text(encoding="utf-8"), f"{name}.toml")
