"""The bot as a process: real ones, small, that answer to signals."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.sandbox.bot_process import LINES_KEPT, BotProcess, Waits
from bot.sandbox.refusals import Refused

TOKEN = "a-token-for-this-test"  # noqa: S105 - of no bot there is
PATIENCE_S = 20.0

OBEDIENT = """
import signal, sys
signal.signal(signal.SIGTERM, lambda *_: sys.exit(3))
print("up", flush=True)
signal.pause()
"""
STUBBORN = OBEDIENT.replace("sys.exit(3)", "None").replace("signal.pause()", "while True: signal.pause()")


class Watched:
    """What was said and how the state changed, and waiting for either."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._happened = asyncio.Event()

    def say(self, line: str) -> None:
        self.said.append(line)
        self._happened.set()

    def changed(self) -> None:
        self._happened.set()

    async def until(self, is_true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not is_true():
                self._happened.clear()
                await self._happened.wait()


@asynccontextmanager
async def a_bot(
    code: str, for_end_s: float = PATIENCE_S, **environment: str
) -> AsyncIterator[tuple[BotProcess, Watched]]:
    watched = Watched()
    bot = BotProcess(
        [sys.executable, "-c", code],
        {**os.environ, "DISCORD_TOKEN": TOKEN, **environment},
        say=watched.say,
        changed=watched.changed,
        waits=Waits(for_end_s=for_end_s, after_kill_s=0.01),
    )
    try:
        yield bot, watched
    finally:
        await bot.stop()


async def test_a_bot_that_can_be_told_the_time_is_started_again_with_its_clock_ahead() -> None:
    ahead = {"AHEAD": "0"}
    watched = Watched()
    code = "import os, signal; print('ahead', os.environ['AHEAD'], flush=True); signal.pause()"
    bot = BotProcess(
        [sys.executable, "-c", code], os.environ, say=watched.say, changed=watched.changed, ahead=lambda: ahead
    )
    try:
        await bot.start()
        await watched.until(lambda: watched.said == ["ahead 0"])
        ahead["AHEAD"] = "86400"
        await bot.clock_moved()
        await watched.until(lambda: watched.said == ["ahead 0", "ahead 86400"])
        await bot.stop()
        await bot.clock_moved()
        assert bot.state == "stopped"  # who was stopped stays so
    finally:
        await bot.stop()


async def test_a_bot_that_cannot_be_told_the_time_is_left_alone() -> None:
    async with a_bot(OBEDIENT) as (bot, at):
        await bot.start()
        await at.until(lambda: at.said == ["up"])
        pid = bot.as_json()["pid"]
        await bot.clock_moved()
        assert bot.as_json()["pid"] == pid


async def test_a_bot_runs_until_it_ends_by_itself() -> None:
    async with a_bot("import os; print(os.environ['DISCORD_API']); raise SystemExit(7)", DISCORD_API="here") as (
        bot,
        at,
    ):
        assert bot.as_json() == {"pid": None, "state": "stopped", "exit_code": None, "log": []}
        await bot.start()
        assert bot.state == "starting"
        await at.until(lambda: bot.exit_code is not None)
        assert bot.as_json() == {"pid": None, "state": "stopped", "exit_code": 7, "log": ["here"]}
        assert at.said == ["here"]


async def test_a_bot_is_stopped_kindly() -> None:
    async with a_bot(OBEDIENT) as (bot, at):
        await bot.start()
        await at.until(lambda: at.said == ["up"])
        assert bot.state == "running"
        await bot.stop()
        assert (bot.state, bot.exit_code) == ("stopped", 3)


async def test_a_bot_that_does_not_listen_is_killed() -> None:
    async with a_bot(STUBBORN, for_end_s=0.1) as (bot, at):
        await bot.start()
        await at.until(lambda: at.said == ["up"])
        await bot.stop()
        assert (bot.state, bot.exit_code) == ("stopped", -signal.SIGKILL)


async def test_a_killed_bot_comes_back() -> None:
    async with a_bot(OBEDIENT) as (bot, at):
        await bot.start()
        await at.until(lambda: at.said == ["up"])
        first = bot.as_json()["pid"]
        bot.kill()
        await at.until(lambda: at.said == ["up", "up"])
        assert bot.state == "running"
        assert bot.as_json()["pid"] != first


async def test_a_bot_is_restarted() -> None:
    async with a_bot(OBEDIENT) as (bot, at):
        await bot.start()
        await at.until(lambda: at.said == ["up"])
        await bot.restart()
        await at.until(lambda: at.said == ["up", "up"])


async def test_what_is_stopped_before_it_came_back_stays_away() -> None:
    watched = Watched()
    bot = BotProcess(
        [sys.executable, "-c", OBEDIENT],
        os.environ,
        say=watched.say,
        changed=watched.changed,
        waits=Waits(after_kill_s=600),
    )
    await bot.start()
    await watched.until(lambda: watched.said == ["up"])
    bot.kill()
    await watched.until(lambda: bot.state == "starting")
    await bot.stop()
    assert bot.state == "stopped"


async def test_what_cannot_be_done_is_refused() -> None:
    async with a_bot(OBEDIENT) as (bot, at):
        with pytest.raises(Refused, match="does not run"):
            bot.kill()
        await bot.stop()
        await bot.start()
        with pytest.raises(Refused, match="runs already"):
            await bot.start()
        await at.until(lambda: at.said == ["up"])


async def test_a_command_that_is_not_there_says_so() -> None:
    watched = Watched()
    bot = BotProcess(["./no-such-bot"], os.environ, say=watched.say, changed=watched.changed)
    await bot.start()
    await watched.until(lambda: bot.state == "stopped")
    assert watched.said == ["Cannot start ./no-such-bot: No such file or directory."]


async def test_a_token_is_never_shown() -> None:
    code = "import os; print('so it is', os.environ['DISCORD_TOKEN'] * 2)"
    async with a_bot(code) as (bot, at):
        await bot.start()
        await at.until(lambda: bot.exit_code is not None)
        assert at.said == bot.as_json()["log"] == ["so it is [token][token]"]


async def test_the_last_lines_are_kept_whatever_they_are() -> None:
    code = (
        "import sys; out = sys.stdout.buffer\n"
        f"for n in range({LINES_KEPT}): out.write(b'%d\\n' % n)\n"
        "out.write(b'\\xff\\r\\n' + b'x' * 100000 + b'\\nno end')"
    )
    async with a_bot(code) as (bot, at):
        await bot.start()
        await at.until(lambda: bot.exit_code is not None)
        log = bot.as_json()["log"]
        assert len(log) == LINES_KEPT
        assert log[0] != "0"
        assert log[-1] == "no end"
        assert "\ufffd" in log
        assert "".join(log).count("x") > 4000


async def test_helpers_of_a_bot_end_with_it() -> None:
    code = (
        "import subprocess, sys, signal\n"
        "helper = subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()'])\n"
        "print(helper.pid, flush=True)\n"
        "signal.pause()\n"
    )
    async with a_bot(code) as (bot, at):
        await bot.start()
        await at.until(lambda: len(at.said) == 1)
        helper = int(at.said[0])
        os.kill(helper, 0)
        await bot.stop()
        await gone(helper)


SANDBOX = """
import asyncio, os, sys
from bot.sandbox.bot_process import BotProcess

async def main():
    bot = BotProcess([sys.executable, "-c", sys.argv[1]], os.environ, say=lambda line: None, changed=lambda: None)
    await bot.start()
    while bot.as_json()["pid"] is None or not bot.as_json()["log"]:
        await asyncio.sleep(0.01)
    print(bot.as_json()["pid"], flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs the kernel's help")
async def test_a_bot_ends_with_a_sandbox_that_is_killed() -> None:
    house = Path(__file__).parents[3]
    sandbox = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SANDBOX, STUBBORN, stdout=asyncio.subprocess.PIPE, cwd=house
    )
    assert sandbox.stdout is not None
    async with asyncio.timeout(PATIENCE_S):
        bot = int(await sandbox.stdout.readline())
        sandbox.kill()
        await sandbox.wait()
        await gone(bot)


async def gone(pid: int) -> None:
    """Wait until the process is no more."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(handle, ended.set)
    try:
        async with asyncio.timeout(PATIENCE_S):
            await ended.wait()
    finally:
        loop.remove_reader(handle)
        os.close(handle)
