"""`doctor` and `sync` from the command line, against the sandbox."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.daily.daily import Daily
from bot.daily.schedule import Schedule
from bot.sandbox.server import Sandbox, SandboxOptions
from bot.secret import Secret
from bot.storage.dailies import DailyBook
from bot.storage.database import Database
from tests.bot.conftest import SMALL_PACK, Run, Shell
from tests.discord_spec.checking import SpecCheck
from tests.discord_spec.watch import Watch

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
PACKS = {"STUDYHALL_PACKS": str(SMALL_PACK), "STUDYHALL_CACHE": ""}
REMEDY = "Commands are answered there; for quizzes give it Send Messages."
OTHER = "Choose another with /settings or /daily set."
TOKEN = "the.right-token"  # noqa: S105 - of no use anywhere


@dataclass(frozen=True, slots=True)
class Desk:
    """The command line beside a sandbox that takes one token."""

    sandbox: Sandbox
    database: str

    async def __call__(self, *argv: str, token: str = TOKEN) -> Run:
        where = {"DISCORD_API": self.sandbox.api, "DISCORD_GATEWAY": self.sandbox.gateway_url}
        where["DATABASE_URL"] = f"sqlite:///{self.database}"
        return await asyncio.to_thread(Shell({**PACKS, **where, "DISCORD_TOKEN": token}), *argv)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    watch = Watch(SpecCheck.load())
    async with Sandbox.started(SandboxOptions(token=TOKEN, application_name="Studyhall")) as sandbox:
        sandbox.observe(watch)
        yield Desk(sandbox, f"{tmp_path}/studyhall.db")
    assert watch.problems == []


async def test_commands_are_registered_once_and_then_there_is_nothing_to_do(desk: Desk) -> None:
    first, second = await desk("sync"), await desk("sync", "--lang", "es")
    assert first.code == second.code == 0
    assert first.out.startswith("Added: /about, ")
    assert second.out == "Nada que hacer: Discord tiene todos los comandos como están aquí.\n"
    assert (await desk("sync", "--json")).json == {"added": [], "changed": [], "removed": []}


async def test_the_doctor_tells_each_finding_and_counts_them(desk: Desk) -> None:
    commands = (await desk("sync", "--json")).json["added"]
    run = await desk("doctor")
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines() == [
        "ok       The settings are in order.",
        "ok       The packs can be read. Packs: 1, concepts: 3.",
        f"ok       There is no database at {desk.database} yet: the first start makes it.",
        "ok       The token is good: it belongs to Studyhall.",
        "ok       This machine's clock agrees with Discord's.",
        "ok       The application Studyhall is set up as the bot needs it.",
        f"ok       Discord has every command as it is here. Commands: {len(commands)}.",
        "ok       The gateway answers. Shards: 1.",
        f"warning  Study group: the bot may not write in #resources. {REMEDY}",
        "Problems: 0, warnings: 1.",
    ]


async def test_channels_that_were_chosen_are_named_with_the_permission_that_is_missing(desk: Desk) -> None:
    channels = {channel.name: channel.id for channel in desk.sandbox.world.channels}
    chosen = [channels["general"], channels["resources"], 999]
    async with Database.opened(Secret(f"sqlite:///{desk.database}")) as database:
        for channel in chosen:
            await DailyBook(database).keep(daily_post(channel, desk.sandbox.world.guild.id), NOON)
    lines = (await desk("doctor")).out.splitlines()
    assert f"ok       The database {desk.database} can be used." in lines
    was_chosen = "was chosen for quizzes or a daily post"
    assert [line for line in lines if was_chosen in line] == [
        f"warning  Study group: the channel 999, which {was_chosen}, is gone or hidden. {OTHER}",
        f"warning  Study group: #resources {was_chosen}, and the bot lacks the permission Send Messages there.",
    ]
    async with Database.opened(Secret(f"sqlite:///{desk.database}")) as database:
        for channel in chosen[1:]:
            await DailyBook(database).drop(channel)
    assert "may do what it has to. Channels: 1." in (await desk("doctor")).out


def daily_post(channel: int, guild: int) -> Daily:
    return Daily(channel=channel, guild=guild, schedule=Schedule(9, 0, "UTC"), language="en", since=NOON)


async def test_a_problem_is_exit_code_1(desk: Desk) -> None:
    run = await desk("doctor", "--json", token="another.token")  # noqa: S106 - of no use anywhere
    assert run.code == 1
    assert run.json["findings"][-1]["key"] == "running.wrong-token"
    assert (run.json["problems"], run.json["warnings"]) == (1, 0)


async def test_sync_with_a_wrong_token_has_to_be_put_right_first(desk: Desk) -> None:
    run = await desk("sync", token="another.token")  # noqa: S106 - of no use anywhere
    assert (run.code, run.err.partition(".")[0]) == (78, "Discord does not know this token")


def test_without_a_token_the_doctor_looks_at_what_is_here(shell: Shell, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/x.db"
    run = shell("doctor", DATABASE_URL=database)
    assert (run.code, run.err) == (1, "")
    assert run.out.splitlines()[3].startswith("problem  There is no token to log in to Discord with.")
    packs = str(SMALL_PACK.parents[1] / "knowledge" / "broken_packs" / "id_twice")
    broken = shell("doctor", STUDYHALL_PACKS=packs, DATABASE_URL=database)
    assert broken.out.splitlines()[1].startswith("problem  The packs have mistakes (1), so the bot does not start.")


def test_without_a_network_neither_has_a_traceback(tmp_path: Path) -> None:
    where = {"DISCORD_API": "http://127.0.0.1:1/api/v10", "DATABASE_URL": f"sqlite:///{tmp_path}/x.db"}
    nowhere = Shell({**PACKS, **where, "DISCORD_TOKEN": TOKEN})
    run = nowhere("sync")
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert run.err.startswith("The commands could not be registered: 127.0.0.1:1 lets nobody in.")
    assert nowhere("doctor").out.splitlines()[-2].startswith("problem  Discord cannot be reached at")


def test_a_database_that_cannot_be_used_is_a_problem(shell: Shell) -> None:
    run = shell("doctor", DATABASE_URL="postgresql://ana:hunter22@127.0.0.1:1/x")
    assert run.code == 1
    assert run.out.splitlines()[2].startswith("problem  The database at postgresql://127.0.0.1:1/x cannot be used: ")
    assert "hunter22" not in run.out + run.err
