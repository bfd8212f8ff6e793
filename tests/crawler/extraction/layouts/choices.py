"""A random generator that remembers what it chose, so that failures can be counted by choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice(Random):
    """Choices by name. `made` holds them as "concern: choice"."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.made: list[str] = []

    def pick(self, concern: str, ways: Mapping[str, T]) -> T:
        """One of the named ways; the choice is kept."""
        name = self.choice(list(ways))
        self.made.append(f"{concern}: {name}")
        return ways[name]

    def decide(self, concern: str, chance: float) -> bool:
        """Yes or no; the choice is kept."""
        yes = self.random() < chance
        self.made.append(f"{concern}: {'yes' if yes else 'no'}")
        return yes

    def some(self, concern: str, ways: Mapping[str, T], most: int) -> Sequence[T]:
        """Up to `most` of the named ways, in random order."""
        names = self.sample(list(ways), self.randint(0, min(most, len(ways))))
        self.made += [f"{concern}: {name}" for name in names]
        return [ways[name] for name in names]
