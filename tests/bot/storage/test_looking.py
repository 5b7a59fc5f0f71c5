"""A look at a database tells how old it is and what is wrong with it, and leaves it as it was."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import StudyError
from bot.secret import Secret
from bot.storage.database import Database
from bot.storage.looking import Age, Configured, configured, look
from tests.bot.storage.test_dailies import DAILY, kept


async def leave_as(url: Secret, version: str) -> None:
    """As if that version had used it last."""
    async with Database.opened(url) as database, database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


async def test_it_tells_how_old_a_database_is(new_url: Secret) -> None:
    assert await look(new_url) is Age.NEW
    async with Database.opened(new_url):
        pass
    assert await look(new_url) is Age.CURRENT
    await leave_as(new_url, "0001")
    assert await look(new_url) is Age.OLDER
    assert await look(new_url) is Age.OLDER


async def test_what_was_chosen_is_told(database: Database, url: Secret) -> None:
    await kept(database)
    async with database.writing() as connection:
        await connection.execute(text("INSERT INTO server_choices VALUES (7, 'quiz-channel', '70')"))
        await connection.execute(text("INSERT INTO server_choices VALUES (8, 'quiz-channel', '')"))
    assert await configured(url) == (
        Configured(DAILY.guild, DAILY.channel, is_daily=True),
        Configured(7, 70, is_daily=False),
    )


def test_nothing_is_made_where_there_is_nothing(tmp_path: Path) -> None:
    assert asyncio.run(look(Secret(f"sqlite:///{tmp_path}/none/x.db"))) is Age.NEW
    assert list(tmp_path.iterdir()) == []


async def test_what_is_wrong_is_told_with_what_to_do(tmp_path: Path, file_url: Secret) -> None:
    (tmp_path / "x.db").write_text("no database at all, but long enough to look like one" * 100)
    with pytest.raises(StudyError) as broken:
        await look(Secret(f"sqlite:///{tmp_path}/x.db"))
    assert broken.value.key == "storage.broken"
    async with Database.opened(file_url):
        pass
    await leave_as(file_url, "9999")
    with pytest.raises(StudyError) as newer:
        await look(file_url)
    assert newer.value.key == "storage.newer"
    with pytest.raises(StudyError) as away:
        await look(Secret("postgresql://ana:hunter22@127.0.0.1:1/x"))
    assert (away.value.key, "hunter22" in str(away.value)) == ("storage.unreachable", False)
