"""Take-homes as they are stored: answers once, marks with them, nothing after the end."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from bot.quiz.standings import Standing
from bot.storage.database import Database
from bot.storage.journal import StoredJournal
from bot.storage.scores import Board, ScoreBook
from bot.storage.tables.quizzes import marks
from bot.storage.tables.take_homes import take_home_answers
from bot.storage.take_homes import TakeHomeBook
from bot.storage.verifying import verify
from bot.take_home import Refusal, TakeHome, Taken, decide
from tests.bot.quiz.fakes import ANA, GUILD, LUIS, NOON, is_lambda
from tests.bot.storage.quizzes import play
from tests.bot.taking import CLOSES, TAKE_HOME, attempt, brief, take_home


@pytest.fixture
def book(database: Database) -> TakeHomeBook:
    return TakeHomeBook(database)


@pytest.fixture
async def opened(book: TakeHomeBook) -> TakeHome:
    assert await book.open(take_home())
    return take_home()


async def answers(book: TakeHomeBook, person: int, *places: int) -> None:
    """Somebody answers as many questions."""
    for number, place in enumerate(places, 1):
        it, sheet = take_home(), await book.sheet(TAKE_HOME, person)
        tried = attempt(person, number, place)
        taken = decide(it, sheet, tried, is_lambda)
        assert isinstance(taken, Taken)
        assert await book.answer(it, sheet, tried, taken) is None


async def test_it_is_found_as_it_was_set_and_set_once(book: TakeHomeBook, opened: TakeHome) -> None:
    assert await book.find(TAKE_HOME) == opened
    assert not await book.open(replace(opened, title="Twice"))
    assert await book.find(TAKE_HOME) == opened
    assert await book.find(1) is None
    assert await book.recent(GUILD) == []
    await book.announced(TAKE_HOME, 77)
    assert await book.recent(GUILD) == [brief(replace(opened, message=77))]
    assert await book.recent(GUILD + 1) == []


async def test_its_questions_are_not_asked_again_soon(database: Database, opened: TakeHome) -> None:
    seen = await ScoreBook(database).seen(GUILD, NOON)
    assert set(seen) == {question.id for question in opened.questions}


@pytest.mark.usefixtures("opened")
async def test_answers_count_on_the_board_beside_those_of_quizzes(book: TakeHomeBook, database: Database) -> None:
    await play(StoredJournal(database), [{ANA: True}])
    await answers(book, ANA, 0, 1)
    await answers(book, LUIS, 0, 0, 0)
    assert await ScoreBook(database).top(Board(GUILD)) == (Standing(1, LUIS, 3000, 3, 3), Standing(2, ANA, 2000, 2, 3))
    assert (await book.game(take_home())).marks()[0].person == ANA
    assert await book.people(TAKE_HOME) == 2
    found = await verify(database)
    assert found.differences == []
    assert (found.quizzes, found.marks) == (2, 6)


async def test_of_two_presses_at_once_one_counts(book: TakeHomeBook, database: Database, opened: TakeHome) -> None:
    presses = [attempt(ANA, 1, place, seconds=60 + place) for place in range(4)]
    outcomes = await asyncio.gather(
        *(book.answer(opened, {}, each, Taken(each.answer, each.press)) for each in presses)
    )
    assert sorted(map(str, outcomes)) == ["None", *["already-answered"] * 3]
    (taken,) = (await book.sheet(TAKE_HOME, ANA)).values()
    assert taken.answer == presses[outcomes.index(None)].answer
    assert (await ScoreBook(database).top(Board(GUILD)))[0].answered == 1


async def test_nothing_is_taken_after_the_end(book: TakeHomeBook, opened: TakeHome) -> None:
    late = attempt(ANA, seconds=3600)
    taken = Taken(late.answer, late.press)
    assert await book.end(TAKE_HOME, late.at - timedelta(seconds=1))
    assert not await book.end(TAKE_HOME, late.at)
    assert await book.answer(opened, {}, late, taken) is Refusal.CLOSED
    in_time = attempt(ANA, seconds=3500)
    await book.close(TAKE_HOME)
    assert await book.answer(opened, {}, in_time, taken) is Refusal.CLOSED
    assert await book.sheet(TAKE_HOME, ANA) == {}


async def test_what_is_to_be_told_is_known_until_it_is_told(book: TakeHomeBook, opened: TakeHome) -> None:
    earlier = take_home(number=TAKE_HOME + 1, closes_at=CLOSES - timedelta(days=1))
    await book.open(earlier)
    assert await book.to_tell() == [brief(earlier), brief(opened)]
    await book.announced(earlier.id, 5)
    await book.close(earlier.id)
    assert await book.to_tell() == [brief(replace(earlier, message=5, is_closed=True)), brief(opened)]
    await book.told(earlier.id)
    assert await book.to_tell() == [brief(opened)]


@pytest.mark.usefixtures("opened")
async def test_marks_that_are_not_what_the_answers_earn_are_found(book: TakeHomeBook, database: Database) -> None:
    await answers(book, ANA, 0)
    await answers(book, LUIS, 1)
    async with database.writing() as connection:
        await connection.execute(update(marks).where(marks.c.person == LUIS).values(points=500))
        await connection.execute(delete(take_home_answers).where(take_home_answers.c.person == ANA))
    found = [each for each in (await verify(database)).differences if each.table == "marks"]
    assert [(each.key, each.expected.split()[:2]) for each in found] == [
        (f"{TAKE_HOME} 1 {ANA}", []),
        (f"{TAKE_HOME} 1 {LUIS}", [str(GUILD), "0"]),
    ]
