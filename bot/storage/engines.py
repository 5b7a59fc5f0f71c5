"""How SQLAlchemy reaches a database, and what is done to one before it is used."""

import asyncio
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import URL, Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.storage.address import Address
from bot.storage.faults import BUSY_SECONDS, LIMIT_SECONDS
from bot.storage.migrating import migrate
from bot.storage.sqlite_writer import PRAGMAS

BEGIN = "sqlite_begin"
"""The option of a connection to SQLite that says how it begins a transaction."""

# As long as another process may take for its migrations.
_PREPARING_SECONDS = 60.0


def make_engine(address: Address, **options: Any) -> AsyncEngine:  # noqa: ANN401 - as SQLAlchemy takes them
    """Connects to nothing yet."""
    common = {"hide_parameters": True, "pool_timeout": LIMIT_SECONDS, **options}
    return _postgres(address, common) if address.file is None else _sqlite(address.file, common)


def make_reader(address: Address) -> AsyncEngine:
    """For single statements that only read: a transaction around them would take longer than they do."""
    return make_engine(address, isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True, pool_reset_on_return=None)


async def prepare(address: Address, engine: AsyncEngine) -> None:
    """Bring the tables to their newest form."""
    if address.file is not None:
        await asyncio.to_thread(_make_file, address.file)
    # Exclusively, so that of several processes one does it, and the others find it done.
    async with engine.execution_options(**{BEGIN: "BEGIN EXCLUSIVE"}).begin() as connection:
        await connection.run_sync(migrate)


def _postgres(address: Address, options: Mapping[str, Any]) -> AsyncEngine:
    async def connect() -> "asyncpg.Connection[asyncpg.Record]":
        return await asyncpg.connect(address.url.reveal(), timeout=LIMIT_SECONDS)

    return create_async_engine("postgresql+asyncpg://", async_creator=connect, **options)


def _sqlite(file: Path, options: Mapping[str, Any]) -> AsyncEngine:
    # A file that is gone is not made anew: that would be an empty one.
    url = URL.create("sqlite+aiosqlite", database=file.absolute().as_uri(), query={"uri": "true", "mode": "rw"})
    engine = create_async_engine(url, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None}, **options)
    event.listen(engine.sync_engine, "connect", _configure)
    if "isolation_level" not in options:
        event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _make_file(file: Path) -> None:
    """WAL is a property of the file. Two processes may be switching to it at once, which SQLite makes them wait for."""
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=_PREPARING_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _configure(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    """The driver is told to leave transactions to us: by itself it would begin them too late, and not exclusively."""
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))
