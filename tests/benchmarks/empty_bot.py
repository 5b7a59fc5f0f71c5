"""The peer: discord.py with a command and a view that do nothing, written as its own examples are."""

import asyncio
import os

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.discord_client.serving import fastest_loop


class EmptyView(discord.ui.View):
    """Four buttons, as under a question."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        for letter in "ABCD":
            self.add_item(EmptyButton(label=letter))


class EmptyButton(discord.ui.Button[EmptyView]):
    """Lets Discord know that it was pressed."""

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer()


class EmptyBot(discord.Client):
    """Answers /what with a word, its autocomplete with one choice, and /quiz with a view that all see."""

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

    @bot.tree.command(name="quiz", description="Show the view")
    async def quiz(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Now", ephemeral=True)
        await bot.get_partial_messageable(interaction.channel_id or 0).send("A question?", view=EmptyView())

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
