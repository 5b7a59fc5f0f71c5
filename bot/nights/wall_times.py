"""What a clock on the wall shows -> the moment it is, in a zone where clocks are sometimes moved."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_MINUTE = timedelta(minutes=1)


class NoSuchTimeError(Exception):
    """Clocks are put forward over this time. `before` and `after` are the nearest that there are."""

    def __init__(self, before: datetime, after: datetime) -> None:
        super().__init__(before, after)
        self.before = before
        self.after = after


def moment_of(wall: datetime, zone: str) -> datetime:
    """The moment, in UTC, at which clocks of `zone` show `wall`. Of two, when clocks are put back, it is the first.

    Raises `NoSuchTimeError`, and `ZoneInfoNotFoundError` for what is no zone.
    """
    there = ZoneInfo(zone)
    if not _exists(wall, there):
        raise NoSuchTimeError(_nearest(wall, there, -_MINUTE), _nearest(wall, there, _MINUTE))
    return _moment(wall, there)


def is_twice(wall: datetime, zone: str) -> bool:
    """Whether clocks of `zone` show `wall` two times, because they are put back."""
    there = ZoneInfo(zone)
    first, second = (wall.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first < second


def wall_of(moment: datetime, zone: str) -> datetime:
    """What clocks of `zone` show at `moment`, to the minute."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0, fold=0)


def lenient_moment_of(wall: datetime, zone: str) -> datetime:
    """The same as `moment_of`; if the zone's rules have changed and `wall` no longer exists, the next that does."""
    try:
        return moment_of(wall, zone)
    except NoSuchTimeError as gap:
        return moment_of(gap.after, zone)


def _moment(wall: datetime, there: ZoneInfo) -> datetime:
    return wall.replace(tzinfo=there, fold=0).astimezone(UTC)


def _exists(wall: datetime, there: ZoneInfo) -> bool:
    return _moment(wall, there).astimezone(there).replace(tzinfo=None, fold=0) == wall.replace(fold=0)


def _nearest(wall: datetime, there: ZoneInfo, step: timedelta) -> datetime:
    while not _exists(wall, there):
        wall += step
    return wall
