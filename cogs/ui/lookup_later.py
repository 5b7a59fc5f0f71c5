"""Look-ups that wait for the bell of a quiz, and are answered by themselves after it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TypeAlias

import discord
from discord.utils import snowflake_time

from bot.alarm import Alarm
from bot.cards.card import Card
from bot.cards.later import later_poster, told_of
from bot.cards.voice import Voice
from bot.quiz.guard import Guard, Secret
from bot.quiz.ports import Clock
from cogs.ui.addresses import address_of
from cogs.ui.posters import poster_layout
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies, Reply

Make: TypeAlias = Callable[[Voice], Card]
"""Says it in somebody's language."""

# A question may be closed early, or later than was known: we look each second, while somebody waits.
LOOK_EVERY = timedelta(seconds=1)
# An interaction can be followed up for 15 minutes (docs, interactions/receiving-and-responding.mdx). Whoever waits
# longer than this has the button, which begins anew.
WAITS_AT_MOST = timedelta(minutes=14, seconds=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody's look-up, and what it would tell them of."""

    interaction: discord.Interaction
    reply: Reply
    concepts: frozenset[str]

    def is_same(self, other: "Waiting") -> bool:
        """Whether one person waits for one thing."""
        return (self.interaction.user.id, self.concepts) == (other.interaction.user.id, other.concepts)

    @property
    def until(self) -> datetime:
        """When Discord would not take it any more."""
        return snowflake_time(self.interaction.id) + WAITS_AT_MOST


class LookupLater:
    """Holds back from players what they are being asked. What waits is kept in memory only: look-ups leave nothing
    behind. After a restart nothing comes by itself, and the note's button still works.
    """

    def __init__(self, guard: Guard, clock: Clock, readers: Readers, replies: Replies, random: Random) -> None:
        self._guard = guard
        self._clock = clock
        self._readers = readers
        self._replies = replies
        self._waiting: list[Waiting] = []
        self._alarm = Alarm("Answering look-ups after the bell", clock, self._answer_those_that_may, random)

    @property
    def is_idle(self) -> bool:
        """Whether nothing can be held back from anybody."""
        return self._guard.is_idle

    def held_from(self, person: int) -> frozenset[str]:
        """The concepts that this person is not told of at present."""
        return frozenset[str]().union(*(secret.concepts for secret in self._guard.secrets(person)))

    async def holds(self, interaction: discord.Interaction, reply: Reply, make: Make) -> bool:
        """Whether `reply` has to wait for the bell. Then they are told so, and it comes later: privately, as `make`
        says it in their own language.
        """
        concepts = told_of(reply.card)
        secret = self._guard.held(interaction.user.id, concepts)
        if secret is None:
            return False
        voice = self._readers.voice(interaction, is_private=True)
        if reply.chosen_language:
            voice = self._readers.speaking(reply.chosen_language)
        later = Reply(make(voice), voice, is_private=True, page=reply.page, chosen_language=reply.chosen_language)
        await self._say_so(interaction, secret, later)
        waiting = Waiting(interaction, later, concepts)
        # Whoever asks for the same again is told once, by the interaction that can be followed up longest.
        self._waiting = [*(each for each in self._waiting if not each.is_same(waiting)), waiting]
        self._alarm.start()
        self._alarm.wake()
        return True

    async def stop(self) -> None:
        """Nothing comes by itself any more."""
        await self._alarm.stop()

    async def _say_so(self, interaction: discord.Interaction, secret: Secret, later: Reply) -> None:
        """In the place of a private message whose button was pressed; what others see is left alone."""
        address = address_of(later.card, later.chosen_language)
        show = "" if address is None or not address.fits else str(address.turned_to(later.page))
        voice = self._readers.voice(interaction, is_private=True)
        note = poster_layout(later_poster(secret, interaction.user.id, show, voice))
        is_private_place = interaction.message is not None and interaction.message.flags.ephemeral
        await self._replies.show(interaction, note, is_private=True, takes_place=is_private_place)

    async def _answer_those_that_may(self) -> datetime | None:
        """Each once, whatever becomes of it."""
        now = self._clock.now()
        may = [each for each in self._waiting if not self._guard.held(each.interaction.user.id, each.concepts)]
        self._waiting = [each for each in self._waiting if each not in may and now < each.until]
        if in_time := [each for each in may if now < each.until]:
            await asyncio.gather(*(self._replies.follow(each.interaction, each.reply) for each in in_time))
        return now + LOOK_EVERY if self._waiting else None
