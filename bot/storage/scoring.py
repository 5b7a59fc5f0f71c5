"""Marks, and what was asked, stored in the transaction of something else: an answer outside a quiz."""

from collections.abc import Generator, Iterable, Iterator, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.statements import ADD_ASKED, Rows, Statement
from bot.storage.storing import columns, score
from bot.storage.totals import MarkRow

# SQLite takes 32,766 values in a statement (sqlite.org/limits.html, SQLITE_MAX_VARIABLE_NUMBER).
_MOST_VALUES = 32_000


async def add_marks(connection: AsyncConnection, marks: Sequence[MarkRow]) -> None:
    """Store `marks` with all sums over them; one that is there already counts no more."""
    await take(connection, score(marks))


async def add_asked(connection: AsyncConnection, asked: Iterable[tuple[int, str, int]]) -> None:
    """Store that servers were asked questions, each once in `asked`: server, the question's id, and when."""
    await _take(connection, ADD_ASKED, sorted(asked))


async def take(connection: AsyncConnection, steps: Generator[tuple[Statement, Rows], Rows, object]) -> None:
    """Take `steps`, as the writers of quizzes do, on a connection of SQLAlchemy's."""
    returned: Rows | None = None
    while True:
        try:
            statement, rows = next(steps) if returned is None else steps.send(returned)
        except StopIteration:
            return
        returned = await _take(connection, statement, rows)


async def _take(connection: AsyncConnection, statement: Statement, rows: Rows) -> Rows:
    found: list[Sequence[object]] = []
    for text, values in _calls(connection, statement, rows):
        result = await connection.exec_driver_sql(text, values)
        found += result.all() if statement.returns else []
    return found


def _calls(connection: AsyncConnection, statement: Statement, rows: Rows) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The statement as its driver takes it: on PostgreSQL all rows at once, with an array for each column of them.

    SQLite takes them at once too, where they are put into a table: each call is a journey to another thread and back.
    """
    if not rows:
        return
    if connection.dialect.name != "sqlite":
        yield statement.postgresql, tuple(list(column) for column in columns(rows, 0))
        return
    one = f"VALUES ({', '.join('?' for _ in rows[0])})"
    most = _MOST_VALUES // len(rows[0]) if one in statement.sqlite else 1
    for start in range(0, len(rows), most):
        some = rows[start : start + most]
        several = ", ".join([one, *([one.removeprefix("VALUES ")] * (len(some) - 1))])
        yield statement.sqlite.replace(one, several), tuple(value for row in some for value in row)
