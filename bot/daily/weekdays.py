"""Days of the week as people write them: "mon-fri", "lunes, jueves", "weekends"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from bot.daily.schedule import EVERY_DAY
from knowledge.normalising import normalise

WORKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})
SETS: Mapping[str, frozenset[int]] = MappingProxyType(
    {"every-day": EVERY_DAY, "workdays": WORKDAYS, "weekend": WEEKEND}
)
"""Several days that have a name of their own; a day's own name is its number, Monday "1"."""

_BETWEEN = re.compile(r"[,;/&+\s]+")
_THROUGH = re.compile(r"\s*[-\u2013\u2014]\s*")
# "Mo" can mean but one day, and "ma" too; one letter may mean several.
_SHORTEST = 2


def to_bits(days: Iterable[int]) -> int:
    """Days as one number, Monday its lowest bit."""
    return sum(1 << day for day in days)


def from_bits(bits: int) -> frozenset[int]:
    """The days of that number."""
    return frozenset(day for day in EVERY_DAY if bits >> day & 1)


def read_days(typed: str, names: Mapping[str, frozenset[int]]) -> frozenset[int] | None:
    """The days that are meant; None if anything in it is no day.

    `names` are the words for days, in every language. One may be cut short after two letters, if it still means but
    one thing; two with a dash between them mean those between them, too.
    """
    known = {normalise(name): days for name, days in names.items()}
    whole = known.get(normalise(typed))
    if whole is not None:
        return whole
    parts = [part for part in _BETWEEN.split(_THROUGH.sub("-", typed.strip())) if part]
    meant = [_part(part, known) for part in parts]
    days = [each for each in meant if each is not None]
    return frozenset().union(*days) if days and len(days) == len(meant) else None


def _part(part: str, known: Mapping[str, frozenset[int]]) -> frozenset[int] | None:
    ends = [_named(word, known) for word in part.split("-")]
    match ends:
        case [days]:
            return days
        case [frozenset() as first, frozenset() as last] if len(first) == len(last) == 1:
            return _through(min(first), min(last))
        case _:
            return None


def _named(word: str, known: Mapping[str, frozenset[int]]) -> frozenset[int] | None:
    word = normalise(word)
    found = {days for name, days in known.items() if len(word) >= _SHORTEST and name.startswith(word)}
    return known.get(word) or (next(iter(found)) if len(found) == 1 else None)


def _through(first: int, last: int) -> frozenset[int]:
    """From one day to the next one of that name: Saturday to Tuesday are four days."""
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


def runs(days: frozenset[int]) -> Sequence[tuple[int, int]]:
    """Days as stretches of a week, each from its first to its last."""
    found: list[tuple[int, int]] = []
    for day in sorted(days):
        if found and found[-1][1] == day - 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
