"""The journal's promises, on both databases."""

import asyncio

import pytest

from bot.quiz.events import Ended, EndReason, HostChanged, Paused, from_json
from bot.quiz.ports import JournalDownError, NotOursError
from bot.storage.database import Database
from bot.storage.journal import Shards, StoredJournal
from bot.storage.tables.quizzes import entries, quiz_people
from tests.bot.quiz.fakes import ANA, HOST, LUIS, MIA, NOON, QUIZ
from tests.bot.storage.quizzes import add, answered, asked, begun, close, grown, opened, play, start


@pytest.fixture
def journal(database: Database) -> StoredJournal:
    return StoredJournal(database)


async def test_what_was_appended_is_read_in_its_order(journal: StoredJournal) -> None:
    game, first = begun()
    assert await journal.open(game, first)
    game, second = grown(game, asked(), answered(ANA), answered(LUIS))
    await journal.append(game, second)
    game, third = grown(game, answered(MIA, press=2**63 - 1))
    await journal.append(game, third)
    assert await journal.read(QUIZ) == [*first, *second, *third]


async def test_a_quiz_that_was_never_opened_has_no_lines_and_takes_none(journal: StoredJournal) -> None:
    assert await journal.read(QUIZ) == []
    game, _ = begun()
    with pytest.raises(NotOursError):
        await add(journal, game, asked())


async def test_of_two_starts_in_one_channel_one_wins_whoever_makes_them(database: Database) -> None:
    journals = [StoredJournal(database) for _ in range(5)]
    games = [begun(quiz) for quiz in range(1, 6)]
    won = await asyncio.gather(*(journal.open(*game) for journal, game in zip(journals, games, strict=True)))
    assert sorted(won) == [False, False, False, False, True]
    logs = [await journal.read(quiz) for journal, quiz in zip(journals, range(1, 6), strict=True)]
    assert [bool(log) for log in logs] == won


async def test_a_channel_is_free_again_when_its_quiz_is_released(journal: StoredJournal) -> None:
    game = await start(journal)
    await add(journal, game, Ended(at=NOON, reason=EndReason.STOPPED, by=HOST))
    await journal.release(QUIZ)
    await journal.release(QUIZ)
    assert await journal.claim() == []
    assert len(await journal.read(QUIZ)) == 2
    assert not await journal.open(*begun(QUIZ))
    assert await journal.open(*begun(QUIZ + 1))


async def test_a_line_is_written_once(journal: StoredJournal) -> None:
    game = await start(journal)
    after, lines = grown(game, asked())
    await journal.append(after, lines)
    for stale in (lines, grown(after, answered(ANA), answered(LUIS))[1][1:]):
        with pytest.raises(JournalDownError):
            await journal.append(after, stale)
    assert len(await journal.read(QUIZ)) == 2


async def test_whoever_claims_last_goes_on_and_nobody_else(database: Database) -> None:
    first, second = StoredJournal(database), StoredJournal(database)
    game = await start(first)
    assert await first.claim() == [QUIZ]
    game = await add(first, game, asked())
    assert await second.claim() == [QUIZ]
    with pytest.raises(NotOursError):
        await first.read(QUIZ)
    with pytest.raises(NotOursError):
        await add(first, game, answered(ANA))
    await first.release(QUIZ)
    await add(second, game, answered(LUIS))
    assert await second.claim() == [QUIZ]
    assert len(await second.read(QUIZ)) == 3


async def test_a_process_goes_on_with_the_servers_of_its_shards(database: Database) -> None:
    opener = StoredJournal(database)
    for shard in range(4):
        await start(opener, shard + 1, opened(guild=(8 + shard) << 22 | 5, channel=shard))
    assert await StoredJournal(database, Shards(4, {1, 3})).claim() == [2, 4]
    assert await StoredJournal(database, Shards(4, {0, 2})).claim() == [1, 3]
    assert await opener.claim() == [1, 2, 3, 4]


async def test_many_quizzes_at_once_do_not_touch_each_other(database: Database) -> None:
    mine, theirs = StoredJournal(database), StoredJournal(database)
    games = [await start(mine, quiz, opened(channel=quiz)) for quiz in range(1, 31)]
    other = await start(theirs, 99, opened(channel=99))
    stale = grown(games[0], asked())
    games[0] = await add(mine, games[0], asked())

    async def answer_ten(place: int) -> None:
        games[place] = await add(mine, games[place], asked())
        for person in range(10):
            games[place] = await add(mine, games[place], answered(person))

    async def is_refused(journal: StoredJournal, fault: type[Exception]) -> None:
        with pytest.raises(fault):
            await journal.append(*(grown(other, asked()) if fault is NotOursError else stale))

    await asyncio.gather(
        *(answer_ten(place) for place in range(1, 30)),
        is_refused(mine, NotOursError),
        is_refused(mine, JournalDownError),
    )
    for place, game in enumerate(games):
        log = await mine.read(game.quiz)
        assert [entry.sequence for entry in log] == list(range(1, 13 if place else 3))


async def test_whoever_is_gone_before_the_answer_came_costs_nobody_anything(journal: StoredJournal) -> None:
    game = await start(journal)
    task = asyncio.create_task(add(journal, game, asked()))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task})
    game, lines = grown(game, *(entry.event for entry in (await journal.read(QUIZ))[1:]))
    assert len(await journal.read(QUIZ)) == game.sequence
    await add(journal, game, *([asked()] if not lines else [answered(ANA)]))


async def test_a_line_that_nobody_can_read_is_said_and_not_passed_over(database: Database) -> None:
    journal = StoredJournal(database)
    await start(journal)
    async with database.writing() as connection:
        await connection.execute(entries.update().values(line='{"quiz": 1'))
    with pytest.raises(JournalDownError, match="quiz 700"):
        await journal.read(QUIZ)


async def test_everybody_whom_a_log_names_is_found(database: Database) -> None:
    journal = StoredJournal(database)
    game = await play(journal, [{ANA: True}])
    game = await add(journal, game, asked(2), answered(LUIS, 2))
    game = await add(journal, game, Paused(at=NOON, by=21, order=1), HostChanged(at=NOON, by=22, order=2, host=23))
    await add(journal, game, Ended(at=NOON, reason=EndReason.STOPPED, by=24))
    rows = await database.rows(quiz_people.select().order_by(quiz_people.c.person))
    assert [tuple(row) for row in rows] == [(person, QUIZ) for person in (HOST, ANA, LUIS, 21, 22, 23, 24)]


async def test_the_lines_are_the_quiz_s_own_form(database: Database) -> None:
    journal = StoredJournal(database)
    await close(journal, await add(journal, await start(journal), asked(), answered(ANA)))
    lines = await database.rows(entries.select().order_by(entries.c.sequence))
    assert [from_json(row.line) for row in lines] == list(await journal.read(QUIZ))
