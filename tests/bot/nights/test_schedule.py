"""What is due for a night, and when."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from bot.nights.night import Coming, Done, Night, Reason, State
from bot.nights.plan import Plan
from bot.nights.schedule import Step, Task, Wait, due, stamped

STARTS = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
PLANNED = STARTS - timedelta(days=3)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
DAY, TEN_MINUTES = timedelta(days=1), timedelta(minutes=10)
PLAN = Plan(title="Night", wall=datetime(2026, 11, 26, 20, 0), zone="Europe/Madrid")  # noqa: DTZ001 - on a wall


def done(*keys: str, at: datetime = PLANNED) -> Mapping[str, Done]:
    return {key: Done(at, 1) for key in keys}


READY = Night(1, 2, 3, 4, State.PLANNED, PLAN, PLANNED, shown=1, event_shows=1, done=done("lobby.1", "event.1"))
WITH_PEOPLE = replace(READY, people=(Coming(5), Coming(6)))
REMINDED = replace(WITH_PEOPLE, done={**READY.done, **done(stamped(Step.DAY, STARTS), stamped(Step.SOON, STARTS))})


def step(night: Night, now: datetime) -> Step | datetime | None:
    """What is done at `now`, or until when we wait."""
    found = due(night, now)
    return found.step if isinstance(found, Task) else found.until


def test_it_is_announced_before_anything_else() -> None:
    new = replace(READY, done={})
    assert due(new, PLANNED) == Task(Step.LOBBY, "lobby.1")
    assert due(replace(new, done=done("lobby.1")), PLANNED) == Task(Step.EVENT, "event.1")
    assert due(READY, PLANNED) == Wait(STARTS)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (PLANNED, STARTS - DAY),
        (STARTS - DAY, Step.DAY),
        (STARTS - HOUR - MINUTE, Step.DAY),
        (STARTS - HOUR, STARTS - TEN_MINUTES),
        (STARTS - TEN_MINUTES, Step.SOON),
        (STARTS - MINUTE, Step.SOON),
        (STARTS, Step.START),
        (STARTS + 30 * MINUTE, Step.START),
        (STARTS + 31 * MINUTE, Step.CANCEL),
    ],
)
def test_each_thing_at_its_time_and_no_reminder_that_says_nothing_new(now: datetime, expected: Step | datetime) -> None:
    assert step(WITH_PEOPLE, now) == expected


def test_nobody_who_joined_is_reminded_twice_and_nobody_at_all_is_not_reminded() -> None:
    assert step(REMINDED, STARTS - TEN_MINUTES) == STARTS
    assert step(READY, STARTS - TEN_MINUTES) == STARTS


def test_who_was_told_the_time_an_hour_ago_is_not_reminded_of_tomorrow() -> None:
    late = replace(WITH_PEOPLE, planned_at=STARTS - DAY - 59 * MINUTE)
    assert step(late, STARTS - DAY) == STARTS - TEN_MINUTES
    moved = replace(WITH_PEOPLE, moved=2, done={**READY.done, **done("moved.2", at=STARTS - DAY - MINUTE)})
    assert step(moved, STARTS - DAY) == STARTS - TEN_MINUTES


def test_a_night_that_was_moved_reminds_of_its_new_time() -> None:
    later = msgspec.structs.replace(PLAN, wall=PLAN.wall + timedelta(days=7))
    moved = replace(REMINDED, plan=later, revision=2, moved=2)
    assert due(moved, STARTS) == Task(Step.UPDATE_EVENT)
    assert due(replace(moved, event_shows=2), STARTS) == Task(Step.MOVED, "moved.2")
    told = replace(moved, event_shows=2, done={**moved.done, **done("moved.2", at=STARTS)})
    assert step(told, STARTS) == STARTS + 6 * DAY
    assert step(told, STARTS + 7 * DAY - TEN_MINUTES) is Step.SOON


def test_its_host_may_want_it_earlier_and_then_nobody_is_reminded() -> None:
    wanted = replace(READY, wanted_at=STARTS - DAY)
    assert step(wanted, STARTS - DAY) is Step.START
    assert step(replace(WITH_PEOPLE, wanted_at=STARTS - DAY), STARTS - DAY) is Step.START
    assert due(wanted, STARTS - DAY + 31 * MINUTE) == Task(Step.CANCEL, reason=Reason.MISSED)


def test_nobody_has_joined() -> None:
    key = stamped(Step.ASK, STARTS)
    assert due(READY, STARTS) == Task(Step.ASK, key)
    asked = replace(READY, done={**READY.done, **done(key, at=STARTS + MINUTE)})
    assert due(asked, STARTS + 2 * MINUTE) == Wait(STARTS + 16 * MINUTE)
    assert due(asked, STARTS + 16 * MINUTE) == Task(Step.CANCEL, reason=Reason.NOBODY)
    assert step(replace(asked, people=(Coming(5),)), STARTS + 2 * MINUTE) is Step.START
    assert step(replace(asked, wanted_at=STARTS + 2 * MINUTE), STARTS + 2 * MINUTE) is Step.START
    assert due(asked, STARTS + 31 * MINUTE) == Task(Step.CANCEL, reason=Reason.NOBODY)


def test_why_it_is_too_late() -> None:
    late = STARTS + 31 * MINUTE
    assert due(REMINDED, late) == Task(Step.CANCEL, reason=Reason.MISSED)
    busy = replace(REMINDED, done={**REMINDED.done, **done(f"busy.{int(STARTS.timestamp())}")})
    assert due(busy, late) == Task(Step.CANCEL, reason=Reason.BUSY)


def test_a_lobby_is_edited_when_it_may_be_and_never_in_the_way_of_the_beginning() -> None:
    joined = replace(REMINDED, version=2)
    assert due(joined, PLANNED) == Task(Step.SHOW)
    assert due(joined, PLANNED, PLANNED + 4 * MINUTE) == Wait(PLANNED + 4 * MINUTE)
    assert step(joined, STARTS) is Step.SHOW
    assert due(joined, STARTS, STARTS + MINUTE) == Task(Step.START)


def test_without_a_channel_it_waits_until_it_is_too_late() -> None:
    paused = replace(REMINDED, state=State.PAUSED)
    assert due(paused, PLANNED) == Task(Step.SAY_PAUSED, "say-paused.1")
    told = replace(paused, done={**paused.done, **done("say-paused.1")})
    assert due(told, STARTS) == Wait(STARTS + 30 * MINUTE)
    assert due(told, STARTS + 30 * MINUTE) == Task(Step.CANCEL, reason=Reason.NO_PLACE)


def test_what_is_left_to_do_for_one_that_began_ended_or_was_called_off() -> None:
    def steps(night: Night) -> list[Step]:
        found: list[Step] = []
        while isinstance(task := due(night, STARTS), Task):
            found.append(task.step)
            if task.step in {Step.LOOK, Step.CLOSE}:
                return found
            night = replace(night, done={**night.done, **done(*filter(None, (task.key,)))})
            night = replace(night, shown=night.version) if task.step is Step.SHOW else night
        return found

    started = replace(REMINDED, state=State.STARTED, version=2)
    assert steps(started) == [Step.OPENING, Step.BEGIN_EVENT, Step.SHOW, Step.LOOK]
    assert steps(replace(started, state=State.OVER)) == [Step.END_EVENT, Step.SHOW, Step.CLOSE]
    assert steps(replace(started, state=State.CANCELLED)) == [
        Step.SAY_CANCELLED,
        Step.END_EVENT,
        Step.SHOW,
        Step.CLOSE,
    ]
    assert steps(replace(started, state=State.CLOSED)) == []
    assert steps(replace(started, state=State.DRAFT)) == []
