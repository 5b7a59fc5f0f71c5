"""What people and organisers want of what is stored: it is done here, and answered privately."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from random import Random
from typing import TypeVar

import discord

from bot.books import Books
from bot.cards.poster import Lines, Poster
from bot.cards.privacy import (
    Commands,
    delete_poster,
    deleted_poster,
    export_poster,
    hidden_poster,
    playing_poster,
    server_deleted_poster,
    server_poster,
    stored_poster,
)
from bot.cards.privacy_export import File, TooLargeError, export_zips
from bot.cards.said import said
from bot.cards.voice import Voice
from bot.errors import StudyError
from bot.paces import Paces
from bot.quiz.ports import Clock, JournalDownError
from bot.server_choices import Servers
from bot.storage.database import Database
from bot.storage.erasing import Erased, Erasing
from bot.storage.exporting import everything_of
from bot.storage.forgetting import Forgetting
from bot.storage.journal import Shards
from bot.storage.privacy import PrivacyBook
from cogs.ui.doors import manages
from cogs.ui.posters import poster_layout
from cogs.ui.privacy_files import hand_over
from cogs.ui.quiz_games import QuizGames
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies

T = TypeVar("T")
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class PrivacyDesk:
    """`shards` are those of this process, `present` the servers of them that the bot is in."""

    books: Books
    servers: Servers
    paces: Paces
    games: QuizGames
    clock: Clock
    readers: Readers
    replies: Replies
    random: Random
    commands: Callable[[], Commands]
    shards: Callable[[], Shards]
    present: Callable[[], Collection[int]]

    # --- seeing ----------------------------------------------------------------------------------------------------

    async def stored(self, interaction: discord.Interaction) -> None:
        """What is stored of whoever asks."""

        async def work() -> Poster:
            book, person, guild = self.books.of(PrivacyBook), interaction.user.id, home(interaction)
            is_hidden = guild is not None and await book.is_hidden(person, guild)
            return stored_poster(
                await book.of_person(person), self.commands(), self.voice(interaction), is_hidden=is_hidden
            )

        await self._answer(interaction, _read(work()))

    async def export(self, interaction: discord.Interaction) -> None:
        """All of it as files, after a sentence that says what they are."""
        voice = self.voice(interaction)
        files = await self.replies.in_time(interaction, _read(self._files(interaction, voice)), is_private=True)
        await self._show(interaction, export_poster(len(files), voice))
        for file in files:
            await hand_over(interaction, file)

    async def _files(self, interaction: discord.Interaction, voice: Voice) -> list[File]:
        person = interaction.user.id
        sheets = await self.books.of(lambda database: everything_of(database, person))
        if not any(sheet.rows for sheet in sheets):
            return []
        now, limit = self.clock.now(), interaction.filesize_limit
        try:
            # Reading it took the loop's time already; packing it need not.
            return list(await asyncio.to_thread(export_zips, sheets, person, now, limit, voice))
        except TooLargeError as fault:
            raise StudyError("privacy.export.too-large", size=-(-fault.size // _MEGABYTE)) from fault

    # --- boards ----------------------------------------------------------------------------------------------------

    async def hide(self, interaction: discord.Interaction) -> None:
        """Off the boards of this server, or in a direct message of all."""

        async def work() -> Poster:
            guild = home(interaction)
            await self.books.of(PrivacyBook).hide(interaction.user.id, guild)
            return hidden_poster(self.commands(), self.voice(interaction), is_everywhere=guild is None)

        await self._answer(interaction, _changed(work()))

    async def show_again(self, interaction: discord.Interaction) -> None:
        """On the boards again."""

        async def work() -> Poster:
            guild = home(interaction)
            await self.books.of(PrivacyBook).show(interaction.user.id, guild)
            return self._line(interaction, "privacy.show.everywhere" if guild is None else "privacy.show.done")

        await self._answer(interaction, _changed(work()))

    # --- deleting --------------------------------------------------------------------------------------------------

    async def ask_to_delete(self, interaction: discord.Interaction) -> None:
        """What would go, before anything does."""

        async def work() -> Poster:
            person = interaction.user.id
            stored = await self.books.of(PrivacyBook).of_person(person)
            running = await self.books.of(self.forgetting).running(person)
            return delete_poster(stored, running, self.commands(), self.voice(interaction))

        await self._answer(interaction, _read(work()))

    async def delete(self, interaction: discord.Interaction) -> None:
        """The wish is stored first: whatever happens then, it is carried out."""
        work = _changed(self._delete(interaction.user.id, self.voice(interaction)))
        await self._answer(interaction, work, takes_place=True)

    async def _delete(self, person: int, voice: Voice) -> Poster:
        forgetting = self.books.of(self.forgetting)
        await forgetting.wish(person)
        try:
            await self.forget()
            return deleted_poster(await forgetting.waiting(person), voice)
        except JournalDownError:
            return _line(voice, "privacy.delete.noted")

    async def forget(self) -> None:
        """Forget everybody who is to be, and what is known of them by heart."""
        if await self.books.of(self.forgetting).carry_out():
            self.games.forget_all()
            await self.paces.read_again()

    def forgetting(self, database: Database) -> Forgetting:
        """The book of what is to be forgotten."""
        return Forgetting(database, self.random)

    # --- a server --------------------------------------------------------------------------------------------------

    async def server(self, interaction: discord.Interaction) -> None:
        """What is stored of the server, for who manages it."""
        guild = self.managed(interaction)

        async def work() -> Poster:
            return server_poster(
                guild.name, await self.books.of(PrivacyBook).of_server(guild.id), self.voice(interaction)
            )

        await self._answer(interaction, _read(work()))

    async def delete_server(self, interaction: discord.Interaction) -> None:
        """All of it, unless a quiz is going on."""
        work = _changed(self._delete_server(self.managed(interaction).id, self.voice(interaction)))
        await self._answer(interaction, work, takes_place=True)

    async def _delete_server(self, guild: int, voice: Voice) -> Poster:
        erasing = self.books.of(self.erasing)
        if await erasing.is_playing(guild):
            return playing_poster(self.commands(), voice)
        await erasing.want(guild, self.clock.now())
        try:
            await self.erase()
        except JournalDownError:
            return _line(voice, "privacy.server.noted")
        return server_deleted_poster(self.commands(), voice)

    async def erase(self) -> Erased:
        """Erase every server that is due, and forget what is known of it by heart."""
        erased = await self.books.of(self.erasing).carry_out(self.clock.now(), self.present())
        if erased.guilds:
            await self.servers.read()
        return erased

    def erasing(self, database: Database) -> Erasing:
        """The book of servers that are to be erased."""
        return Erasing(database, self.shards())

    def managed(self, interaction: discord.Interaction) -> discord.Guild:
        """The server, if whoever asks manages it. Raises `StudyError`."""
        if interaction.guild is None or home(interaction) is None:
            raise StudyError("privacy.server.nowhere")
        if not manages(interaction):
            raise StudyError("privacy.server.organisers")
        return interaction.guild

    # --- answering -------------------------------------------------------------------------------------------------

    def voice(self, interaction: discord.Interaction) -> Voice:
        """All of this is said privately."""
        return self.readers.voice(interaction, is_private=True)

    async def say(self, interaction: discord.Interaction, key: str) -> None:
        """A sentence, in the place of what was pressed."""
        await self._show(interaction, self._line(interaction, key), takes_place=True)

    async def _answer(
        self, interaction: discord.Interaction, work: Awaitable[Poster], *, takes_place: bool = False
    ) -> None:
        poster = await self.replies.in_time(interaction, work, is_private=True)
        await self._show(interaction, poster, takes_place=takes_place)

    async def _show(self, interaction: discord.Interaction, poster: Poster, *, takes_place: bool = False) -> None:
        await self.replies.show(interaction, poster_layout(poster), is_private=True, takes_place=takes_place)

    def _line(self, interaction: discord.Interaction, key: str) -> Poster:
        return _line(self.voice(interaction), key)


def home(interaction: discord.Interaction) -> int | None:
    """The server that it was said in, if the bot is one of its members; None in direct messages and elsewhere."""
    return interaction.guild_id if interaction.is_guild_integration() else None


def _line(voice: Voice, key: str) -> Poster:
    return Poster((Lines((said(voice, key),)),))


async def _read(work: Awaitable[T]) -> T:
    try:
        return await work
    except JournalDownError as fault:
        raise StudyError("privacy.unreadable") from fault


async def _changed(work: Awaitable[T]) -> T:
    try:
        return await work
    except JournalDownError as fault:
        raise StudyError("privacy.unchanged") from fault
