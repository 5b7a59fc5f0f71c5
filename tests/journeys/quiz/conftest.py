"""The room of the other journeys, with a clock that is moved by hand and a database of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.books import Books
from bot.discord_client.client import StudyClient
from bot.quiz.rehearsal import VirtualClock
from bot.sandbox.clock import SandboxClock
from bot.sandbox.gateway.limits import Pace
from bot.sandbox.rest.buckets import GENEROUS
from bot.sandbox.server import Sandbox, SandboxOptions
from bot.secret import Secret
from bot.texts import Texts
from bot.wiring import Quizzes, Study
from tests.discord_spec.watch import Watch
from tests.journeys.people import Person
from tests.journeys.quiz.night import Night
from tests.journeys.running import in_process

EIGHT_O_CLOCK = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Evening:
    """What outlives the bot: the time, and what is stored."""

    clock: VirtualClock
    database: Secret


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    return Evening(VirtualClock(EIGHT_O_CLOCK), Secret(f"sqlite:///{tmp_path / 'studyhall.db'}"))


@pytest.fixture
async def sandbox(watch: Watch, evening: Evening) -> AsyncIterator[Sandbox]:
    """Discord by the same clock. Its limits count real seconds, in which a whole evening passes here."""
    sandbox_clock = SandboxClock(lambda: round(evening.clock.now().timestamp() * 1000))
    options = SandboxOptions(limits=lambda _method, _template: GENEROUS, pace=Pace(identify_every_s=0))
    async with Sandbox.started(options, sandbox_clock) as sandbox:
        sandbox.observe(watch)
        yield sandbox


@pytest.fixture
async def night(
    sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes, evening: Evening
) -> AsyncIterator[Night]:
    """The bot, ready for a quiz."""

    @asynccontextmanager
    async def bot() -> AsyncIterator[StudyClient]:
        async with Books.kept(evening.database, (), lambda fault: pytest.fail(str(fault))) as books:
            kept = replace(quizzes, books=books, clock=evening.clock)
            async with in_process(sandbox, study, texts, kept) as client:
                yield client

    night = Night(sandbox, evening.clock, bot)
    await night.bot_starts()
    yield night
    await night.bot_stops()


@pytest.fixture
def ana(night: Night) -> Person:
    return night.person("ana")


@pytest.fixture
def luis(night: Night) -> Person:
    return night.person("luis")


@pytest.fixture
def mia(night: Night) -> Person:
    return night.person("mia")
