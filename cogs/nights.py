"""Planned nights: /quiz night plan, list, edit, start and cancel; and what happens to their channels and events."""

import asyncio
from contextlib import suppress
from datetime import datetime
from random import Random

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.cards.night_news import event_moved_poster
from bot.cards.night_words import NIGHT, wall_words, zone_words
from bot.nights.night import Night
from bot.nights.plan import LONGEST_TITLE, MOST_BREAK_MINUTES, MOST_QUESTIONS, MOST_ROUNDS
from bot.nights.wall_times import wall_of
from bot.nights.whens import suggestions
from bot.nights.zones import zone_named, zones_like
from bot.quiz.host import Host
from bot.quiz.ports import JournalDownError
from bot.quiz_wiring import Quizzes
from bot.wiring import Study
from cogs.ui.completing import Completing
from cogs.ui.doors import Doors
from cogs.ui.limits import AUTOCOMPLETE_CHOICES, CHOICE_NAME
from cogs.ui.night_desk import NightDesk, label_of
from cogs.ui.night_parts import NightParts
from cogs.ui.night_planning import NightPlanning, NightWish
from cogs.ui.night_reading import walls_of
from cogs.ui.night_stage import NightStage
from cogs.ui.night_starting import NightStarting
from cogs.ui.night_tending import NightTending
from cogs.ui.pieces import shortened
from cogs.ui.presses import Presses
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies

_OWNER_BITS = 62
_IS_OVER = frozenset({discord.EventStatus.cancelled, discord.EventStatus.completed})


