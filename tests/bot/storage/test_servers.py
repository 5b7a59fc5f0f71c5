"""The servers' book on both databases: what is chosen, who is kept out, and who changed it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import delete, func, select

from bot.quiz.ports import JournalDownError
from bot.secret import Secret
from bot.servers.changes import Blocking, Change
from bot.servers.choices import Choices, Server, Setting
from bot.storage.database import Database
from bot.storage.forgetting import Forgetting
from bot.storage.servers import ServerBook
from bot.storage.tables.servers import blocks, changed_people, changes
from tests.bot.quiz.fakes import ANA, GUILD, HOST, LUIS, MIA, NOON

LONG_AGO = NOON - timedelta(days=400)
OTHER = GUILD + 1


@pytest.fixture
def book(database: Database) -> ServerBook:
    return ServerBook(database)


def chosen(setting: Setting, new: str, old: str = "", minutes: int = 0) -> Change:
    return Change(setting, ANA, NOON + timedelta(minutes=minutes), old, new)


def blocking(what: Blocking, whom: int, minutes: int = 0) -> Change:
    return Change(what, ANA, NOON + timedelta(minutes=minutes), whom=whom)


async def test_what_was_chosen_last_is_chosen(book: ServerBook) -> None:
    assert await book.servers() == {}
    await book.choose(GUILD, chosen(Setting.LANGUAGE, "en"))
    await book.choose(GUILD, chosen(Setting.LANGUAGE, "es", "en"))
    await book.choose(GUILD, chosen(Setting.CHANNELS, "7 9"))
    await book.choose(OTHER, chosen(Setting.HOST_ROLE, str(2**62)))
    assert await book.servers() == {
        GUILD: Server(Choices(language="es", channels=(7, 9))),
        OTHER: Server(Choices(host_role=2**62)),
    }


async def test_who_is_blocked_stays_so_until_unblocked(book: ServerBook) -> None:
    assert await book.block(GUILD, blocking(Blocking.BLOCK, LUIS))
    assert not await book.block(GUILD, blocking(Blocking.BLOCK, LUIS, 5))
    assert await book.block(GUILD, blocking(Blocking.BLOCK, MIA, 1))
    assert await book.servers() == {GUILD: Server(blocked={LUIS: NOON, MIA: NOON + timedelta(minutes=1)})}
    assert not await book.block(OTHER, blocking(Blocking.UNBLOCK, LUIS))
    assert await book.block(GUILD, blocking(Blocking.UNBLOCK, LUIS, 2))
    assert list((await book.servers())[GUILD].blocked) == [MIA]


async def test_what_was_changed_is_told_the_latest_first(book: ServerBook) -> None:
    told = [
        chosen(Setting.LANGUAGE, "en"),
        chosen(Setting.LANGUAGE, "es", "en", 1),
        blocking(Blocking.BLOCK, LUIS, 2),
        blocking(Blocking.UNBLOCK, LUIS, 3),
    ]
    for change in told:
        await (book.choose if isinstance(change.what, Setting) else book.block)(GUILD, change)
    await book.block(GUILD, blocking(Blocking.UNBLOCK, LUIS, 4))
    await book.choose(OTHER, chosen(Setting.LANGUAGE, "en"))
    assert list(await book.history(GUILD, LONG_AGO, 10)) == told[::-1]
    assert list(await book.history(GUILD, LONG_AGO, 2, 1)) == told[1:3][::-1]
    assert list(await book.history(GUILD, NOON + timedelta(minutes=3), 10)) == told[3:]


async def test_what_is_old_is_forgotten_with_whom_it_was_about(book: ServerBook, database: Database) -> None:
    await book.block(GUILD, blocking(Blocking.BLOCK, LUIS))
    await book.block(GUILD, blocking(Blocking.BLOCK, MIA, 2))
    await book.forget_before(NOON + timedelta(minutes=1))
    assert [change.whom for change in await book.history(GUILD, LONG_AGO, 10)] == [MIA]
    for table in (changes, changed_people):
        assert [tuple(row) for row in await database.rows(select(func.count()).select_from(table))] == [(1,)]
    assert set((await book.servers())[GUILD].blocked) == {LUIS, MIA}


async def test_of_somebody_who_wants_to_be_forgotten_nobody_is_named(book: ServerBook, database: Database) -> None:
    await book.block(GUILD, blocking(Blocking.BLOCK, LUIS))
    async with database.writing() as connection:
        await connection.execute(delete(changed_people).where(changed_people.c.person == LUIS))
    assert [change.whom for change in await book.history(GUILD, LONG_AGO, 10)] == [None]


async def test_whom_a_forgotten_organiser_blocked_is_not_taken_for_whom_the_next_one_does(
    book: ServerBook, database: Database
) -> None:
    await book.block(GUILD, blocking(Blocking.BLOCK, LUIS))
    forgetting = Forgetting(database, Random(7))
    await forgetting.wish(ANA)
    await forgetting.carry_out()
    after = Change(Blocking.BLOCK, HOST, NOON, whom=MIA)
    await book.block(GUILD, after)
    assert await book.history(GUILD, LONG_AGO, 10) == (after,)


@pytest.fixture
async def closed(file_url: Secret) -> AsyncIterator[ServerBook]:
    """A book whose database has gone."""
    async with Database.opened(file_url) as database, database.writing() as connection:
        await connection.execute(delete(blocks))
        await connection.exec_driver_sql("DROP TABLE server_changes")
    async with Database.opened(file_url) as database:
        yield ServerBook(database)


async def test_a_change_that_cannot_be_noted_is_not_made(closed: ServerBook) -> None:
    with pytest.raises(JournalDownError):
        await closed.choose(GUILD, chosen(Setting.LANGUAGE, "es"))
    with pytest.raises(JournalDownError):
        await closed.block(GUILD, blocking(Blocking.BLOCK, LUIS))
    assert await closed.servers() == {}
