"""The quizzes' logs in the database: `bot.quiz.ports.Journal`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from msgspec import MsgspecError
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.quiz.events import Entry, from_json
from bot.quiz.game import Game
from bot.quiz.ports import JournalDownError, NotOursError
from bot.storage.database import Database
from bot.storage.lines import append_of
from bot.storage.tables.quizzes import entries, processes, quiz_people, quizzes

# A server's shard is what is left of its id without its last 22 bits (docs, events/gateway.mdx, "Sharding").
_SHARD_PART = 2**22


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards of this process, of `count` in all: the servers whose quizzes it goes on with."""

    count: int = 1
    ids: Collection[int] = (0,)


_READ = (
    select(quizzes.c.owner, entries.c.line)
    .join_from(entries, quizzes, entries.c.quiz == quizzes.c.quiz)
    .where(entries.c.quiz == bindparam("quiz"))
    .order_by(entries.c.sequence)
)


class StoredJournal:
    """The journal of one process. Each has an epoch of its own: what an earlier one still writes is not taken.

    A process owns the quizzes that it opened or claimed, until another claims them. One that is over and released has
    no owner: anybody may read it, and nobody goes on with it.
    """

    def __init__(self, database: Database, shards: Shards = Shards()) -> None:
        self._database = database
        self._shards = shards
        self._epoch: int | None = None

    async def open(self, game: Game, opening: Sequence[Entry]) -> bool:
        """See `Journal`. A quiz that is there already is not opened again."""
        epoch = await self._own_epoch()
        rows = append_of(game, opening, epoch)
        quiz = {
            "quiz": game.quiz,
            "guild": game.opened.guild,
            "channel": game.opened.channel,
            "owner": epoch,
            "is_open": True,
        }
        try:
            async with self._database.writing() as connection:
                # The unique index on open quizzes' channels decides, whoever else opens one at the same time.
                await connection.execute(insert(quizzes), quiz)
                await connection.execute(insert(entries), _named(rows.lines, "quiz", "sequence", "line"))
                await connection.execute(insert(quiz_people), _named(sorted(set(rows.people)), "person", "quiz"))
        except JournalDownError as fault:
            if isinstance(fault.__cause__, IntegrityError):
                return False
            raise
        return True

    async def append(self, game: Game, added: Sequence[Entry]) -> None:
        """See `Journal`."""
        epoch = await self._own_epoch() if self._epoch is None else self._epoch
        await self._database.append(append_of(game, added, epoch))

    async def amend(self, game: Game, added: Sequence[Entry]) -> None:
        """See `Journal`."""
        await self._database.append(append_of(game, added, None))

    async def read(self, quiz: int) -> Sequence[Entry]:
        """See `Journal`."""
        found = await self._database.rows(_READ, {"quiz": quiz})
        if found and found[0].owner not in {None, self._epoch}:
            raise NotOursError
        try:
            return [from_json(row.line) for row in found]
        except MsgspecError as fault:
            raise JournalDownError(f"a line of quiz {quiz} cannot be read: {fault}") from fault

    async def claim(self) -> Sequence[int]:
        """See `Journal`."""
        epoch = await self._own_epoch()
        shard = quizzes.c.guild // _SHARD_PART % self._shards.count
        claiming = (
            update(quizzes)
            .where(quizzes.c.is_open, shard.in_(list(self._shards.ids)))
            .values(owner=epoch)
            .returning(quizzes.c.quiz)
        )
        async with self._database.writing() as connection:
            return sorted((await connection.execute(claiming)).scalars())

    async def release(self, quiz: int) -> None:
        """See `Journal`."""
        epoch = await self._own_epoch()
        releasing = update(quizzes).where(quizzes.c.quiz == quiz, quizzes.c.owner == epoch)
        async with self._database.writing() as connection:
            await connection.execute(releasing.values(owner=None, is_open=False))

    async def _own_epoch(self) -> int:
        if self._epoch is None:
            async with self._database.writing() as connection:
                drawn: int = (await connection.execute(insert(processes).returning(processes.c.epoch))).scalar_one()
            return self._keep(drawn)
        return self._epoch

    def _keep(self, drawn: int) -> int:
        """Two may have drawn at the same time: the first one's counts."""
        if self._epoch is None:
            self._epoch = drawn
        return self._epoch


def _named(rows: Sequence[Sequence[object]], *names: str) -> list[dict[str, object]]:
    return [dict(zip(names, row, strict=True)) for row in rows]
