"""The room of the quizzes, in which nights are planned; it is Thursday, eight in the evening, in UTC."""

from collections.abc import AsyncIterator

import pytest

from bot.quiz_wiring import Quizzes
from bot.sandbox.server import Sandbox
from bot.texts import Texts
from bot.wiring import Study
from tests.journeys.nights.thursday import Guest, Thursday, a_thursday
from tests.journeys.quiz.conftest import evening, sandbox
from tests.journeys.quiz.evening import Evening

__all__ = ["ana", "evening", "luis", "mia", "sandbox", "thursday"]


@pytest.fixture
async def thursday(
    sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes, evening: Evening
) -> AsyncIterator[Thursday]:
    async with a_thursday(sandbox, study, texts, quizzes, evening) as thursday:
        yield thursday


@pytest.fixture
def ana(thursday: Thursday) -> Guest:
    return thursday.guest("ana")


@pytest.fixture
def luis(thursday: Thursday) -> Guest:
    return thursday.guest("luis")


@pytest.fixture
def mia(thursday: Thursday) -> Guest:
    return thursday.guest("mia")
