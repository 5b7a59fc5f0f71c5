"""Which quizzes there are to look back at."""

from bot.storage.database import Database
from bot.storage.journal import StoredJournal
from bot.storage.recaps import Held, RecapBook
from tests.bot.quiz.fakes import ANA, CHANNEL, GUILD, LUIS
from tests.bot.storage.quizzes import opened, play


async def test_those_of_the_channel_come_first_and_the_newest_before_the_others(database: Database) -> None:
    journal, book = StoredJournal(database), RecapBook(database)
    for quiz, channel in ((1, CHANNEL), (2, CHANNEL + 1), (3, CHANNEL), (4, CHANNEL + 2)):
        await play(journal, [{ANA: True, LUIS: False}, {ANA: True}], quiz=quiz, event=opened(channel=channel))
        await journal.release(quiz)
    expected = [Held(quiz, channel, 2, 2) for quiz, channel in ((3, CHANNEL), (1, CHANNEL), (4, 602), (2, 601))]
    assert await book.held(GUILD, CHANNEL) == expected
    assert await book.held(GUILD, CHANNEL, 1) == expected[:1]
    assert await book.held(GUILD + 1, CHANNEL) == []


async def test_what_goes_on_or_was_answered_by_nobody_is_not_among_them(database: Database) -> None:
    journal, book = StoredJournal(database), RecapBook(database)
    await play(journal, [{ANA: True}], quiz=1)
    assert await book.held(GUILD, CHANNEL) == []
    await journal.release(1)
    await play(journal, [{}], quiz=2)
    await journal.release(2)
    assert [held.quiz for held in await book.held(GUILD, CHANNEL)] == [1]
