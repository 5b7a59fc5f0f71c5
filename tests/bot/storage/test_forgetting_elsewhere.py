"""Forgetting what a live quiz alone does not know of: accepted words, take-homes, dailies, seasons."""

from datetime import timedelta
from random import Random

from sqlalchemy import select

from bot.quiz.commands import Regrade
from bot.quiz.events import Answered, Typed, Verdict
from bot.quiz.regrading import regraded
from bot.quiz.standings import Standing
from bot.servers.changes import Blocking, Change
from bot.storage.dailies import DailyBook
from bot.storage.daily_answers import DailyAnswers
from bot.storage.database import Database
from bot.storage.forgetting import Forgetting
from bot.storage.journal import StoredJournal
from bot.storage.scores import Board, ScoreBook
from bot.storage.seasons import SeasonBook
from bot.storage.servers import ServerBook
from bot.storage.tables.quizzes import entries, marks
from bot.storage.tables.servers import blocks
from bot.storage.take_homes import TakeHomeBook
from bot.storage.verifying import verify
from bot.take_home import Taken, decide
from knowledge.questions.asked import AskedKind
from knowledge.questions.typed_answers import Judgement
from tests.bot.quiz.fakes import ANA, GUILD, HOST, LUIS, MIA, NOON, QUIZ, is_lambda, question
from tests.bot.storage.quizzes import add, asked, close, opened, play
from tests.bot.storage.quizzes import start as started
from tests.bot.storage.test_dailies import DAILY, POST, SENT
from tests.bot.storage.test_dailies import NOON as POSTED
from tests.bot.storage.test_daily_answers import pressed
from tests.bot.taking import TAKE_HOME, attempt, take_home


async def forget(database: Database, person: int) -> None:
    forgetting = Forgetting(database, Random(person))
    await forgetting.wish(person)
    await forgetting.carry_out()
    assert (await verify(database)).differences == []


async def persons(database: Database, quiz: int) -> list[int]:
    """Whose marks there are, nobody's as -1."""
    rows = await database.rows(select(marks.c.person).where(marks.c.quiz == quiz))
    return sorted(max(row.person, -1) for row in rows)


def typed(person: int, words: str, press: int) -> Answered:
    judged = Judgement.NOTHING_LIKE_IT
    return Answered(at=NOON, number=1, person=person, answer=Typed(words), press=press, judgement=judged)


async def test_words_that_a_server_accepts_still_earn_what_they_did(database: Database) -> None:
    journal = StoredJournal(database)
    game = await started(journal, event=opened(questions=[question(kind=AskedKind.TYPED)]))
    game = await add(journal, game, asked(1), typed(ANA, "My Lambda!", 1), typed(LUIS, "my own words", 2))
    game = await close(journal, game)
    accept = Regrade(order=3, at=NOON, by=HOST, number=1, verdict=Verdict.ACCEPT, answer=Typed("my lambda"))
    events = regraded(game, accept)
    assert isinstance(events, tuple)
    await add(journal, game, *events)
    await journal.release(QUIZ)
    for person in (ANA, LUIS):
        await forget(database, person)
    log = "".join(row.line for row in await database.rows(select(entries.c.line)))
    assert "My Lambda!" not in log
    assert "my own words" not in log
    assert await persons(database, QUIZ) == [-1, -1]


async def test_a_take_home_loses_their_answers_and_keeps_its_marks(database: Database) -> None:
    book, it = TakeHomeBook(database), take_home()
    await book.open(it)
    for person in (ANA, LUIS):
        tried = attempt(person)
        taken = decide(it, {}, tried, is_lambda)
        assert isinstance(taken, Taken)
        await book.answer(it, {}, tried, taken)
    await forget(database, ANA)
    assert await book.sheet(TAKE_HOME, ANA) == {}
    assert await book.people(TAKE_HOME) == 1
    assert await persons(database, TAKE_HOME) == [-1, LUIS]
    assert await ScoreBook(database).top(Board(GUILD)) == (Standing(1, LUIS, 1000, 1, 1),)


async def test_a_daily_loses_their_answer_and_they_may_answer_again(database: Database) -> None:
    book, answers = DailyBook(database), DailyAnswers(database)
    await book.keep(DAILY, POSTED)
    await book.claim(POST)
    await book.sent(POST, SENT)
    await answers.answer(pressed(ANA))
    await answers.answer(pressed(LUIS, press=2))
    await forget(database, ANA)
    assert await persons(database, 500) == [-1, LUIS]
    await answers.answer(pressed(ANA, place=1, press=3))
    assert await persons(database, 500) == [-1, ANA, LUIS]
    assert (await verify(database)).differences == []


async def test_a_season_loses_their_points(database: Database) -> None:
    journal, book = StoredJournal(database), SeasonBook(database)
    season = await book.start(GUILD, "Autumn", NOON - timedelta(days=1))
    assert season is not None
    await play(journal, [{ANA: True, LUIS: True}, {ANA: True}])
    await journal.release(QUIZ)
    assert len(await ScoreBook(database).top(season.board())) == 2
    await forget(database, ANA)
    assert await ScoreBook(database).top(season.board()) == (Standing(1, LUIS, 1000, 1, 1),)


async def test_whom_a_server_keeps_out_stays_out(database: Database) -> None:
    book = ServerBook(database)
    await book.block(GUILD, Change(Blocking.BLOCK, ANA, NOON, whom=MIA))
    await forget(database, MIA)
    assert [row.person for row in await database.rows(select(blocks))] == [MIA]
    (change,) = await book.history(GUILD, NOON, 10)
    assert (change.by, change.whom) == (ANA, None)
    await forget(database, ANA)
    assert await book.history(GUILD, NOON, 10) == ()
