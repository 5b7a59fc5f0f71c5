"""What somebody typed for a day and a time -> what clocks will show then. Both languages, whoever types."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta

from bot.nights.calendar_words import AM_PM, DAYS_FROM_NOW, FILLERS, MONTHS, TIMES, WEEKDAYS
from bot.nights.in_a_while import in_a_while
from bot.nights.plain_words import plain

# Who names a day and no time means the evening.
USUAL_TIME = time(20, 0)
_USUAL = timedelta(hours=USUAL_TIME.hour)
# Longer than anything that is a date.
LONGEST_TYPED = 100

_Clock = tuple[timedelta, ...]
"""How long after a day has begun, the likeliest first. 24 hours are its last midnight."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that are left to be understood. `wall` is what the clock shows to whoever typed them."""

    text: str
    wall: datetime
    is_day_first: bool
    half: str = ""


def read_when(text: str, wall: datetime, *, is_day_first: bool) -> Sequence[datetime]:
    """What `text` may mean to somebody whose clock shows `wall`, the likeliest first; nothing if it means nothing.

    A time without a day is the next one, and so is a day without a year. 08/09 is read as `is_day_first` says. "8" is
    eight in the evening before it is eight in the morning, and a day's midnight its last before its first. What is past
    is given as it is.
    """
    typed = _with_half(Typed(plain(text[:LONGEST_TYPED]), wall.replace(second=0, microsecond=0), is_day_first))
    passing = in_a_while(typed.text, typed.wall)
    if passing is not None:
        return (passing,)
    found = [
        when
        for days, rest in _days(typed)
        for clock, left in _clocks(rest)
        if not _words(left)
        for when in _joined(days, clock, typed)
    ]
    return tuple(dict.fromkeys(found))


def _with_half(typed: Typed) -> Typed:
    text, half = typed.text, ""
    for words, means in AM_PM.items():
        if re.search(rf"\b{words}\b", text):
            *day, half = means.split()
            text = re.sub(rf"\b{words}\b", " ".join(day), text)
            break
    return Typed(" ".join(text.split()), typed.wall, typed.is_day_first, half)


def _words(text: str) -> list[str]:
    """What has not been understood."""
    return [word for word in re.findall(r"[^\s.:-]+", text) if word not in FILLERS]


# Who writes a date like a computer writes a time like one.
_WHOLE_DAY = "24"

# --- days ----------------------------------------------------------------------------------------------------------

_NUMBERS = re.compile(r"\b(\d{1,2})(?:/|-|\.(?=\d{1,2}(?:\.|$| )))(\d{1,2})(?:[/.-](\d{4}|\d{2}))?\b\.?")
_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})t?(?=\b|\d)")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|ero|ro|o)?[ -]?(?:of |de )?({_MONTH})\b\.?(?:[ -](?:del? )?(\d{{4}})\b)?"
)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\b\.? ?(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.h]\d)(?: (\d{{4}})\b)?")
_IN_DAYS = re.compile(
    r"\b(?:in|en|dentro de) (\d{1,3}|an?|una?) (?:(days?|dias?)|weeks?|semanas?)\b",
)
_DAYS = re.compile(rf"\b({'|'.join(DAYS_FROM_NOW)})\b")
_WEEKDAYS = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_WEEKDAY = re.compile(rf"\b(next )?({_WEEKDAYS})\b\.?")
# A number is a day of the month after "the" or a weekday, and with the end of an ordinal; unless it is a time.
_NO_TIME = r"\b(?![:.h/-]\d| ?(?:am|pm|h|hs|hrs|horas?|hours?)\b| (?:y|menos) )"
_DAYS_OF_MONTH = (
    re.compile(rf"\b(?:the|el dia|el|dia) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_NO_TIME}"),
    re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)\b"),
    re.compile(rf"\b(?:{_WEEKDAYS})\b\.? (?P<day>\d{{1,2}}){_NO_TIME}(?= .*\d)"),
)


def _days(typed: Typed) -> Iterator[tuple[Sequence[date], Typed]]:
    """Days that it may mean, with what is left of it; no day at all last."""
    readers = (_iso, _named_month, _in_days, _numbers, _from_now, _day_of_month, _weekday)
    for reader in readers:
        found = reader(typed)
        if found is not None:
            days, span = found
            text = f"{typed.text[: span[0]]} {typed.text[span[1] :]}".strip()
            # A date may be named together with its weekday, which then has to be the right one.
            rest, named = _without_weekday(text) if reader is not _weekday else (text, None)
            fitting = tuple(day for day in days if named is None or day.weekday() == named)
            if fitting:
                half = typed.half or (_WHOLE_DAY if reader is _iso else "")
                yield fitting, Typed(rest, typed.wall, typed.is_day_first, half)
            if fitting or reader is not _day_of_month:
                return
    yield (), typed


