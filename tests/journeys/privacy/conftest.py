"""The room of a quiz evening, and what was played there before."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.sandbox.world.town import ANA, GUILD, LUIS, MIA
from bot.storage.database import Database
from bot.storage.journal import StoredJournal
from tests.bot.storage.quizzes import opened, play
from tests.journeys.quiz.conftest import ana, evening, luis, mia, night, sandbox
from tests.journeys.quiz.evening import Evening

__all__ = ["ana", "database", "evening", "luis", "mia", "night", "played", "sandbox"]


@pytest.fixture(autouse=True)
def nobody_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever people do here: the bot's own log names none of them."""
    caplog.set_level(logging.INFO)
    yield
    ours = [record.getMessage() for record in caplog.get_records("call") if record.name.startswith(("bot.", "cogs."))]
    assert [line for line in ours for person in (ANA, LUIS, MIA) if str(person) in line] == []


@pytest.fixture
async def database(evening: Evening) -> AsyncIterator[Database]:
    """The bot's, as somebody else looks at it."""
    async with Database.opened(evening.database) as opened_database:
        yield opened_database


@pytest.fixture
async def played(database: Database, evening: Evening) -> Database:
    """Two quizzes: Luis is better than Mia, and Ana than both."""
    journal = StoredJournal(database)
    for quiz in (1, 2):
        event = opened(GUILD, quiz, at=evening.clock.now())
        await play(
            journal,
            [{ANA: True, LUIS: True, MIA: True}, {ANA: True, LUIS: quiz > 1, MIA: False}],
            quiz=quiz,
            event=event,
        )
        await journal.release(quiz)
    return database
