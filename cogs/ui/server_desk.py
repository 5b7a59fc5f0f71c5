"""Where what a server chooses is looked at and changed: commands and presses alike."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import discord
from discord.utils import snowflake_time

from bot.cards.poster import Beside, Lines, Poster, Turn
from bot.cards.said import Person, said
from bot.cards.setup import walk_poster
from bot.cards.setup_history import BLOCKED_ROWS, HISTORY_ROWS, UNBLOCK, blocked_poster, history_poster
from bot.cards.setup_settings import settings_poster
from bot.cards.setup_words import View
from bot.errors import StudyError
from bot.quiz.ports import JournalDownError
from bot.server_choices import Servers
from bot.servers.choices import Server, Setting
from cogs.ui.doors import is_manager, manages
from cogs.ui.posters import poster_layout
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies

T = TypeVar("T")
# What a quiz needs of its channel.
_NEEDED = ("view_channel", "send_messages")


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who is to be blocked."""

    id: int
    is_bot: bool
    manages: bool

    @classmethod
    def of(cls, user: discord.User | discord.Member) -> "Somebody":
        """Who was named in a command: a member comes with what they may do here."""
        permissions = user.resolved_permissions if isinstance(user, discord.Member) else None
        return cls(user.id, user.bot, permissions is not None and is_manager(permissions))

    @classmethod
    def picked(cls, data: Mapping[str, Any], number: str) -> "Somebody":
        """Who was picked in a list."""
        resolved = data.get("resolved") or {}
        user = (resolved.get("users") or {}).get(number) or {}
        member = (resolved.get("members") or {}).get(number) or {}
        permissions = discord.Permissions(int(member.get("permissions") or 0))
        return cls(int(number), bool(user.get("bot")), is_manager(permissions))


