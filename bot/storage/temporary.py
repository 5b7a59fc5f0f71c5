"""A database to try something in, that nobody's scores are in and that is thrown away."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import asyncpg

from bot.secret import Secret
from bot.storage.address import Address
from bot.storage.database import Database
from bot.storage.faults import LIMIT_SECONDS, told_to_operator


@asynccontextmanager
async def temporary(url: Secret) -> AsyncIterator[Database]:
    """A database of the same kind as `url`: a file in a new folder, or a new schema on the same server.

    Raises `StudyError` if the server cannot be used.
    """
    address = Address(url)
    if address.file is not None:
        with TemporaryDirectory(prefix="studyhall-") as folder:
            async with Database.opened(Secret(f"sqlite:///{folder}/night.db")) as database:
                yield database
        return
    name = f"studyhall_night_{secrets.token_hex(6)}"
    await _run(address, f"CREATE SCHEMA {name}")
    try:
        async with Database.opened(_within(url, name)) as database:
            yield database
    finally:
        await _run(address, f"DROP SCHEMA {name} CASCADE")


async def _run(address: Address, statement: str) -> None:
    with told_to_operator(address):
        connection = await asyncpg.connect(address.url.reveal(), timeout=LIMIT_SECONDS)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


def _within(url: Secret, schema: str) -> Secret:
    """asyncpg hands on to the server what it does not know itself."""
    text = url.reveal()
    return Secret(f"{text}{'&' if urlsplit(text).query else '?'}search_path={schema}")
