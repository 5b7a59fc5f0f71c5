"""The peer: discord.py with one command that does nothing, written as its own examples are."""

import asyncio
import os

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.discord_client.serving import fastest_loop


class EmptyBot(discord.Client):
    """Answers /what with a word, and its autocomplete with one choice."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        await self.tree.sync()


def main() -> None:
    Route.BASE = os.environ["DISCORD_API"]
    DiscordWebSocket.DEFAULT_GATEWAY = URL(os.environ["DISCORD_GATEWAY"])
    bot = EmptyBot()

    @bot.tree.command(name="what", description="Look something up")
    async def what(interaction: discord.Interaction, concept: str) -> None:
        await interaction.response.send_message(concept)

    @what.autocomplete("concept")
    async def complete(_: discord.Interaction, typed: str) -> list[Choice[str]]:
        return [Choice(name=typed, value=typed)]

    async def run() -> None:
        async with bot:
            await bot.start(os.environ["DISCORD_TOKEN"])

    with asyncio.Runner(loop_factory=fastest_loop()) as runner:
        runner.run(run())


if __name__ == "__main__":
    main()
