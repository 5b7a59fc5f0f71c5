"""The same against the sandbox, which compresses, limits rates and forgets sessions as Discord does."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from random import Random
from typing import Any

import aiohttp
import pytest
from discord import Interaction, app_commands
from discord.ext import commands

from bot.discord_client.client import StudyClient
from bot.discord_client.faults import Unreachable
from bot.discord_client.registration import Changes
from bot.discord_client.serving import register, serve
from bot.sandbox.server import Sandbox
from bot.secret import Secret
from bot.settings import DiscordSettings
from tests.discord_spec.checking import SpecCheck
from tests.discord_spec.watch import Watch

from .conftest import TOKEN

SECONDS = 20


@asynccontextmanager
async def watched() -> AsyncIterator[Sandbox]:
    """A sandbox in which nothing happens that Discord's own description does not know."""
    watch = Watch(SpecCheck.load())
    async with Sandbox.started() as sandbox:
        sandbox.observe(watch)
        yield sandbox
    assert watch.problems == []


class Ping(commands.Cog):
    """One command, with a word of everything that Discord may say in its own way."""

    @app_commands.command(description="Answers.")
    @app_commands.describe(words="What to say", times="How often")
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.default_permissions(manage_guild=True)
    async def ping(self, interaction: Interaction, words: str, times: app_commands.Range[int, 0, 5] = 0) -> None:
        await interaction.response.send_message(words * times or "pong")


class Page:
    """Ana's page, open beside the bot."""

    def __init__(self, session: aiohttp.ClientSession, url: str, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._session = session
        self._url = url
        self._socket = socket

    async def until(self, is_so: Callable[[dict[str, Any]], object]) -> None:
        """Until the sandbox tells of a status that is so."""
        async with asyncio.timeout(SECONDS):
            while not is_so(await self._status()):
                await self._socket.receive_json()

    async def fault(self, name: str, **fields: object) -> None:
        async with self._session.post(f"{self._url}/sandbox/faults/{name}", json=fields) as response:
            assert response.status < 300, await response.text()

    async def _status(self) -> dict[str, Any]:
        async with self._session.get(f"{self._url}/sandbox/status") as response:
            status: dict[str, Any] = await response.json()
            return status


@asynccontextmanager
async def page(sandbox: Sandbox) -> AsyncIterator[Page]:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{sandbox.url}/sandbox/ana/events") as socket,
    ):
        yield Page(session, sandbox.url, socket)


async def give_cogs(client: StudyClient) -> None:
    await client.add_cog(Ping())


def settings_for(sandbox: Sandbox) -> DiscordSettings:
    return DiscordSettings(api=sandbox.api, gateway=sandbox.gateway_url)


@asynccontextmanager
async def served(sandbox: Sandbox) -> AsyncIterator[None]:
    async def hurry(seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.01))

    task = asyncio.create_task(serve(settings_for(sandbox), Secret(TOKEN), give_cogs, Random(1), sleep=hurry))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def is_connected(status: dict[str, Any]) -> bool:
    return bool(status["bot"]["is_connected"])


FAULTS: list[tuple[str, dict[str, object]]] = [
    ("drop", {}),
    ("drop", {"code": 1000}),
    ("drop", {"code": 4009}),
    ("reconnect", {}),
    ("invalidate", {"resumable": True}),
    ("invalidate", {"resumable": False}),
]


@pytest.mark.parametrize(("name", "fields"), FAULTS)
async def test_it_comes_back_whatever_happens_to_the_connection(
    name: str, fields: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    async with watched() as sandbox, page(sandbox) as ana, served(sandbox):
        await ana.until(is_connected)
        told = len(connection_lines(caplog))
        await ana.fault("refuse-gateway", times=3)
        await ana.fault(name, **fields)
        await ana.until(lambda _: len(connection_lines(caplog)) == told + 2)
        await ana.until(is_connected)
    assert [line.partition(":")[0] for line in connection_lines(caplog)] == [
        "No connection to Discord",
        "The connection to Discord is back.",
    ]
    assert not [record for record in caplog.records if record.exc_info]


def connection_lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name.endswith("connection_log")]


async def test_commands_come_back_from_the_sandbox_as_we_have_them() -> None:
    async with watched() as sandbox:
        where = settings_for(sandbox), Secret(TOKEN), give_cogs, Random(1)
        assert await register(*where) == Changes(added=("/ping",))
        assert await register(*where) == Changes()


async def test_a_command_that_discord_does_not_take_is_named() -> None:
    async def give_too_much(client: StudyClient) -> None:
        await client.add_cog(Ping())
        for command in client.tree.walk_commands():
            command.description = "x" * 101

    async with Sandbox.started() as sandbox:
        with pytest.raises(Unreachable, match=r"ping.*description"):
            await register(settings_for(sandbox), Secret(TOKEN), give_too_much, Random(1))
