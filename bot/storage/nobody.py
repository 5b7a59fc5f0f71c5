"""A line of a quiz's log that names somebody -> the same line, naming nobody. Nothing here knows a database."""

from random import Random
from typing import Any, TypeAlias

import msgspec

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
    }
)


def new_nobody(random: Random) -> int:
    """A number for somebody who is forgotten in one quiz."""
    return random.randrange(_LOWEST, 0)


def is_named(line: Line, person: int) -> bool:
    """Whether `line` may name them; never no if it does."""
    return str(person) in line


def without(line: Line, person: int, nobody: int) -> Line:
    """`line` with `nobody` in the place of `person`, and without a word that they typed."""
    return msgspec.json.encode(_swapped(msgspec.json.decode(line), "", person, nobody)).decode()


def _swapped(value: Any, field: str, person: int, nobody: int) -> Any:  # noqa: ANN401 - whatever a line may hold
    if isinstance(value, dict):
        if person in _people_of(value):
            value = {key: _unspoken(part) for key, part in value.items()}
        return {
            str(nobody) if key == str(person) else key: _swapped(part, key, person, nobody)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_swapped(part, field, person, nobody) for part in value]
    is_theirs = is_person(value, field) and value == person
    return nobody if is_theirs else value


def is_person(value: Any, field: str) -> bool:  # noqa: ANN401 - whatever a line may hold
    """Whether what stands in `field` may be somebody's number."""
    return isinstance(value, int) and not isinstance(value, bool) and field not in _NO_PEOPLE


def _people_of(record: dict[str, Any]) -> list[int]:
    return [value for field, value in record.items() if is_person(value, field)]


def _unspoken(part: Any) -> Any:  # noqa: ANN401 - whatever a line may hold
    """Words that somebody typed are `bot.quiz.events.Typed`; how they were judged stands beside them, and stays."""
    return {**part, "text": ""} if isinstance(part, dict) and part.get("how") == "typed" else part
