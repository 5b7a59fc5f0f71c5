"""Planned nights as people make them: drafts, plans, who comes. Each change is one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import ColumnElement

from bot.nights.night import Night, Reason, State
from bot.nights.plan import Plan, to_json
from bot.storage.database import Database
from bot.storage.night_rows import LOOK_AGAIN, NEVER, NOW, OPEN, changed, is_in, row_of, whole
from bot.storage.periods import to_ms
from bot.storage.tables.nights import night_people, night_steps, nights

_JOIN = text(
    "INSERT INTO night_people (person, night, guild, is_host, team, joined_ms)"
    " SELECT :person, night, guild, :no, :team, :at_ms FROM nights WHERE night = :night"
    " ON CONFLICT (person, night) DO UPDATE SET team = excluded.team,"
    " joined_ms = COALESCE(night_people.joined_ms, excluded.joined_ms)"
)
_LEAD = text(
    "INSERT INTO night_people (person, night, guild, is_host) VALUES (:person, :night, :guild, :yes)"
    " ON CONFLICT (person, night) DO UPDATE SET is_host = excluded.is_host"
)


class NightBook:
    """Reads and writes. Everything raises `JournalDownError` when that is not possible."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- planning --------------------------------------------------------------------------------------------------

    async def keep_draft(self, draft: Night, changes: int | None = None) -> None:
        """Remember what somebody is about to plan; or how they are about to change the night `changes`."""
        lead = {"person": draft.host, "night": draft.night, "guild": draft.guild, "yes": True}
        async with self._database.writing() as connection:
            await connection.execute(insert(nights), row_of(draft) | {"changes": changes, "due_ms": NEVER})
            await connection.execute(_LEAD, lead)

    async def change_draft(self, night: int, plan: Plan, channel: int) -> bool:
        """Another plan in its place. False if it is no draft any more."""
        changing = update(nights).where(nights.c.night == night, is_in(State.DRAFT))
        return await changed(self._database, changing.values(plan=to_json(plan), zone=plan.zone, channel=channel))

    async def draft(self, night: int) -> tuple[Night, int | None] | None:
        """What somebody is about to plan, and the night that it changes. None if it is no draft any more."""
        found = await self._database.rows(select(nights).where(nights.c.night == night, is_in(State.DRAFT)))
        return (await whole(self._database, found[0]), found[0].changes) if found else None

    async def settle(self, night: int, at: datetime) -> bool:
        """The draft becomes a planned night. False if it is no draft any more: it is planned already, or forgotten."""
        settling = update(nights).where(nights.c.night == night, is_in(State.DRAFT), nights.c.changes.is_(None))
        values = {"state": State.PLANNED, "planned_ms": to_ms(at), "due_ms": NOW}
        return await changed(self._database, settling.values(values))

    async def apply(self, draft: Night, night: Night, *, is_moved: bool) -> bool:
        """The night gets the draft's plan and channel, and the draft is gone. False if it is not to come any more."""
        values: dict[str, Any] = {
            "plan": to_json(draft.plan),
            "zone": draft.plan.zone,
            "state": State.PLANNED,
            "revision": nights.c.revision + 1,
            "wanted_ms": None,
            **LOOK_AGAIN,
        }
        if is_moved:
            values["moved"] = nights.c.revision + 1
        if draft.channel != night.channel:
            values |= {"channel": draft.channel, "lobbies": nights.c.lobbies + 1}
        changing = update(nights).where(nights.c.night == night.night, is_in(*OPEN)).values(values)
        async with self._database.writing() as connection:
            if not (await connection.execute(changing.returning(nights.c.night))).all():
                return False
            if draft.channel != night.channel:  # a thread that is there already is in the other one
                await connection.execute(delete(night_steps).where(*_its_thread(night.night)))
            await connection.execute(delete(night_people).where(night_people.c.night == draft.night))
            await connection.execute(delete(nights).where(nights.c.night == draft.night))
            return True

    # --- people ----------------------------------------------------------------------------------------------------

    async def join(self, night: int, person: int, team: int | None, at: datetime) -> bool:
        """`person` comes, in that team. False if the night is not to come any more."""
        values = {"person": person, "night": night, "team": team, "at_ms": to_ms(at), "no": False}
        async with self._database.writing() as connection:
            if not await _touch(connection, night):
                return False
            await connection.execute(_JOIN, values)
            return True

    async def leave(self, night: int, person: int) -> bool:
        """`person` does not come after all. False if the night is not to come any more."""
        theirs = (night_people.c.night == night, night_people.c.person == person)
        async with self._database.writing() as connection:
            if not await _touch(connection, night):
                return False
            await connection.execute(delete(night_people).where(*theirs, night_people.c.is_host.is_(False)))
            await connection.execute(update(night_people).where(*theirs).values(team=None, joined_ms=None))
            return True

    # --- what becomes of it ----------------------------------------------------------------------------------------

    async def begin_early(self, night: int, at: datetime) -> bool:
        """Its host wants it to begin now. False if it is not waiting to begin."""
        wanting = update(nights).where(nights.c.night == night, is_in(State.PLANNED))
        values = {"wanted_ms": func.coalesce(nights.c.wanted_ms, to_ms(at)), "due_ms": NOW}
        return await changed(self._database, wanting.values(values))

    async def cancel(self, night: int, reason: Reason) -> bool:
        """It does not take place. False if it is not to come any more."""
        cancelling = update(nights).where(nights.c.night == night, is_in(*OPEN))
        values = {"state": State.CANCELLED, "reason": reason, **LOOK_AGAIN}
        return await changed(self._database, cancelling.values(values))

    async def pause(self, night: int, channel: int) -> bool:
        """It has lost its channel, if that still is `channel`."""
        pausing = update(nights).where(nights.c.night == night, is_in(State.PLANNED), nights.c.channel == channel)
        return await changed(self._database, pausing.values(state=State.PAUSED, **LOOK_AGAIN))

    async def event_again(self, night: int, number: int) -> bool:
        """Make the server's event anew, in place of the one of that number."""
        again = update(nights).where(nights.c.night == night, is_in(*OPEN), nights.c.events == number)
        return await changed(self._database, again.values(events=number + 1, event_shows=0, due_ms=NOW))

    async def event_back(self, night: int) -> bool:
        """The server's event is to show the plan again."""
        back = update(nights).where(nights.c.night == night, is_in(*OPEN))
        return await changed(self._database, back.values(event_shows=0, due_ms=NOW))

    # --- what there is ---------------------------------------------------------------------------------------------

    async def night(self, night: int) -> Night | None:
        """The night, unless it is a draft."""
        found = await self._database.rows(select(nights).where(nights.c.night == night, nights.c.state != State.DRAFT))
        return await whole(self._database, found[0]) if found else None

    async def coming(self, guild: int) -> Sequence[Night]:
        """The nights of a server that are still to come, or running, the next one first."""
        found = await self._database.rows(select(nights).where(nights.c.guild == guild, is_in(*OPEN, State.STARTED)))
        nights_found = [await whole(self._database, row) for row in found]
        return sorted(nights_found, key=lambda night: (night.plan.starts_at, night.night))

    async def in_channel(self, channel: int) -> Sequence[int]:
        """The nights that are to be in a channel."""
        found = select(nights.c.night).where(nights.c.channel == channel, is_in(State.PLANNED))
        return [row.night for row in await self._database.rows(found)]

    async def zone_of(self, guild: int) -> str | None:
        """The zone in which a night of this server was planned last."""
        last = (
            select(nights.c.zone)
            .where(nights.c.guild == guild, nights.c.state != State.DRAFT)
            .order_by(nights.c.planned_ms.desc())
            .limit(1)
        )
        found = await self._database.rows(last)
        return found[0].zone if found else None


def _its_thread(night: int) -> Sequence[ColumnElement[bool]]:
    return night_steps.c.night == night, night_steps.c.step == "thread"


async def _touch(connection: AsyncConnection, night: int) -> bool:
    """The lobby has something new to show, if it is there at all."""
    touching = update(nights).where(nights.c.night == night, is_in(*OPEN)).values(LOOK_AGAIN)
    return bool((await connection.execute(touching.returning(nights.c.night))).all())
