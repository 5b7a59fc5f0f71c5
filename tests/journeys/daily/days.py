"""Days with a daily post: the bot may be stopped, or killed in the middle of a post, and the clock is moved by hand."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime

import pytest

from bot.books import Books
from bot.daily.daily import Daily, Post
from bot.discord_client.client import StudyClient
from bot.quiz_wiring import Quizzes
from bot.sandbox.rest.api import Exchange
from bot.sandbox.server import Sandbox
from bot.sandbox.world.things import Channel
from bot.storage.dailies import DailyBook
from bot.storage.database import Database
from bot.storage.verifying import Verified, verify
from bot.texts import Texts
from bot.wiring import Study
from cogs.daily import Daily as DailyCog
from tests.journeys.people import PATIENCE_SECONDS, Answer, Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.running import in_process, until


class Days:
    """The town, its clock, and the bot in this process, which may be started again."""

    def __init__(self, sandbox: Sandbox, evening: Evening, study: Study, texts: Texts, quizzes: Quizzes) -> None:
        self.sandbox = sandbox
        self.clock = evening.clock
        self._evening = evening
        self._study, self._texts, self._quizzes = study, texts, quizzes
        self._running: AsyncExitStack | None = None
        self._client: StudyClient | None = None

    # --- the bot -----------------------------------------------------------------------------------------------------

    async def bot_starts(self) -> None:
        """It is connected, and has looked at what is due."""
        self._running = AsyncExitStack()
        books = await self._running.enter_async_context(
            Books.kept(self._evening.database, (), lambda fault: pytest.fail(str(fault)))
        )
        kept = replace(self._quizzes, books=books, clock=self.clock)
        self._client = await self._running.enter_async_context(in_process(self.sandbox, self._study, self._texts, kept))
        await self.settles()

    async def bot_stops(self) -> None:
        """As by SIGTERM; or by SIGKILL, since a post that is under way is dropped wherever it is."""
        if self._running is not None:
            await self._running.aclose()
            self._running = None
        self.clock.forget()

    @property
    def cog(self) -> DailyCog:
        assert self._client is not None
        cog = self._client.get_cog("Daily")
        assert isinstance(cog, DailyCog)
        return cog

    async def settles(self) -> None:
        """Until the bot has done all that is due, and waits for the next bell."""
        await _a_moment()
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.cog.postman.settle()
        await _a_moment()

    # --- time --------------------------------------------------------------------------------------------------------

    async def come_to(self, moment: datetime) -> None:
        """At once, with everything done that is due by then."""
        await self.settles()
        self.clock.move_to(moment)
        await self.settles()

    async def come_until_called(self, moment: datetime, ending: str) -> None:
        """At once, until Discord has answered a call to a path with this ending."""
        called = self._called(ending)
        await self.settles()
        self.clock.move_to(moment)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await called.wait()

    def _called(self, ending: str) -> asyncio.Event:
        was_called = asyncio.Event()
        self.sandbox.observe(
            lambda seen: was_called.set() if isinstance(seen, Exchange) and seen.path.endswith(ending) else None
        )
        return was_called

    # --- the town ----------------------------------------------------------------------------------------------------

    def messages(self, channel: str = "general") -> list[Answer]:
        """What all see, oldest first."""
        return [message for message in Person("ana", self.sandbox, channel).sees() if not message.is_private]

    def channel(self, name: str) -> int:
        """The id of a channel."""
        return next(channel.id for channel in self.sandbox.world.channels if channel.name == name)

    def threads(self, forum: int) -> list[Channel]:
        """What was posted in a forum, oldest first."""
        return [channel for channel in self.sandbox.world.channels if channel.parent_id == forum]

    def calls(self) -> list[str]:
        """What the bot asks of the API from now on."""
        sent: list[str] = []
        self.sandbox.observe(
            lambda seen: sent.append(f"{seen.method} {seen.path}") if isinstance(seen, Exchange) else None
        )
        return sent

    async def told_privately(self, person: Person) -> Answer:
        """What the bot writes to somebody by itself."""
        direct = person.in_private()
        await until(self.sandbox, direct.sees)
        await self.settles()
        return direct.sees()[-1]

    # --- what is stored ----------------------------------------------------------------------------------------------

    async def last_post(self, channel: str = "general") -> Post:
        """As the bot has it."""
        async with Database.opened(self._evening.database) as database:
            standing = await DailyBook(database).standing(self.channel(channel))
        assert standing is not None
        assert standing.last is not None
        return standing.last

    async def loses_zone(self) -> None:
        """The daily post of #general is stored with a zone that only another machine knew."""
        async with Database.opened(self._evening.database) as database:
            book = DailyBook(database)
            standing = await book.standing(self.channel("general"))
            assert standing is not None
            lost = replace(standing.daily.schedule, zone="Mars/Olympus")
            await book.keep(replace(standing.daily, schedule=lost), self.clock.now())

    async def verified(self) -> Verified:
        """What `scores verify` finds."""
        async with Database.opened(self._evening.database) as database:
            return await verify(database)

    async def until_stored(self, is_so: Callable[[Daily], bool]) -> None:
        """Until the daily post of #general is stored so; whatever makes it so is under way."""
        async with asyncio.timeout(PATIENCE_SECONDS), Database.opened(self._evening.database) as database:
            while True:
                standing = await DailyBook(database).standing(self.channel("general"))
                if standing is not None and is_so(standing.daily):
                    return
                await asyncio.sleep(0)


async def _a_moment() -> None:
    """A bell that rings is heard, and the next one set, within a few rounds of the loop."""
    for _ in range(10):
        await asyncio.sleep(0)
