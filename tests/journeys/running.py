"""The whole bot, running: in this process, where it is fast, or as a process of its own, where it can be killed."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

from bot.discord_client.client import StudyClient
from bot.discord_client.serving import serve
from bot.quiz_wiring import Quizzes
from bot.sandbox.server import Sandbox
from bot.sandbox.serving import ServingOptions, serving
from bot.secret import Secret
from bot.settings import CLOCK_AHEAD, DiscordSettings
from bot.texts import Texts
from bot.wiring import Study
from cogs import Parts, add_cogs
from tests.journeys.people import PATIENCE_SECONDS

TOKEN = "a-token-for-the-sandbox"  # noqa: S105 - no secret
HOUSE = Path(__file__).parents[2]
RUN = (sys.executable, "-m", "bot", "run")


async def until(sandbox: Sandbox, is_so: Callable[[], object]) -> None:
    """Until something is so that the pages of the sandbox are told of."""
    person = next(iter(sandbox.world.people))
    with sandbox.events.listening(person) as ear:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not is_so():
                await ear.get()


def is_ready(sandbox: Sandbox) -> bool:
    return sandbox.gateway.is_connected and any(True for _ in sandbox.world.commands)


async def soon(_: float) -> None:
    """The pauses between attempts, for which no test waits."""
    await asyncio.sleep(0)


@asynccontextmanager
async def in_process(sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes) -> AsyncIterator[StudyClient]:
    """The bot with these packs, connected and with its commands registered."""
    clients: list[StudyClient] = []

    async def give_cogs(client: StudyClient) -> None:
        clients.append(client)
        random = Random(20261127)
        await add_cogs(client, Parts(study, quizzes, texts, "en", random, "1.2.3", lambda: client.command_ids))

    discord = DiscordSettings(api=sandbox.api, gateway=sandbox.gateway_url)
    running = asyncio.create_task(serve(discord, Secret(TOKEN), give_cogs, Random(20261127), sleep=soon))
    ready = asyncio.create_task(until(sandbox, lambda: is_ready(sandbox)))
    await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        ready.cancel()
        await running
    await ready
    try:
        yield clients[-1]
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


@asynccontextmanager
async def as_process(cache: Path, watch: Callable[[Sandbox], None]) -> AsyncIterator[Sandbox]:
    """A sandbox whose bot is a process, ready. `watch` is given the sandbox before the bot starts."""
    kept = {"STUDYHALL_CACHE": str(cache), "DATABASE_URL": f"sqlite:///{cache.with_suffix('.db')}"}
    environment = {"PATH": os.defpath, "PYTHONPATH": str(HOUSE), **kept}
    options = ServingOptions(port=0, token=TOKEN, clock_variable=CLOCK_AHEAD)
    async with serving(options, RUN, environment, say=lambda _: None, tell=watch) as sandbox:
        await until(sandbox, lambda: is_ready(sandbox))
        yield sandbox
