"""Quizzes to store, without anybody playing them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.quiz.events import (
    Answered,
    Chosen,
    Closed,
    Entry,
    Event,
    Mode,
    Opened,
    QuestionAsked,
    Settings,
    entries_after,
)
from bot.quiz.game import Game, fold
from bot.quiz.ports import Journal
from bot.quiz.scoring import marks_now
from knowledge.questions.asked import Asked
from tests.bot.quiz.fakes import CHANNEL, GUILD, HOST, NOON, QUIZ, question

SETTINGS = Settings(Mode.CALM, 20, "en")


def opened(
    guild: int = GUILD,
    channel: int = CHANNEL,
    questions: Sequence[Asked] = (),
    at: datetime = NOON,
    settings: Settings = SETTINGS,
) -> Opened:
    asked = tuple(questions) or (question("q1"), question("q2"))
    return Opened(at=at, guild=guild, channel=channel, host=HOST, settings=settings, questions=asked, seed=7)


def answered(person: int, number: int = 1, place: int = 0, press: int = 1, at: datetime = NOON) -> Answered:
    return Answered(at=at, number=number, person=person, answer=Chosen((place,)), press=press)


def asked(number: int = 1, at: datetime = NOON) -> QuestionAsked:
    return QuestionAsked(at=at, number=number, message=number, bell_at=at)


def grown(game: Game, *events: Event) -> tuple[Game, Sequence[Entry]]:
    """The game after `events`, and their lines."""
    added = entries_after(game.quiz, game.sequence, events)
    return fold(added, game) or game, added


def begun(quiz: int = QUIZ, event: Opened | None = None) -> tuple[Game, Sequence[Entry]]:
    """A game with its first line."""
    entries = entries_after(quiz, 0, (event or opened(),))
    game = fold(entries)
    assert game is not None
    return game, entries


async def start(journal: Journal, quiz: int = QUIZ, event: Opened | None = None) -> Game:
    """A game that is in the journal."""
    game, entries = begun(quiz, event)
    assert await journal.open(game, entries)
    return game


async def add(journal: Journal, game: Game, *events: Event) -> Game:
    """The game after `events`, which are in the journal."""
    game, entries = grown(game, *events)
    await journal.append(game, entries)
    return game


async def play(
    journal: Journal,
    answers: Iterable[Mapping[int, bool]],
    *,
    quiz: int = QUIZ,
    event: Opened | None = None,
) -> Game:
    """A whole quiz: for each question, who answered, and whether rightly."""
    game = await start(journal, quiz, event)
    at = game.opened.at
    for number, given in enumerate(answers, 1):
        presses = [answered(person, number, 0 if is_right else 1, at=at) for person, is_right in given.items()]
        game = await add(journal, game, asked(number, at), *presses)
        game = await close(journal, game, at)
    return game


def closed(game: Game, at: datetime = NOON) -> Closed:
    """The bell for the open question."""
    round_ = game.open_round
    assert round_ is not None
    return Closed(at=at, number=round_.number, marks=marks_now(game, round_))


async def close(journal: Journal, game: Game, at: datetime = NOON) -> Game:
    return await add(journal, game, closed(game, at))


def about(key: str, category: str, domain: str) -> Asked:
    """A question of a category and a domain."""
    return replace(question(key), category=category, domain=domain)
