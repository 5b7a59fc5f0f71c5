"""Where people's wishes for a quiz arrive, and are answered: commands and presses alike."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias

import discord
from discord.utils import snowflake_time

from bot.cards.quiz_host import PANEL_SECONDS, order_line
from bot.cards.quiz_words import already_words, refusal_words, taken_words
from bot.quiz.commands import Command, Extend, Order, Pause, Press, Refusal, Resume, Skip, Stop
from bot.quiz.events import Answer
from bot.quiz.game import Game
from bot.quiz.host import Host
from bot.quiz.scribe import Outcome
from cogs.ui.doors import Doors
from cogs.ui.posters import line_layout
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies

# Of the three seconds of an answer: whoever presses while we come back is rather answered late than sent away.
PATIENCE_SECONDS = 2.0

Make: TypeAlias = Callable[..., Order]
ORDERS: Mapping[str, Make] = MappingProxyType(
    {"pause": Pause, "resume": Resume, "skip": Skip, "extend": Extend, "stop": Stop}
)


@dataclass(frozen=True, slots=True)
class QuizDesk:
    """`is_there` is set as soon as the quizzes of before a restart are known."""

    host: Host
    readers: Readers
    replies: Replies
    doors: Doors
    is_there: asyncio.Event

    async def submit(self, interaction: discord.Interaction, quiz: int, command: Command) -> Outcome:
        """The quiz, with `command` stored in it, or why it is not."""
        work = self._submit(quiz, command)
        return await self.replies.in_time(interaction, work, is_private=True)

    async def answer(self, interaction: discord.Interaction, quiz: int, number: int, answer: Answer) -> None:
        """Take somebody's answer to question `number`, and tell them so once it is stored."""
        before = self.host.game(quiz)
        if before is not None and before.opened.channel != interaction.channel_id:
            await self.say(interaction, "quiz.refusal.foreign")
            return
        person = interaction.user.id
        earlier = before.given(person) if before is not None and len(before.rounds) == number else None
        press = Press(press=interaction.id, at=moment(interaction), person=person, number=number, answer=answer)
        outcome = await self.submit(interaction, quiz, press)
        voice = self.readers.voice(interaction, is_private=True)
        if isinstance(outcome, Game) and (given := outcome.given(person)) is not None:
            words = taken_words(outcome.rounds[-1].asked, given, earlier, voice)
        elif outcome is Refusal.ALREADY_ANSWERED and before is not None and earlier is not None:
            words = already_words(before.rounds[-1].asked, earlier, voice)
        else:
            words = refusal_words(outcome if isinstance(outcome, Refusal) else Refusal.LATE, voice)
        await self.replies.whisper(interaction, words)

    async def order(
        self, interaction: discord.Interaction, quiz: int, what: str, *, seconds: int = PANEL_SECONDS
    ) -> None:
        """Do what the host wants, and tell the channel who wanted it."""
        fields = {"seconds": seconds} if what == "extend" else {}
        outcome = await self.submit(interaction, quiz, self.order_of(interaction, ORDERS[what], **fields))
        if isinstance(outcome, Refusal):
            await self.refuse(interaction, outcome)
            return
        voice = self.readers.speaking(outcome.opened.settings.language)
        line = line_layout(order_line(what, interaction.user.id, outcome, voice))
        await self.replies.show(interaction, line, is_private=False)

    def order_of(self, interaction: discord.Interaction, make: Make, **fields: object) -> Order:
        """What whoever leads the quiz wants, made by `make`."""
        return make(
            order=interaction.id,
            at=moment(interaction),
            by=interaction.user.id,
            may_manage=self.doors.may_lead(interaction),
            **fields,
        )

    async def refuse(self, interaction: discord.Interaction, refusal: Refusal) -> None:
        """Say privately why nothing was done."""
        voice = self.readers.voice(interaction, is_private=True)
        await self.replies.whisper(interaction, refusal_words(refusal, voice))

    async def say(self, interaction: discord.Interaction, key: str) -> None:
        """Say a sentence privately."""
        await self.replies.whisper(interaction, self.readers.voice(interaction, is_private=True).say(key))

    async def _submit(self, quiz: int, command: Command) -> Outcome:
        await self.back()
        return await self.host.submit(quiz, command)

    async def back(self) -> bool:
        """Wait a little for the quizzes of before a restart; whether they are there."""
        if not self.is_there.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE_SECONDS):
                    await self.is_there.wait()
        return self.is_there.is_set()


def moment(interaction: discord.Interaction) -> datetime:
    """When somebody pressed, by Discord's clock: our own delays cost nobody anything."""
    return snowflake_time(interaction.id)
