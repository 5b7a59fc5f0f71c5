"""Looking back: /recap of a quiz, and /season start, end, list and board."""

from random import Random

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.alarm import Alarm
from bot.cards.scores_board import Shown, Time
from bot.cards.season import SEASON
from bot.errors import StudyError
from bot.quiz_wiring import Quizzes
from bot.storage.seasons import LONGEST_TITLE
from cogs.ui.boards import Boards
from cogs.ui.places import BY_SERVERS, IN_SERVERS
from cogs.ui.presses import Presses
from cogs.ui.readers import Readers
from cogs.ui.recap_asking import RecapAsking
from cogs.ui.recap_seasons import Seasons
from cogs.ui.replies import Replies
from cogs.ui.ringing import Ringing
from knowledge.library import Library


class Recap(Ringing):
    """Tells the final boards of seasons for as long as its client lives."""

    season = app_commands.Group(
        name="season", description="-", allowed_contexts=IN_SERVERS, allowed_installs=BY_SERVERS
    )

    def __init__(
        self,
        client: discord.Client,
        library: Library,
        quizzes: Quizzes,
        readers: Readers,
        replies: Replies,
        random: Random,
    ) -> None:
        self._asking = RecapAsking(library, quizzes.books, readers, replies)
        self._boards = Boards(library, quizzes.books, readers, replies)
        self._seasons = Seasons(client, quizzes.books, quizzes.clock, readers, replies)
        self._alarm = Alarm("Telling the boards of seasons", quizzes.clock, self._seasons.tell_due, random)
        super().__init__(self._alarm)

    def answer_presses(self, presses: Presses) -> None:
        """Whether a season shall end is asked by us."""
        presses.answer(SEASON, self._press)

    @app_commands.command(description="-")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def recap(
        self,
        interaction: discord.Interaction,
        quiz: app_commands.Range[str, 1, 100] | None = None,
        private: bool = False,
    ) -> None:
        await self._asking.show(interaction, quiz, is_private=private)

    @recap.autocomplete("quiz")
    async def complete_quiz(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return await self._asking.offer(interaction, typed)

    # --- seasons -----------------------------------------------------------------------------------------------------

    @season.command(description="-")
    async def start(self, interaction: discord.Interaction, title: app_commands.Range[str, 1, LONGEST_TITLE]) -> None:
        await self._seasons.start(interaction, title)

    @season.command(description="-")
    async def end(self, interaction: discord.Interaction) -> None:
        await self._seasons.ask_to_end(interaction)

    @season.command(name="list", description="-")
    async def list_(self, interaction: discord.Interaction, private: bool = False) -> None:
        await self._seasons.show_all(interaction, is_private=private)

    @season.command(description="-")
    async def board(
        self,
        interaction: discord.Interaction,
        season: app_commands.Range[str, 1, 100] | None = None,
        private: bool = False,
    ) -> None:
        wanted = (season or "0").strip()
        if not wanted.isdecimal():
            raise StudyError("season.unknown")
        await self._boards.show(interaction, Shown(Time.SEASON, season=int(wanted)), is_private=private)

    @board.autocomplete("season")
    async def complete_season(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return await self._seasons.offer(interaction, typed)

    async def _press(self, interaction: discord.Interaction, custom_id: str) -> None:
        if await self._seasons.press(interaction, custom_id):
            self._alarm.wake()

    # --- what has come back -------------------------------------------------------------------------------------------

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Boards of its seasons may have been due while we were away."""
        del guild
        self._alarm.wake()
