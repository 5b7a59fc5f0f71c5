"""What somebody needs to play on equal terms: /accessibility."""

from collections.abc import Awaitable
from random import Random

import discord
from discord import app_commands

from bot.alarm import Alarm
from bot.books import Books
from bot.cards.accessibility import PACE, pace_poster, read_pace
from bot.errors import StudyError
from bot.paces import Paces
from bot.quiz.ports import Clock, JournalDownError
from cogs.ui.places import everywhere
from cogs.ui.posters import poster_layout
from cogs.ui.presses import Presses
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies
from cogs.ui.ringing import Ringing


class Accessibility(Ringing):
    """Keeps it to whoever asks: every answer is private, and nothing is said in a channel."""

    def __init__(
        self, paces: Paces, books: Books, clock: Clock, readers: Readers, replies: Replies, random: Random
    ) -> None:
        super().__init__(Alarm("Reading who has more time", clock, self._read_again, random))
        self._paces = paces
        self._books = books
        self._readers = readers
        self._replies = replies

    def answer_presses(self, presses: Presses) -> None:
        """The buttons of our own answer are ours."""
        presses.answer(PACE, self._press)

    @app_commands.command(description="-")
    @everywhere
    async def accessibility(self, interaction: discord.Interaction, time: str | None = None) -> None:
        if time is None:
            await self._in_time(interaction, self._paces.read_again())
            await self._show(interaction, takes_place=False)
        else:
            await self._choose(interaction, time, takes_place=False)

    async def _press(self, interaction: discord.Interaction, custom_id: str) -> None:
        await self._choose(interaction, custom_id, takes_place=True)

    async def _choose(self, interaction: discord.Interaction, wanted: str, *, takes_place: bool) -> None:
        """Stored before it is said."""
        percent = read_pace(wanted)
        if percent is None:
            raise StudyError("accessibility.no-such-time")
        await self._in_time(interaction, self._paces.choose(interaction.user.id, percent))
        await self._show(interaction, takes_place=takes_place)

    async def _show(self, interaction: discord.Interaction, *, takes_place: bool) -> None:
        voice = self._readers.voice(interaction, is_private=True)
        layout = poster_layout(pace_poster(self._paces.of(interaction.user.id), voice))
        await self._replies.show(interaction, layout, is_private=True, takes_place=takes_place)

    async def _in_time(self, interaction: discord.Interaction, work: Awaitable[None]) -> None:
        await self._replies.in_time(interaction, _told(work), is_private=True)

    # --- what others have stored -----------------------------------------------------------------------------------

    async def _read_again(self) -> None:
        """Somebody may press in another process: the alarm looks once a minute."""
        await self._books.is_open.wait()
        await self._paces.read_again()


async def _told(work: Awaitable[None]) -> None:
    """Raises `StudyError` for a database that is down: whoever asks can ask again."""
    try:
        await work
    except JournalDownError as fault:
        raise StudyError("accessibility.not-stored") from fault
