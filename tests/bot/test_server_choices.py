"""What servers have chosen, in memory: changed once it is stored, known while the database is down."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.books import Books
from bot.errors import StudyError
from bot.quiz.ports import JournalDownError
from bot.secret import Secret
from bot.server_choices import Servers
from bot.servers.choices import NOTHING_CHOSEN, Choices, Setting
from bot.storage.database import Database

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
GUILD, ANA, LUIS = 7, 1, 2


@pytest.fixture
def url(tmp_path: Path) -> Secret:
    return Secret(f"sqlite:///{tmp_path}/x.sqlite")


@asynccontextmanager
async def servers_at(url: Secret) -> AsyncIterator[Servers]:
    def fail(fault: StudyError) -> None:
        raise fault

    async with Books.kept(url, (), fail) as books:
        yield Servers(books)


async def test_what_was_chosen_is_known_after_a_restart(url: Secret) -> None:
    async with servers_at(url) as servers:
        await servers.choose(GUILD, Setting.LANGUAGE, "es", ANA, NOON)
        assert await servers.block(GUILD, LUIS, ANA, NOON)
        before = servers.of(GUILD)
        assert before.choices == Choices(language="es")
    async with servers_at(url) as servers:
        assert servers.of(GUILD) is NOTHING_CHOSEN
        await servers.read()
        assert servers.of(GUILD) == before
        assert servers.of(None) is servers.of(GUILD + 1) is NOTHING_CHOSEN


async def test_many_changes_at_once_all_count(url: Secret) -> None:
    async with servers_at(url) as servers:
        await asyncio.gather(
            *(servers.block(GUILD, person, ANA, NOON) for person in range(10, 20)),
            servers.choose(GUILD, Setting.LANGUAGE, "es", ANA, NOON),
            servers.choose(GUILD, Setting.HOST_ROLE, "5", ANA, NOON),
            servers.unblock(GUILD, 12, ANA, NOON),
        )
        known = servers.of(GUILD)
        assert (known.choices, set(known.blocked)) == (Choices(language="es", host_role=5), {*range(10, 20)} - {12})
        await servers.read()
        assert servers.of(GUILD) == known


async def test_the_same_again_is_no_change(url: Secret) -> None:
    async with servers_at(url) as servers:
        for _ in range(2):
            await servers.choose(GUILD, Setting.LANGUAGE, "es", ANA, NOON)
        assert [await servers.block(GUILD, LUIS, ANA, NOON) for _ in range(2)] == [True, False]
        assert [await servers.unblock(GUILD, LUIS, ANA, NOON) for _ in range(2)] == [True, False]
        assert len(await servers.history(GUILD, NOON, 10)) == 3


async def test_without_a_database_nothing_is_chosen_and_nothing_can_be() -> None:
    servers = Servers(Books())
    assert servers.of(GUILD) is NOTHING_CHOSEN
    for change in (
        servers.choose(GUILD, Setting.LANGUAGE, "es", ANA, NOON),
        servers.block(GUILD, LUIS, ANA, NOON),
        servers.unblock(GUILD, LUIS, ANA, NOON),
        servers.read(),
    ):
        with pytest.raises(JournalDownError):
            await change
    assert servers.of(GUILD) is NOTHING_CHOSEN


async def test_what_could_not_be_stored_is_not_chosen_and_what_is_stored_is_looked_at_again(url: Secret) -> None:
    async with servers_at(url) as servers:
        await servers.choose(GUILD, Setting.LANGUAGE, "es", ANA, NOON)
        async with Database.opened(url) as other, other.writing() as connection:
            await connection.execute(text("ALTER TABLE server_changes RENAME TO away"))
        with pytest.raises(JournalDownError):
            await servers.choose(GUILD, Setting.LANGUAGE, "en", ANA, NOON)
        assert servers.of(GUILD).choices.language == "es"
        async with Database.opened(url) as other, other.writing() as connection:
            await connection.execute(text("ALTER TABLE away RENAME TO server_changes"))
            await connection.execute(text("UPDATE server_choices SET value = 'en'"))
        await servers.read()
        assert servers.of(GUILD).choices.language == "en"
