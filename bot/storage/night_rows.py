"""Rows of planned nights, as what they mean."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Update, bindparam, select
from sqlalchemy.sql.elements import ColumnElement

from bot.nights.night import Coming, Done, Night, Reason, State
from bot.nights.plan import from_json, to_json
from bot.storage.database import Database
from bot.storage.periods import to_ms
from bot.storage.tables.nights import night_people, night_steps, nights

NEVER = 2**62
NOW = 0
# Its lobby has something new to show, and perhaps more is to be done.
LOOK_AGAIN: Mapping[str, Any] = {"version": nights.c.version + 1, "due_ms": NOW}
OPEN = (State.PLANNED, State.PAUSED)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PEOPLE = (
    select(night_people)
    .where(night_people.c.night == bindparam("night"))
    .order_by(night_people.c.joined_ms, night_people.c.person)
)
_STEPS = select(night_steps).where(night_steps.c.night == bindparam("night"), night_steps.c.done_ms.is_not(None))


async def whole(database: Database, row: Row[Any]) -> Night:
    """The night of a row, with its people and what was done for it."""
    values = {"night": row.night}
    return _night(row, await database.rows(_PEOPLE, values), await database.rows(_STEPS, values))


async def changed(database: Database, statement: Update) -> bool:
    """Whether there was a night to change."""
    async with database.writing() as connection:
        return bool((await connection.execute(statement.returning(nights.c.night))).all())


def is_in(*states: State) -> ColumnElement[bool]:
    """Nights that stand there."""
    return nights.c.state.in_(states)


def to_moment(at_ms: int) -> datetime:
    """A moment as it was stored."""
    return _EPOCH + timedelta(milliseconds=at_ms)


def row_of(night: Night) -> dict[str, Any]:
    counts = ("version", "shown", "revision", "event_shows", "lobbies", "events", "moved")
    return {
        "night": night.night,
        "guild": night.guild,
        "channel": night.channel,
        "state": night.state,
        "plan": to_json(night.plan),
        "zone": night.plan.zone,
        "planned_ms": to_ms(night.planned_at),
        **{name: getattr(night, name) for name in counts},
        "names": 0,
    }


def _night(row: Row[Any], people: Sequence[Row[Any]], steps: Sequence[Row[Any]]) -> Night:
    return Night(
        night=row.night,
        guild=row.guild,
        channel=row.channel,
        host=next((one.person for one in people if one.is_host), None),
        state=State(row.state),
        plan=from_json(row.plan),
        planned_at=to_moment(row.planned_ms),
        version=row.version,
        shown=row.shown,
        revision=row.revision,
        event_shows=row.event_shows,
        lobbies=row.lobbies,
        events=row.events,
        moved=row.moved,
        wanted_at=None if row.wanted_ms is None else to_moment(row.wanted_ms),
        reason=None if row.reason is None else Reason(row.reason),
        people=tuple(Coming(one.person, one.team) for one in people if one.joined_ms is not None),
        done={step.step: Done(to_moment(step.done_ms), step.result) for step in steps},
    )
