"""One database, SQLite or PostgreSQL: opened by its address with its tables in their newest form, and closed again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import Executable, Row
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.secret import Secret
from bot.storage.address import Address
from bot.storage.engines import BEGIN, make_engine, make_reader, prepare
from bot.storage.faults import LIMIT_SECONDS, told_as_down, told_to_operator
from bot.storage.group_commit import GroupCommit
from bot.storage.postgres_writer import PostgresWriter
from bot.storage.sqlite_writer import SqliteWriter
from bot.storage.storing import Append


class Database:
    """Reads and writes. Everything raises `JournalDownError` when that is not possible, in good time."""

    def __init__(self, address: Address, engine: AsyncEngine, reader: AsyncEngine, answers: GroupCommit) -> None:
        self.address = address
        self._engine = engine
        self._reader = reader
        self._answers = answers

    @classmethod
    @asynccontextmanager
    async def opened(cls, url: Secret) -> AsyncIterator["Database"]:
        """The database at `url`. Raises `StudyError` with what to do if it cannot be used."""
        address = Address(url)
        engine, reader = make_engine(address), make_reader(address)
        try:
            with told_to_operator(address):
                await prepare(address, engine)
            file = address.file
            writer = PostgresWriter(address) if file is None else SqliteWriter(address, file)
            database = cls(address, engine, reader, GroupCommit(writer))
            try:
                yield database
            finally:
                await database._answers.close()
        finally:
            await reader.dispose()
            await engine.dispose()

    def append(self, append: Append) -> Awaitable[None]:
        """Done when `append` is stored. Raises `NotOursError`, too."""
        return self._answers.submit(append)

    async def rows(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        """What one statement that only reads finds."""
        with told_as_down(self.address):
            async with asyncio.timeout(LIMIT_SECONDS):
                try:
                    return await self._rows(statement, values)
                except DBAPIError as fault:
                    if not fault.connection_invalidated:
                        raise
                # The server has been away since we last asked. The pool has let go of everything from before.
                return await self._rows(statement, values)

    async def _rows(self, statement: Executable, values: Mapping[str, Any] | None) -> Sequence[Row[Any]]:
        async with self._reader.connect() as connection:
            return (await connection.execute(statement, values)).all()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Everything read in here is as it was at one moment, however long it takes."""
        engine = self._engine
        if self.address.file is None:
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with told_as_down(self.address):
            async with engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction, committed at the end."""
        is_file = self.address.file is not None
        with told_as_down(self.address):
            # A file is written by one at a time; whoever waits here comes next, which SQLite itself does not promise.
            async with asyncio.timeout(LIMIT_SECONDS), self._answers.turn if is_file else nullcontext():
                engine = self._engine.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
                async with engine.begin() as connection:
                    yield connection
