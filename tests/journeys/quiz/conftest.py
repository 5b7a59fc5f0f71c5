"""The room of the other journeys, with a clock that is moved by hand and a database of its own."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.books import Books
from bot.quiz.rehearsal import VirtualClock
from bot.sandbox.clock import SandboxClock
from bot.sandbox.rest.buckets import GENEROUS
from bot.sandbox.server import Sandbox, SandboxOptions
from bot.secret import Secret
from bot.texts import Texts
from bot.wiring import Quizzes, Study
from tests.discord_spec.watch import Watch
from tests.journeys.people import Person
from tests.journeys.quiz.night import Night
from tests.journeys.running import in_process

EVENING = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(EVENING)


@pytest.fixture
async def sandbox(watch: Watch, clock: VirtualClock) -> AsyncIterator[Sandbox]:
    """Discord by the same clock. Its limits count real seconds, in which a whole evening passes here."""
    sandbox_clock = SandboxClock(lambda: round(clock.now().timestamp() * 1000))
    options = SandboxOptions(limits=lambda _method, _template: GENEROUS)
    async with Sandbox.started(options, sandbox_clock) as sandbox:
        sandbox.observe(watch)
        yield sandbox


@pytest.fixture
async def kept(quizzes: Quizzes, clock: VirtualClock, tmp_path: Path) -> AsyncIterator[Quizzes]:
    """What quizzes need, by the room's clock and with a database."""
    url = Secret(f"sqlite:///{tmp_path / 'studyhall.db'}")
    async with Books.kept(url, (), lambda fault: pytest.fail(str(fault))) as books:
        yield replace(quizzes, books=books, clock=clock)


@pytest.fixture
async def night(sandbox: Sandbox, study: Study, texts: Texts, kept: Quizzes) -> AsyncIterator[Night]:
    """The bot, ready for a quiz."""
    async with in_process(sandbox, study, texts, kept) as client:
        yield Night(sandbox, client)


@pytest.fixture
def ana(night: Night) -> Person:
    return night.person("ana")


@pytest.fixture
def luis(night: Night) -> Person:
    return night.person("luis")


@pytest.fixture
def mia(night: Night) -> Person:
    return night.person("mia")
