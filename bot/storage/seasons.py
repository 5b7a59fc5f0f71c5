"""Seasons in the database: when each server's began and ended. Their boards are `scores.Board` with their period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.quiz.ports import JournalDownError
from bot.storage.database import Database
from bot.storage.periods import from_ms, season_period, to_ms
from bot.storage.scores import Board
from bot.storage.tables.take_homes import seasons
from bot.storage.totals import EVERYTHING

# Longer than anything may take to be stored (`faults.LIMIT_SECONDS`): so whatever is being stored when a season begins
# or ends is earlier than that by its own moment, and on one side of it whichever of the two is stored first.
SETTLING = timedelta(seconds=3)
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Season:
    """What a server plays for from a moment to another one; `ended_at` is None while it runs.

    `channel` is where its final board is told, in `language`.
    """

    id: int
    guild: int
    title: str
    started_at: datetime
    ended_at: datetime | None = None
    channel: int | None = None
    language: str | None = None

    def board(self, scope: str = EVERYTHING) -> Board:
        """Its points."""
        return Board(self.guild, season_period(self.id), scope)


_OF_GUILD = select(seasons).where(seasons.c.guild == bindparam("guild")).order_by(seasons.c.season.desc())
_RUNNING = _OF_GUILD.where(seasons.c.ended_ms.is_(None))
_ONE = _OF_GUILD.where(seasons.c.season == bindparam("season"))
_RECENT = _OF_GUILD.limit(bindparam("count"))
_TO_TELL = select(seasons).where(seasons.c.ended_ms.is_not(None), ~seasons.c.is_told).order_by(seasons.c.ended_ms)


class SeasonBook:
    """Everything raises `JournalDownError` when it is not possible."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(self, guild: int, title: str, now: datetime) -> Season | None:
        """Begin one in a moment; None if one runs already."""
        values = {"guild": guild, "title": title, "started_ms": to_ms(now + SETTLING), "is_told": False}
        try:
            async with self._database.writing() as connection:
                # The unique index on what runs decides, whoever else begins one at the same time.
                found = await connection.execute(insert(seasons).returning(seasons), values)
                return _season(found.one())
        except JournalDownError as fault:
            if isinstance(fault.__cause__, IntegrityError):
                return None
            raise

    async def end(self, season: Season, channel: int, language: str, now: datetime) -> Season | None:
        """End it in a moment, and have its board told in `channel`; None if it does not run."""
        ending = (
            update(seasons)
            .where(seasons.c.season == season.id, seasons.c.ended_ms.is_(None))
            .values(ended_ms=to_ms(now + SETTLING), channel=channel, language=language)
            .returning(seasons)
        )
        async with self._database.writing() as connection:
            row = (await connection.execute(ending)).one_or_none()
        return None if row is None else _season(row)

    async def told(self, season: int) -> None:
        """Its channel knows its final board, or cannot be told."""
        async with self._database.writing() as connection:
            await connection.execute(update(seasons).where(seasons.c.season == season).values(is_told=True))

    async def running(self, guild: int) -> Season | None:
        """The one that runs."""
        return await self._one(_RUNNING, guild=guild)

    async def find(self, guild: int, season: int) -> Season | None:
        """A server's, by its number."""
        return await self._one(_ONE, guild=guild, season=season)

    async def recent(self, guild: int, count: int = 25) -> Sequence[Season]:
        """A server's, the latest first."""
        return [_season(row) for row in await self._database.rows(_RECENT, {"guild": guild, "count": count})]

    async def to_tell(self) -> Sequence[Season]:
        """Those that have ended, or are about to, and whose final board is still to be told."""
        return [_season(row) for row in await self._database.rows(_TO_TELL)]

    async def _one(self, statement: Any, **values: int) -> Season | None:  # noqa: ANN401 - one of those above
        rows = await self._database.rows(statement, values)
        return _season(rows[0]) if rows else None


def _season(row: Row[Any]) -> Season:
    ended_at = None if row.ended_ms is None else from_ms(row.ended_ms)
    return Season(row.season, row.guild, row.title, from_ms(row.started_ms), ended_at, row.channel, row.language)
