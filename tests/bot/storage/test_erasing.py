"""A server is erased, when it is due and no other; whoever plays there meanwhile plays in vain."""

import asyncio
from datetime import timedelta

import pytest

from bot.quiz.ports import NotOursError
from bot.storage.database import Database
from bot.storage.erasing import KEPT_FOR, Compared, Erased, Erasing
from bot.storage.journal import Shards, StoredJournal
from bot.storage.privacy import PrivacyBook, Stored
from bot.storage.verifying import verify
from tests.bot.quiz.fakes import ANA, GUILD, LUIS, NOON
from tests.bot.storage.quizzes import add, answered, asked, opened, play, start

OTHER = GUILD + 1
SECOND_SHARD = GUILD + 2**22


@pytest.fixture
def journal(database: Database) -> StoredJournal:
    return StoredJournal(database)


@pytest.fixture
def erasing(database: Database) -> Erasing:
    return Erasing(database, Shards())


async def played(journal: StoredJournal, *guilds: int) -> None:
    for quiz, guild in enumerate(guilds, 1):
        await play(journal, [{ANA: True, LUIS: False}], quiz=quiz, event=opened(guild, quiz))
        await journal.release(quiz)


async def test_what_is_due_is_erased_and_nothing_else(
    database: Database, journal: StoredJournal, erasing: Erasing
) -> None:
    await played(journal, GUILD, OTHER)
    before = await PrivacyBook(database).of_server(OTHER)
    assert await erasing.compare({OTHER}, NOON) == Compared(1, 0)
    due = NOON + KEPT_FOR
    assert await erasing.carry_out(due - timedelta(seconds=1), {OTHER}) == Erased((), due)
    # A later look does not put it off.
    assert await erasing.compare({OTHER}, NOON + timedelta(days=9)) == Compared(1, 0)
    assert await erasing.carry_out(due, {OTHER}) == Erased((GUILD,), None)
    assert await PrivacyBook(database).of_server(GUILD) == Stored({})
    assert await PrivacyBook(database).of_server(OTHER) == before
    assert (await verify(database)).differences == []


async def test_whoever_returns_is_kept_unless_their_organisers_want_it(
    journal: StoredJournal, erasing: Erasing
) -> None:
    await played(journal, GUILD)
    await erasing.left([GUILD], NOON)
    assert await erasing.compare({GUILD}, NOON) == Compared(0, 1)
    assert await erasing.carry_out(NOON + KEPT_FOR, ()) == Erased((), None)
    # One that is in the list and among those that we are in: its return was not heard of.
    await erasing.left([GUILD], NOON)
    assert await erasing.carry_out(NOON + KEPT_FOR, {GUILD}) == Erased((), None)
    await erasing.want(GUILD, NOON)
    assert await erasing.compare({GUILD}, NOON) == Compared(0, 0)
    assert await erasing.carry_out(NOON, {GUILD}) == Erased((GUILD,), None)


async def test_each_process_minds_its_own_shards(database: Database, journal: StoredJournal) -> None:
    await played(journal, GUILD, SECOND_SHARD)
    first, second = (Erasing(database, Shards(2, (number,))) for number in (0, 1))
    assert await first.compare((), NOON) == Compared(1, 0)
    assert await second.carry_out(NOON + KEPT_FOR, ()) == Erased((), None)
    assert await first.carry_out(NOON + KEPT_FOR, ()) == Erased((GUILD,), None)
    assert (await PrivacyBook(database).of_server(SECOND_SHARD)).rows != {}


async def test_a_quiz_that_runs_all_the_same_is_played_in_vain(
    database: Database, journal: StoredJournal, erasing: Erasing
) -> None:
    game = await add(journal, await start(journal, event=opened(GUILD)), asked(1))
    assert await erasing.is_playing(GUILD)
    await erasing.want(GUILD, NOON)
    await erasing.carry_out(NOON, {GUILD})
    with pytest.raises(NotOursError):
        await add(journal, game, answered(ANA))
    assert await PrivacyBook(database).of_server(GUILD) == Stored({})
    assert not await erasing.is_playing(GUILD)


async def test_interrupted_it_is_finished_the_next_time(
    database: Database, journal: StoredJournal, erasing: Erasing
) -> None:
    await played(journal, *(GUILD,) * 4)
    await erasing.want(GUILD, NOON)
    for turns in (0, 10, 40):
        task = asyncio.create_task(erasing.carry_out(NOON, ()))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})
    await asyncio.gather(*(Erasing(database, Shards()).carry_out(NOON, ()) for _ in range(2)))
    assert await PrivacyBook(database).of_server(GUILD) == Stored({})
    assert (await verify(database)).differences == []
