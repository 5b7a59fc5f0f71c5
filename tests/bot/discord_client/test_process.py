"""`python -m bot run` as the operator's machine runs it: a process, signals, an exit code."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from .conftest import TOKEN, StandIn, command

HOUSE = Path(__file__).parents[3]
# A process is to end within five seconds of being told so; to start may take a busy machine longer than that.
START_SECONDS = 30
SMALL_PACK = HOUSE / "tests" / "bot" / "small_pack"


@asynccontextmanager
async def bot(discord: StandIn, folder: Path, token: str = TOKEN) -> AsyncIterator[Process]:
    environ = {
        "DISCORD_TOKEN": token,
        "DISCORD_API": discord.settings.api,
        "DISCORD_GATEWAY": discord.gateway,
        "STUDYHALL_PACKS": str(SMALL_PACK),
        "STUDYHALL_CACHE": "",
        "DATABASE_URL": f"sqlite:///{folder / 'studyhall.db'}",
        "PYTHONPATH": str(HOUSE),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=environ, stdout=PIPE, stderr=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def ended(process: Process, within: float = 5) -> tuple[int | None, str]:
    """The exit code within so many seconds, and everything that was written."""
    async with asyncio.timeout(within):
        out, err = await process.communicate()
    return process.returncode, (out + err).decode()


async def until_told(process: Process, words: str, within: float = 20) -> str:
    """Everything that was logged up to the line with these words."""
    assert process.stderr is not None
    told = ""
    async with asyncio.timeout(within):
        while words not in told:
            line = await process.stderr.readline()
            assert line, told
            told += line.decode()
    return told


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_it_cleanly_within_five_seconds(discord: StandIn, tmp_path: Path, sign: int) -> None:
    async with bot(discord, tmp_path) as process:
        await discord.until(lambda: discord.commands and discord.sockets, 20)
        await discord.until_caught_up()
        # That Discord has the commands is known there a little earlier than here.
        told = await until_told(process, "Commands registered.")
        process.send_signal(sign)
        code, rest = await ended(process)
        told += rest
    assert (code, discord.closed_with) == (0, [1000])
    assert "Commands registered. Added: /about," in told
    assert told.endswith("Stopping: answers under way are finished first.\n" + told.splitlines()[-1] + "\n")
    assert "Traceback" not in told


async def test_it_stops_while_discord_cannot_be_reached(discord: StandIn, tmp_path: Path) -> None:
    discord.refusals["/users/@me"] = deque([503] * 100)
    async with bot(discord, tmp_path) as process:
        await discord.until(lambda: len(discord.calls) > 1, 20)
        process.send_signal(signal.SIGTERM)
        code, told = await ended(process)
    assert code == 0
    assert told.count("No connection to Discord: HTTP status 503.") == 1
    assert "Traceback" not in told


async def test_a_wrong_token_ends_it_with_one_sentence_that_does_not_show_it(discord: StandIn, tmp_path: Path) -> None:
    discord.refusals["/users/@me"] = deque([401])
    async with bot(discord, tmp_path, "quite.wrong-token") as process:
        await discord.until(lambda: discord.calls, 20)
        code, told = await ended(process)
    assert (code, told.count("\n")) == (78, 1)
    assert told.startswith("Discord does not know this token.")
    assert "quite.wrong-token" not in told


async def test_an_empty_token_in_the_environment_stands_above_the_dotenv_file(discord: StandIn, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\n", encoding="utf-8")
    async with bot(discord, tmp_path, "") as process:
        code, told = await ended(process, within=START_SECONDS)
    assert (code, told.partition(".")[0]) == (78, "There is no token to log in to Discord with")


@pytest.mark.parametrize(("signals", "code"), [(1, 0), (2, -signal.SIGTERM)])
async def test_an_answer_that_hangs_holds_it_for_three_seconds_and_a_second_signal_not_even_that(
    discord: StandIn, tmp_path: Path, signals: int, code: int
) -> None:
    discord.holds_answers = True
    async with bot(discord, tmp_path) as process:
        await discord.until(lambda: discord.commands and discord.sockets, 20)
        await discord.send(0, command("about"), "INTERACTION_CREATE")
        await discord.until(lambda: discord.calls[-1][0] == "POST /interactions/500/t/callback")
        process.send_signal(signal.SIGTERM)
        await discord.until(lambda: discord.closed_with)
        if signals == 2:
            process.send_signal(signal.SIGTERM)
        assert (await ended(process))[0] == code
