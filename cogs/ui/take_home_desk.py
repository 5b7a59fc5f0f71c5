"""What take-homes are read and answered with."""

import asyncio
from dataclasses import dataclass, field

import discord

from bot.books import Books
from bot.cards.take_home import Reader
from bot.errors import StudyError
from bot.quiz.game import Game
from bot.quiz.ports import Clock
from bot.quiz.rules import Judge
from bot.storage.take_homes import TakeHomeBook
from bot.take_home import TakeHome
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies
from knowledge.library import Library

# Closed ones that are kept, as long as people ask for their results.
GAMES_REMEMBERED = 10


@dataclass(frozen=True, slots=True)
class TakeHomeDesk:
    """The parts of it. `book` raises `JournalDownError`."""

    library: Library
    books: Books
    clock: Clock
    judge: Judge
    readers: Readers
    replies: Replies
    _games: dict[int, Game] = field(default_factory=dict)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def book(self) -> TakeHomeBook:
        return self.books.of(TakeHomeBook)

    def reader(self, interaction: discord.Interaction, take_home: TakeHome) -> Reader:
        """Whoever pressed, in their language."""
        voice = self.readers.voice(interaction, is_private=True)
        return Reader(interaction.user.id, voice, self.readers.speaking(take_home.language))

    async def game(self, take_home: TakeHome) -> Game:
        """All that was answered, for one's own result. Of one that is closed everybody asks at once: it is worked out
        once, and whoever is forgotten meanwhile is in it, unnamed.
        """
        if not take_home.is_closed:
            return await self.book.game(take_home)
        async with self._turn:
            if take_home.id not in self._games:
                if len(self._games) >= GAMES_REMEMBERED:
                    del self._games[next(iter(self._games))]
                self._games[take_home.id] = await self.book.game(take_home)
            return self._games[take_home.id]

    async def find(self, interaction: discord.Interaction, number: int) -> TakeHome:
        """The one that a button of this server is about. Raises `StudyError`."""
        found = await self.book.find(number)
        if found is None or found.guild != interaction.guild_id:
            raise StudyError("takehome.gone")
        return found
