"""The three outcomes for whatever somebody types: found, did you mean, nothing."""

from dataclasses import dataclass
from typing import TypeAlias

from knowledge.concepts import Concept

# Discord shows them as buttons; more than three is a list to read, not a question to answer.
MOST_SUGGESTIONS = 3
# More columns than this nobody can read side by side.
MOST_COMPARED = 4


@dataclass(frozen=True, slots=True)
class Found:
    """One concept, or the two to four of a comparison."""

    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """A question back. In a comparison, `known` is what was understood and `unclear` the words that were not."""

    suggestions: tuple[Concept, ...]
    known: tuple[Concept, ...] = ()
    unclear: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nothing:
    """Not here. `unclear` are the words that were looked for."""

    unclear: tuple[str, ...] = ()


Answer: TypeAlias = Found | DidYouMean | Nothing


class TooManyConcepts(Exception):  # noqa: N818 - it reads as what it is: `except TooManyConcepts`
    """More things to compare than anybody can read side by side."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} concepts, at most {MOST_COMPARED} can be compared")
        self.count = count
