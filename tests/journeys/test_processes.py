"""The bot as a process of its own: it ends well, and comes back after it did not."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.commands.call import NOT_SET_UP
from bot.sandbox.bot_process import BotProcess
from bot.sandbox.server import Sandbox, SandboxOptions
from tests.journeys.people import PATIENCE_SECONDS, Person
from tests.journeys.running import HOUSE, RUN, is_ready, until


def process_of(sandbox: Sandbox) -> BotProcess:
    assert isinstance(sandbox.process, BotProcess)
    return sandbox.process


async def test_after_kill_9_it_comes_back_and_old_buttons_work(bot_process: Sandbox) -> None:
    ana, luis = Person("ana", bot_process), Person("luis", bot_process)
    question = await ana.command("what", concept="ecd")
    private = await luis.command("what", concept="fargate", private=True)
    first, sent = process_of(bot_process).as_json()["pid"], calls(bot_process)
    await bot_process.faults.apply("kill-bot")
    await until(bot_process, lambda: process_of(bot_process).as_json()["pid"] not in {None, first})
    await until(bot_process, lambda: is_ready(bot_process))
    assert (await question.press("Amazon ECS")).title == "Amazon ECS"
    assert (await private.press("Más (2 de 2)")).title == "AWS Fargate · 2 de 2"
    assert (await luis.command("what", concept="lambda")).title == "AWS Lambda"
    assert [call for call in sent if call.startswith("PUT")] == []  # its commands are registered still


async def test_told_to_stop_while_answering_it_answers_first_and_ends_well(bot_process: Sandbox) -> None:
    ana = Person("ana", bot_process)
    limit = {"seconds": 0.5, "scope": "user", "times": 1, "path": "/callback$"}
    await bot_process.faults.apply("rate-limit", limit)
    asked = asyncio.create_task(ana.command("what", concept="nothing that others need to read"))
    await until(bot_process, lambda: not bot_process.faults.in_force())
    await bot_process.faults.apply("stop-bot")
    assert (await asked).title
    process = process_of(bot_process)
    assert (process.state, process.exit_code) == ("stopped", 0)
    assert not bot_process.gateway.is_connected
    log = process.as_json()["log"]
    assert log[-1].endswith("Stopped.")
    assert [line for line in log if "others need" in line] == []


def calls(sandbox: Sandbox) -> list[str]:
    """What the bot asks of the API from now on."""
    sent: list[str] = []
    sandbox.observe(lambda seen: sent.append(f"{getattr(seen, 'method', '')} {getattr(seen, 'path', '')}"))
    return sent


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"DISCORD_TOKEN": "not-the-token"}, "Discord does not know this token."),
        ({}, "There is no token to log in to Discord with."),
        ({"DISCORD_TOKEN_FILE": "/nowhere/token"}, "DISCORD_TOKEN_FILE names /nowhere/token"),
    ],
)
async def test_without_a_good_token_it_ends_with_a_code_that_keeps_it_ended(
    variables: dict[str, str], said: str, tmp_path: Path
) -> None:
    async with Sandbox.started(SandboxOptions(token="the-token")) as sandbox:  # noqa: S106 - no secret
        where = {"DISCORD_API": sandbox.api, "DISCORD_GATEWAY": sandbox.gateway_url, "STUDYHALL_CACHE": ""}
        process = await asyncio.create_subprocess_exec(
            *RUN,
            cwd=tmp_path,
            env={"PATH": os.defpath, "PYTHONPATH": str(HOUSE), **where, **variables},
            stderr=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(PATIENCE_SECONDS):
            _, errors = await process.communicate()
    assert process.returncode == NOT_SET_UP
    assert said in errors.decode()
    assert sys.executable not in errors.decode()
