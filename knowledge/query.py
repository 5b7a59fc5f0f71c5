"""What was typed, in the forms that finding needs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Query:
    """In its normal form: all words, and those that carry the subject."""

    words: tuple[str, ...]
    content: tuple[str, ...]
    correct: Callable[[str], str]

    @cached_property
    def corrected(self) -> tuple[str, ...]:
        """All words with their slips corrected. It costs a hundred times what an exact name does, which has none."""
        return tuple(map(self.correct, self.words))
