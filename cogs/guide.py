"""Finding one's way: /help and /about."""

from collections.abc import Callable, Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.guide import about_card, guide_card
from bot.cards.voice import Voice
from bot.server_choices import Servers
from cogs.ui.places import everywhere
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies, Reply
from cogs.ui.wording import AnyCommand, command_key
from knowledge.library import Library


class Guide(commands.Cog):
    """Says what the bot can do. Always privately: it helps one person and would be noise for the others."""

    def __init__(
        self,
        library: Library,
        readers: Readers,
        replies: Replies,
        version: str,
        tree: app_commands.CommandTree[Any],
        registered: Callable[[], Mapping[str, int]],
        servers: Servers,
    ) -> None:
        """`registered` gives the ids of the commands by name, as far as Discord has told them."""
        self._library = library
        self._tree = tree
        self._registered = registered
        self._servers = servers
        self._readers = readers
        self._replies = replies
        self._version = version

    @app_commands.command(description="-")
    @everywhere
    async def help(self, interaction: discord.Interaction) -> None:
        voice = self._readers.voice(interaction, is_private=True)
        card = guide_card(self._commands(voice), voice, self._quiz_channel(interaction))
        await self._replies.send(interaction, Reply(card, voice, is_private=True))

    @app_commands.command(description="-")
    @everywhere
    async def about(self, interaction: discord.Interaction) -> None:
        voice = self._readers.voice(interaction, is_private=True)
        card = about_card(self._library, self._version, voice)
        await self._replies.send(interaction, Reply(card, voice, is_private=True))

    def _quiz_channel(self, interaction: discord.Interaction) -> str:
        chosen = self._servers.of(interaction.guild_id).choices.quiz_channel
        channel = interaction.guild.get_channel(chosen) if interaction.guild is not None else None
        return "" if channel is None else channel.name

    def _commands(self, voice: Voice) -> list[tuple[str, str]]:
        """Every command with what it does; one that Discord has an id for is a mention, which can be pressed."""
        ids = self._registered()
        told = []
        for command in self._tree.walk_commands():
            if isinstance(command, app_commands.Command):
                # Discord gives an id to a group, and each command in it is mentioned by that.
                number = ids.get((command.root_parent or command).name)
                shown = _typed(command, voice) if number is None else f"</{command.qualified_name}:{number}>"
                told.append((shown, voice.say(f"{command_key(command)}.about")))
        return told


def _typed(command: app_commands.Command[Any, ..., Any], voice: Voice) -> str:
    """The command as it is typed in the reader's language."""
    groups: list[AnyCommand] = [command.parent] if command.parent is not None else []
    return "/" + " ".join(voice.say(f"{command_key(each)}.name") for each in (*groups, command))
