"""The town with the bot, by one clock that is moved by hand, and days that pass in no time."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.quiz.rehearsal import VirtualClock
from bot.quiz_wiring import Quizzes
from bot.sandbox.server import Sandbox
from bot.texts import Texts
from bot.wiring import Study
from tests.journeys.daily.days import Days
from tests.journeys.people import Person
from tests.journeys.quiz.conftest import sandbox
from tests.journeys.quiz.evening import Evening
from tests.kept import ready_file

__all__ = ["FRIDAY", "ana", "days", "evening", "luis", "mia", "sandbox"]

# Friday in Madrid, where it is an hour later than UTC; in London it is as late as UTC.
FRIDAY = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    return Evening(VirtualClock(FRIDAY), ready_file(tmp_path / "studyhall.db"))


@pytest.fixture
async def days(sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes, evening: Evening) -> AsyncIterator[Days]:
    days = Days(sandbox, evening, study, texts, quizzes)
    await days.bot_starts()
    yield days
    await days.bot_stops()


@pytest.fixture
def ana(days: Days) -> Person:
    return Person("ana", days.sandbox)


@pytest.fixture
def luis(days: Days) -> Person:
    return Person("luis", days.sandbox)


@pytest.fixture
def mia(days: Days) -> Person:
    return Person("mia", days.sandbox)