class Written(app_commands.Transformer):
    """A channel in which people write, be it one that we do not see: then we can say so."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return [discord.ChannelType.text, discord.ChannelType.news]

    async def transform(
        self, _: discord.Interaction, value: app_commands.AppCommandChannel
    ) -> app_commands.AppCommandChannel:
        return value


_Channel = app_commands.Transform[app_commands.AppCommandChannel, Written]


class NightCommands(app_commands.Group):
    """`/quiz night`: a group of its own, so that whoever builds the commands can hang it into `/quiz`."""

    def __init__(self, desk: NightDesk, completing: Completing) -> None:
        super().__init__(name="night", description="-")
        self._desk = desk
        self._completing = completing

    @app_commands.command(description="-")
    async def plan(
        self,
        interaction: discord.Interaction,
        when: app_commands.Range[str, 1, 100],
        title: app_commands.Range[str, 1, LONGEST_TITLE] | None = None,
        zone: app_commands.Range[str, 1, 100] | None = None,
        channel: _Channel | None = None,
        categories: app_commands.Range[str, 1, 200] | None = None,
        rounds: app_commands.Range[int, 1, MOST_ROUNDS] = 2,
        questions: app_commands.Range[int, 1, MOST_QUESTIONS] = 10,
        seconds: app_commands.Range[int, 5, 120] = 20,
        pause: app_commands.Range[int, 0, MOST_BREAK_MINUTES] = 5,
        mode: str = "speed",
        teams: str | None = None,
        names: app_commands.Range[str, 1, 200] | None = None,
        thread: bool = False,
        language: str | None = None,
    ) -> None:
        wish = NightWish(
            when,
            title,
            zone,
            channel,
            categories,
            rounds,
            questions,
            seconds,
            pause,
            mode,
            teams,
            names,
            thread,
            language,
        )
        await self._desk.planning.plan(interaction, wish)

    @app_commands.command(name="list", description="-")
    async def list_(self, interaction: discord.Interaction) -> None:
        await self._desk.show_list(interaction)

    @app_commands.command(description="-")
    async def edit(
        self,
        interaction: discord.Interaction,
        night: app_commands.Range[str, 1, 100] | None = None,
        when: app_commands.Range[str, 1, 100] | None = None,
        title: app_commands.Range[str, 1, LONGEST_TITLE] | None = None,
        zone: app_commands.Range[str, 1, 100] | None = None,
        channel: _Channel | None = None,
    ) -> None:
        await self._desk.edit(interaction, night, NightWish(when=when, title=title, zone=zone, channel=channel))

    @app_commands.command(description="-")
    async def start(
        self, interaction: discord.Interaction, night: app_commands.Range[str, 1, 100] | None = None
    ) -> None:
        await self._desk.do(interaction, night, "start")

    @app_commands.command(description="-")
    async def cancel(
        self, interaction: discord.Interaction, night: app_commands.Range[str, 1, 100] | None = None
    ) -> None:
        await self._desk.do(interaction, night, "cancel")

    # --- while something is typed ----------------------------------------------------------------------------------

    @plan.autocomplete("categories")
    async def complete_categories(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return self._completing.several_categories(interaction, typed)

    @plan.autocomplete("zone")
    @edit.autocomplete("zone")
    async def complete_zone(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """Each zone with what its clocks show now: so everybody knows their own."""
        now = self._desk.parts.clock.now()
        zones = zones_like(typed, AUTOCOMPLETE_CHOICES) or (
            (await self._zone(interaction),) if not typed.strip() else ()
        )
        return [Choice(name=f"{zone_words(zone)} ({zone}) · {wall_of(now, zone):%H:%M}", value=zone) for zone in zones]

    @plan.autocomplete("when")
    @edit.autocomplete("when")
    async def complete_when(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """What is typed as it would be read, in full."""
        zone = zone_named(str(interaction.namespace.zone or "")) or await self._zone(interaction)
        asker = self._desk.planning.asker(interaction, zone)
        walls = walls_of(typed, asker) if typed.strip() else suggestions(asker.wall)
        return [
            Choice(name=f"{wall_words(wall, asker.voice)} ({zone_words(zone)})", value=f"{wall:%Y-%m-%d %H:%M}")
            for wall in walls[:AUTOCOMPLETE_CHOICES]
        ]

    @edit.autocomplete("night")
    @start.autocomplete("night")
    @cancel.autocomplete("night")
    async def complete_night(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        try:
            coming = await self._desk.parts.book.coming(interaction.guild_id or 0)
        except JournalDownError:
            return []
        voice = self._desk.parts.readers.voice(interaction, is_private=True)
        labels = [(label_of(night, voice), night) for night in coming if night.is_open]
        fitting = [(label, night) for label, night in labels if typed.casefold() in label.casefold()]
        return [
            Choice(name=shortened(label, CHOICE_NAME), value=str(night.night))
            for label, night in fitting[:AUTOCOMPLETE_CHOICES]
        ]

    async def _zone(self, interaction: discord.Interaction) -> str:
        """That of the night which is being changed, or the one in which a new one would be."""
        chosen = str(interaction.namespace.night or "")
        try:
            night = await self._desk.parts.book.night(int(chosen)) if chosen.isdecimal() else None
            if night is not None and night.guild == interaction.guild_id:
                return night.plan.zone
            return (await self._desk.planning.zone(interaction, None))[0]
        except JournalDownError:
            return "UTC"


class Nights(commands.Cog):
    """Looks after the planned nights of this process for as long as its client lives."""

    def __init__(
        self,
        client: commands.AutoShardedBot,
        study: Study,
        quizzes: Quizzes,
        host: Host,
        is_there: asyncio.Event,
        readers: Readers,
        replies: Replies,
        doors: Doors,
        random: Random,
    ) -> None:
        """`is_there` is set as soon as the quizzes of before a restart are known."""
        starting = NightStarting(host, is_there, quizzes, study.library, random, lambda: client.user)
        stage = NightStage(client, quizzes.clock.now)
        owner = random.getrandbits(_OWNER_BITS)
        self._parts = NightParts(stage, starting, quizzes.books, quizzes.clock, readers, study.library, owner)
        self.tending = NightTending(self._parts, random)
        planning = NightPlanning(self._parts, self.tending, replies, doors)
        self._desk = NightDesk(self._parts, planning, self.tending)
        completing = Completing(study.asking, study.library, lambda asked: readers.voice(asked, is_private=True))
        self.night = NightCommands(self._desk, completing)

    def answer_presses(self, presses: Presses) -> None:
        """What is pressed about a night is ours."""
        presses.answer(NIGHT, self._desk.press)

    # --- life ------------------------------------------------------------------------------------------------------

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """All servers are known, and so is which nights are ours to look after."""
        self.tending.start()
        self.tending.wake()

    async def cog_unload(self) -> None:
        """The client closes."""
        await self.tending.stop()

    # --- what happens to channels and events -----------------------------------------------------------------------

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._lose(channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, thread: discord.RawThreadDeleteEvent) -> None:
        await self._lose(thread.thread_id)

    async def _lose(self, channel: int) -> None:
        """If it cannot be stored, whatever is said there next finds it out."""
        with suppress(JournalDownError):
            for night in await self._parts.book.in_channel(channel):
                await self._parts.book.pause(night, channel)
        self.tending.wake()

    @commands.Cog.listener()
    async def on_scheduled_event_delete(self, event: discord.ScheduledEvent) -> None:
        """Ours, if its night is still to come: we delete one only when it is not."""
        night = await self._night_of(event)
        if night is not None:
            await self.tending.doing.event_is_gone(night)

    @commands.Cog.listener()
    async def on_scheduled_event_update(self, _: discord.ScheduledEvent, event: discord.ScheduledEvent) -> None:
        """Its host is asked whether the night shall follow an event that was moved by hand."""
        night = await self._night_of(event)
        if night is None:
            return
        if event.status in _IS_OVER:
            if event.end_time is None or self._parts.clock.now() < event.end_time:  # else it has ended by itself
                await self.tending.doing.event_is_gone(night)
        elif night.event_shows == night.revision and _is_elsewhere(night, event.start_time):
            poster = event_moved_poster(night, event.start_time, self._parts.voice(night))
            key = f"event-moved.{night.revision}.{int(event.start_time.timestamp())}"
            await self.tending.doing.tell_host(night, key, poster)

    async def _night_of(self, event: discord.ScheduledEvent) -> Night | None:
        """The night that is still to come and has this event."""
        try:
            coming = await self._parts.book.coming(event.guild_id)
        except JournalDownError:
            return None
        return next((night for night in coming if night.is_open and night.event == event.id), None)


def _is_elsewhere(night: Night, starts_at: datetime) -> bool:
    """Whether an event shows another minute than its night's."""
    return int(starts_at.timestamp()) // 60 != int(night.plan.starts_at.timestamp()) // 60
