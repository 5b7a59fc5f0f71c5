"""What years of posts must have come to, worked out in another way: from the offsets of zones, and who lived when.

It knows nothing of schedules, folds or books: the year is cut into stretches in which a place is as far from UTC.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.daily.daily import PostState
from bot.daily.schedule import Schedule

_DAY_SECONDS = 86_400
_LATE_SECONDS = 6 * 3_600
# Nowhere are clocks changed twice within a day.
_STRIDE_SECONDS = 12 * 3_600
# Whoever lives this long without being killed has found out what is there, whatever had gone wrong before.
_SETTLES_SECONDS = 300
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Outcome(StrEnum):
    """A post has to be there, must not be there, or may be: whoever was to send it died of it, and for long."""

    POSTED = "posted"
    SKIPPED = "skipped"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Difference:
    """One day of one channel that is not as the oracle has it."""

    channel: int
    day: object
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Life:
    """A process was there from its birth to its end, in seconds since 1970."""

    born: float
    ended: float

    @classmethod
    def between(cls, born: datetime, ended: datetime) -> "Life":
        return cls((born - _EPOCH).total_seconds(), (ended - _EPOCH).total_seconds())


@dataclass(frozen=True, slots=True)
class Expected:
    """What must have become of one day's post."""

    day: date
    moment: datetime
    outcome: Outcome
    is_up: bool
    is_leapt_over: bool
    is_twice: bool

    def differences(
        self, channel: int, moments: Sequence[datetime], state: PostState | None, *, is_troubled: bool
    ) -> Iterator[Difference]:
        """Between this and what was found: `moments` at which it was posted, and the state that is stored."""
        wanted = {Outcome.POSTED: {1}, Outcome.SKIPPED: {0}, Outcome.EITHER: {0, 1}}[self.outcome]
        if len(moments) not in wanted:
            yield Difference(channel, self.day, self.outcome, f"{len(moments)} posts")
        stored = PostState.SENT if moments else PostState.SKIPPED
        if state is not stored:
            yield Difference(channel, self.day, f"stored as {stored}", f"stored as {state}")
        for moment in moments:
            late = (moment - self.moment).total_seconds()
            if not 0 <= late < _LATE_SECONDS or (late and self.is_up and not is_troubled):
                yield Difference(channel, self.day, f"{self.moment}", f"{moment}")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From `start` to `end` (seconds since 1970) a place is `offset` seconds ahead."""

    start: int
    end: int
    offset: int


def expected_of(schedule: Schedule, start: datetime, end: datetime, lives: Sequence[Life]) -> Iterator[Expected]:
    """For each day with a post that was due between `start` and `end`."""
    began, ends = _seconds(start), _seconds(end)
    stretches = _stretches(ZoneInfo(schedule.zone), began, ends)
    births = [life.born for life in lives]
    place = 0
    for number in range(began // _DAY_SECONDS - 2, ends // _DAY_SECONDS + 2):
        day = (_EPOCH + timedelta(days=number)).date()
        if day.weekday() not in schedule.weekdays:
            continue
        wanted = number * _DAY_SECONDS + schedule.hour * 3_600 + schedule.minute * 60
        while place < len(stretches) and stretches[place].end + stretches[place].offset <= wanted:
            place += 1
        if place == len(stretches):
            return
        stretch = stretches[place]
        due = max(stretch.start, wanted - stretch.offset)
        if not _is_there(number, stretches, place) or not began < due < ends:
            continue
        follows = stretches[place + 1] if place + 1 < len(stretches) else stretch
        yield Expected(
            day,
            _EPOCH + timedelta(seconds=due),
            _outcome(due, lives, births),
            _is_up(due, lives, births),
            is_leapt_over=due + stretch.offset > wanted,
            is_twice=wanted - follows.offset >= follows.start > due,
        )


def _is_there(number: int, stretches: Sequence[_Stretch], place: int) -> bool:
    """Whether the place had that day at all: any second of it on the wall."""
    first, last = number * _DAY_SECONDS, (number + 1) * _DAY_SECONDS
    near = stretches[max(0, place - 1) : place + 2]
    return any(each.start + each.offset < last and each.end + each.offset > first for each in near)


def _stretches(zone: ZoneInfo, start: int, end: int) -> list[_Stretch]:
    begins, offset = start - 3 * _DAY_SECONDS, _offset(start - 3 * _DAY_SECONDS, zone)
    found: list[_Stretch] = []
    for moment in range(begins, end + 3 * _DAY_SECONDS, _STRIDE_SECONDS):
        after = _offset(moment + _STRIDE_SECONDS, zone)
        if after != offset:
            change = _change(moment, moment + _STRIDE_SECONDS, offset, zone)
            found.append(_Stretch(begins, change, offset))
            begins, offset = change, after
    return [*found, _Stretch(begins, end + 4 * _DAY_SECONDS, offset)]


def _change(before: int, after: int, offset: int, zone: ZoneInfo) -> int:
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(middle, zone) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(seconds: int, zone: ZoneInfo) -> int:
    ahead = datetime.fromtimestamp(seconds, zone).utcoffset()
    return 0 if ahead is None else int(ahead.total_seconds())


# --- who lived when --------------------------------------------------------------------------------------------------


def _outcome(due: int, lives: Sequence[Life], births: Sequence[float]) -> Outcome:
    """By the lives of the six hours in which it was not too late."""
    last = bisect_left(births, due + _LATE_SECONDS)
    longest: float | None = None
    for life in reversed(lives[:last]):
        if life.ended < due:
            break
        until = min(life.ended, due + _LATE_SECONDS)
        longest = max(until - max(life.born, due), longest or 0)
    if longest is None:
        return Outcome.SKIPPED
    return Outcome.POSTED if longest >= _SETTLES_SECONDS else Outcome.EITHER


def _is_up(due: int, lives: Sequence[Life], births: Sequence[float]) -> bool:
    """Whether a process lived then, and a little longer."""
    place = bisect_left(births, due + 0.001) - 1
    return place >= 0 and lives[place].ended > due + 1


def _seconds(moment: datetime) -> int:
    return int((moment - _EPOCH).total_seconds())


# --- what was shown --------------------------------------------------------------------------------------------------


def repeated(channel: int, shown: Sequence[tuple[object, str]], count: int) -> Iterator[Difference]:
    """What came again before all of `count` facts had come."""
    for place in range(0, len(shown), count):
        seen: set[str] = set()
        for day, fact in shown[place : place + count]:
            if fact in seen:
                yield Difference(channel, day, "a fact that is new", fact)
            seen.add(fact)
