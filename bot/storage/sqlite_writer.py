"""Writes groups of appends to a SQLite file, in a thread of its own."""

import asyncio
import logging
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.storage.address import Address
from bot.storage.faults import BUSY_SECONDS, is_broken_file, told_as_down
from bot.storage.statements import Rows, Statement
from bot.storage.storing import Append, Refused, steps

_log = logging.getLogger(__name__)

# FULL: a commit that has returned survives a power cut, too.
PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON")


class SqliteWriter:
    """Opens the file when there is something to write, and again after it failed in a way that may be over then."""

    def __init__(self, address: Address, file: Path) -> None:
        self._address = address
        self._file = file
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="storage")
        self._connection: sqlite3.Connection | None = None
        self._has_warned = False

    async def write(self, appends: Sequence[Append]) -> Sequence[Refused | None]:
        """See `group_commit.Writer`."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._write, appends)

    async def close(self) -> None:
        """See `group_commit.Writer`."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._drop)
        self._thread.shutdown()

    def _write(self, appends: Sequence[Append]) -> Sequence[Refused | None]:
        with told_as_down(self._address):
            try:
                connection = self._connection or self._open()
                connection.execute("BEGIN IMMEDIATE")
                fates = _taken(connection, appends)
                connection.execute("COMMIT")
            except BaseException as fault:
                # A file that has room again, or was put back, is opened as a new one; that costs a millisecond.
                self._drop()
                self._warn(str(fault))
                raise
        return fates

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(f"{self._file.absolute().as_uri()}?mode=rw", BUSY_SECONDS, uri=True)
        connection.isolation_level = None
        self._connection = connection
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return connection

    def _warn(self, reason: str) -> None:
        """Once: everybody who presses something would find it out again."""
        if is_broken_file(reason) and not self._has_warned:
            self._has_warned = True
            _log.critical(
                "%s is damaged (%s). Nothing is stored. Stop the bot and restore a backup.", self._file, reason
            )

    def _drop(self) -> None:
        """Closing rolls back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _taken(connection: sqlite3.Connection, appends: Sequence[Append]) -> Sequence[Refused | None]:
    todo = steps(appends)
    returned: Rows | None = None
    while True:
        try:
            statement, rows = next(todo) if returned is None else todo.send(returned)
        except StopIteration as done:
            fates: Sequence[Refused | None] = done.value
            return fates
        returned = _take(connection, statement, rows)


def _take(connection: sqlite3.Connection, statement: Statement, rows: Rows) -> Rows:
    if statement.returns:
        return [found for row in rows for found in connection.execute(statement.sqlite, row)]
    connection.executemany(statement.sqlite, rows)
    return ()
