"""The command line, as a process that is ended as people end it."""

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.sandbox.__main__ import parsed
from bot.sandbox.serving import ServingOptions

HOUSE = Path(__file__).parents[3]
PATIENCE_S = 30.0
TOKEN = "a-token-of-mine"  # noqa: S105 - of no bot there is
# A bot that asks who it is, says so, and waits to be ended.
BOT = """
import json, os, signal, sys, urllib.request
signal.signal(signal.SIGTERM, lambda *_: (print("goodbye", flush=True), sys.exit(0)))
headers = {"Authorization": "Bot " + os.environ["DISCORD_TOKEN"], "User-Agent": "DiscordBot (x, 1)"}
request = urllib.request.Request(os.environ["DISCORD_API"] + "/users/@me", headers=headers)
print("I am", json.load(urllib.request.urlopen(request))["username"], os.environ["DISCORD_GATEWAY"], flush=True)
print("with", os.environ["DISCORD_TOKEN"], flush=True)
signal.pause()
"""


@asynccontextmanager
async def running(*argv: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.sandbox",
        *argv,
        cwd=HOUSE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(PATIENCE_S):
            yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def address(process: asyncio.subprocess.Process) -> str:
    """What it says first."""
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    assert line.startswith("The sandbox is open: http://127.0.0.1:")
    return line.split()[-1]


async def ended(process: asyncio.subprocess.Process, by: signal.Signals) -> tuple[int | None, str]:
    process.send_signal(by)
    _, errors = await process.communicate()
    return process.returncode, errors.decode()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
async def test_it_serves_until_it_is_told_to_end(by: signal.Signals) -> None:
    async with running("--port", "0", "--name", "Owl") as process:
        url = await address(process)
        async with ClientSession() as client, client.get(f"{url}/sandbox/status") as answer:
            status = await answer.json(content_type=None)
        assert status["bot"]["user"]["username"] == "Owl"
        assert status["bot"]["process"] is None
        assert await ended(process, by) == (0, "")


async def test_a_page_that_listens_does_not_hold_it_open() -> None:
    async with running("--port", "0") as process:
        url = await address(process)
        async with ClientSession() as client, client.ws_connect(f"{url}/sandbox/ana/events") as page:
            await page.receive(timeout=5)
            assert await ended(process, signal.SIGINT) == (0, "")


async def test_a_bot_behind_two_dashes_is_started_and_ended() -> None:
    async with running("--port", "0", "--token", TOKEN, "--", sys.executable, "-c", BOT) as process:
        url = await address(process)
        assert process.stderr is not None
        gateway = url.replace("http", "ws") + "/gateway"
        assert (await process.stderr.readline()).decode() == f"[bot] I am Bot {gateway}\n"
        assert (await process.stderr.readline()).decode() == "[bot] with [token]\n"
        async with ClientSession() as client, client.get(f"{url}/sandbox/status") as answer:
            bot = (await answer.json(content_type=None))["bot"]["process"]
        assert (bot["state"], bot["exit_code"]) == ("running", None)
        assert bot["log"] == [f"I am Bot {gateway}", "with [token]"]
        assert await ended(process, signal.SIGINT) == (0, "[bot] goodbye\n")


async def test_faults_reach_the_bots_process() -> None:
    async with running("--port", "0", "--", sys.executable, "-c", BOT) as process:
        url = await address(process)
        assert process.stderr is not None
        await process.stderr.readline()
        await process.stderr.readline()
        async with ClientSession() as client:
            async with client.post(f"{url}/sandbox/faults/restart-bot", json={}) as answer:
                assert answer.status == 200
            assert (await process.stderr.readline()).decode() == "[bot] goodbye\n"
            assert (await process.stderr.readline()).decode().startswith("[bot] I am Bot")
            async with client.post(f"{url}/sandbox/faults/start-bot", json={}) as answer:
                assert (await answer.json(content_type=None))["message"] == "The bot runs already."


async def test_what_happened_is_there_again(tmp_path: Path) -> None:
    kept = tmp_path / "world.json"
    for times in range(2):
        async with running("--port", "0", "--keep", str(kept)) as process:
            url = await address(process)
            async with ClientSession() as client:
                async with client.get(f"{url}/sandbox/ana/state") as answer:
                    channels = (await answer.json(content_type=None))["channels"]
                general = next(channel["id"] for channel in channels if channel["name"] == "general")
                async with client.get(f"{url}/sandbox/ana/channels/{general}/messages") as answer:
                    assert len(await answer.json(content_type=None)) == times
                said = {"channel_id": general, "content": "hello"}
                async with client.post(f"{url}/sandbox/ana/messages", json=said) as answer:
                    assert answer.status == 200
            assert await ended(process, signal.SIGTERM) == (0, "")


async def attempt(*argv: str) -> tuple[int | None, str]:
    async with running(*argv) as process:
        _, errors = await process.communicate()
        return process.returncode, errors.decode()


async def test_a_port_that_is_taken_is_said_with_a_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, errors = await attempt("--port", port)
    assert (code, errors) == (1, f"Port {port} is taken by another program. End that one, or choose another port.\n")


async def test_a_broken_file_is_said_with_a_remedy(tmp_path: Path) -> None:
    kept = tmp_path / "world.json"
    kept.write_text("{", encoding="utf-8")
    code, errors = await attempt("--port", "0", "--keep", str(kept))
    assert code == 1
    assert errors.startswith(f"{kept} does not hold a world that was kept: ")
    assert errors.endswith("mend it, or move it away to begin with a new town.\n")


def test_options_and_command_are_told_apart() -> None:
    assert parsed([]) == (ServingOptions(), [])
    options, command = parsed(["--port", "0", "--shards", "3", "--", "python", "bot.py", "--port", "9", "--", "x"])
    assert options == ServingOptions(port=0, shards=3)
    options, _ = parsed(["--clock-variable", "AHEAD"])
    assert options == ServingOptions(clock_variable="AHEAD")
    assert command == ["python", "bot.py", "--port", "9", "--", "x"]
    options, _ = parsed(["--keep", "a b", "--token", TOKEN, "--name", " Owl "])
    assert options == ServingOptions(keep=Path("a b"), token=TOKEN, name="Owl")


@pytest.mark.parametrize(
    "argv",
    [
        ["--port", "65536"],
        ["--port", "-1"],
        ["--port", "http"],
        ["--shards", "0"],
        ["--token", "short"],
        ["--token", "with spaces in it"],
        ["--name", " "],
        ["--name", "x" * 33],
        ["--nonsense"],
        ["python", "bot.py"],
    ],
)
def test_a_wrong_use_is_refused(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        parsed(argv)
    assert refused.value.code == 2
    assert "usage: python -m bot.sandbox" in capsys.readouterr().err


def test_the_help_says_how_a_bot_is_attached(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parsed(["--help"])
    shown = capsys.readouterr().out
    for word in ("Route.BASE", "DEFAULT_GATEWAY", "DISCORD_TOKEN", "DISCORD_API", "DISCORD_GATEWAY"):
        assert word in shown
