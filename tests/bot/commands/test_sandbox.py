"""`python -m bot sandbox`: one command, and the whole bot is there."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

HOUSE = Path(__file__).parents[3]
SMALL_PACK = HOUSE / "tests" / "bot" / "small_pack"
SECONDS = 30


@asynccontextmanager
async def sandbox(*options: str, folder: Path) -> AsyncIterator[Process]:
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(HOUSE),
        "STUDYHALL_PACKS": str(SMALL_PACK),
        "STUDYHALL_CACHE": "",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "sandbox", *options, cwd=folder, env=environ, stdout=PIPE, stderr=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            await process.communicate()


async def events_until_connected(address: str) -> list[dict[str, Any]]:
    """What Ana's page hears until the bot is there."""
    heard: list[dict[str, Any]] = []
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{address}/sandbox/ana/events") as socket:
        while not any(bot_of(event).get("is_connected") for event in heard):
            heard.append(await socket.receive_json())
    return heard


def bot_of(event: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = event.get("bot") or event.get("state", {}).get("bot") or {}
    return found


async def test_it_says_where_it_is_and_brings_the_bot_and_ctrl_c_ends_both(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=a.real-token\n", encoding="utf-8")
    async with asyncio.timeout(SECONDS), sandbox("--port", "0", folder=tmp_path) as process:
        assert process.stdout is not None
        told = (await process.stdout.readline()).decode()
        assert told.startswith("The sandbox is open: http://127.0.0.1:")
        heard = await events_until_connected(told.split()[4])
        process.send_signal(signal.SIGINT)
        _, log = await process.communicate()
    assert bot_of(heard[-1])["user"]["username"] == "Studyhall"
    assert process.returncode == 0
    assert "[bot] " in log.decode()
    assert "Traceback" not in log.decode()


async def test_a_port_that_is_taken_is_said_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with asyncio.timeout(SECONDS), sandbox("--port", port, folder=tmp_path) as process:
            out, err = await process.communicate()
    assert (process.returncode, out) == (1, b"")
    assert err.decode().startswith(f"Port {port} is taken by another program.")
    assert err.decode().count("\n") == 1
