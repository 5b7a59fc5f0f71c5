"""Take-homes to answer in tests."""

from dataclasses import fields
from datetime import datetime, timedelta

from bot.quiz.events import Answer, Chosen
from bot.take_home import Attempt, Brief, TakeHome
from knowledge.questions.asked import Asked
from tests.bot.quiz.fakes import CHANNEL, GUILD, NOON, after, question

TAKE_HOME = 900
CLOSES = NOON + timedelta(days=2)
QUESTIONS = tuple(question(f"t{number}") for number in range(1, 4))


def take_home(
    *questions: Asked, number: int = TAKE_HOME, closes_at: datetime = CLOSES, is_closed: bool = False
) -> TakeHome:
    return TakeHome(
        id=number,
        guild=GUILD,
        channel=CHANNEL,
        title="Sunday's ten",
        language="en",
        questions=questions or QUESTIONS,
        count=len(questions or QUESTIONS),
        opened_at=NOON,
        closes_at=closes_at,
        is_closed=is_closed,
    )


def attempt(person: int, number: int = 1, answer: Answer | int = 0, seconds: float = 60) -> Attempt:
    """`answer` may be the place of an option."""
    chosen = Chosen((answer,)) if isinstance(answer, int) else answer
    at = after(seconds)
    return Attempt(press=int(seconds * 100_000) + person, at=at, person=person, number=number, answer=chosen)


def brief(whole: TakeHome) -> Brief:
    """It without its questions."""
    return Brief(**{field.name: getattr(whole, field.name) for field in fields(Brief)})
