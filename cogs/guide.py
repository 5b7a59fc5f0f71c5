"""Finding one's way: /help and /about."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

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

AnySlash: TypeAlias = app_commands.Command[Any, ..., Any]


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
        card = guide_card(self._commands(interaction, voice), voice, self._quiz_channel(interaction))
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

    def _commands(self, interaction: discord.Interaction, voice: Voice) -> list[tuple[str, str]]:
        """Every command that whoever asks is shown, with what it does; those of a group stand together."""
        told = []
        for command in self._tree.walk_commands():
            together = _together(command)
            if together and _is_shown(command, interaction.permissions):
                shown = " ".join(self._mention(each, voice) for each in together)
                told.append((shown, voice.say(f"{command_key(command)}.about")))
        return told

    def _mention(self, command: AnySlash, voice: Voice) -> str:
        """To be pressed, if Discord has told the id; commands in a group are mentioned by that of the group."""
        number = self._registered().get((command.root_parent or command).name)
        return _typed(command, voice) if number is None else f"</{command.qualified_name}:{number}>"


def _together(command: AnySlash | app_commands.Group) -> list[AnySlash]:
    """What one line is about: a command by itself, or all those that stand directly in a group."""
    if isinstance(command, app_commands.Group):
        return [each for each in command.commands if isinstance(each, app_commands.Command)]
    return [command] if command.parent is None else []


def _is_shown(command: AnySlash | app_commands.Group, permissions: discord.Permissions) -> bool:
    """Whether Discord offers it to somebody with these permissions, if the server has not decided otherwise."""
    needed = (command.root_parent or command).default_permissions
    return needed is None or permissions >= needed


def _typed(command: AnySlash, voice: Voice) -> str:
    """The command as it is typed in the reader's language."""
    groups: list[AnyCommand] = list(dict.fromkeys(filter(None, (command.root_parent, command.parent))))
    return "/" + " ".join(voice.say(f"{command_key(each)}.name") for each in (*groups, command))
