"""Who needs how much time, as it is stored."""

from collections.abc import Mapping

from sqlalchemy import delete, select, text

from bot.storage.database import Database
from bot.storage.tables.paces import paces

_ALL = select(paces.c.person, paces.c.percent)
# One statement, which both databases take: whoever chooses twice at once keeps the later choice whole.
_KEEP = text(
    "INSERT INTO paces (person, percent) VALUES (:person, :percent)"
    " ON CONFLICT (person) DO UPDATE SET percent = excluded.percent"
)


class PaceBook:
    """Reads and keeps it. Everything raises `JournalDownError` when that is not possible."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def everybody(self) -> Mapping[int, int]:
        """The percent of each person who has chosen extra time."""
        return {row.person: row.percent for row in await self._database.rows(_ALL)}

    async def keep(self, person: int, percent: int) -> None:
        """From now on `person` has `percent` of the usual time."""
        async with self._database.writing() as connection:
            await connection.execute(_KEEP, {"person": person, "percent": percent})

    async def forget(self, person: int) -> None:
        """From now on `person` has the usual time, and nothing about it is stored."""
        async with self._database.writing() as connection:
            await connection.execute(delete(paces).where(paces.c.person == person))
