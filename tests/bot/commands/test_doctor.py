"""`doctor` and `sync` from the command line, against the sandbox."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.sandbox.server import Sandbox, SandboxOptions
from tests.bot.conftest import SMALL_PACK, Run, Shell
from tests.discord_spec.checking import SpecCheck
from tests.discord_spec.watch import Watch

PACKS = {"STUDYHALL_PACKS": str(SMALL_PACK), "STUDYHALL_CACHE": ""}
REMEDY = "Commands are answered there; for quizzes give it Send Messages."
TOKEN = "the.right-token"  # noqa: S105 - of no use anywhere


@dataclass(frozen=True, slots=True)
class Desk:
    """The command line beside a sandbox that takes one token."""

    sandbox: Sandbox

    async def __call__(self, *argv: str, token: str = TOKEN) -> Run:
        where = {"DISCORD_API": self.sandbox.api, "DISCORD_GATEWAY": self.sandbox.gateway_url}
        return await asyncio.to_thread(Shell({**PACKS, **where, "DISCORD_TOKEN": token}), *argv)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    watch = Watch(SpecCheck.load())
    async with Sandbox.started(SandboxOptions(token=TOKEN, application_name="Studyhall")) as sandbox:
        sandbox.observe(watch)
        yield Desk(sandbox)
    assert watch.problems == []


async def test_commands_are_registered_once_and_then_there_is_nothing_to_do(desk: Desk) -> None:
    first, second = await desk("sync"), await desk("sync", "--lang", "es")
    assert first.code == second.code == 0
    assert first.out.startswith("Added: /about, /compare,")
    assert second.out == "Nada que hacer: Discord tiene todos los comandos como están aquí.\n"
    assert (await desk("sync", "--json")).json == {"added": [], "changed": [], "removed": []}


async def test_the_doctor_tells_each_finding_and_counts_them(desk: Desk) -> None:
    await desk("sync")
    run = await desk("doctor")
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines() == [
        "ok       The settings are in order.",
        "ok       The packs can be read. Packs: 1, concepts: 3.",
        "ok       The token is good: it belongs to Studyhall.",
        "ok       This machine's clock agrees with Discord's.",
        "ok       The application Studyhall is set up as the bot needs it.",
        "ok       Discord has every command as it is here. Commands: 11.",
        "ok       The gateway answers. Shards: 1.",
        f"warning  Study group: the bot may not write in #resources. {REMEDY}",
        "Problems: 0, warnings: 1.",
    ]


async def test_a_problem_is_exit_code_1(desk: Desk) -> None:
    run = await desk("doctor", "--json", token="another.token")  # noqa: S106 - of no use anywhere
    assert run.code == 1
    assert run.json["findings"][-1]["key"] == "running.wrong-token"
    assert (run.json["problems"], run.json["warnings"]) == (1, 0)


async def test_sync_with_a_wrong_token_has_to_be_put_right_first(desk: Desk) -> None:
    run = await desk("sync", token="another.token")  # noqa: S106 - of no use anywhere
    assert (run.code, run.err.partition(".")[0]) == (78, "Discord does not know this token")


def test_without_a_token_the_doctor_looks_at_what_is_here(shell: Shell) -> None:
    run = shell("doctor")
    assert (run.code, run.err) == (1, "")
    assert run.out.splitlines()[2].startswith("problem  There is no token to log in to Discord with.")
    broken = shell("doctor", STUDYHALL_PACKS=str(SMALL_PACK.parents[1] / "knowledge" / "broken_packs" / "id_twice"))
    assert broken.out.splitlines()[1].startswith("problem  The packs have mistakes (1), so the bot does not start.")


def test_without_a_network_neither_has_a_traceback() -> None:
    nowhere = Shell({**PACKS, "DISCORD_TOKEN": TOKEN, "DISCORD_API": "http://127.0.0.1:1/api/v10"})
    run = nowhere("sync")
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert run.err.startswith("The commands could not be registered: 127.0.0.1:1 lets nobody in.")
    assert nowhere("doctor").out.splitlines()[-2].startswith("problem  Discord cannot be reached at")
