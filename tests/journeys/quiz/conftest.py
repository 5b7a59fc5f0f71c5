"""The room of the other journeys, with a clock that is moved by hand and a database of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.quiz_wiring import Quizzes
from bot.sandbox.server import Sandbox
from bot.texts import Texts
from bot.wiring import Study
from tests.discord_spec.watch import Watch
from tests.journeys.people import Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.quiz.night import Night


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    return Evening.kept_in(tmp_path)


@pytest.fixture
async def sandbox(watch: Watch, evening: Evening) -> AsyncIterator[Sandbox]:
    async with evening.sandbox(watch) as sandbox:
        yield sandbox


@pytest.fixture
async def night(
    sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes, evening: Evening
) -> AsyncIterator[Night]:
    async with evening.night(sandbox, study, texts, quizzes) as night:
        yield night


@pytest.fixture
def ana(night: Night) -> Person:
    return night.person("ana")


@pytest.fixture
def luis(night: Night) -> Person:
    return night.person("luis")


@pytest.fixture
def mia(night: Night) -> Person:
    return night.person("mia")
