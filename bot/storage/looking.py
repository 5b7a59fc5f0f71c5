"""A look at a database that changes nothing: can it be used, and which version has used it last?"""

import asyncio
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import asyncpg
from alembic.script import ScriptDirectory
from sqlalchemy import select

from bot.daily.daily import State
from bot.errors import NotConfigured
from bot.secret import Secret
from bot.servers.choices import Setting
from bot.storage.address import Address
from bot.storage.database import Database
from bot.storage.faults import BUSY_SECONDS, LIMIT_SECONDS, for_operator, told_to_operator
from bot.storage.migrating import MIGRATIONS
from bot.storage.tables.dailies import dailies
from bot.storage.tables.servers import choices

_TABLE = "alembic_version"
_VERSIONS = f"SELECT version_num FROM {_TABLE}"  # noqa: S608 - Alembic's own table, no values


class Age(StrEnum):
    """Nobody has used it yet, an older version has, or this one."""

    NEW = "new"
    OLDER = "older"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Configured:
    """A channel that somebody has chosen for something: for quizzes, or for a daily post."""

    guild: int
    channel: int
    is_daily: bool


async def look(url: Secret) -> Age:
    """Nothing is made, changed or brought up to date. Raises `StudyError` with what to do if it cannot be used."""
    address = Address(url)
    with told_to_operator(address):
        if address.file is None:
            found = await _on_server(address)
        else:
            found = await asyncio.to_thread(_in_file, address, address.file.absolute())
    return _age(found)


async def configured(url: Secret) -> Sequence[Configured]:
    """All channels that were chosen, in a database that is current."""
    posting = select(dailies.c.guild, dailies.c.channel)
    posting = posting.where(dailies.c.state == State.ON).order_by(dailies.c.channel)
    playing = select(choices.c.guild, choices.c.value)
    playing = playing.where(choices.c.setting == Setting.QUIZ_CHANNEL).order_by(choices.c.guild)
    async with Database.opened(url) as database:
        with told_to_operator(database.address):
            posts = [Configured(row.guild, row.channel, is_daily=True) for row in await database.rows(posting)]
            quizzes = [
                Configured(row.guild, int(row.value), is_daily=False)
                for row in await database.rows(playing)
                if row.value
            ]
    return (*posts, *quizzes)


def _age(found: set[str]) -> Age:
    steps = ScriptDirectory(str(MIGRATIONS))
    if not found.issubset({step.revision for step in steps.walk_revisions()}):
        raise NotConfigured("storage.newer", found=", ".join(sorted(found)))
    if not found:
        return Age.NEW
    return Age.CURRENT if found == set(steps.get_heads()) else Age.OLDER


def _in_file(address: Address, file: Path) -> set[str]:
    if not file.exists():
        folder = next(each for each in file.parents if each.exists())
        if not os.access(folder, os.W_OK):
            raise for_operator(f"nobody may write in {folder}", address)
        return set()
    connection = sqlite3.connect(f"{file.as_uri()}?mode=rw", BUSY_SECONDS, isolation_level=None, uri=True)
    try:
        # What cannot be written to is told now, and not when somebody plays.
        connection.execute("BEGIN IMMEDIATE")
        is_ours = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_TABLE,)).fetchone()
        found = connection.execute(_VERSIONS).fetchall() if is_ours else []
        connection.execute("ROLLBACK")
    finally:
        connection.close()
    return {version for (version,) in found}


async def _on_server(address: Address) -> set[str]:
    connection = await asyncpg.connect(address.url.reveal(), timeout=LIMIT_SECONDS)
    try:
        is_ours = await connection.fetchval("SELECT to_regclass($1)::text", _TABLE, timeout=LIMIT_SECONDS)
        found = await connection.fetch(_VERSIONS, timeout=LIMIT_SECONDS) if is_ours else []
    finally:
        await connection.close(timeout=LIMIT_SECONDS)
    return {row["version_num"] for row in found}
