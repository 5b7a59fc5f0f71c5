"""Answers to daily questions: sealed, final, counted once, and right by whoever works them out again."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.daily.answering import Answer, Refusal, Reveal, Taken
from bot.daily.choosing import History
from bot.daily.daily import Content, Post, PostState, Sent
from bot.storage.dailies import DailyBook
from bot.storage.daily_answers import DailyAnswers
from bot.storage.database import Database
from bot.storage.journal import StoredJournal
from bot.storage.scores import Board, ScoreBook
from bot.storage.tables.quizzes import marks
from bot.storage.verifying import verify
from tests.bot.quiz.fakes import ANA, GUILD, LUIS, question
from tests.bot.storage.quizzes import play
from tests.bot.storage.test_dailies import DAILY, NOON, POST, SENT, TODAY

LATER = NOON + timedelta(hours=3)


def pressed(person: int = ANA, place: int = 0, at: datetime = LATER, press: int = 1) -> Answer:
    return Answer(person=person, channel=500, day=TODAY, place=place, press=press, at=at)


@pytest.fixture
async def book(database: Database) -> DailyBook:
    """With today's post in its channel."""
    book = DailyBook(database)
    await book.keep(DAILY, NOON)
    await book.claim(POST)
    await book.sent(POST, SENT)
    return book


@pytest.fixture
def answers(database: Database, book: DailyBook) -> DailyAnswers:
    del book
    return DailyAnswers(database)


async def next_post(book: DailyBook, at: datetime, content: Content = Content("s3/what")) -> Post:  # noqa: B008 - frozen
    post = replace(POST, day=TODAY + timedelta(days=1), claimed_at=at, taken_at=at, content=content)
    await book.claim(post)
    await book.sent(post, Sent(901, at))
    return post


async def test_an_answer_counts_on_the_boards_and_the_first_one_stays(
    database: Database, answers: DailyAnswers
) -> None:
    first = await answers.answer(pressed(place=1))
    assert isinstance(first, Taken)
    assert (first.place, first.is_new, first.is_right, first.points) == (1, True, False, 0)
    again = await answers.answer(pressed(place=0, press=2))
    assert isinstance(again, Taken)
    assert (again.place, again.is_new) == (1, False)
    assert isinstance(await answers.answer(pressed(LUIS)), Taken)
    board = await ScoreBook(database).top(Board(GUILD))
    assert [(each.person, each.points, each.right, each.answered) for each in board] == [
        (LUIS, 1000, 1, 1),
        (ANA, 0, 0, 1),
    ]
    assert (await verify(database)).differences == []


async def test_pressed_many_times_at_once_it_counts_once(database: Database, answers: DailyAnswers) -> None:
    taken = await asyncio.gather(*(answers.answer(pressed(press=press)) for press in range(12)))
    assert sum(each.is_new for each in taken if isinstance(each, Taken)) == 1
    (own,) = await ScoreBook(database).top(Board(GUILD))
    assert (own.points, own.answered) == (1000, 1)


async def test_the_next_post_closes_it_and_tells_how_it_was_answered(book: DailyBook, answers: DailyAnswers) -> None:
    await answers.answer(pressed(ANA, 1))
    await answers.answer(pressed(LUIS, 0))
    tomorrow = LATER + timedelta(days=1)
    post = await next_post(book, tomorrow)
    assert await answers.answer(pressed(7, at=tomorrow)) is Refusal.CLOSED
    assert isinstance(await answers.answer(pressed(8, at=tomorrow - timedelta(seconds=1))), Taken)
    reveal = await answers.reveal(post)
    assert reveal == Reveal(replace(POST, state=PostState.SENT, message=900, posted_at=SENT.at), {0: 2, 1: 1})
    assert (reveal.answers, reveal.right) == (3, 2)
    assert await answers.reveal(replace(post, day=TODAY + timedelta(days=2))) is None


async def test_what_cannot_be_answered(answers: DailyAnswers) -> None:
    assert await answers.answer(pressed(place=9)) is Refusal.UNKNOWN
    assert await answers.answer(replace(pressed(), day=date(2026, 1, 1))) is Refusal.UNKNOWN
    assert await answers.answer(pressed(at=NOON + timedelta(days=9))) is Refusal.CLOSED
    assert await answers.given(ANA, 500, 20261127) is None


async def test_marks_that_no_answer_earned_are_found(database: Database, answers: DailyAnswers) -> None:
    await answers.answer(pressed())
    async with database.writing() as connection:
        await connection.execute(update(marks).values(points=5000))
    (difference, *_) = (await verify(database)).differences
    assert (difference.table, difference.key) == ("marks", f"500 20261127 {ANA}")


async def test_what_was_shown_and_got_wrong(database: Database, book: DailyBook, answers: DailyAnswers) -> None:
    await play(StoredJournal(database), [{ANA: False, LUIS: False}])
    await answers.answer(pressed(ANA, 1))
    await next_post(book, LATER, Content("s3/what", 4, question("q9")))
    history = await answers.history(DAILY, datetime(2026, 11, 28, tzinfo=UTC))
    about = question("q1").about[0]
    assert history == History(
        rounds={"lambda/what": 3, "s3/what": 4},
        concepts=["lambda", "s3"],
        questions=["q1", "q9"],
        asked=history.asked,
        wrong={about: 3},
    )
    assert set(history.asked) == {"q1", "q9"}
    elsewhere = await answers.history(replace(DAILY, guild=1, channel=9), NOON)
    assert (elsewhere.wrong, elsewhere.rounds) == ({}, {})
