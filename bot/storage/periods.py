"""Periods that totals are kept for: all time, the day, week and month of a mark, in UTC, and the season it falls in.

A period is stored as one number: its kind, then the year, month and day that it begins with; all time is 0. A season's
is its kind and then its own number.
"""

from datetime import UTC, date, datetime, timedelta
from enum import IntEnum

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_KIND = 10**8
_SEASON = 4


class Span(IntEnum):
    """How long a period is. Weeks begin on Mondays."""

    ALL_TIME = 0
    DAY = 1
    WEEK = 2
    MONTH = 3


ALL_TIME = 0


def period(span: Span, day: date) -> int:
    """The period of that length which `day` is in."""
    match span:
        case Span.ALL_TIME:
            return ALL_TIME
        case Span.WEEK:
            day -= timedelta(days=day.weekday())
        case Span.MONTH:
            day = day.replace(day=1)
        case Span.DAY:
            pass
    return span * _KIND + day.year * 10_000 + day.month * 100 + day.day


def periods_of(day: date) -> tuple[int, ...]:
    """Every period which `day` is in."""
    return tuple(period(span, day) for span in Span)


def season_period(season: int) -> int:
    """The period of the season with that number."""
    return _SEASON * _KIND + season


def first_day(number: int) -> date:
    """The day that a stored period, not all time, begins with."""
    year, rest = divmod(number % _KIND, 10_000)
    return date(year, rest // 100, rest % 100)


def period_in_words(number: int) -> str:
    """A stored period for who reads it outside of the bot: "all time", "week 2026-11-23", "season 3"."""
    kind, rest = divmod(number, _KIND)
    if number == ALL_TIME:
        return "all time"
    return f"season {rest}" if kind == _SEASON else f"{Span(kind).name.lower()} {first_day(number)}"


def to_ms(moment: datetime) -> int:
    """`moment` as it is stored."""
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(at_ms: int) -> datetime:
    """The stored moment."""
    return _EPOCH + at_ms * _MILLISECOND


def day_of(at_ms: int) -> date:
    """The day in UTC of a stored moment."""
    return from_ms(at_ms).date()
