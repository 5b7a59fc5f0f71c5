"""People's own data: /privacy; and what is deleted by itself."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random

import discord
from discord import app_commands
from discord.ext import commands

from bot.alarm import Alarm
from bot.cards.privacy import CONFIRMED, DELETE, DELETE_SERVER, KEEP, PRIVACY, SERVER_CONFIRMED, Commands
from bot.errors import StudyError
from bot.paces import Paces
from bot.quiz_wiring import Quizzes
from bot.server_choices import Servers
from bot.storage.journal import Shards
from cogs.ui.places import CONTEXTS, INSTALLS
from cogs.ui.presses import Presses
from cogs.ui.privacy_desk import PrivacyDesk
from cogs.ui.privacy_forms import is_name, is_word, person_form, server_form, typed
from cogs.ui.quiz_games import QuizGames
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies

log = logging.getLogger(__name__)


class Privacy(commands.Cog):
    """Every answer is private, wherever it is asked for: people leave servers, and what is stored of them stays."""

    privacy = app_commands.Group(name="privacy", description="-", allowed_contexts=CONTEXTS, allowed_installs=INSTALLS)

    def __init__(
        self,
        client: commands.AutoShardedBot,
        servers: Servers,
        paces: Paces,
        games: QuizGames,
        quizzes: Quizzes,
        readers: Readers,
        replies: Replies,
        registered: Callable[[], Mapping[str, int]],
        random: Random,
    ) -> None:
        self._client = client
        self._clock = quizzes.clock
        self._books = quizzes.books
        self._desk = PrivacyDesk(
            books=quizzes.books,
            servers=servers,
            paces=paces,
            games=games,
            clock=quizzes.clock,
            readers=readers,
            replies=replies,
            random=random,
            commands=lambda: Commands(registered()),
            shards=self._shards,
            present=lambda: {guild.id for guild in client.guilds},
        )
        self._is_compared = False
        self._forgetting = Alarm("Forgetting people", quizzes.clock, self._forget, random)
        self._erasing = Alarm("Erasing servers", quizzes.clock, self._erase, random)

    def answer_presses(self, presses: Presses) -> None:
        """The buttons and forms of our own answers are ours."""
        presses.answer(PRIVACY, self._press)

    # --- commands --------------------------------------------------------------------------------------------------

    @privacy.command(description="-")
    async def data(self, interaction: discord.Interaction) -> None:
        await self._desk.stored(interaction)

    @privacy.command(description="-")
    async def export(self, interaction: discord.Interaction) -> None:
        await self._desk.export(interaction)

    @privacy.command(description="-")
    async def delete(self, interaction: discord.Interaction) -> None:
        await self._desk.ask_to_delete(interaction)

    @privacy.command(description="-")
    async def hide(self, interaction: discord.Interaction) -> None:
        await self._desk.hide(interaction)

    @privacy.command(description="-")
    async def show(self, interaction: discord.Interaction) -> None:
        await self._desk.show_again(interaction)

    @privacy.command(description="-")
    async def server(self, interaction: discord.Interaction) -> None:
        await self._desk.server(interaction)

    # --- presses ---------------------------------------------------------------------------------------------------

    async def _press(self, interaction: discord.Interaction, custom_id: str) -> None:
        """A button opens a form, and only the form deletes: always what is stored of whoever sends it."""
        voice = self._desk.voice(interaction)
        if custom_id == KEEP:
            await self._desk.say(interaction, "privacy.delete.kept")
        elif custom_id == DELETE:
            await interaction.response.send_modal(person_form(voice))
        elif custom_id == CONFIRMED:
            if is_word(typed(interaction), voice):
                await self._desk.delete(interaction)
                self._forgetting.wake()
            else:
                await self._desk.say(interaction, "privacy.delete.wrong")
        elif custom_id in {DELETE_SERVER, SERVER_CONFIRMED}:
            await self._press_server(interaction, custom_id)
        else:
            raise StudyError("mistake.gone")

    async def _press_server(self, interaction: discord.Interaction, custom_id: str) -> None:
        guild = self._desk.managed(interaction)
        if custom_id == DELETE_SERVER:
            await interaction.response.send_modal(server_form(guild.name, self._desk.voice(interaction)))
        elif is_name(typed(interaction), guild.name):
            await self._desk.delete_server(interaction)
            self._erasing.wake()
        else:
            await self._desk.say(interaction, "privacy.server.wrong")

    # --- what is deleted by itself ---------------------------------------------------------------------------------

    @commands.Cog.listener()
    async def on_connect(self) -> None:
        """From now on: what was wished for before a restart, and what could not be done while a quiz ran."""
        self._forgetting.start()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Every server that we are in is known, also those that are in an outage: Discord names them all before it
        says so (docs, events/gateway-events.mdx, "Ready").
        """
        self._compare_again()
        self._erasing.start()

    @commands.Cog.listener()
    async def on_guild_remove(self, _: discord.Guild) -> None:
        """We were removed, or the server was deleted. In an outage the library does not say this."""
        self._compare_again()

    @commands.Cog.listener()
    async def on_guild_join(self, _: discord.Guild) -> None:
        self._compare_again()

    @commands.Cog.listener()
    async def on_guild_available(self, _: discord.Guild) -> None:
        """So the library calls a server, too, that Discord says is not in an outage when we join it."""
        self._compare_again()

    def _compare_again(self) -> None:
        self._is_compared = False
        self._erasing.wake()

    async def _forget(self) -> None:
        if self._books.is_open.is_set():
            await self._desk.forget()

    async def _erase(self) -> datetime | None:
        if not self._books.is_open.is_set():
            return None
        if not self._is_compared:
            self._is_compared = True
            await self._compare()
        erased = await self._desk.erase()
        if erased.guilds:
            log.info("Servers whose data is deleted by now: %d.", len(erased.guilds))
        return erased.due

    async def _compare(self) -> None:
        try:
            found = await self._books.of(self._desk.erasing).compare(self._desk.present(), self._clock.now())
        except BaseException:
            self._is_compared = False
            raise
        if found.left:
            log.info("Servers that I have left, and whose data is deleted 30 days after that: %d.", found.left)
        if found.returned:
            log.info("Servers that I am in again, and whose data stays: %d.", found.returned)

    def _shards(self) -> Shards:
        count = self._client.shard_count or 1
        return Shards(count, range(count) if self._client.shard_ids is None else self._client.shard_ids)

    async def cog_unload(self) -> None:
        await self._forgetting.stop()
        await self._erasing.stop()
