"""A quiz night in the sandbox, with a clock that is moved by hand: no test waits for a bell."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Any

from bot.discord_client.client import StudyClient
from bot.quiz.game import Game
from bot.quiz.host import Host
from bot.quiz.rehearsal import VirtualClock, pass_until
from bot.sandbox.rest.api import Exchange
from bot.sandbox.server import Sandbox
from cogs.quiz import Quiz
from tests.journeys.people import PATIENCE_SECONDS, Answer, Person
from tests.journeys.running import until

QUIZ_CHANNEL = "quiz"
LETTERS = "ABCDEFGHIJ"


class Night:
    """The room, its clock, and the bot in this process, which may be started again."""

    def __init__(
        self, sandbox: Sandbox, clock: VirtualClock, bot: Callable[[], AbstractAsyncContextManager[StudyClient]]
    ) -> None:
        self.sandbox = sandbox
        self.clock = clock
        self._bot = bot
        self._running: AbstractAsyncContextManager[StudyClient] | None = None
        self._cog: Quiz | None = None

    # --- the bot ---------------------------------------------------------------------------------------------------

    async def bot_starts(self) -> None:
        """It is connected, and knows the quizzes from before."""
        self._running = self._bot()
        client = await self._running.__aenter__()
        cog = client.get_cog("Quiz")
        assert isinstance(cog, Quiz)
        self._cog = cog
        async with asyncio.timeout(PATIENCE_SECONDS):
            await cog.is_there.wait()
        await self.host.settle()

    async def bot_stops(self) -> None:
        """As by SIGTERM."""
        if self._running is not None:
            await self._running.__aexit__(None, None, None)
            self._running = None
        self.clock.forget()

    async def bot_is_killed(self) -> None:
        """It stops wherever it is, and nobody can note anything any more."""
        await self.host.abandon()
        await self.bot_stops()

    @property
    def host(self) -> Host:
        assert self._cog is not None
        return self._cog.host

    # --- the room --------------------------------------------------------------------------------------------------

    def person(self, key: str, channel: str = QUIZ_CHANNEL) -> Person:
        return Person(key, self.sandbox, channel)

    async def starts(self, person: Person, **options: str | int) -> Answer:
        """Somebody starts a quiz, and it is announced. The host's panel."""
        before = len(self.messages(person.channel))
        panel = await person.command("quiz start", **options)
        await until(self.sandbox, lambda: len(self.messages(person.channel)) > before)
        return panel

    async def leads(self, panel: Answer, label: str) -> Answer:
        """Whoever leads presses something on their panel as it is by now; what the channel is told of it."""
        before = len(self.messages(panel.person.channel))
        await panel.now().press(label)
        return await self.hears_of(panel.person, before)

    async def hears_of(self, person: Person, before: int) -> Answer:
        """The line that says what somebody did, in their channel, which had so many messages before."""

        def lines() -> list[Answer]:
            new = self.messages(person.channel)[before:]
            return [message for message in new if message.text.startswith(self.named(person))]

        await until(self.sandbox, lambda: bool(lines()))
        await self.host.settle()
        return lines()[0]

    def saying(self, words: str, channel: str = QUIZ_CHANNEL) -> Answer:
        """The last message with these words."""
        return [message for message in self.messages(channel) if words in message.unescaped][-1]

    async def passes(self, seconds: float) -> None:
        """So much time, with everything that is due in it."""
        await pass_until(self.clock.now() + timedelta(seconds=seconds), self.clock, self.host)

    async def told_privately(self, person: Person) -> Answer:
        """What the bot writes to somebody by itself."""
        direct = person.in_private()
        await until(self.sandbox, direct.sees)
        await self.host.settle()
        return direct.sees()[-1]

    async def call(self, ending: str) -> None:
        """Until the bot has called a path of the API with this ending."""
        was_called = asyncio.Event()
        self.sandbox.observe(
            lambda seen: was_called.set() if isinstance(seen, Exchange) and seen.path.endswith(ending) else None
        )
        async with asyncio.timeout(PATIENCE_SECONDS):
            await was_called.wait()
        await self.host.settle()

    def game(self, channel: str = QUIZ_CHANNEL) -> Game:
        """The quiz of a channel, which is running."""
        game = self.host.in_channel(self.person("ana", channel).channel_id)
        assert game is not None
        return game

    def named(self, person: Person) -> str:
        """How a message names somebody."""
        person_there = self.sandbox.world.person(person.key)
        assert person_there is not None
        return f"<@{person_there.id}>"

    def calls(self) -> list[str]:
        """What the bot asks of the API from now on."""
        sent: list[str] = []
        self.sandbox.observe(
            lambda seen: sent.append(f"{seen.method} {seen.path}") if isinstance(seen, Exchange) else None
        )
        return sent

    def messages(self, channel: str = QUIZ_CHANNEL) -> list[Answer]:
        """What all see, oldest first."""
        return [message for message in self.person("ana", channel).sees() if not message.is_private]

    def last(self, channel: str = QUIZ_CHANNEL) -> Answer:
        return self.messages(channel)[-1]

    def right(self, channel: str = QUIZ_CHANNEL) -> list[int]:
        """The places of the right options of the open question."""
        return [place for place, option in enumerate(self.game(channel).rounds[-1].asked.options) if option.is_right]


def components(message: Answer, kind: int) -> Iterator[dict[str, Any]]:
    """The components of one type, disabled ones too."""

    def within(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for part in parts:
            yield part
            yield from within(part.get("components") or [])

    return (part for part in within(message.message["components"]) if part["type"] == kind)
