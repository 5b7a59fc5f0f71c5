"""A client of discord.py that lives in the sandbox and notes what it hears; Discord's description looks on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest
import yarl

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.room import PATIENCE_S
from tests.discord_spec.checking import SpecCheck
from tests.discord_spec.watch import Watch


class Listening(discord.Client):
    """`heard` is what discord.py made of the events, by their names in discord.py."""

    def __init__(self, intents: discord.Intents) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.05)
        self.heard: list[tuple[str, tuple[Any, ...]]] = []
        self._has_heard = asyncio.Event()

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        super().dispatch(event, *args, **kwargs)
        self.heard.append((event, args))
        self._has_heard.set()

    async def until(self, event: str) -> Any:
        """The last thing that the next event of this name is about, now or soon. It is heard once."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                for at, (name, args) in enumerate(self.heard):
                    if name == event:
                        del self.heard[: at + 1]
                        return args[-1]
                self._has_heard.clear()
                await self._has_heard.wait()

    @property
    def guild(self) -> discord.Guild:
        return self.guilds[0]


@asynccontextmanager
async def connected(sandbox: Sandbox, intents: discord.Intents) -> AsyncIterator[Listening]:
    """Fails at the end if anything that was sent either way is not as Discord describes it."""
    watch = Watch(SpecCheck.load())
    sandbox.observe(watch)
    route, socket = discord.http.Route, discord.gateway.DiscordWebSocket
    before = route.BASE, socket.DEFAULT_GATEWAY
    route.BASE, socket.DEFAULT_GATEWAY = sandbox.api, yarl.URL(sandbox.gateway_url)
    client = Listening(intents)
    try:
        await client.login("a-token")
        connection = asyncio.create_task(client.connect())
        await asyncio.wait_for(client.wait_until_ready(), PATIENCE_S)
        yield client
    finally:
        await client.close()
        await connection
        route.BASE, socket.DEFAULT_GATEWAY = before
    if watch.problems:
        pytest.fail("\n".join(map(str, watch.problems)))
