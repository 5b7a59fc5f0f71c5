"""Planning a night, and changing one: a private draft, forms to change it, and the press that makes it so."""

import asyncio
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

import discord
import msgspec
from discord import app_commands

from bot.cards.night_plan import Notes, plan_poster, planned_poster
from bot.cards.poster import Poster
from bot.errors import StudyError
from bot.nights.checking import problems_of
from bot.nights.night import Night, State
from bot.nights.plan import MOST_ROUNDS, Plan, Teams
from bot.quiz.events import Mode
from bot.quiz.ports import JournalDownError
from cogs.ui.doors import Doors
from cogs.ui.night_forms import changed, filled_in, form, with_teams
from cogs.ui.night_parts import NightParts
from cogs.ui.night_reading import Asker, categories_in, check_exists, wall_in, zone_in, zone_of
from cogs.ui.night_tending import NightTending
from cogs.ui.posters import poster_layout
from cogs.ui.quiz_desk import moment
from cogs.ui.replies import Replies
from cogs.ui.writing import check_writing

T = TypeVar("T")

# Discord has room for a hundred events, and nobody plans half a year of Thursdays.
MOST_NIGHTS = 25
# Of the three seconds of an answer: mostly the lobby is there by then, and can be told of.
PATIENCE_SECONDS = 2.0
_WRITTEN_IN = frozenset({discord.ChannelType.text, discord.ChannelType.news})