_Found = tuple[Sequence[date], tuple[int, int]] | None


def _iso(typed: Typed) -> _Found:
    found = _ISO.search(typed.text)
    if found is None:
        return None
    return _dates((int(found[1]), int(found[2]), int(found[3]))), found.span()


def _named_month(typed: Typed) -> _Found:
    if (found := _DAY_MONTH.search(typed.text)) is not None:
        day, month = int(found[1]), MONTHS[found[2]]
    elif (found := _MONTH_DAY.search(typed.text)) is not None:
        day, month = int(found[2]), MONTHS[found[1]]
    else:
        return None
    return _in_year(day, month, found[3], typed.wall.date()), found.span()


def _numbers(typed: Typed) -> _Found:
    found = _NUMBERS.search(typed.text)
    if found is None:
        return None
    one, two = int(found[1]), int(found[2])
    if "." in found[0] and not found[3] and not found[0].endswith(".") and one < _HOURS:
        return None  # 20.30 is a time
    orders = ((one, two), (two, one)) if typed.is_day_first else ((two, one), (one, two))
    today = typed.wall.date()
    days = next((days for day, month in orders if (days := _in_year(day, month, found[3], today))), ())
    return days, found.span()


def _in_days(typed: Typed) -> _Found:
    found = _IN_DAYS.search(typed.text)
    if found is None:
        return None
    count = (int(found[1]) if found[1].isdecimal() else 1) * (1 if found[2] else 7)
    return (typed.wall.date() + timedelta(days=count),), found.span()


def _from_now(typed: Typed) -> _Found:
    found = _DAYS.search(typed.text)
    if found is None:
        return None
    return (typed.wall.date() + timedelta(days=DAYS_FROM_NOW[found[1]]),), found.span()


