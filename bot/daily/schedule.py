"""When a post is due: a time of day by the clocks on the walls of some place, whatever is done to those clocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.nights.wall_times import NoSuchTimeError, is_zone, moment_of, wall_of

EVERY_DAY = frozenset(range(7))
"""The days of a week, Monday 0 to Sunday 6."""

_DAY = timedelta(days=1)


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

    @property
    def is_known(self) -> bool:
        """Whether this machine knows its zone; if not, nothing else can be asked of it."""
        return is_zone(self.zone)

    def moment(self, day: date) -> datetime | None:
        """When it is that time on `day`.

        A time that does not exist there, since clocks are put forward: the next moment that does. One that is twice,
        since they are put back: the first. None for a day that a place has left out (Samoa, 30 December 2011).
        """
        try:
            return moment_of(datetime.combine(day, time(self.hour, self.minute)), self.zone)
        except NoSuchTimeError as gap:
            return None if gap.before.date() < day < gap.after.date() else gap.moment

    def day_at(self, moment: datetime) -> date:
        """Which day it is there."""
        return wall_of(moment, self.zone).date()

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
