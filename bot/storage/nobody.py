"""A line of a quiz's log that names somebody -> the same line, naming nobody. Nothing here knows a database."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, TypeAlias

import msgspec

from bot.quiz.events import Typed
from bot.quiz.marking import normal_form

Line: TypeAlias = str

# Nobody has a negative number; people's are Discord's, which are positive. Drawn, not derived: nobody can be found out
# from it, and two who are forgotten in one quiz stay two.
_LOWEST = -(2**62)

# What counts, measures or names something else than a person. Any other whole number may be somebody's.
_NO_PEOPLE = frozenset(
    {
        "quiz",
        "sequence",
        "version",
        "number",
        "guild",
        "channel",
        "message",
        "press",
        "order",
        "seed",
        "seconds",
        "reading_seconds",
        "options",
        "points",
        "bonus",
        "streak",
        "took_ms",
        "pace",
        "team",
        "night",
    }
)


def new_nobody(random: Random) -> int:
    """A number for somebody who is forgotten in one quiz."""
    return random.randrange(_LOWEST, 0)


def accepted_in(line: Line) -> frozenset[str]:
    """The words that a server has come to accept as right, if `line` says so."""
    try:
        return frozenset(_typed_in(msgspec.json.decode(line))) if '"accepted"' in line else frozenset()
    except msgspec.DecodeError:
        return frozenset()


def without(line: Line, person: int, nobody: int, accepted: Collection[str] = ()) -> Line:
    """`line` with `nobody` in the place of `person`, and without a word that they typed.

    How their words were judged stays. What is `accepted`, in its normal form, is the server's by now, and marks are
    worked out from it: it stays, in that form.
    """
    if str(person) not in line:
        return line
    try:
        record = msgspec.json.decode(line)
    except msgspec.DecodeError:
        # It is damaged, and `scores verify` says so. Their number goes all the same, and everybody else is forgotten.
        return line.replace(str(person), str(nobody))
    return msgspec.json.encode(_Swap(person, nobody, frozenset(accepted)).within(record)).decode()


@dataclass(frozen=True, slots=True)
class _Swap:
    person: int
    nobody: int
    accepted: frozenset[str]

    def within(self, value: Any, field: str = "") -> Any:  # noqa: ANN401 - whatever a line may hold
        if isinstance(value, dict):
            is_said_by_them = self._is_them(value.get("person"), "person")
            parts = {name: self._unspoken(part, name, is_theirs=is_said_by_them) for name, part in value.items()}
            return {self._name(name): self.within(part, name) for name, part in parts.items()}
        if isinstance(value, list):
            return [self.within(part, field) for part in value]
        return self.nobody if self._is_them(value, field) else value

    def _is_them(self, value: Any, field: str) -> bool:  # noqa: ANN401 - whatever a line may hold
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return is_number and value == self.person and field not in _NO_PEOPLE

    def _name(self, name: str) -> str:
        """A record of people has them as its names."""
        return str(self.nobody) if name == str(self.person) else name

    def _unspoken(self, part: Any, name: str, *, is_theirs: bool) -> Any:  # noqa: ANN401 - whatever a line may hold
        """Their own words are gone; those of a ruling on an answer, which may be theirs, stay in their normal form."""
        if name != "answer" or not _is_typed(part):
            return part
        normal = _normal(part["text"])
        return {**part, "text": normal if not is_theirs or normal in self.accepted else ""}


def _is_typed(value: Any) -> bool:  # noqa: ANN401 - whatever a line may hold
    """Whether it is a `bot.quiz.events.Typed`."""
    return isinstance(value, dict) and value.get("how") == "typed"


def _normal(words: str) -> str:
    answer = normal_form(Typed(words))
    return answer.text if isinstance(answer, Typed) else ""


def _typed_in(value: Any, field: str = "") -> Iterator[str]:  # noqa: ANN401 - whatever a line may hold
    """All words that stand in what is accepted, at any depth."""
    if field == "accepted" and _is_typed(value):
        yield value["text"]
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _typed_in(part, "accepted" if "accepted" in {field, name} else name)
    elif isinstance(value, list):
        for part in value:
            yield from _typed_in(part, field)