def _day_of_month(typed: Typed) -> _Found:
    """The next day with that number."""
    found = next(filter(None, (pattern.search(typed.text) for pattern in _DAYS_OF_MONTH)), None)
    if found is None:
        return None
    today, number = typed.wall.date(), int(found["day"])
    months = ((today.year + (today.month + ahead - 1) // 12, (today.month + ahead - 1) % 12 + 1) for ahead in range(3))
    days = tuple(day for day in _dates(*((*month, number) for month in months)) if day >= today)
    span = found.span() if not found[0].startswith(tuple(WEEKDAYS)) else found.span("day")
    return days[:1], span


def _weekday(typed: Typed) -> _Found:
    """The coming one, today too. "Next Friday" is in the next week; who says "próximo" means the coming one."""
    found = _WEEKDAY.search(typed.text)
    if found is None:
        return None
    today, wanted = typed.wall.date(), WEEKDAYS[found[2]]
    coming = today + timedelta(days=(wanted - today.weekday()) % 7)
    if found[1]:
        monday = today - timedelta(days=today.weekday())
        return (monday + timedelta(days=7 + wanted),), found.span()
    return (coming, coming + timedelta(days=7)), found.span()


def _without_weekday(text: str) -> tuple[str, int | None]:
    found = _WEEKDAY.search(text)
    if found is None:
        return text, None
    return f"{text[: found.start()]} {text[found.end() :]}".strip(), WEEKDAYS[found[2]]


def _in_year(day: int, month: int, year: str | None, today: date) -> Sequence[date]:
    """The day in its year; without one, the next time that it comes. 29 February may be years away."""
    if year is not None:
        return _dates((int(year) + (2000 if len(year) == 2 else 0), month, day))
    coming = _dates(*((today.year + ahead, month, day) for ahead in range(9)))
    return tuple(one for one in coming if one >= today)[:1]


def _dates(*parts: tuple[int, int, int]) -> Sequence[date]:
    """Those that there are, and that have a moment in every zone."""
    days = []
    for year, month, day in (part for part in parts if MINYEAR < part[0] < MAXYEAR):
        with suppress(ValueError):
            days.append(date(year, month, day))
    return days


# --- times ---------------------------------------------------------------------------------------------------------

_AND_MINUTES = re.compile(r"\b(\d{1,2}) (y|menos) (media|cuarto|[0-5]?\d)\b ?(am|pm)?")
_PAST = re.compile(r"\b(half past|half|quarter past|[0-5]?\d past|quarter to) (\d{1,2})\b ?(am|pm)?")
_SPOKEN = re.compile(r"\b(\d{1,2}) ([1-5]\d)\b ?(am|pm)?")
_TIME = re.compile(r"\b(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})? ?(am|pm|h|hs|hrs|horas|hours)?\b")
_HALF_DAYS = ("am", "pm")
_MINUTES = {"media": 30, "cuarto": 15, "half": 30, "quarter": 15}
_NOON, _HOURS = 12, 24
# The hours after midnight that people count as the night.
_LATEST_OF_NIGHT = 4


def _clocks(typed: Typed) -> Iterator[tuple[_Clock | None, str]]:
    """The time in what is left, with what is then left of it."""
    text = typed.text
    for name, hour in TIMES.items():
        if (found := re.search(rf"\b{name}\b", text)) is not None:
            yield _hours(hour, 0), text[: found.start()] + text[found.end() :]
            return
    if (found := _AND_MINUTES.search(text)) is not None:
        minutes = _minutes(found[3]) * (-1 if found[2] == "menos" else 1)
        clock = _clock(found[1], minutes, found[4] or typed.half)
    elif (found := _PAST.search(text)) is not None:
        minutes = _minutes(found[1].split()[0]) * (-1 if found[1].endswith(" to") else 1)
        clock = _clock(found[2], minutes, found[3] or typed.half)
    elif (found := _SPOKEN.search(text)) is not None:
        clock = _clock(found[1], int(found[2]), found[3] or typed.half)
    elif (found := _TIME.search(text)) is not None:
        clock = _clock(found[1], int(found[2] or 0), _half(found[3]) or typed.half)
    else:
        if typed.half != "am":  # the usual time is in no morning
            yield None, text
        return
    if clock is not None:
        yield clock, text[: found.start()] + " " + text[found.end() :]


def _minutes(words: str) -> int:
    return _MINUTES[words] if words in _MINUTES else int(words)


def _half(unit: str | None) -> str:
    return unit if unit in _HALF_DAYS else ""


def _clock(hour_typed: str, minutes: int, half: str) -> _Clock | None:
    hour, minute = int(hour_typed) - (minutes < 0), minutes % 60
    if half == "night" and 0 <= hour <= _NOON:
        # Twelve at night, and what comes after it, is after the day in whose evening the night began.
        is_after = hour == _NOON or hour <= _LATEST_OF_NIGHT
        return _hours(hour % _NOON + (_HOURS if is_after else _NOON), minute)
    if half in _HALF_DAYS and 0 <= hour <= _NOON:
        return _hours(hour % _NOON + (_NOON if half == "pm" else 0), minute)
    if not 0 <= hour <= _HOURS or minutes >= 60 or (hour == _HOURS and minute):
        return None
    # 08:30 is on a clock of 24 hours; 8 and 8:30 may be on one of twelve.
    is_open = not half and 1 <= hour < _NOON and not hour_typed.startswith("0")
    return (*_hours(hour + _NOON, minute), *_hours(hour, minute)) if is_open else _hours(hour, minute)


def _hours(hour: int, minute: int) -> _Clock:
    """Midnight may be meant as the first or as the last of its day."""
    after = timedelta(hours=hour, minutes=minute)
    return (after, timedelta()) if after == timedelta(hours=_HOURS) else (after,)


# --- both together -------------------------------------------------------------------------------------------------


def _joined(days: Sequence[date], clock: _Clock | None, typed: Typed) -> Sequence[datetime]:
    """Each day with each time that it may be; of a day without a year, the first that is still to come."""
    if clock is None and not days:
        return ()
    if not days:
        today = typed.wall.date()
        days = (today, today + timedelta(days=1))
    starts = [datetime.combine(day, time()) for day in days]
    return [_coming([start + after for start in starts], typed.wall) for after in clock or (_USUAL,)]


def _coming(days: Sequence[datetime], wall: datetime) -> datetime:
    return next((when for when in days if when > wall), days[-1])


def suggestions(wall: datetime) -> Sequence[datetime]:
    """The evenings of the coming week, for who has not typed anything yet."""
    evenings = (datetime.combine(wall.date() + timedelta(days=ahead), USUAL_TIME) for ahead in range(8))
    return tuple(evening for evening in evenings if evening > wall)[:7]
