"""What is due for a night, and when: one thing at a time, from what is stored and what time it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from bot.nights.night import Night, Reason, State

DAY_BEFORE = timedelta(days=1)
SOON_BEFORE = timedelta(minutes=10)
# A reminder of a day before says nothing new an hour before; one of ten minutes before is too late at the start.
DAY_REMINDER_UNTIL = timedelta(hours=1)
# Who has just been told the time need not be reminded of it.
TOLD_LATELY = timedelta(hours=1)
# So long people wait for a night that is late: the bot was away, or its channel has another quiz.
MOST_LATE = timedelta(minutes=30)
WAITS_FOR_HOST = timedelta(minutes=15)
# While a night runs, how often to see whether it is over; and while another quiz is in its place.
LOOKS_AGAIN = timedelta(minutes=1)
LOOKS_FOR_ROOM = timedelta(seconds=15)


class Step(StrEnum):
    """What can be due."""

    LOBBY = "lobby"
    EVENT = "event"
    UPDATE_EVENT = "update-event"
    MOVED = "moved"
    DAY = "day"
    SOON = "soon"
    ASK = "ask"
    START = "start"
    CANCEL = "cancel"
    OPENING = "opening"
    BEGIN_EVENT = "begin-event"
    LOOK = "look"
    SAY_PAUSED = "say-paused"
    SAY_CANCELLED = "say-cancelled"
    END_EVENT = "end-event"
    SHOW = "show"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Task:
    """`step` is due; `key` is what it is claimed by, so that it is done once. Without a key it may be done again."""

    step: Step
    key: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing is due before `until`; None if not before something changes."""

    until: datetime | None


Due: TypeAlias = Task | Wait


def due(night: Night, now: datetime, shows_from: datetime | None = None) -> Due:
    """The first thing that is due for `night` at `now`. Its lobby is not edited before `shows_from`."""
    match night.state:
        case State.PLANNED:
            return _first(_planned(night, now, shows_from), now)
        case State.PAUSED:
            return _first(_paused(night), now)
        case State.STARTED:
            return _first(_started(night), now)
        case State.CANCELLED | State.OVER:
            return _first(_ending(night), now)
        case State.DRAFT | State.CLOSED:
            return Wait(None)


_Dated: TypeAlias = tuple[datetime | None, Task]
"""What is due from a moment on; None for what is due already."""


def _first(dated: Iterator[_Dated], now: datetime) -> Due:
    """The first task whose time has come, in their order; else the time of the next one."""
    waits: list[datetime] = []
    for at, task in dated:
        if at is None or at <= now:
            return task
        waits.append(at)
    return Wait(min(waits, default=None))


def _once(night: Night, step: Step, key: str) -> Iterator[_Dated]:
    if key not in night.done:
        yield None, Task(step, key)


def stamped(step: Step, moment: datetime) -> str:
    """A key for what is done once for each time at which a night was to begin."""
    return f"{step}.{int(moment.timestamp())}"


# --- before it begins ----------------------------------------------------------------------------------------------


def _planned(night: Night, now: datetime, shows_from: datetime | None) -> Iterator[_Dated]:
    begins = begins_at(night)
    if now > begins + MOST_LATE:
        yield None, Task(Step.CANCEL, reason=_why_late(night))
        return
    yield from _once(night, Step.LOBBY, night.lobby_key)
    yield from _once(night, Step.EVENT, night.event_key)
    if night.event and night.event_shows != night.revision:
        yield None, Task(Step.UPDATE_EVENT)
    if night.moved and night.people:
        yield from _once(night, Step.MOVED, f"{Step.MOVED}.{night.moved}")
    if night.shown != night.version:
        yield shows_from, Task(Step.SHOW)
    yield from _reminders(night, now)
    yield from _beginning(night, begins)


def begins_at(night: Night) -> datetime:
    """When it is to begin: at its time, or when its host wanted it, whichever is earlier."""
    planned = night.plan.starts_at
    return planned if night.wanted_at is None else min(planned, night.wanted_at)


def _reminders(night: Night, now: datetime) -> Iterator[_Dated]:
    """None for a time that is over, or that people have just been told."""
    starts = night.plan.starts_at
    if night.wanted_at is not None or not night.people:
        return
    for step, before, until in ((Step.DAY, DAY_BEFORE, DAY_REMINDER_UNTIL), (Step.SOON, SOON_BEFORE, timedelta())):
        at, key = starts - before, stamped(step, starts)
        is_news = step is Step.SOON or told_at(night) < at - TOLD_LATELY
        if key not in night.done and now < starts - until and is_news:
            yield at, Task(step, key)


def told_at(night: Night) -> datetime:
    """When people were last told the time: when it was planned, or moved."""
    moved = night.done.get(f"{Step.MOVED}.{night.moved}")
    return night.planned_at if moved is None else max(night.planned_at, moved.at)


def _beginning(night: Night, begins: datetime) -> Iterator[_Dated]:
    if night.people or night.wanted_at is not None:
        yield begins, Task(Step.START)
        return
    asked = night.done.get(stamped(Step.ASK, begins))
    if asked is None:
        yield begins, Task(Step.ASK, stamped(Step.ASK, begins))
    else:
        yield asked.at + WAITS_FOR_HOST, Task(Step.CANCEL, reason=Reason.NOBODY)


def _why_late(night: Night) -> Reason:
    begins = begins_at(night)
    if stamped(Step.ASK, begins) in night.done and not night.people:
        return Reason.NOBODY
    return Reason.BUSY if busy_key(night) in night.done else Reason.MISSED


def busy_key(night: Night) -> str:
    """Under which it is noted that people were told of another quiz in its place."""
    return f"busy.{int(begins_at(night).timestamp())}"


# --- without a channel, running, and after it ----------------------------------------------------------------------


def _paused(night: Night) -> Iterator[_Dated]:
    yield from _once(night, Step.SAY_PAUSED, f"{Step.SAY_PAUSED}.{night.revision}")
    yield begins_at(night) + MOST_LATE, Task(Step.CANCEL, reason=Reason.NO_PLACE)


def _started(night: Night) -> Iterator[_Dated]:
    yield from _once(night, Step.OPENING, Step.OPENING)
    if night.event:
        yield from _once(night, Step.BEGIN_EVENT, Step.BEGIN_EVENT)
    if night.shown != night.version:
        yield None, Task(Step.SHOW)
    yield None, Task(Step.LOOK)


def _ending(night: Night) -> Iterator[_Dated]:
    if night.state is State.CANCELLED:
        yield from _once(night, Step.SAY_CANCELLED, Step.SAY_CANCELLED)
    if night.event:
        yield from _once(night, Step.END_EVENT, Step.END_EVENT)
    if night.shown != night.version:
        yield None, Task(Step.SHOW)
    yield None, Task(Step.CLOSE)
