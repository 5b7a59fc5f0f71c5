"""The daily post: /daily set, preview, pause, resume, off, status and now; and what posts it at its minute."""

from random import Random

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.alarm import Alarm
from bot.cards.daily_ids import DAILY
from bot.daily.choosing import LibraryChooser
from bot.daily.daily import State
from bot.daily.postman import Postman, World
from bot.errors import StudyError
from bot.nights.zones import usual_zone
from bot.quiz.ports import JournalDownError
from bot.quiz_wiring import Quizzes
from bot.storage.dailies import DailyBook
from bot.storage.daily_answers import DailyAnswers
from bot.wiring import Study
from cogs.ui.completing import Completing
from cogs.ui.daily_books import OpenedAnswers, OpenedBook
from cogs.ui.daily_desk import DailyDesk, Desk
from cogs.ui.daily_presses import DailyPresses
from cogs.ui.daily_setting import AnyChannel, Wish, day_choices, zone_choices
from cogs.ui.daily_stage import DailyStage
from cogs.ui.places import BY_SERVERS, IN_SERVERS
from cogs.ui.presses import Presses
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies
from cogs.ui.ringing import Ringing


class Daily(Ringing):
    """Posts for the servers of this process for as long as its client lives."""

    daily = app_commands.Group(
        name="daily",
        description="-",
        allowed_contexts=IN_SERVERS,
        allowed_installs=BY_SERVERS,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(
        self,
        client: commands.AutoShardedBot,
        study: Study,
        quizzes: Quizzes,
        readers: Readers,
        replies: Replies,
        random: Random,
    ) -> None:
        self._clock = quizzes.clock
        self._books = quizzes.books
        self._readers = readers
        self.stage = DailyStage(client, study.library, readers, lambda: quizzes.books.of(DailyAnswers))
        chooser = LibraryChooser(study.library, quizzes.maker, OpenedAnswers(quizzes.books), random)
        self.postman = Postman(World(OpenedBook(quizzes.books), self.stage, chooser, quizzes.clock, random))
        self.alarm = Alarm("The daily post", quizzes.clock, self.postman.work, random)
        super().__init__(self.alarm)  # a post under way when it stops is claimed, and goes on after the next start
        self._desk = DailyDesk(
            Desk(study.library, quizzes.books, quizzes.clock, self.postman, self.alarm, chooser, readers, replies)
        )
        self._presses = DailyPresses(self._desk, quizzes.books, study.library, quizzes.clock, replies)
        self._completing = Completing(study.asking, study.library, self._desk.voice)

    def answer_presses(self, presses: Presses) -> None:
        """What is pressed on daily posts is ours, and so is what sets one up."""
        presses.answer(DAILY, self._presses.press)

    # --- commands --------------------------------------------------------------------------------------------------

    @daily.command(name="set", description="-")
    async def keep(
        self,
        interaction: discord.Interaction,
        hour: app_commands.Range[int, 0, 23],
        minute: app_commands.Range[int, 0, 59] = 0,
        zone: app_commands.Range[str, 1, 60] | None = None,
        channel: discord.TextChannel | discord.ForumChannel | None = None,
        holds: str | None = None,
        category: app_commands.Range[str, 1, 100] | None = None,
        language: str | None = None,
        days: app_commands.Range[str, 1, 100] | None = None,
        role: discord.Role | None = None,
    ) -> None:
        wish = Wish(
            channel=channel or _here(interaction),
            hour=hour,
            minute=minute,
            zone=zone,
            holds=holds,
            category=category,
            language=language,
            days=days,
            role=role,
        )
        await self._desk.set(interaction, wish)

    @daily.command(description="-")
    async def preview(self, interaction: discord.Interaction, channel: str | None = None) -> None:
        await self._desk.preview(interaction, channel)

    @daily.command(description="-")
    async def pause(self, interaction: discord.Interaction, channel: str | None = None) -> None:
        await self._desk.pause(interaction, channel)

    @daily.command(description="-")
    async def resume(self, interaction: discord.Interaction, channel: str | None = None) -> None:
        await self._desk.resume(interaction, channel)

    @daily.command(description="-")
    async def off(self, interaction: discord.Interaction, channel: str | None = None) -> None:
        await self._desk.off(interaction, channel)

    @daily.command(description="-")
    async def status(self, interaction: discord.Interaction) -> None:
        await self._desk.status(interaction)

    @daily.command(description="-")
    async def now(self, interaction: discord.Interaction, channel: str | None = None) -> None:
        await self._desk.now(interaction, channel)

    # --- while typing ------------------------------------------------------------------------------------------------

    @keep.autocomplete("zone")
    async def complete_zone(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        first = await self._desk.zone_here(interaction) or usual_zone(str(interaction.locale))
        return zone_choices(typed, first, self._clock.now())

    @keep.autocomplete("category")
    async def complete_category(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return self._completing.categories(interaction, typed)

    @keep.autocomplete("days")
    async def complete_days(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return day_choices(typed, self._desk.voice(interaction))

    @preview.autocomplete("channel")
    @pause.autocomplete("channel")
    @resume.autocomplete("channel")
    @off.autocomplete("channel")
    @now.autocomplete("channel")
    async def complete_channel(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return await self._desk.choices(interaction, typed)

    # --- what goes away --------------------------------------------------------------------------------------------

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        self.stage.remember(channel.id, channel.name)
        await self._stop([channel.id], State.CHANNEL_GONE)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        for channel in guild.channels:
            self.stage.remember(channel.id, channel.name)
        await self._stop([channel.id for channel in guild.channels], State.GUILD_GONE)

    async def _stop(self, channels: list[int], state: State) -> None:
        """If it cannot be stored, the next post finds it out."""
        try:
            book = self._books.of(DailyBook)
            for channel in await book.among(channels):
                await book.stop(channel, state)
                self.postman.changed(channel)
        except JournalDownError:
            return
        self.alarm.wake()


def _here(interaction: discord.Interaction) -> AnyChannel:
    """The channel, and for a thread the channel or forum that it is in."""
    channel = interaction.channel
    place = channel.parent if isinstance(channel, discord.Thread) else channel
    if not isinstance(place, discord.TextChannel | discord.ForumChannel):
        raise StudyError("daily.wrong.not-a-channel")
    return place
