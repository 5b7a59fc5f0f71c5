"""Where a command may be used."""

from typing import TypeVar

from discord import app_commands

CommandT = TypeVar("CommandT")

# Look-ups need nothing of a server: they work wherever a person is, with the bot in the server or in their own account.
CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
INSTALLS = app_commands.AppInstallationType(guild=True, user=True)

# A quiz is a matter of a server and its members.
IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
BY_SERVERS = app_commands.AppInstallationType(guild=True, user=False)


def everywhere(command: CommandT) -> CommandT:
    """In servers, direct messages and group messages; installed in a server or by a person."""
    in_contexts = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    return app_commands.allowed_installs(guilds=True, users=True)(in_contexts(command))
