"""An evening of quizzes: Discord and the bot by one clock that is moved by hand, and what outlives the bot."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.books import Books
from bot.discord_client.client import StudyClient
from bot.quiz.rehearsal import VirtualClock
from bot.quiz_wiring import Quizzes
from bot.sandbox.clock import SandboxClock
from bot.sandbox.gateway.limits import Pace
from bot.sandbox.rest.buckets import GENEROUS
from bot.sandbox.server import Sandbox, SandboxOptions
from bot.secret import Secret
from bot.texts import Texts
from bot.wiring import Study
from tests.discord_spec.watch import Watch
from tests.journeys.quiz.night import Night
from tests.journeys.running import in_process
from tests.kept import ready_file

EIGHT_O_CLOCK = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Evening:
    """What outlives the bot: the time, and what is stored."""

    clock: VirtualClock
    database: Secret

    @classmethod
    def kept_in(cls, folder: Path) -> "Evening":
        return cls(VirtualClock(EIGHT_O_CLOCK), ready_file(folder / "studyhall.db"))

    @asynccontextmanager
    async def sandbox(self, watch: Watch) -> AsyncIterator[Sandbox]:
        """Discord by the same clock. Its limits count real seconds, in which a whole evening passes here."""
        sandbox_clock = SandboxClock(lambda: round(self.clock.now().timestamp() * 1000))
        options = SandboxOptions(limits=lambda _method, _template: GENEROUS, pace=Pace(identify_every_s=0))
        async with Sandbox.started(options, sandbox_clock) as sandbox:
            sandbox.observe(watch)
            yield sandbox

    @asynccontextmanager
    async def night(self, sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes) -> AsyncIterator[Night]:
        """The bot, ready for a quiz."""
        night = Night(sandbox, self.clock, lambda: self._bot(sandbox, study, texts, quizzes))
        await night.bot_starts()
        yield night
        await night.bot_stops()

    def _bot(
        self, sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes
    ) -> AbstractAsyncContextManager[StudyClient]:
        @asynccontextmanager
        async def bot() -> AsyncIterator[StudyClient]:
            async with Books.kept(self.database, (), lambda fault: pytest.fail(str(fault))) as books:
                kept = replace(quizzes, books=books, clock=self.clock)
                async with in_process(sandbox, study, texts, kept) as client:
                    yield client

        return bot()
