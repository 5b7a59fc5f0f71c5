"""What somebody typed for a day and a time -> what clocks will show then. Both languages, whoever types."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.nights.calendar_words import AM_PM, DAYS_FROM_NOW, FILLERS, MONTHS, TIMES, WEEKDAYS

# Who names a day and no time means the evening.
USUAL_TIME = time(20, 0)
# Longer than anything that is a date.
LONGEST_TYPED = 100

_Clock = tuple[int, int, bool]
"""Hour, minute, and whether it might as well be twelve hours later."""


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
    eight in the evening before it is eight in the morning. What is past is given as it is.
    """
    typed = _with_half(Typed(_folded(text[:LONGEST_TYPED]), wall.replace(second=0, microsecond=0), is_day_first))
    passing = _passing(typed)
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


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = re.sub(r"\b([ap])\.? ?m\b\.?", r"\1m", plain)
    return " ".join(re.sub(r"[,;·()'\u2019]+", " ", plain).split())


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


# --- in a while ----------------------------------------------------------------------------------------------------

_UNITS = {
    "minutes": r"minutes?|mins?|minutos?",
    "hours": r"hours?|hrs?|h|horas?",
}
_IN = r"^(?:in|en|dentro de) (\d{1,3}|an?|una?|half an) "


def _passing(typed: Typed) -> datetime | None:
    """ "In 2 hours", to the minute."""
    for unit, names in _UNITS.items():
        found = re.fullmatch(rf"{_IN}(?:{names})", typed.text)
        if found is not None:
            if found[1] == "half an":
                return typed.wall + timedelta(minutes=30)
            return typed.wall + timedelta(**{unit: int(found[1]) if found[1].isdecimal() else 1})
    return None


# Who writes a date like a computer writes a time like one.
_WHOLE_DAY = "24"

# --- days ----------------------------------------------------------------------------------------------------------

_NUMBERS = re.compile(r"\b(\d{1,2})(?:/|-|\.(?=\d{1,2}(?:\.|$| )))(\d{1,2})(?:[/.-](\d{4}|\d{2}))?\b\.?")
_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})t?(?=\b|\d)")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|o)? ?(?:of |de )?({_MONTH})\b\.?(?: (?:del? )?(\d{{4}})\b)?")
_MONTH_DAY = re.compile(rf"\b({_MONTH})\b\.? ?(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.h]\d)(?: (\d{{4}})\b)?")
_IN_DAYS = re.compile(
    r"\b(?:in|en|dentro de) (\d{1,3}|an?|una?) (?:(days?|dias?)|weeks?|semanas?)\b",
)
_DAYS = re.compile(rf"\b({'|'.join(DAYS_FROM_NOW)})\b")
_WEEKDAY = re.compile(rf"\b(next )?({'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b\.?")


def _days(typed: Typed) -> Iterator[tuple[Sequence[date], Typed]]:
    """Days that it may mean, with what is left of it; no day at all last."""
    readers = (_iso, _named_month, _in_days, _numbers, _from_now, _weekday)
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
    if found is None or ("." in found[0] and not found[3] and not found[0].endswith(".")):
        return None
    one, two = int(found[1]), int(found[2])
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
    """Those that there are."""
    days = []
    for year, month, day in parts:
        with suppress(ValueError):
            days.append(date(year, month, day))
    return days


# --- times ---------------------------------------------------------------------------------------------------------

_HALVES = re.compile(r"\b(\d{1,2}) (y media|y cuarto|menos cuarto)\b ?(am|pm)?")
_HALF_PAST = re.compile(r"\b(half past|quarter past|quarter to) (\d{1,2})\b ?(am|pm)?")
_TIME = re.compile(r"\b(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})? ?(am|pm|h|hs|hrs|horas|hours)?\b")
_HALF_DAYS = ("am", "pm")
_MINUTES = {
    "y media": 30,
    "y cuarto": 15,
    "menos cuarto": -15,
    "half past": 30,
    "quarter past": 15,
    "quarter to": -15,
}


def _clocks(typed: Typed) -> Iterator[tuple[_Clock | None, str]]:
    """The time in what is left, with what is then left of it."""
    text = typed.text
    for name, (hour, minute) in TIMES.items():
        if (found := re.search(rf"\b{name}\b", text)) is not None:
            yield (hour, minute, False), text[: found.start()] + text[found.end() :]
            return
    if (found := _HALVES.search(text)) is not None:
        clock = _clock(found[1], _MINUTES[found[2]], found[3] or typed.half)
    elif (found := _HALF_PAST.search(text)) is not None:
        clock = _clock(found[2], _MINUTES[found[1]], found[3] or typed.half)
    elif (found := _TIME.search(text)) is not None:
        clock = _clock(found[1], int(found[2] or 0), _half(found[3]) or typed.half)
    else:
        yield None, text
        return
    if clock is not None:
        yield clock, text[: found.start()] + " " + text[found.end() :]


def _half(unit: str | None) -> str:
    return unit if unit in _HALF_DAYS else ""


def _clock(hour_typed: str, minutes: int, half: str) -> _Clock | None:
    hour, minute = int(hour_typed) - (minutes < 0), minutes % 60
    if half in _HALF_DAYS and 0 <= hour <= 12:
        return (hour % 12 + (12 if half == "pm" else 0), minute, False)
    if not 0 <= hour <= 23 or minutes >= 60:
        return None
    # 08:30 is on a clock of 24 hours; 8 and 8:30 may be on one of twelve.
    return (hour, minute, not half and 1 <= hour <= 11 and not hour_typed.startswith("0"))


# --- both together -------------------------------------------------------------------------------------------------


def _joined(days: Sequence[date], clock: _Clock | None, typed: Typed) -> Sequence[datetime]:
    """Each day with each time that it may be; of a day without a year, the first that is still to come."""
    if clock is None and not days:
        return ()
    times = [USUAL_TIME] if clock is None else _times(clock)
    if not days:
        today = typed.wall.date()
        days = (today, today + timedelta(days=1))
    readings = [[datetime.combine(day, one) for day in days] for one in times]
    return [_coming(reading, typed.wall) for reading in readings]


def _times(clock: _Clock) -> list[time]:
    hour, minute, is_open = clock
    morning = time(hour, minute)
    return [time(hour + 12, minute), morning] if is_open else [morning]


def _coming(days: Sequence[datetime], wall: datetime) -> datetime:
    return next((when for when in days if when > wall), days[-1])


def suggestions(wall: datetime) -> Sequence[datetime]:
    """The evenings of the coming week, for who has not typed anything yet."""
    evenings = (datetime.combine(wall.date() + timedelta(days=ahead), USUAL_TIME) for ahead in range(8))
    return tuple(evening for evening in evenings if evening > wall)[:7]
