"""What take-homes are read and answered with."""

from dataclasses import dataclass

import discord

from bot.books import Books
from bot.cards.take_home import Reader
from bot.errors import StudyError
from bot.quiz.ports import Clock
from bot.quiz.rules import Judge
from bot.storage.take_homes import TakeHomeBook
from bot.take_home import TakeHome
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies
from knowledge.library import Library


@dataclass(frozen=True, slots=True)
class TakeHomeDesk:
    """The parts of it. `book` raises `JournalDownError`."""

    library: Library
    books: Books
    clock: Clock
    judge: Judge
    readers: Readers
    replies: Replies

    @property
    def book(self) -> TakeHomeBook:
        return self.books.of(TakeHomeBook)

    def reader(self, interaction: discord.Interaction, take_home: TakeHome) -> Reader:
        """Whoever pressed, in their language."""
        voice = self.readers.voice(interaction, is_private=True)
        return Reader(interaction.user.id, voice, self.readers.speaking(take_home.language))

    async def find(self, interaction: discord.Interaction, number: int) -> TakeHome:
        """The one that a button of this server is about. Raises `StudyError`."""
        found = await self.book.find(number)
        if found is None or found.guild != interaction.guild_id:
            raise StudyError("takehome.gone")
        return found
