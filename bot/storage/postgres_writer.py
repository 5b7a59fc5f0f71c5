"""Writes groups of appends to PostgreSQL, over a connection of its own."""

import asyncio
from collections.abc import Sequence
from typing import TypeAlias

import asyncpg

from bot.storage.address import Address
from bot.storage.faults import LIMIT_SECONDS, told_as_down
from bot.storage.statements import ONLY_LINES, Rows, Statement
from bot.storage.storing import Append, Refused, columns, fates_of, steps

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class PostgresWriter:
    """Connects when there is something to write, and again after the connection was lost."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._connection: Connection | None = None

    async def write(self, appends: Sequence[Append]) -> Sequence[Refused | None]:
        """See `group_commit.Writer`."""
        with told_as_down(self._address):
            try:
                async with asyncio.timeout(LIMIT_SECONDS):
                    connection = await self._connected()
                    if _are_only_lines(appends):
                        return await _lines_taken(connection, appends)
                    async with connection.transaction():
                        return await _taken(connection, appends)
            except BaseException:
                self._drop()
                raise

    async def close(self) -> None:
        """See `group_commit.Writer`."""
        if self._connection is not None and not self._connection.is_closed():
            with told_as_down(self._address):
                await self._connection.close(timeout=LIMIT_SECONDS)

    async def _connected(self) -> Connection:
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(self._address.url.reveal())
        return self._connection

    def _drop(self) -> None:
        """The server rolls back what was not committed."""
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None


def _are_only_lines(appends: Sequence[Append]) -> bool:
    return all(append.is_only_lines for append in appends) and (
        len({append.quiz for append in appends}) == len(appends)
    )


async def _lines_taken(connection: Connection, appends: Sequence[Append]) -> Sequence[Refused | None]:
    """What `steps` does, where there is less to do; one statement is a transaction by itself."""
    states = await connection.fetch(
        ONLY_LINES,
        *columns([(append.quiz, append.epoch, append.first) for append in appends], 3),
        *columns([line for append in appends for line in append.lines], 3),
        *columns(sorted({row for append in appends for row in append.people}), 2),
    )
    return fates_of(appends, states)


async def _taken(connection: Connection, appends: Sequence[Append]) -> Sequence[Refused | None]:
    todo = steps(appends)
    returned: Rows | None = None
    while True:
        try:
            statement, rows = next(todo) if returned is None else todo.send(returned)
        except StopIteration as done:
            fates: Sequence[Refused | None] = done.value
            return fates
        returned = await _take(connection, statement, rows)


async def _take(connection: Connection, statement: Statement, rows: Rows) -> Rows:
    if not rows:
        return ()
    if statement.returns:
        found: Rows = await connection.fetch(statement.postgresql, *columns(rows, len(rows[0])))
        return found
    await connection.execute(statement.postgresql, *columns(rows, len(rows[0])))
    return ()
