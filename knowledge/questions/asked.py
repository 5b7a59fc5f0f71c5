"""A question as it is asked: complete in itself, so that a quiz survives a restart with other packs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec

from knowledge.concepts import Difficulty, Wording

# Discord's limits are of a message (4,000 characters over all its texts) and of its parts. A question, four clues and
# five options of these lengths leave a message 1,700 characters for its title, its hints and who has answered.
LONGEST_ASK = 300
LONGEST_CLUE = 300
# Shown in the text beside a letter; the button carries the letter only (a label has room for 80).
LONGEST_OPTION = 150
# Several are chosen in a select menu, and the label of a choice has room for 100.
LONGEST_CHOICE = 100
LONGEST_WHY = 500


class AskedKind(StrEnum):
    """How it is answered. CLUES is one of four, after clues that are shown one by one."""

    ONE = "one"
    SEVERAL = "several"
    TRUE_FALSE = "true-false"
    TYPED = "typed"
    CLUES = "clues"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `concept` is the id of what it stands for, where it stands for a concept."""

    text: Wording
    is_right: bool
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its answers in the order in which they are shown, and what proves the right one.

    `id` stays the same whichever wrong answers are drawn, so "seen lately" works. TRUE_FALSE has two options, true
    first; `ask` is then the statement. TYPED has none: any of `accept` counts, and the first is the one to show.
    """

    id: str
    kind: AskedKind
    about: tuple[str, ...]
    category: str
    domain: str
    difficulty: Difficulty
    ask: Wording
    why: Wording
    fact: str
    source: str
    as_of: date
    clues: tuple[Wording, ...] = ()
    options: tuple[Option, ...] = ()
    accept: tuple[Wording, ...] = ()

    @property
    def right(self) -> tuple[Wording, ...]:
        """The right answers as they are shown."""
        return self.accept[:1] or tuple(option.text for option in self.options if option.is_right)

    @property
    def languages(self) -> frozenset[str]:
        """The languages in which all of it can be shown, from the question to why it is right."""
        return frozenset.intersection(*map(frozenset, self._shown()))

    def _shown(self) -> Iterator[Wording]:
        yield from (self.ask, self.why, *self.clues, *self.right)
        yield from (option.text for option in self.options)

    def as_json(self) -> str:
        return msgspec.json.encode(self).decode()

    @classmethod
    def from_json(cls, text: str) -> "Asked":
        """The question that `as_json` wrote. Raises `msgspec.DecodeError` for anything else."""
        return msgspec.json.decode(text, type=cls)
