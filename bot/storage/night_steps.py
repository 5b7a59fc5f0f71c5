"""What is due for planned nights, and what was done: each step is claimed before it is done, and noted after."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text, update

from bot.nights.night import Night, State
from bot.storage.database import Database
from bot.storage.night_rows import LOOK_AGAIN, NEVER, NOW, OPEN, changed, is_in, to_moment
from bot.storage.periods import to_ms
from bot.storage.tables.nights import night_people, night_steps, nights

# A claim that is older was made by a process that is gone: no call to Discord takes so long.
CLAIM_LASTS = timedelta(seconds=45)
# Who began to plan and did not go on has forgotten it by now.
DRAFTS_LAST = timedelta(days=1)
# Who came is known for a while after a night, and then no more.
PEOPLE_LAST = timedelta(days=30)

_CLAIM = text(
    "INSERT INTO night_steps (night, step, guild, owner, claimed_ms, result)"
    " VALUES (:night, :step, :guild, :owner, :at_ms, 0)"
    " ON CONFLICT (night, step) DO UPDATE SET owner = excluded.owner, claimed_ms = excluded.claimed_ms"
    " WHERE night_steps.done_ms IS NULL"
    " AND (night_steps.owner = excluded.owner OR night_steps.claimed_ms < :lapsed_ms)"
    " RETURNING night"
)
_DONE = text(
    "INSERT INTO night_steps (night, step, guild, owner, claimed_ms, done_ms, result)"
    " VALUES (:night, :step, :guild, 0, :at_ms, :at_ms, :result)"
    " ON CONFLICT (night, step) DO UPDATE SET done_ms = excluded.done_ms, result = excluded.result"
)


class NightSteps:
    """Reads and writes. Everything raises `JournalDownError` when that is not possible."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- what is due -----------------------------------------------------------------------------------------------

    async def due(self, now: datetime, count: int) -> Sequence[int]:
        """The nights that are to be looked at, at most `count`."""
        looking = select(nights.c.night).where(nights.c.due_ms <= to_ms(now)).order_by(nights.c.due_ms).limit(count)
        return [row.night for row in await self._database.rows(looking)]

    async def next_due(self) -> datetime | None:
        """When there is one to be looked at."""
        found = await self._database.rows(select(func.min(nights.c.due_ms).label("at")))
        at = found[0].at
        return None if at is None or at >= NEVER else to_moment(at)

    async def all_due(self) -> None:
        """Look at each that is not closed: the bot has just started, and zones may have other rules than before."""
        alive = nights.c.state.not_in((State.DRAFT, State.CLOSED))
        await changed(self._database, update(nights).where(alive).values(due_ms=NOW))

    async def take(self, night: int, until: datetime) -> None:
        """It is being looked at; if nothing comes of that, it is due again at `until`."""
        await changed(self._database, update(nights).where(nights.c.night == night).values(due_ms=to_ms(until)))

    async def look_again(self, night: int, at: datetime | None, taken: datetime) -> None:
        """Not before `at`, unless it has changed since it was taken until `taken`."""
        same = update(nights).where(nights.c.night == night, nights.c.due_ms == to_ms(taken))
        await changed(self._database, same.values(due_ms=NEVER if at is None else to_ms(at)))

    # --- steps -----------------------------------------------------------------------------------------------------

    async def claim(self, night: Night, step: str, owner: int, at: datetime) -> datetime | None:
        """When the step was claimed before and perhaps done, if it is ours to do now; `at` if it never was.

        None if it is done already, or another process is at it. `owner` is this process's own number.
        """
        values = {
            "night": night.night,
            "step": step,
            "guild": night.guild,
            "owner": owner,
            "at_ms": to_ms(at),
            "lapsed_ms": to_ms(at - CLAIM_LASTS),
        }
        before = select(night_steps).where(night_steps.c.night == night.night, night_steps.c.step == step)
        async with self._database.writing() as connection:
            earlier = (await connection.execute(before)).one_or_none()
            if not (await connection.execute(_CLAIM, values)).all():
                return None
            return at if earlier is None else to_moment(earlier.claimed_ms)

    async def done(self, night: Night, step: str, result: int, at: datetime) -> None:
        """The step is done, and `result` came of it."""
        values = {"night": night.night, "step": step, "guild": night.guild, "result": result, "at_ms": to_ms(at)}
        async with self._database.writing() as connection:
            await connection.execute(_DONE, values)

    async def shows(self, night: Night) -> None:
        """Its lobby shows it as it is here."""
        showing = update(nights).where(nights.c.night == night.night)
        await changed(self._database, showing.values(shown=night.version, names=night.names))

    async def event_shows(self, night: int, revision: int) -> None:
        """The server's event shows that revision of the plan."""
        await changed(self._database, update(nights).where(nights.c.night == night).values(event_shows=revision))

    async def lobby_is_gone(self, night: int, number: int) -> None:
        """Its lobby, the one of that number, was deleted: it needs another."""
        gone = update(nights).where(nights.c.night == night, nights.c.lobbies == number)
        await changed(self._database, gone.values(lobbies=number + 1, due_ms=NOW))

    # --- where it stands -------------------------------------------------------------------------------------------

    async def started(self, night: int) -> None:
        """Its quiz is there."""
        await self._goes(night, State.PLANNED, State.STARTED)

    async def over(self, night: int) -> None:
        """Its quiz is over."""
        await self._goes(night, State.STARTED, State.OVER)

    async def close(self, night: int) -> None:
        """Nothing is left to do for it."""
        closing = update(nights).where(nights.c.night == night, is_in(State.CANCELLED, State.OVER))
        await changed(self._database, closing.values(state=State.CLOSED, due_ms=NEVER))

    async def _goes(self, night: int, before: State, after: State) -> None:
        going = update(nights).where(nights.c.night == night, is_in(before))
        await changed(self._database, going.values(state=after, **LOOK_AGAIN))

    async def notice_forgotten(self) -> None:
        """Whoever asked to be forgotten shall be in no lobby any more: look at those that name more than there are."""
        there = select(func.count()).where(night_people.c.night == nights.c.night).scalar_subquery()
        forgotten = (is_in(*OPEN), nights.c.shown == nights.c.version, nights.c.names > there)
        await changed(self._database, update(nights).where(*forgotten).values(LOOK_AGAIN))

    async def clear_up(self, now: datetime) -> None:
        """Forget drafts of yesterday, and who came to nights long over."""
        old = select(nights.c.night).where(is_in(State.DRAFT), nights.c.planned_ms < to_ms(now - DRAFTS_LAST))
        past = select(nights.c.night).where(is_in(State.CLOSED), nights.c.planned_ms < to_ms(now - PEOPLE_LAST))
        async with self._database.writing() as connection:
            for over in (old, past):
                await connection.execute(delete(night_people).where(night_people.c.night.in_(over)))
            await connection.execute(
                delete(nights).where(is_in(State.DRAFT), nights.c.planned_ms < to_ms(now - DRAFTS_LAST))
            )
