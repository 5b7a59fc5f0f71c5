"""Who is let in: looked at before every command, press and suggestion, and so at the cost of next to nothing."""

from typing import Any

import discord
from discord import InteractionType
from discord.app_commands import Command

from bot.cards.doors import elsewhere_line, hosts_line
from bot.server_choices import Servers
from bot.servers.choices import Server
from bot.servers.cool_down import COMMANDS, PRESSES, CoolDown
from bot.servers.rules import is_kept_out, may_host, may_lead, may_speak_in
from cogs.ui.posters import line_layout
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies

# What is stored of somebody is theirs to see and to delete, whatever a server thinks of them.
ALWAYS_OPEN = "privacy"
# The option of a command whose answer may be for whoever asks alone.
_PRIVATE = "private"
_BOOLEAN = 5
# A snowflake without its last bits is its moment (docs, reference.mdx, "Snowflakes"); Discord's epoch does not matter.
_MOMENT = 22


class Doors:
    """Lets in, or says privately why not. What it needs of a server is in memory."""

    def __init__(self, servers: Servers, readers: Readers, replies: Replies) -> None:
        self._servers = servers
        self._readers = readers
        self._replies = replies
        self._commands, self._presses = CoolDown(COMMANDS), CoolDown(PRESSES)

    # --- everything that comes -------------------------------------------------------------------------------------

    async def admits(self, interaction: discord.Interaction) -> bool:
        """Whether a command, or what is offered for it while somebody types, goes on; else they are answered."""
        is_typing = interaction.type is InteractionType.autocomplete
        server = self._servers.of(interaction.guild_id)
        if server.blocked and not _is_open(interaction) and self._is_kept_out(interaction, server):
            await self._keep_out(interaction)
            return False
        if is_typing:
            return True
        if server.choices.channels and not self.may_speak(interaction):
            _answer_privately(interaction)
        return await self._is_slow_enough(interaction, self._commands)

    async def admits_press(self, interaction: discord.Interaction, wanted: str) -> bool:
        """The same for a button, a list or a form."""
        server = self._servers.of(interaction.guild_id)
        if server.blocked and not wanted.startswith(ALWAYS_OPEN) and self._is_kept_out(interaction, server):
            await self._keep_out(interaction)
            return False
        return await self._is_slow_enough(interaction, self._presses)

    def _is_kept_out(self, interaction: discord.Interaction, server: Server) -> bool:
        return is_kept_out(server, interaction.user.id, manages=manages(interaction))

    async def _keep_out(self, interaction: discord.Interaction) -> None:
        if interaction.type is InteractionType.autocomplete:
            await interaction.response.autocomplete([])
        else:
            await self._whisper(interaction, "doors.blocked")

    async def _is_slow_enough(self, interaction: discord.Interaction, cool_down: CoolDown) -> bool:
        wait_ms = cool_down.wait_ms(interaction.user.id, interaction.id >> _MOMENT)
        if wait_ms:
            await self._whisper(interaction, "doors.too-fast", seconds=-(-wait_ms // 1000))
        return not wait_ms

    async def _whisper(self, interaction: discord.Interaction, key: str, **values: int) -> None:
        voice = self._readers.voice(interaction, is_private=True)
        await self._replies.whisper(interaction, voice.say(key, **values))

    # --- what only some may ----------------------------------------------------------------------------------------

    def may_speak(self, interaction: discord.Interaction) -> bool:
        """Whether somebody's wish may be answered for all to see where it was said."""
        choices = self._servers.of(interaction.guild_id).choices
        return not choices.channels or may_speak_in(choices, _places(interaction), manages=manages(interaction))

    def may_host(self, interaction: discord.Interaction) -> bool:
        """Whether somebody may start a quiz in this server."""
        choices = self._servers.of(interaction.guild_id).choices
        return may_host(choices, _roles(interaction), manages=manages(interaction))

    def may_lead(self, interaction: discord.Interaction) -> bool:
        """Whether somebody may lead a quiz here that another has started."""
        choices = self._servers.of(interaction.guild_id).choices
        is_steward = manages(interaction) or interaction.permissions.manage_messages
        return may_lead(choices, _roles(interaction), manages=is_steward)

    async def lets_host(self, interaction: discord.Interaction) -> bool:
        """Whether somebody may have a quiz here; if not, they are told why, and what to do."""
        choices = self._servers.of(interaction.guild_id).choices
        voice = self._readers.voice(interaction, is_private=True)
        if not self.may_host(interaction):
            line = hosts_line(choices, voice)
        elif not self.may_speak(interaction):
            line = elsewhere_line(choices, voice)
        else:
            return True
        await self._replies.show(interaction, line_layout(line), is_private=True)
        return False


def manages(interaction: discord.Interaction) -> bool:
    """Whether somebody manages the server that they are in. Who owns it may do everything there is."""
    return is_manager(interaction.permissions)


def is_manager(permissions: discord.Permissions) -> bool:
    """Whether these are the permissions of somebody who manages a server."""
    return permissions.manage_guild or permissions.administrator


def _roles(interaction: discord.Interaction) -> tuple[int, ...]:
    member = interaction.user
    return tuple(role.id for role in member.roles) if isinstance(member, discord.Member) else ()


def _places(interaction: discord.Interaction) -> tuple[int, ...]:
    """The channel, and for a thread the channel that it is in."""
    here, channel = interaction.channel_id or 0, interaction.channel
    return (here, channel.parent_id) if isinstance(channel, discord.Thread) else (here,)


def _is_open(interaction: discord.Interaction) -> bool:
    return str(dict(interaction.data or {}).get("name", "")).startswith(ALWAYS_OPEN)


def _answer_privately(interaction: discord.Interaction) -> None:
    """As if whoever asked had chosen so, if the command lets them choose: nobody is sent away who may be answered."""
    command = interaction.command
    if not isinstance(command, Command) or all(option.name != _PRIVATE for option in command.parameters):
        return
    within: Any = interaction.data
    for _ in command.qualified_name.split()[1:]:
        within = within["options"][0]  # all that a group has is what was chosen of it
    others = [option for option in within.get("options") or () if option["name"] != _PRIVATE]
    within["options"] = [*others, {"name": _PRIVATE, "type": _BOOLEAN, "value": True}]
