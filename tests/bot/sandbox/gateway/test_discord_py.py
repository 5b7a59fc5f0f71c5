"""The real discord.py, as a process of its own, against the gateway: two shards, compressed."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.sandbox.bot_process import BotProcess, Waits
from bot.sandbox.faults.kinds import RefuseGateway
from bot.sandbox.faults.standing import Standing
from tests.bot.sandbox.gateway.fake_town import FIRST, SECOND, TOKEN, Served, serving

REAL_BOT = Path(__file__).with_name("real_bot.py")
PATIENCE_S = 20.0
READY = "ready as Bot in 3 servers, shards 0:2,1:1"


class Lines:
    """What the bot has printed, read once each."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._happened = asyncio.Event()

    def say(self, line: str) -> None:
        self._lines.append(line)
        self._happened.set()

    async def until(self, *wanted: str) -> list[str]:
        """Wait for these lines, in this order; give back all up to the last of them."""
        seen: list[str] = []
        for line in wanted:
            await self._wait_for(line)
            place = self._lines.index(line) + 1
            seen += self._lines[:place]
            del self._lines[:place]
        return seen

    async def _wait_for(self, line: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                while line not in self._lines:
                    self._happened.clear()
                    await self._happened.wait()
        except TimeoutError:
            raise AssertionError(f"{line!r} is not among {self._lines}") from None


@asynccontextmanager
async def running(served: Served, **environment: str) -> AsyncIterator[tuple[BotProcess, Lines]]:
    lines = Lines()
    where = {
        "DISCORD_TOKEN": TOKEN,
        "DISCORD_API": f"{served.base}/api/v10",
        "DISCORD_GATEWAY": f"{served.base.replace('http', 'ws')}/gateway",
    }
    bot = BotProcess(
        [sys.executable, str(REAL_BOT)],
        {**os.environ, **where, **environment},
        say=lines.say,
        changed=lambda: None,
        waits=Waits(after_kill_s=0.01),
    )
    await bot.start()
    try:
        yield bot, lines
    finally:
        await bot.stop()


async def connected(served: Served) -> None:
    """Both shards are."""
    await served.changes.until(lambda: [session["is_connected"] for session in served.gateway.sessions()] == [True] * 2)


def happen(served: Served, name: str, guild_id: int = FIRST) -> None:
    """Something that needs no intent, and that discord.py prints and passes over."""
    served.gateway.dispatch(name, {}, guild_id=guild_id)


@pytest.mark.parametrize("compress", ["zlib-stream", "its own choice"])
async def test_it_connects_all_shards_and_understands(served: Served, compress: str) -> None:
    async with running(served, COMPRESS=compress) as (_, lines):
        await lines.until(READY)
        happen(served, "SOMETHING", FIRST)
        await lines.until("SOMETHING")
        happen(served, "SOMETHING_ELSE", SECOND)
        await lines.until("SOMETHING_ELSE")


async def test_it_asks_for_members(served: Served) -> None:
    async with running(served) as (_, lines):
        await lines.until(READY)
        role = {"id": "77", "name": "New", "permissions": "0", "position": 1, "color": 0, "hoist": False}
        role |= {"managed": False, "mentionable": False, "flags": 0, "colors": {"primary_color": 0}}
        served.gateway.dispatch("GUILD_ROLE_CREATE", {"guild_id": str(FIRST), "role": role}, guild_id=FIRST)
        await lines.until("GUILD_MEMBERS_CHUNK", "found ['Anita']")


@pytest.mark.parametrize("how", ["drop", "reconnect", "invalidate"])
async def test_it_resumes_and_hears_what_it_missed(served: Served, how: str) -> None:
    cuts: dict[str, Callable[[], None]] = {
        "drop": served.gateway.drop,
        "reconnect": served.gateway.reconnect,
        "invalidate": lambda: served.gateway.invalidate(resumable=True),
    }
    async with running(served) as (_, lines):
        await lines.until(READY)
        cuts[how]()
        happen(served, "MISSED")
        seen = await lines.until("MISSED", "RESUMED")
        assert "READY" not in seen
        if how == "drop":
            await connected(served)


async def test_it_begins_anew_when_its_session_is_invalid(served: Served) -> None:
    async with running(served) as (_, lines):
        await lines.until(READY)
        served.gateway.invalidate(resumable=False)
        await lines.until("READY", "GUILD_CREATE")
        await connected(served)
        happen(served, "AFTERWARDS")
        await lines.until("AFTERWARDS")


async def test_it_comes_back_after_it_was_killed(served: Served) -> None:
    async with running(served) as (bot, lines):
        await lines.until(READY)
        bot.kill()
        await lines.until("READY", READY)
        happen(served, "AFTERWARDS")
        await lines.until("AFTERWARDS")


async def test_it_says_goodbye_when_it_is_stopped(served: Served) -> None:
    async with running(served) as (bot, lines):
        await lines.until(READY)
        await bot.stop()
        await served.changes.until(lambda: not served.gateway.is_connected)


async def test_refused_connections_are_tried_again() -> None:
    standing = Standing(lambda: None)
    async with serving(weather=standing) as served, running(served) as (_, lines):
        await lines.until(READY)
        standing.add(RefuseGateway(times=1))
        served.gateway.drop(shard=1)
        # discord.py resumes at the first try only; after that it begins anew.
        await lines.until("READY", "GUILD_CREATE")
        assert standing.as_json() == []
        happen(served, "AFTERWARDS", SECOND)
        await lines.until("AFTERWARDS")
