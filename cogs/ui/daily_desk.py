"""Where what people want of daily posts arrives, and is answered privately."""

from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import discord
from discord.app_commands import Choice

from bot.alarm import Alarm
from bot.books import Books
from bot.cards.daily import Issue, post_poster
from bot.cards.daily_status import Shown, changed_poster, kept_poster, status_poster
from bot.cards.daily_words import time_words, where
from bot.cards.poster import Poster, Small
from bot.cards.said import said
from bot.cards.voice import Voice
from bot.daily.daily import Daily, Post, PostState, Standing, State
from bot.daily.ports import Chooser, GoneError, RefusedError, UnsureError
from bot.daily.postman import Postman
from bot.errors import StudyError
from bot.quiz.ports import Clock, JournalDownError
from bot.storage.dailies import DailyBook
from cogs.ui.daily_setting import DailySetting, Wish, can_ping, check_permissions
from cogs.ui.doors import manages
from cogs.ui.limits import AUTOCOMPLETE_CHOICES, CHOICE_NAME
from cogs.ui.posters import poster_layout
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies
from knowledge.library import Library

T = TypeVar("T")

# Older ones, and more of them, nobody asks for.
SKIPPED_SHOWN, SKIPPED_LATELY = 2, timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the desk works with. `alarm` rings when there is something to post."""

    library: Library
    books: Books
    clock: Clock
    postman: Postman
    alarm: Alarm
    chooser: Chooser
    readers: Readers
    replies: Replies


class DailyDesk:
    """Raises `StudyError` for what whoever asks can put right."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._setting = DailySetting(desk.library)

    async def set(self, interaction: discord.Interaction, wish: Wish) -> None:
        """This is the daily post of that channel from now on."""
        must_manage(interaction)
        voice = self.voice(interaction)
        check_permissions(wish.channel, voice)
        cannot_ping = not can_ping(wish.channel, wish.role)
        if wish.role is not None and wish.role.is_default():
            wish = replace(wish, role=None)
        daily, next_at = await self._in_time(interaction, self._kept(interaction, wish))
        poster = kept_poster(daily, next_at, self._desk.library, voice, cannot_ping=cannot_ping)
        await self._show(interaction, poster)

    async def _kept(self, interaction: discord.Interaction, wish: Wish) -> tuple[Daily, datetime]:
        standings = await self._book.of_guild(wish.channel.guild.id)
        public = self._desk.readers.voice(interaction, is_private=False)
        daily = self._setting.daily(interaction, wish, last_zone(standings), public)
        await self._book.keep(daily, self._desk.clock.now())
        return daily, await self._next(daily.channel)

    async def _next(self, channel: int) -> datetime:
        """When the next post comes, of which the postman is told."""
        self._desk.postman.changed(channel)
        self._desk.alarm.wake()
        standing = await self._book.standing(channel)
        if standing is None:
            raise StudyError("daily.wrong.none-of-it")
        return next_at(standing)

    # --- one daily post ----------------------------------------------------------------------------------------------

    async def pause(self, interaction: discord.Interaction, channel: str | None) -> None:
        """Nothing is posted until it is resumed."""
        daily = (await self._wanted(interaction, channel)).daily
        if daily.state is State.PAUSED:
            raise StudyError("daily.wrong.is-paused")
        if not await self._in_time(interaction, self._book.pause(daily.channel)):
            raise StudyError("daily.wrong.is-stopped")
        await self._show(interaction, changed_poster("daily.changed.paused", daily, self.voice(interaction)))

    async def resume(self, interaction: discord.Interaction, channel: str | None) -> None:
        """It is posted again, if it can be."""
        daily, voice = (await self._wanted(interaction, channel)).daily, self.voice(interaction)
        if daily.state is State.ON:
            raise StudyError("daily.wrong.is-on")
        must_know_zone(daily)
        place = interaction.guild.get_channel(daily.channel) if interaction.guild is not None else None
        if not isinstance(place, discord.TextChannel | discord.ForumChannel):
            raise StudyError("daily.state.channel-gone")
        check_permissions(place, voice)
        moment = await self._in_time(interaction, self._resumed(daily))
        await self._show(interaction, changed_poster("daily.changed.resumed", daily, voice, moment))

    async def _resumed(self, daily: Daily) -> datetime:
        await self._book.resume(daily.channel, self._desk.clock.now())
        return await self._next(daily.channel)

    async def off(self, interaction: discord.Interaction, channel: str | None) -> None:
        """There is none any more."""
        daily = (await self._wanted(interaction, channel)).daily
        await self._in_time(interaction, self._book.drop(daily.channel))
        await self._show(interaction, changed_poster("daily.changed.off", daily, self.voice(interaction)))

    async def now(self, interaction: discord.Interaction, channel: str | None) -> None:
        """Today's is posted at once."""
        daily, voice = (await self._wanted(interaction, channel)).daily, self.voice(interaction)
        if daily.state is not State.ON:
            raise StudyError("daily.wrong.not-on")
        must_know_zone(daily)
        post = await self._in_time(interaction, self._posted(daily))
        if post is None:
            raise StudyError("daily.wrong.posted-today")
        if post.state is not PostState.SENT:
            raise StudyError("daily.wrong.nothing")
        moment = await self._in_time(interaction, self._next(daily.channel))
        await self._show(interaction, changed_poster("daily.changed.posted", daily, voice, moment))

    async def _posted(self, daily: Daily) -> Post | None:
        """What became of it, or a sentence."""
        try:
            return await self._desk.postman.post_now(daily)
        except GoneError as gone:
            raise StudyError(f"daily.state.{gone.state}") from gone
        except RefusedError as fault:
            raise StudyError("daily.wrong.refused") from fault
        except UnsureError as fault:
            raise StudyError("daily.wrong.unsure") from fault
        finally:
            self._desk.alarm.wake()

    async def preview(self, interaction: discord.Interaction, channel: str | None) -> None:
        """What a post looks like."""
        daily, voice = (await self._wanted(interaction, channel)).daily, self.voice(interaction)
        must_know_zone(daily)
        now = self._desk.clock.now()
        content = await self._in_time(interaction, self._desk.chooser.choose(daily, now))
        if content.is_empty:
            raise StudyError("daily.wrong.nothing")
        day = daily.schedule.day_at(now)
        post = Post(channel=daily.channel, day=day, guild=daily.guild, content=content, claimed_at=now, taken_at=now)
        shown = post_poster(
            Issue(daily, post, is_preview=True), self._desk.library, self._desk.readers.speaking(daily.language)
        )
        note = Small(said(voice, "daily.preview.note", channel=where(daily)))
        await self._show(interaction, Poster((note, *shown.blocks)))

    async def status(self, interaction: discord.Interaction) -> None:
        """All of the server."""
        must_manage(interaction)
        shown = await self._in_time(interaction, self._shown(interaction.guild_id or 0))
        await self._show(interaction, status_poster(shown, self._desk.library, self.voice(interaction)))

    async def _shown(self, guild: int) -> Sequence[Shown]:
        since = (self._desk.clock.now() - SKIPPED_LATELY).date()
        return [
            Shown(
                each,
                next_at(each) if each.daily.schedule.is_known else None,
                await self._book.skipped(each.daily.channel, since, SKIPPED_SHOWN),
            )
            for each in await self._book.of_guild(guild)
        ]

    # --- which one ---------------------------------------------------------------------------------------------------

    async def _wanted(self, interaction: discord.Interaction, channel: str | None) -> Standing:
        """That of the channel that was chosen; else that of this channel, or the only one that there is."""
        must_manage(interaction)
        standings = await self._in_time(interaction, self._book.of_guild(interaction.guild_id or 0))
        of = {str(each.daily.channel): each for each in standings}
        if channel is not None:
            if channel.strip("<#>") not in of:
                raise StudyError("daily.wrong.none-of-it")
            return of[channel.strip("<#>")]
        here = of.get(str(interaction.channel_id)) or of.get(str(getattr(interaction.channel, "parent_id", None)))
        if here is None and len(standings) == 1:
            return standings[0]
        if here is None:
            name = getattr(interaction.channel, "name", "")
            raise StudyError("daily.wrong.none-here", channel=f"#{name}")
        return here

    async def choices(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """The channels that have one, while somebody types; those that are gone, too."""
        if interaction.guild is None or not manages(interaction):
            return []
        try:
            standings = await self._book.of_guild(interaction.guild.id)
        except JournalDownError:
            return []
        named = [(_named(interaction.guild, each.daily), str(each.daily.channel)) for each in standings]
        wanted = typed.strip().lstrip("#").casefold()
        fitting = [Choice(name=name[:CHOICE_NAME], value=value) for name, value in named if wanted in name.casefold()]
        return fitting[:AUTOCOMPLETE_CHOICES]

    async def zone_here(self, interaction: discord.Interaction) -> str | None:
        """The zone that was used in this server last."""
        try:
            return last_zone(await self._book.of_guild(interaction.guild_id or 0))
        except JournalDownError:
            return None

    # --- answering ---------------------------------------------------------------------------------------------------

    @property
    def _book(self) -> DailyBook:
        try:
            return self._desk.books.of(DailyBook)
        except JournalDownError as fault:
            raise StudyError("daily.wrong.unreadable") from fault

    def voice(self, interaction: discord.Interaction) -> Voice:
        """Whoever asks reads it alone."""
        return self._desk.readers.voice(interaction, is_private=True)

    async def _in_time(self, interaction: discord.Interaction, work: Coroutine[Any, Any, T]) -> T:
        try:
            return await self._desk.replies.in_time(interaction, work, is_private=True)
        except JournalDownError as fault:
            raise StudyError("daily.wrong.unreadable") from fault

    async def _show(self, interaction: discord.Interaction, poster: Poster) -> None:
        await self._desk.replies.show(interaction, poster_layout(poster), is_private=True)


def must_manage(interaction: discord.Interaction) -> None:
    """Raises `StudyError` for whoever does not manage the server."""
    if not manages(interaction):
        raise StudyError("daily.wrong.not-yours")


def must_know_zone(daily: Daily) -> None:
    """Raises `StudyError` if nobody can tell what day it is there: one is stored that another machine knew."""
    if not daily.schedule.is_known:
        raise StudyError("daily.status.no-zone", zone=daily.schedule.zone)


def last_zone(standings: Sequence[Standing]) -> str | None:
    """The zone that was chosen last, of those that this machine knows."""
    known = [each for each in standings if each.daily.schedule.is_known]
    latest = max(known, key=lambda each: each.daily.since, default=None)
    return None if latest is None else latest.daily.schedule.zone


def next_at(standing: Standing) -> datetime:
    """When the next post is due."""
    daily, last = standing.daily, standing.last
    return daily.schedule.next(daily.since, None if last is None else last.day).moment


def _named(guild: discord.Guild, daily: Daily) -> str:
    channel = guild.get_channel(daily.channel)
    return f"#{daily.channel if channel is None else channel.name} · {time_words(daily)}"
