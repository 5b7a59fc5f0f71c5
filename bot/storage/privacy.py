"""What is stored of somebody and of a server, in numbers; and who keeps off the boards."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, func, literal, select, text, union, union_all

from bot.storage.belonging import WISHES, of_people, of_servers
from bot.storage.database import Database
from bot.storage.tables.privacy import hidden
from bot.storage.tables.quizzes import quiz_people, quizzes, totals

_HIDE = text("INSERT INTO hidden (person, guild) VALUES (:person, :guild) ON CONFLICT DO NOTHING")
# Wherever they have points, whether they are still there or not.
_HIDE_EVERYWHERE = text(
    "INSERT INTO hidden (person, guild) SELECT DISTINCT person, guild FROM totals WHERE person = :person"
    " ON CONFLICT DO NOTHING"
)
_IS_HIDDEN = select(hidden.c.guild).where(hidden.c.person == bindparam("person"), hidden.c.guild == bindparam("guild"))
_ROWS_OF_PERSON = union_all(
    *(
        select(literal(table.name).label("name"), func.count().label("rows"))
        .select_from(table)
        .where(column == bindparam("person"))
        for table, column in of_people().items()
        if table not in WISHES
    )
)
# A quiz names whoever leads it, points are also earned outside of quizzes.
_SERVERS_OF_PERSON = select(func.count()).select_from(
    union(
        select(quizzes.c.guild)
        .join_from(quiz_people, quizzes, quiz_people.c.quiz == quizzes.c.quiz)
        .where(quiz_people.c.person == bindparam("person")),
        select(totals.c.guild).where(totals.c.person == bindparam("person")),
    ).subquery()
)
_ROWS_OF_SERVER = union_all(
    *(
        select(literal(table.name).label("name"), func.count().label("rows")).select_from(table).where(condition)
        for table, condition in of_servers(bindparam("guild")).items()
    )
)


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows there are in each table that holds any, and in how many servers somebody has played."""

    rows: Mapping[str, int]
    servers: int = 0


class PrivacyBook:
    """Raises `JournalDownError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_person(self, person: int) -> Stored:
        """What is stored of them in all servers."""
        rows = await self._database.rows(_ROWS_OF_PERSON, {"person": person})
        servers = await self._database.rows(_SERVERS_OF_PERSON, {"person": person})
        return Stored({row.name: row.rows for row in rows if row.rows}, int(servers[0][0]))

    async def of_server(self, guild: int) -> Stored:
        """What is stored of a server and of what happened there."""
        rows = await self._database.rows(_ROWS_OF_SERVER, {"guild": guild})
        return Stored({row.name: row.rows for row in rows if row.rows})

    async def is_hidden(self, person: int, guild: int) -> bool:
        """Whether they keep off the boards of that server."""
        return bool(await self._database.rows(_IS_HIDDEN, {"person": person, "guild": guild}))

    async def hide(self, person: int, guild: int | None) -> None:
        """Keep them off the boards of a server, or of every server in which they have points by now."""
        statement, values = (_HIDE, {"guild": guild}) if guild is not None else (_HIDE_EVERYWHERE, {})
        async with self._database.writing() as connection:
            await connection.execute(statement, {"person": person, **values})

    async def show(self, person: int, guild: int | None) -> None:
        """Show them on the boards again, of a server or of all."""
        showing = delete(hidden).where(hidden.c.person == person)
        async with self._database.writing() as connection:
            await connection.execute(showing if guild is None else showing.where(hidden.c.guild == guild))
