"""How people are doing: /score, /leaderboard, /progress."""

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.books import Books
from bot.cards.scores import no_score_card, score_card
from bot.cards.scores_board import BOARD, By, Shown, Time
from bot.cards.scores_progress import Progress, progress_card, progress_chart, progress_in_words
from bot.cards.voice import Voice
from bot.charts.progress import draw_progress
from bot.errors import StudyError
from bot.storage.privacy import PrivacyBook
from bot.storage.scores import Board, Summary
from bot.wiring import Study
from cogs.ui.boards import Boards, readable
from cogs.ui.categories import category_in
from cogs.ui.completing import Completing
from cogs.ui.pictures import Picture
from cogs.ui.presses import Presses
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies, Reply

CommandT = TypeVar("CommandT")


def in_servers(command: CommandT) -> CommandT:
    """Scores are those of a server that the bot is in."""
    in_contexts = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    return app_commands.allowed_installs(guilds=True, users=False)(in_contexts(command))


def in_servers_or_explained(command: CommandT) -> CommandT:
    """The same; in a direct message it says so, since that is where somebody may look for their own score."""
    in_contexts = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    return app_commands.allowed_installs(guilds=True, users=False)(in_contexts(command))


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose scores are wanted, in which server, as of which day (UTC, by Discord's clock)."""

    guild: int
    person: int
    name: str
    is_own: bool
    today: date


class Scores(commands.Cog):
    """Reads the books. Names of others are mentions that ping nobody: no list of members is needed."""

    def __init__(self, study: Study, books: Books, readers: Readers, replies: Replies) -> None:
        self._library = study.library
        self._books = books
        self._readers = readers
        self._replies = replies
        self._boards = Boards(study.library, books, readers, replies)
        self._completing = Completing(
            study.asking, study.library, lambda interaction: readers.voice(interaction, is_private=True)
        )

    def answer_presses(self, presses: Presses) -> None:
        """Buttons that turn a board are ours."""
        presses.answer(BOARD, self._boards.turn)

    @app_commands.command(description="-")
    @in_servers_or_explained
    async def score(
        self, interaction: discord.Interaction, person: discord.User | None = None, private: bool = False
    ) -> None:
        asked = _asked(interaction, person)
        found = await self._replies.in_time(interaction, readable(self._summary(asked)), is_private=private)
        voice = self._readers.voice(interaction, is_private=private)
        if found is None:
            card = no_score_card(asked.name, voice, is_own=asked.is_own)
        else:
            card = score_card(asked.name, found, self._library, voice)
        await self._replies.send(interaction, Reply(card, voice, is_private=private))

    @app_commands.command(description="-")
    @in_servers_or_explained
    async def progress(
        self, interaction: discord.Interaction, person: discord.User | None = None, private: bool = False
    ) -> None:
        asked = _asked(interaction, person)
        voice = self._readers.voice(interaction, is_private=private)
        work = readable(self._progress_reply(asked, voice, is_private=private))
        reply = await self._replies.in_time(interaction, work, is_private=private)
        await self._replies.send(interaction, reply)

    @app_commands.command(description="-")
    @in_servers
    async def leaderboard(
        self,
        interaction: discord.Interaction,
        period: str = Time.ALL,
        by: str = By.POINTS,
        category: app_commands.Range[str, 1, 100] | None = None,
        private: bool = False,
    ) -> None:
        voice = self._readers.voice(interaction, is_private=True)
        shown = Shown(Time(period), By(by), category_in(category, self._library, voice).id if category else "")
        await self._boards.show(interaction, shown, is_private=private)

    @leaderboard.autocomplete("category")
    async def complete_category(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return self._completing.categories(interaction, typed)

    # --- reading -----------------------------------------------------------------------------------------------------

    async def _summary(self, asked: Asked) -> tuple[Summary, int] | None:
        """All that somebody has earned, and among how many people."""
        await self._look_up(asked)
        summary = await self._books.scores.summary(asked.guild, asked.person, asked.today)
        return None if summary is None else (summary, await self._books.scores.size(Board(asked.guild)))

    async def _look_up(self, asked: Asked) -> None:
        """Raises `StudyError` if it is somebody else who keeps off the boards: then their score is nobody's matter."""
        if not asked.is_own and await self._books.of(PrivacyBook).is_hidden(asked.person, asked.guild):
            raise StudyError("privacy.hide.score", name=asked.name)

    async def _progress_reply(self, asked: Asked, voice: Voice, *, is_private: bool) -> Reply:
        await self._look_up(asked)
        summary = await self._books.scores.summary(asked.guild, asked.person, asked.today)
        history = await self._books.scores.progress(asked.guild, asked.person, date.min, asked.today)
        if summary is None or not history:
            return Reply(no_score_card(asked.name, voice, is_own=asked.is_own), voice, is_private)
        progress = Progress(history, summary.domains)
        png = await asyncio.to_thread(draw_progress, progress_chart(progress, self._library, voice))
        picture = Picture("progress", png, progress_in_words(progress, self._library, voice))
        return Reply(progress_card(asked.name, progress, self._library, voice), voice, is_private, picture=picture)


def _asked(interaction: discord.Interaction, person: discord.User | None) -> Asked:
    """Raises `StudyError` outside servers, and for bots."""
    whose = person or interaction.user
    if interaction.guild_id is None:
        raise StudyError("scores.needs-server")
    if whose.bot:
        raise StudyError("scores.bot", name=whose.display_name)
    is_own = whose.id == interaction.user.id
    return Asked(interaction.guild_id, whose.id, whose.display_name, is_own, interaction.created_at.date())
