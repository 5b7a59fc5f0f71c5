"""Planned nights in the sandbox, by a clock that is moved by hand."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeAlias

import pytest
from msgspec import structs

from bot.books import Books
from bot.discord_client.client import StudyClient
from bot.nights.night import Night as PlannedNight
from bot.quiz.rehearsal import VirtualClock
from bot.quiz_wiring import Quizzes
from bot.sandbox.server import Sandbox
from bot.storage.forgetting import Forgetting
from bot.storage.nights import NightBook
from bot.texts import Texts
from bot.wiring import Study
from cogs.nights import Nights
from tests.journeys.people import PATIENCE_SECONDS, Answer, Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.quiz.night import QUIZ_CHANNEL, Night
from tests.journeys.running import in_process, until

SUB_COMMAND, SUB_COMMAND_GROUP = 1, 2
SCHEDULED = 1

Bot: TypeAlias = Callable[[], AbstractAsyncContextManager[StudyClient]]


@dataclass(frozen=True, slots=True)
class Guest(Person):
    """Somebody who uses commands of a group in a group: `/quiz night plan`."""

    def _options(self, name: str, options: Mapping[str, str | bool | int]) -> list[dict[str, Any]]:
        body = next(command.body for command in self._world.commands if command.id == self._command(name))
        parts = [] if body["name"] == name else name.split()[1:]
        for part in parts:
            body = next(option for option in body["options"] if option["name"] == part)
        types = {option["name"]: option["type"] for option in body.get("options") or ()}
        typed = [{"name": option, "type": types[option], "value": value} for option, value in options.items()]
        for depth, part in enumerate(reversed(parts)):
            kind = SUB_COMMAND if depth == 0 else SUB_COMMAND_GROUP
            typed = [{"name": part, "type": kind, "options": typed}]
        return typed

    async def autocomplete(self, name: str, /, **options: str) -> list[str]:
        """What is offered for the last of the options while it is being typed."""
        return [choice["name"] for choice in await self.choices(name, **options)]

    async def choices(self, name: str, /, **options: str) -> list[Mapping[str, Any]]:
        typed = self._options(name, options)
        within = typed
        while within[-1].get("options"):
            within = within[-1]["options"]
        within[-1]["focused"] = True
        return list(await self.sandbox.people.complete(self.key, self.channel_id, self._command(name), typed))


class Thursday(Night):
    """The room of quizzes, and the nights that are planned in it. `running` has the bot's client and its books."""

    def __init__(self, sandbox: Sandbox, clock: VirtualClock, bot: Bot, running: dict[str, Any]) -> None:
        super().__init__(sandbox, clock, bot)
        self._running_now = running
        self._nights: Nights | None = None

    async def bot_starts(self) -> None:
        await super().bot_starts()
        client: StudyClient = self._running_now["client"]
        cog = client.get_cog("Nights")
        assert isinstance(cog, Nights)
        self._nights = cog
        async with asyncio.timeout(PATIENCE_SECONDS):
            await client.wait_until_ready()
        await self.settle()

    async def bot_is_killed(self) -> None:
        """It stops wherever it is."""
        assert self._nights is not None
        await self._nights.tending.stop()
        await super().bot_is_killed()

    async def is_killed_for(self, **away: float) -> None:
        await self.bot_is_killed()
        self.clock.move_to(self.clock.now() + timedelta(**away))
        await self.bot_starts()

    # --- time ------------------------------------------------------------------------------------------------------

    async def settle(self) -> None:
        assert self._nights is not None
        for _ in range(2):
            await self._nights.tending.settle()
            await self.host.settle()

    async def passes(self, seconds: float) -> None:
        """So much time, with everything that is due in it."""
        moment = self.clock.now() + timedelta(seconds=seconds)
        await self.settle()
        while (ring := self.clock.next_ring) is not None and ring <= moment:
            self.clock.move_to(ring)
            await self.settle()
        self.clock.move_to(moment)
        await self.settle()

    async def comes(self, moment: datetime, *, plus: timedelta = timedelta()) -> None:
        """It is then, all at once: as for who has slept until then."""
        await self.settle()
        self.clock.move_to(moment + plus)
        await self.settle()

    # --- nights ----------------------------------------------------------------------------------------------------

    def guest(self, key: str, channel: str = QUIZ_CHANNEL) -> Guest:
        return Guest(key, self.sandbox, channel)

    async def planned(self, organiser: Guest, when: str = "saturday 20:00", **options: str | bool | int) -> Answer:
        """A night is planned, and its lobby is there: the lobby."""
        options.setdefault("zone", "UTC")
        draft = await organiser.command("quiz night plan", when=when, **options)
        await draft.press("Plan it" if organiser.language == "en" else "Planear")
        await self.settle()
        return self.lobby(organiser.channel)

    def lobbies(self, channel: str = QUIZ_CHANNEL) -> list[Answer]:
        return [message for message in self.messages(channel) if ":organise" in str(message.message["components"])]

    def lobby(self, channel: str = QUIZ_CHANNEL) -> Answer:
        return self.lobbies(channel)[-1]

    def said(self, words: str, channel: str = QUIZ_CHANNEL) -> list[Answer]:
        """The messages for all with these words."""
        return [message for message in self.messages(channel) if words in message.unescaped]

    def pinged(self, message: Answer) -> list[str]:
        """Whom a message mentions so that they are told, by their keys."""
        keys = {str(person.id): person.key for person in self.sandbox.world.people}
        return sorted(keys[user["id"]] for user in message.message["mentions"])

    async def sees(self, words: str, channel: str = QUIZ_CHANNEL) -> Answer:
        """A message for all with these words, as soon as there is one."""
        await until(self.sandbox, lambda: self.said(words, channel))
        await self.settle()
        return self.said(words, channel)[-1]

    async def stored(self) -> list[PlannedNight]:
        """The nights that are still to come, or running, as they are stored."""
        book = self._running_now["books"].of(NightBook)
        return list(await book.coming(self.sandbox.world.guild.id))

    async def without_permission(self, bits: int) -> None:
        """The bot starts in a server where nobody but organisers may do that."""
        await self.bot_stops()
        roles = self.sandbox.world.roles
        for role in list(roles):
            if role.name != "Organiser":
                roles.put(structs.replace(role, permissions=role.permissions & ~bits))
        await self.bot_starts()

    async def moves_event(self, to: datetime) -> None:
        """Somebody gives the server's event another time by hand."""
        events = self.sandbox.world.scheduled_events
        event = next(event for event in events if event.status == SCHEDULED)
        at = round(to.timestamp() * 1000)
        events.put(structs.replace(event, start_ms=at, end_ms=at + 3_600_000))
        await self.settle()

    async def told_privately(self, person: Person, times: int = 1) -> Answer:
        """The last of so many messages that the bot writes to somebody by itself."""
        direct = person.in_private()

        def told() -> list[Answer]:
            return [message for message in direct.sees() if not message.is_private]

        await until(self.sandbox, lambda: len(told()) >= times)
        await self.settle()
        return told()[-1]

    async def forgets(self, person: Person) -> None:
        """All that is stored of somebody is forgotten."""
        world_person = self.sandbox.world.person(person.key)
        assert world_person is not None
        database = self._running_now["books"].of(lambda database: database)
        forgetting = Forgetting(database, Random(0))
        await forgetting.wish(world_person.id)
        await forgetting.carry_out()

    def has_a_clock_that_is_late(self, by: timedelta) -> None:
        """The bot's own clock, from its next start on; Discord's is right."""
        self.clock = VirtualClock(self.clock.now() - by)


@asynccontextmanager
async def a_thursday(
    sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes, evening: Evening
) -> AsyncIterator[Thursday]:
    """The bot, ready for planning."""
    running: dict[str, Any] = {}

    @asynccontextmanager
    async def bot() -> AsyncIterator[StudyClient]:
        async with Books.kept(evening.database, (), lambda fault: pytest.fail(str(fault))) as books:
            kept = replace(quizzes, books=books, clock=thursday.clock)
            async with in_process(sandbox, study, texts, kept) as client:
                running.update(client=client, books=books)
                yield client

    thursday = Thursday(sandbox, evening.clock, bot, running)
    await thursday.bot_starts()
    yield thursday
    await thursday.bot_stops()
