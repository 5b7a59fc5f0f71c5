"""What a clock on the wall shows -> the moment it is, in a zone where clocks are sometimes moved."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_SECOND = timedelta(seconds=1)

# The library itself remembers but eight; there are six hundred.
_zone = lru_cache(maxsize=None)(ZoneInfo)


class NoSuchTimeError(Exception):
    """Clocks are put forward over this time, at `moment`. `before` and `after` are the nearest that they show."""

    def __init__(self, moment: datetime, zone: str) -> None:
        super().__init__(moment, zone)
        self.moment = moment
        self.before = wall_of(moment - _SECOND, zone)
        self.after = wall_of(moment, zone)


def is_zone(zone: str) -> bool:
    """Whether this machine knows it: one may be stored that another machine knew."""
    try:
        return bool(_zone(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return False


def moment_of(wall: datetime, zone: str) -> datetime:
    """The moment, in UTC, at which clocks of `zone` show `wall`. Of two, when clocks are put back, it is the first.

    Raises `NoSuchTimeError`, and `ZoneInfoNotFoundError` for what is no zone.
    """
    there = _zone(zone)
    moment = wall.replace(tzinfo=there, fold=0).astimezone(UTC)
    if _shown(moment, there) != wall.replace(fold=0):
        raise NoSuchTimeError(_put_forward(wall, there), zone)
    return moment


def is_twice(wall: datetime, zone: str) -> bool:
    """Whether clocks of `zone` show `wall` two times, because they are put back."""
    there = _zone(zone)
    first, second = (wall.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first < second


def wall_of(moment: datetime, zone: str) -> datetime:
    """What clocks of `zone` show at `moment`, to the minute."""
    return _shown(moment, _zone(zone)).replace(second=0, microsecond=0)


def lenient_moment_of(wall: datetime, zone: str) -> datetime:
    """The same as `moment_of`; if the zone's rules have changed and `wall` no longer exists, the next that does."""
    try:
        return moment_of(wall, zone)
    except NoSuchTimeError as gap:
        return gap.moment


def _shown(moment: datetime, there: ZoneInfo) -> datetime:
    return moment.astimezone(there).replace(tzinfo=None, fold=0)


def _put_forward(wall: datetime, there: ZoneInfo) -> datetime:
    """The moment at which the clocks leap over `wall`, which they never show.

    Read by the clock of after the leap it is before that moment, and by the clock of before the leap it is after it
    (docs of Python, datetime, "fold").
    """
    early = wall.replace(tzinfo=there, fold=1).astimezone(UTC)
    late = wall.replace(tzinfo=there, fold=0).astimezone(UTC)
    while late - early > _SECOND:
        middle = (early + (late - early) // 2).replace(microsecond=0)
        if _shown(middle, there) >= wall:
            late = middle
        else:
            early = middle
    return late
