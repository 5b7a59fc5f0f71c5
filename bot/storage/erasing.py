"""Erasing a server: what was stored of it and in it goes, a step a transaction, however often we die.

One that the bot has left is erased after a month, unless the bot returns; one whose organisers want it, at once.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Table, delete, exists, or_, select, text, tuple_, union
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.belonging import ERASURES, OF_A_QUIZ, with_guild
from bot.storage.database import Database
from bot.storage.forgetting import leave_no_trace
from bot.storage.journal import Shards
from bot.storage.periods import from_ms, to_ms
from bot.storage.tables.privacy import erasures
from bot.storage.tables.quizzes import asked, heights, marks, quizzes, totals

KEPT_FOR = timedelta(days=30)
# A transaction has to be done in two seconds, on a small machine and beside everything else.
_ROWS_AT_ONCE = 2_000
_QUIZZES_AT_ONCE = 100
# A server's shard is what is left of its id without its last 22 bits (docs, events/gateway.mdx, "Sharding").
_SHARD_BITS = 22
# A server with rows in one of these has others in `quizzes` or in another table: they need not be read for servers.
_LARGE = frozenset({asked, heights, marks, totals})

_LEAVE = text(
    "INSERT INTO erasures (guild, due_ms, is_wanted) VALUES (:guild, :due_ms, false) ON CONFLICT (guild) DO NOTHING"
)
_WANT = text(
    "INSERT INTO erasures (guild, due_ms, is_wanted) VALUES (:guild, :due_ms, true)"
    " ON CONFLICT (guild) DO UPDATE SET due_ms = excluded.due_ms, is_wanted = excluded.is_wanted"
)
_ROWS = tuple(column for table, column in with_guild().items() if table not in ERASURES)
_STORED = union(*(select(column) for column in _ROWS if column.table not in _LARGE))


@dataclass(frozen=True, slots=True)
class Compared:
    """How many servers are stored that the bot is not in, and how many it is in again."""

    left: int
    returned: int


@dataclass(frozen=True, slots=True)
class Erased:
    """What is gone, and when there is more to do."""

    guilds: tuple[int, ...]
    due: datetime | None


class Erasing:
    """Keeps which servers are to be erased, and erases them. Several processes may do so, each with its `shards`.

    Raises `JournalDownError`.
    """

    def __init__(self, database: Database, shards: Shards) -> None:
        self._database = database
        self._shards = shards

    # --- who has left, and who is back -----------------------------------------------------------------------------

    async def left(self, guilds: Iterable[int], now: datetime) -> None:
        """The bot is in these no more: they are erased in a month. Who was noted before keeps their moment."""
        rows = [{"guild": guild, "due_ms": to_ms(now + KEPT_FOR)} for guild in sorted(guilds)]
        if rows:
            async with self._database.writing() as connection:
                await connection.execute(_LEAVE, rows)

    async def returned(self, guilds: Collection[int]) -> int:
        """The bot is in these: nothing of them is erased, unless their organisers want it. How many had been left."""
        noted = [row.guild for row in await self._rows() if not row.is_wanted and row.guild in guilds]
        if noted:
            back = delete(erasures).where(erasures.c.guild.in_(noted), ~erasures.c.is_wanted)
            async with self._database.writing() as connection:
                await connection.execute(back)
        return len(noted)

    async def compare(self, present: Collection[int], now: datetime) -> Compared:
        """`present` are all servers of our shards that the bot is in."""
        stored = {row[0] for row in await self._database.rows(_STORED)}
        gone = [guild for guild in stored if self._is_ours(guild) and guild not in present]
        returned = await self.returned(present)
        await self.left(gone, now)
        return Compared(len(gone), returned)

    # --- erasing ---------------------------------------------------------------------------------------------------

    async def is_playing(self, guild: int) -> bool:
        """Whether a quiz runs there: it has its log in memory, too."""
        running = select(quizzes.c.quiz).where(quizzes.c.guild == guild, quizzes.c.is_open).limit(1)
        return bool(await self._database.rows(running))

    async def want(self, guild: int, now: datetime) -> None:
        """Its organisers want everything of it erased. Stored on return."""
        async with self._database.writing() as connection:
            await connection.execute(_WANT, {"guild": guild, "due_ms": to_ms(now)})

    async def carry_out(self, now: datetime, present: Collection[int]) -> Erased:
        """Erase what is due, of servers that the bot is not in or whose organisers want it."""
        ready = [row for row in await self._rows() if row.is_wanted or row.guild not in present]
        due = [row.guild for row in ready if row.due_ms <= to_ms(now)]
        for guild in due:
            await self._erase(guild)
        waiting = [row.due_ms for row in ready if row.guild not in due]
        return Erased(tuple(due), from_ms(min(waiting)) if waiting else None)

    async def _rows(self) -> Sequence[Row[Any]]:
        found = await self._database.rows(select(erasures).order_by(erasures.c.due_ms, erasures.c.guild))
        return [row for row in found if self._is_ours(row.guild)]

    def _is_ours(self, guild: int) -> bool:
        return (guild >> _SHARD_BITS) % self._shards.count in self._shards.ids

    async def _erase(self, guild: int) -> None:
        """Quizzes first: from then on nobody can add to them. Whatever is begun meanwhile goes, too: all over again."""
        is_done = False
        while not is_done:
            await self._erase_quizzes(guild)
            for table in with_guild():
                if table is not quizzes and table not in ERASURES:
                    await self._erase_rows(table, guild)
            is_done = await self._finish(guild)

    async def _erase_quizzes(self, guild: int) -> None:
        some = select(quizzes.c.quiz).where(quizzes.c.guild == guild).limit(_QUIZZES_AT_ONCE)
        while found := await self._database.rows(some):
            for row in found:
                async with self._database.writing() as connection:
                    await _erase_quiz(connection, row.quiz)

    async def _erase_rows(self, table: Table, guild: int) -> None:
        """Some at a time, as many as there are."""
        key = tuple_(*table.primary_key)
        some = select(*table.primary_key).where(table.c.guild == guild).limit(_ROWS_AT_ONCE)
        count = _ROWS_AT_ONCE
        while count >= _ROWS_AT_ONCE:
            async with self._database.writing() as connection:
                await leave_no_trace(connection)
                count = (await connection.execute(delete(table).where(key.in_(some)))).rowcount

    async def _finish(self, guild: int) -> bool:
        async with self._database.writing() as connection:
            left = or_(*(exists().where(column == guild) for column in _ROWS))
            if (await connection.execute(select(left))).scalar_one():
                return False
            await connection.execute(delete(erasures).where(erasures.c.guild == guild))
            return True


async def _erase_quiz(connection: AsyncConnection, quiz: int) -> None:
    """The quiz is locked first: whoever is storing something in it is done before, or comes too late."""
    await leave_no_trace(connection)
    await connection.execute(select(quizzes.c.quiz).where(quizzes.c.quiz == quiz).with_for_update())
    for table, column in OF_A_QUIZ.items():
        await connection.execute(delete(table).where(column == quiz))
    await connection.execute(delete(quizzes).where(quizzes.c.quiz == quiz))
