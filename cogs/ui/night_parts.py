"""What planned nights are looked after with, and how a step is done once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.books import Books
from bot.cards.voice import Voice
from bot.nights.night import Night
from bot.quiz.ports import Clock
from bot.storage.night_steps import NightSteps
from bot.storage.nights import NightBook
from cogs.ui.night_stage import NightStage
from cogs.ui.night_starting import NightStarting
from cogs.ui.readers import Readers
from knowledge.library import Library

# What another process is at, or what waits for the quizzes of before a restart.
A_MOMENT = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class NightParts:
    """`owner` is this process's own number, by which it knows its claims."""

    stage: NightStage
    starting: NightStarting
    books: Books
    clock: Clock
    readers: Readers
    library: Library
    owner: int

    def voice(self, night: Night) -> Voice:
        """All of a night is said in the language of its questions."""
        return self.readers.speaking(night.plan.language)

    @property
    def steps(self) -> NightSteps:
        """Raises `JournalDownError`."""
        return self.books.of(NightSteps)

    @property
    def book(self) -> NightBook:
        """Raises `JournalDownError`."""
        return self.books.of(NightBook)

    async def claimed(
        self, night: Night, key: str, work: Callable[[datetime | None], Awaitable[int]]
    ) -> datetime | None:
        """Do `work` once for `key`: claimed before, noted after. Until when to wait, if another is at it.

        `work` is told when it may have been done before.
        """
        now = self.clock.now()
        tried = await self.steps.claim(night, key, self.owner, now)
        if tried is None:
            return now + A_MOMENT
        result = await work(None if tried == now else tried)
        await self.steps.done(night, key, result, self.clock.now())
        return None
