"""When a post is due: a time of day by the clocks on the walls of some place, whatever is done to those clocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
"""The days of a week, Monday 0 to Sunday 6."""

# The library itself remembers but eight; there are six hundred.
_zone = lru_cache(maxsize=None)(ZoneInfo)
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Due:
    """The post of `day`, by the calendar of its place, is due at `moment`."""

    day: date
    moment: datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """What somebody chose. Moments are worked out of it each time: the rules of a zone may change at any time."""

    hour: int
    minute: int
    zone: str
    weekdays: frozenset[int] = EVERY_DAY

    def moment(self, day: date) -> datetime | None:
        """When it is that time on `day`.

        A time that does not exist there, since clocks are put forward: the next moment that does. One that is twice,
        since they are put back: the first. None for a day that a place has left out (Samoa, 30 December 2011).
        """
        zone = _zone(self.zone)
        wanted = datetime.combine(day, time(self.hour, self.minute))
        moment = wanted.replace(tzinfo=zone).astimezone(UTC)
        if _on_the_wall(moment, zone) == wanted:
            return moment
        put_forward = _put_forward(wanted, zone)
        before, after = _on_the_wall(put_forward - _SECOND, zone), _on_the_wall(put_forward, zone)
        return None if before.date() < day < after.date() else put_forward

    def day_at(self, moment: datetime) -> date:
        """Which day it is there."""
        return moment.astimezone(_zone(self.zone)).date()

    def next(self, since: datetime, last: date | None = None) -> Due:
        """The first post after `since`, and after that of the day `last`."""
        if last is not None and last > since.date() + _DAY:
            first = last + _DAY
        else:
            first = self.day_at(since) - _DAY if last is None else max(self.day_at(since) - _DAY, last + _DAY)
        return next(due for due in self._from(first) if due.moment > since)

    def _from(self, day: date) -> Iterator[Due]:
        while True:
            moment = self.moment(day) if day.weekday() in self.weekdays else None
            if moment is not None:
                yield Due(day, moment)
            day += _DAY


def _on_the_wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _put_forward(wanted: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clocks leap over `wanted`, which they never show.

    Read by the clock of after the leap it is before that moment, and by the clock of before the leap it is after it
    (docs of Python, datetime, "fold").
    """
    early = wanted.replace(tzinfo=zone, fold=1).astimezone(UTC)
    late = wanted.replace(tzinfo=zone, fold=0).astimezone(UTC)
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0)
        if _on_the_wall(middle, zone) >= wanted:
            late = middle
        else:
            early = middle
    return late