@dataclass(frozen=True, slots=True)
class ServerDesk:
    """Raises `StudyError` for what whoever asks can put right. Every answer is private."""

    servers: Servers
    readers: Readers
    replies: Replies
    registered: Callable[[], Mapping[str, int]]

    # --- showing ---------------------------------------------------------------------------------------------------

    async def walk(self, interaction: discord.Interaction, step: int, *, takes_place: bool) -> None:
        """Show a step of setting up."""
        check_manages(interaction)
        await self._make_sure(interaction)
        voice = self.readers.voice(interaction, is_private=True)
        await self._show(interaction, walk_poster(step, self._view(interaction), voice), takes_place=takes_place)

    async def settings(self, interaction: discord.Interaction, *, takes_place: bool) -> None:
        """Show every setting; whoever manages the server can change it there."""
        check_is_in_server(interaction)
        await self._make_sure(interaction)
        voice = self.readers.voice(interaction, is_private=True)
        poster = settings_poster(self._view(interaction), voice, may_change=manages(interaction))
        await self._show(interaction, poster, takes_place=takes_place)

    async def history(self, interaction: discord.Interaction, page: int, *, takes_place: bool) -> None:
        """Show a page of what was changed; one row more tells whether there is another."""
        guild = check_manages(interaction)
        now, start = snowflake_time(interaction.id), page * HISTORY_ROWS
        work = self.servers.history(guild, now, HISTORY_ROWS + 1, start)
        found = await self._in_time(interaction, work, "setup.not-read")
        voice = self.readers.voice(interaction, is_private=True)
        rows, has_more = found[:HISTORY_ROWS], len(found) > HISTORY_ROWS
        await self._show(interaction, history_poster(rows, page, voice, has_more=has_more), takes_place=takes_place)

    async def blocked(self, interaction: discord.Interaction, page: int, *, takes_place: bool) -> None:
        """Show a page of whom the server keeps out, or the last one that there is."""
        guild = check_manages(interaction)
        await self._make_sure(interaction)
        blocked = list(self.servers.of(guild).blocked.items())
        last = max(len(blocked) - 1, 0) // BLOCKED_ROWS
        voice = self.readers.voice(interaction, is_private=True)
        await self._show(interaction, blocked_poster(blocked, min(page, last), voice), takes_place=takes_place)

    async def _show(self, interaction: discord.Interaction, poster: Poster, *, takes_place: bool) -> None:
        await self.replies.show(interaction, poster_layout(poster), is_private=True, takes_place=takes_place)

    def _view(self, interaction: discord.Interaction) -> View:
        server, guild = self.servers.of(interaction.guild_id), interaction.guild
        if guild is None:
            return View(server, commands=self.registered())
        choices = server.choices
        gone = {number for number in (choices.quiz_channel, *choices.channels) if guild.get_channel(number) is None}
        gone |= {choices.host_role} if guild.get_role(choices.host_role) is None else set()
        return View(server, gone - {0}, _lacking(guild, server), self.registered())

    # --- changing --------------------------------------------------------------------------------------------------

    async def choose(self, interaction: discord.Interaction, setting: Setting, written: str) -> None:
        """Store a choice; it holds from now on."""
        guild = check_manages(interaction)
        at, by = snowflake_time(interaction.id), interaction.user.id
        # The role of everybody has the server's own id (docs, topics/permissions.mdx): who picks it wants no choice.
        chosen = "" if setting is Setting.HOST_ROLE and written == str(guild) else written
        await self._in_time(interaction, self.servers.choose(guild, setting, chosen, by, at))

    async def block(self, interaction: discord.Interaction, whom: Somebody) -> None:
        """Keep somebody out, and offer to take it back."""
        guild = check_manages(interaction)
        if whom.manages or whom.is_bot:
            await self._say(interaction, "block.bot" if whom.is_bot else "block.manager", whom.id)
            return
        at, by = snowflake_time(interaction.id), interaction.user.id
        is_new = await self._in_time(interaction, self.servers.block(guild, whom.id, by, at))
        await self._say(interaction, "block.done" if is_new else "block.already", whom.id, may_unblock=True)

    async def unblock(self, interaction: discord.Interaction, person: int) -> bool:
        """Let somebody in again; whether they were kept out."""
        guild = check_manages(interaction)
        at, by = snowflake_time(interaction.id), interaction.user.id
        return await self._in_time(interaction, self.servers.unblock(guild, person, by, at))

    async def say_unblocked(self, interaction: discord.Interaction, person: int, *, was_blocked: bool) -> None:
        """Say how it is now."""
        await self._say(interaction, "block.undone" if was_blocked else "block.was-not", person)

    async def _say(self, interaction: discord.Interaction, key: str, person: int, *, may_unblock: bool = False) -> None:
        voice = self.readers.voice(interaction, is_private=True)
        line = said(voice, key, person=Person(person))
        back = Turn(voice.say("block.unblock"), f"{UNBLOCK}:{person}:0")
        await self._show(
            interaction, Poster((Beside(line, back) if may_unblock else Lines((line,)),)), takes_place=False
        )

    async def _make_sure(self, interaction: discord.Interaction) -> None:
        """Nobody is told that nothing was chosen only because the database is down."""
        if not self.servers.has_been_read:
            await self._in_time(interaction, self.servers.read(), "setup.not-read")

    async def _in_time(
        self, interaction: discord.Interaction, work: Coroutine[Any, Any, T], or_say: str = "setup.not-stored"
    ) -> T:
        try:
            return await self.replies.in_time(interaction, work, is_private=True)
        except JournalDownError as fault:
            raise StudyError(or_say) from fault


def check_is_in_server(interaction: discord.Interaction) -> int:
    """The server that it is about. Raises `StudyError` where there is none."""
    if interaction.guild_id is None:
        raise StudyError("setup.needs-server")
    return interaction.guild_id


def check_manages(interaction: discord.Interaction) -> int:
    """The same, if somebody may change it: what Discord's clients hide is not forbidden by that."""
    guild = check_is_in_server(interaction)
    if not manages(interaction):
        raise StudyError("setup.managers-only")
    return guild


def _lacking(guild: discord.Guild, server: Server) -> tuple[str, ...]:
    """What the bot lacks in the quiz channel."""
    channel = guild.get_channel(server.choices.quiz_channel)
    # Of ourselves Discord tells each server's members' list, if it tells anything of it at all.
    me: discord.Member | None = guild.me
    if channel is None or me is None:
        return ()
    permissions = channel.permissions_for(me)
    return tuple(name for name in _NEEDED if not getattr(permissions, name))