@dataclass(frozen=True, slots=True)
class NightWish:
    """What somebody chose for a night; what they left open is None."""

    when: str | None = None
    title: str | None = None
    zone: str | None = None
    channel: app_commands.AppCommandChannel | None = None
    categories: str | None = None
    rounds: int = 2
    questions: int = 10
    seconds: int = 20
    pause: int = 5
    mode: str = Mode.SPEED
    teams: str | None = None
    names: str | None = None
    has_thread: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class NightPlanning:
    """Raises `StudyError` for what whoever plans can put right."""

    parts: NightParts
    tending: NightTending
    replies: Replies
    doors: Doors

    # --- a new night -----------------------------------------------------------------------------------------------

    async def plan(self, interaction: discord.Interaction, wish: NightWish) -> None:
        """Show how the night would be, for whoever plans it alone."""
        if not await self.doors.lets_host(interaction):
            return
        channel = self._channel(interaction, wish.channel)
        if wish.has_thread and channel == interaction.channel_id and isinstance(interaction.channel, discord.Thread):
            raise StudyError("night.wrong.thread")
        draft, keys = await self.in_time(interaction, self._drafted(interaction, wish, channel))
        await self._show(interaction, draft, Notes(keys))

    async def _drafted(
        self, interaction: discord.Interaction, wish: NightWish, channel: int
    ) -> tuple[Night, Sequence[str]]:
        guild = interaction.guild_id or 0
        if len(await self.parts.book.coming(guild)) >= MOST_NIGHTS:
            raise StudyError("night.said.too-many", most=MOST_NIGHTS)
        zone, is_guess = await self.zone(interaction, wish.zone)
        asker = self.asker(interaction, zone)
        wall, is_open = wall_in(wish.when or "", asker)
        plan = self._plan(interaction, wish, wall, asker)
        self.check(plan, asker)
        draft = Night(interaction.id, guild, channel, interaction.user.id, State.DRAFT, plan, asker.now)
        await self.parts.book.keep_draft(draft)
        notes = {"night.plan.guessed": is_guess, "night.plan.or": is_open}
        return draft, tuple(key for key, is_so in notes.items() if is_so)

    def _plan(self, interaction: discord.Interaction, wish: NightWish, wall: datetime, asker: Asker) -> Plan:
        public = self.parts.readers.voice(interaction, is_private=False)
        voice = public if wish.language is None else self.parts.readers.speaking(wish.language)
        categories = categories_in(wish.categories or "", self.parts.library, asker.voice)
        plan = Plan(
            title=" ".join((wish.title or voice.say("night.usual-title")).split()),
            wall=wall,
            zone=asker.zone,
            rounds=(categories,) * min(wish.rounds, MOST_ROUNDS),
            questions=wish.questions,
            seconds=wish.seconds,
            break_minutes=wish.pause,
            mode=Mode(wish.mode),
            language=voice.language,
            has_thread=wish.has_thread,
        )
        kind = wish.teams or (Teams.CHOSEN if wish.names else Teams.NONE)
        return with_teams(plan, Teams(kind), wish.names or "", voice)

    def check(self, plan: Plan, asker: Asker) -> None:
        """Raises `StudyError` with all that is wrong at once."""
        problems = problems_of(plan, asker.now)
        if len(problems) == 1:
            raise problems[0]
        if problems:
            sentences = " ".join(asker.voice.say(problem.key, **problem.values) for problem in problems)
            raise StudyError("night.wrong.several", sentences=sentences)

    # --- a night that is there -------------------------------------------------------------------------------------

    async def change(
        self, interaction: discord.Interaction, night: Night, wish: NightWish, *, takes_place: bool
    ) -> None:
        """Show how the night would be after the change. Nothing is changed before they save it."""
        channel = night.channel if wish.channel is None else self._channel(interaction, wish.channel)
        draft = await self.in_time(interaction, self._changed(interaction, night, wish, channel))
        await self._show(interaction, draft, Notes(is_change=True), takes_place=takes_place)

    async def _changed(self, interaction: discord.Interaction, night: Night, wish: NightWish, channel: int) -> Night:
        zone = night.plan.zone if wish.zone is None else zone_in(wish.zone)
        asker = self.asker(interaction, zone)
        wall = night.plan.wall if wish.when is None else wall_in(wish.when, asker)[0]
        check_exists(wall, zone, asker.voice)
        title = " ".join((wish.title or night.plan.title).split())
        plan = msgspec.structs.replace(night.plan, wall=wall, zone=zone, title=title)
        draft = Night(interaction.id, night.guild, channel, interaction.user.id, State.DRAFT, plan, asker.now)
        await self.parts.book.keep_draft(draft, changes=night.night)
        return draft

    # --- the draft -------------------------------------------------------------------------------------------------

    async def form(self, interaction: discord.Interaction, number: int, which: str) -> None:
        """Open the form for one part of the plan."""
        draft, _ = await self._draft(interaction, number)
        voice = self.parts.readers.voice(interaction, is_private=True)
        await interaction.response.send_modal(form(which, draft, self.parts.library, voice))

    async def fill_in(self, interaction: discord.Interaction, number: int, which: str) -> None:
        """Take what was filled in, as far as it can be read, and show the plan as it is now."""
        draft, changes = await self._draft(interaction, number)
        asker = self.asker(interaction, draft.plan.zone)
        result = changed(which, draft.plan, filled_in(interaction), asker)
        await self._stored(self.parts.book.change_draft(number, result.plan, draft.channel))
        problems = (*result.wrong, *problems_of(result.plan, asker.now))
        wrong = tuple(asker.voice.say(problem.key, **problem.values) for problem in problems)
        draft = replace(draft, plan=result.plan)
        await self._show(interaction, draft, Notes((), changes is not None, wrong), takes_place=True)

    async def save(self, interaction: discord.Interaction, number: int) -> None:
        """The draft becomes a night, or the night becomes as the draft says."""
        draft, changes = await self._draft(interaction, number)
        self.check(draft.plan, self.asker(interaction, draft.plan.zone))
        work = self._settle(draft) if changes is None else self._apply(interaction, draft, changes)
        night = await self.in_time(interaction, work)
        notes = Notes(tuple(self._after(night)), changes is not None)
        voice = self.parts.readers.voice(interaction, is_private=True)
        await self._answer(interaction, planned_poster(night, notes, voice), takes_place=True)

    async def _settle(self, draft: Night) -> Night:
        await self.parts.book.settle(draft.night, self.parts.clock.now())
        return await self._tended(draft.night)

    async def _apply(self, interaction: discord.Interaction, draft: Night, number: int) -> Night:
        night = await self.parts.book.night(number)
        if night is None or not night.is_open:
            raise StudyError("night.said.not-open")
        if not self.may_lead(interaction, night):
            raise StudyError("night.said.not-host")
        is_elsewhere = draft.channel != night.channel
        is_moved = is_elsewhere or draft.plan.starts_at != night.plan.starts_at
        if not await self.parts.book.apply(draft, night, is_moved=is_moved):
            raise StudyError("night.said.not-open")
        if is_elsewhere and night.lobby is not None:
            await self.parts.stage.remove(night, night.channel, night.lobby)
        return await self._tended(number)

    async def _tended(self, number: int) -> Night:
        """The night with what could be done for it in a moment."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self.tending.tended(number)
        night = await self.parts.book.night(number)
        if night is None:
            raise StudyError("night.plan.gone")
        return night

    def _after(self, night: Night) -> Sequence[str]:
        """What the host should know of a night that is planned."""
        if night.state is State.PAUSED:
            return ("night.said.no-place",)
        if night.lobby is None:
            return ("night.planned.soon",)
        made = night.result(night.event_key)
        return () if made is None else ("night.planned.event" if made else "night.plan.no-event",)

    async def _draft(self, interaction: discord.Interaction, number: int) -> tuple[Night, int | None]:
        """What they are planning. Raises `StudyError` if it is not theirs, or not there any more."""
        found = await self._stored(self.parts.book.draft(number))
        if found is None:
            raise StudyError("night.plan.gone")
        if found[0].host != interaction.user.id:
            raise StudyError("night.said.not-yours")
        return found

    async def _show(
        self, interaction: discord.Interaction, draft: Night, notes: Notes, *, takes_place: bool = False
    ) -> None:
        voice = self.parts.readers.voice(interaction, is_private=True)
        keys = (*notes.keys, *self._lacking(draft))
        notes = Notes(keys, notes.is_change, notes.wrong)
        poster = plan_poster(draft, notes, self.parts.library, voice)
        await self._answer(interaction, poster, takes_place=takes_place)

    def _lacking(self, draft: Night) -> Sequence[str]:
        """What we may not do there, and can do without."""
        may = self.parts.stage.permissions(draft.guild, draft.channel)
        if may is None:
            return ()
        keys = [] if may.create_events or may.manage_events else ["night.plan.no-event"]
        if draft.plan.has_thread and not (may.create_public_threads and may.send_messages_in_threads):
            keys.append("night.plan.no-thread")
        return keys

    # --- shared ----------------------------------------------------------------------------------------------------

    def may_lead(self, interaction: discord.Interaction, night: Night) -> bool:
        """Whether somebody may change, start and cancel a night: its host, and who manages the server or its events."""
        if interaction.user.id == night.host:
            return True
        is_there = interaction.guild_id == night.guild
        return is_there and (self.doors.may_lead(interaction) or interaction.permissions.manage_events)

    async def zone(self, interaction: discord.Interaction, typed: str | None) -> tuple[str, bool]:
        """See `zone_of`."""
        return await zone_of(typed, interaction.guild_id or 0, str(interaction.locale), self.parts.book)

    def asker(self, interaction: discord.Interaction, zone: str) -> Asker:
        """Who types, by Discord's clock."""
        at = moment(interaction)
        self.parts.clock.heard(at)
        voice = self.parts.readers.voice(interaction, is_private=True)
        return Asker(zone, at, str(interaction.locale), voice)

    async def in_time(self, interaction: discord.Interaction, work: Awaitable[T]) -> T:
        """What `work` gives, with Discord told if it takes long. Raises `StudyError` if nothing can be stored."""
        return await self.replies.in_time(interaction, self._stored(work), is_private=True)

    async def _stored(self, work: Awaitable[T]) -> T:
        try:
            return await work
        except JournalDownError as fault:
            raise StudyError("quiz.refusal.not-stored") from fault

    async def _answer(self, interaction: discord.Interaction, poster: Poster, *, takes_place: bool) -> None:
        await self.replies.show(interaction, poster_layout(poster), is_private=True, takes_place=takes_place)

    def _channel(self, interaction: discord.Interaction, chosen: app_commands.AppCommandChannel | None) -> int:
        """Where it is to be. Raises `StudyError` if it cannot be there."""
        voice = self.parts.readers.voice(interaction, is_private=True)
        if chosen is None or chosen.id == interaction.channel_id:
            is_thread = isinstance(interaction.channel, discord.Thread)
            check_writing(interaction.app_permissions, voice, "quiz.start.missing", is_thread=is_thread)
            return interaction.channel_id or 0
        if chosen.type not in _WRITTEN_IN or not chosen.permissions.send_messages:
            raise StudyError("night.wrong.channel")
        may = self.parts.stage.permissions(interaction.guild_id or 0, chosen.id)
        check_writing(may or discord.Permissions.none(), voice, "quiz.start.missing", is_thread=False)
        return chosen.id
