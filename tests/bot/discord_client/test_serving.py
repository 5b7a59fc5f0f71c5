"""The bot stays connected, says so once, and ends only for what somebody has to put right."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from random import Random

import discord as library
import pytest
from discord import app_commands
from discord.ext import commands

from bot.discord_client.client import StudyClient
from bot.discord_client.serving import serve
from bot.errors import NotConfigured
from bot.secret import Secret

from .conftest import TOKEN, StandIn, command


class Naps:
    """Takes the place of sleeping: no time passes, and what was asked for is kept."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)

    @property
    def real(self) -> list[float]:
        return [seconds for seconds in self.seconds if seconds]


class Slow(commands.Cog):
    """One command that takes its time."""

    def __init__(self) -> None:
        self.is_asked = asyncio.Event()
        self.may_answer = asyncio.Event()

    @app_commands.command(description="Answers when it may.")
    async def slow(self, interaction: library.Interaction) -> None:
        self.is_asked.set()
        await self.may_answer.wait()
        await interaction.response.send_message("done")


@asynccontextmanager
async def served(discord: StandIn, naps: Naps, cog: commands.Cog | None = None) -> AsyncIterator["asyncio.Task[None]"]:
    """The bot, serving until the end of the block."""

    async def give_cogs(client: StudyClient) -> None:
        if cog is not None:
            await client.add_cog(cog)

    task = asyncio.create_task(serve(discord.settings, Secret(TOKEN), give_cogs, Random(1), sleep=naps))
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, NotConfigured):
            await task


@pytest.fixture(autouse=True)
def _from_info_on(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was said of connections, without the reasons."""
    told = (record.getMessage() for record in caplog.records if record.name.endswith("connection_log"))
    return [line.partition(":")[0].rstrip(".") for line in told]


LOST_AND_BACK = ["No connection to Discord", "The connection to Discord is back"]


def nothing_else(caplog: pytest.LogCaptureFixture) -> bool:
    """Nothing that an operator would take for trouble, and no traceback."""
    return not [
        record
        for record in caplog.records
        if (record.levelno >= logging.WARNING and not record.name.endswith("connection_log")) or record.exc_info
    ]


async def test_it_connects_with_the_fewest_intents_and_leaves_when_told(discord: StandIn) -> None:
    async with served(discord, Naps()):
        await discord.until(lambda: discord.ops)
    await discord.until(lambda: discord.closed_with)
    identify = discord.received[-1]["d"]
    guilds, scheduled_events = 1 << 0, 1 << 16
    assert (identify["intents"], identify["shard"], identify["token"]) == (guilds | scheduled_events, [0, 1], TOKEN)
    assert [call for call, _ in discord.calls][:4] == [
        "GET /users/@me",
        "GET /oauth2/applications/@me",
        "GET /gateway/bot",
        "GET /applications/20/commands",
    ]
    assert discord.closed_with == [1000]


@pytest.mark.parametrize("path", ["/users/@me", "/oauth2/applications/@me", "/gateway/bot"])
async def test_a_log_in_that_fails_is_tried_again(
    discord: StandIn, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    discord.refusals[path] = deque([503, 503, 403])
    naps = Naps()
    async with served(discord, naps):
        await discord.until(lambda: 2 in discord.ops)
        await discord.until_caught_up()
    assert lines(caplog) == LOST_AND_BACK
    assert nothing_else(caplog)
    for wanted, seconds in zip([1, 2, 4], naps.real, strict=True):
        assert wanted <= seconds <= 1.5 * wanted


async def test_a_gateway_that_refuses_is_tried_again(discord: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    discord.greetings.extend([503, 502, 503, 4000])
    async with served(discord, Naps()):
        await discord.until(lambda: discord.sockets)
        await discord.until_caught_up()
    assert lines(caplog) == LOST_AND_BACK
    assert nothing_else(caplog)


async def test_a_lost_connection_is_resumed_where_it_broke_off(
    discord: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    naps = Naps()
    async with served(discord, naps):
        await discord.until(lambda: discord.sockets)
        await discord.until_caught_up()
        await discord.sockets[0].close(code=4000)
        await discord.until(lambda: 6 in discord.ops)
        await discord.until_caught_up()
    resume = next(message["d"] for message in discord.received if message["op"] == 6)
    assert resume == {"seq": 1, "session_id": "session-of-0", "token": TOKEN}
    assert (discord.ops, naps.real) == ([2, 6], [])
    assert lines(caplog) == LOST_AND_BACK
    assert nothing_else(caplog)


async def test_a_connection_that_keeps_breaking_is_made_ever_more_slowly(discord: StandIn) -> None:
    naps = Naps()
    async with served(discord, naps):
        for times in range(1, 5):
            await discord.until(lambda: len(discord.ops) == times)  # noqa: B023 - awaited before it changes
            await discord.until_caught_up()
            await discord.sockets[0].close(code=4000)
        await discord.until(lambda: len(discord.ops) == 5)
    for wanted, seconds in zip([1, 2, 4], naps.real, strict=True):
        assert wanted <= seconds <= 1.5 * wanted


async def test_a_network_that_is_gone_for_long_comes_back_by_itself(
    discord: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    naps = Naps()
    async with served(discord, naps):
        await discord.until(lambda: discord.sockets)
        await discord.until_caught_up()
        discord.greetings.extend([503] * 20)
        await discord.sockets[0].close(code=4000)
        await discord.until(lambda: len(discord.ops) == 2)
        await discord.until_caught_up()
    assert len(naps.real) >= 19
    assert max(naps.real) <= 60
    assert lines(caplog) == LOST_AND_BACK
    assert nothing_else(caplog)


async def test_a_session_that_is_forgotten_meanwhile_is_replaced_without_another_pause(discord: StandIn) -> None:
    naps = Naps()
    discord.forgets_sessions = True
    async with served(discord, naps):
        await discord.until(lambda: discord.sockets)
        await discord.until_caught_up()
        discord.greetings.extend([503, 503])
        await discord.sockets[0].close(code=4000)
        await discord.until(lambda: len(discord.ops) == 3)
        await discord.until_caught_up()
    assert discord.ops == [2, 6, 2]
    # Two for the refusals, and the five seconds that Discord wants between two sessions.
    assert [round(seconds) for seconds in naps.real][-1] == 5
    assert len(naps.real) == 3


@pytest.mark.parametrize(("op", "data", "then"), [(7, None, 6), (9, True, 6), (9, False, 2)])
async def test_what_discord_asks_for_is_done(
    discord: StandIn, op: int, data: object, then: int, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(discord, Naps()):
        await discord.until(lambda: discord.sockets)
        await discord.until_caught_up()
        await discord.send(op, data)
        await discord.until(lambda: len(discord.ops) == 2)
        await discord.until_caught_up()
    assert discord.ops == [2, then]
    assert lines(caplog) == LOST_AND_BACK
    assert nothing_else(caplog)


async def test_an_event_that_cannot_be_read_costs_a_connection_and_nothing_more(
    discord: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(discord, Naps()):
        await discord.until(lambda: discord.sockets)
        await discord.send(0, {"nonsense": True}, "GUILD_CREATE")
        await discord.until(lambda: len(discord.ops) == 2)
        await discord.until_caught_up()
    assert discord.ops == [2, 6]
    assert lines(caplog) == LOST_AND_BACK
    (incident,) = [record for record in caplog.records if record.exc_info]
    assert incident.getMessage().endswith(": an event could not be read.")


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (4004, "running.wrong-token"),
        (4010, "running.sharding"),
        (4011, "running.sharding"),
        (4012, "running.old-version"),
        (4013, "running.intents"),
        (4014, "running.intents"),
    ],
)
async def test_what_no_second_attempt_can_mend_ends_it_with_the_reason(discord: StandIn, code: int, key: str) -> None:
    discord.greetings.append(code)
    async with served(discord, Naps()) as task:
        with pytest.raises(NotConfigured) as caught:
            await asyncio.wait_for(task, 5)
    assert caught.value.key == key


async def test_a_token_that_discord_does_not_know_ends_it_at_the_log_in(discord: StandIn) -> None:
    discord.refusals["/users/@me"] = deque([401])
    async with served(discord, Naps()) as task:
        with pytest.raises(NotConfigured) as caught:
            await asyncio.wait_for(task, 5)
    assert (caught.value.key, len(discord.calls)) == ("running.wrong-token", 1)


async def test_every_shard_has_a_connection_of_its_own(discord: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    discord.shards = 3
    naps = Naps()
    async with served(discord, naps):
        await discord.until(lambda: len(discord.sockets) == 3)
        for shard in range(3):
            await discord.until_caught_up(shard)
        await discord.sockets[1].close(code=4000)
        await discord.until(lambda: 6 in discord.ops)
        await discord.until_caught_up()
    assert sorted(message["d"]["shard"] for message in discord.received if message["op"] == 2) == [
        [0, 3],
        [1, 3],
        [2, 3],
    ]
    # They identify one after the other, five seconds apart.
    assert [round(seconds) for seconds in naps.real] == [5, 5]
    assert lines(caplog) == [
        "No connection to Discord on shard 1",
        "The connection to Discord on shard 1 is back",
    ]


async def test_without_a_session_left_it_waits_until_there_are_new_ones(
    discord: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    discord.session_starts = 0

    class NewDay(Naps):
        async def __call__(self, seconds: float) -> None:
            await super().__call__(seconds)
            if seconds == 1:
                discord.session_starts = 10

    async with served(discord, NewDay()):
        await discord.until(lambda: discord.sockets)
    assert "Discord allows no more sessions today. Waiting for 1 s." in caplog.text


async def test_answers_under_way_are_finished_before_it_leaves(discord: StandIn) -> None:
    cog = Slow()
    async with served(discord, Naps(), cog) as task:
        await discord.until(lambda: discord.sockets)
        await discord.send(0, command("slow"), "INTERACTION_CREATE")
        await asyncio.wait_for(cog.is_asked.wait(), 5)
        task.cancel()
        await discord.until(lambda: discord.closed_with == [1000])
        assert not task.done()
        cog.may_answer.set()
        await asyncio.wait([task], timeout=5)
    assert ("POST /interactions/500/t/callback", 4) in [
        (call, body["type"]) for call, body in discord.calls if body and "type" in body
    ]


async def test_commands_are_registered_when_they_differ_and_left_alone_otherwise(discord: StandIn) -> None:
    for _ in range(2):
        async with served(discord, Naps(), Slow()):
            await discord.until(lambda: "GET /applications/20/commands" in [call for call, _ in discord.calls[-2:]])
            await discord.until(lambda: discord.commands)
        discord.sockets.clear()
    assert [call for call, _ in discord.calls].count("PUT /applications/20/commands") == 1
    assert [command["name"] for command in discord.commands] == ["slow"]


async def test_a_registration_that_fails_is_said_and_stops_nothing(
    discord: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    discord.refusals["/applications/20/commands"] = deque([403])
    async with served(discord, Naps(), Slow()):
        await discord.until(lambda: discord.sockets)
        await discord.until(lambda: "GET /applications/20/commands" in [call for call, _ in discord.calls])
        await discord.until_caught_up()
    assert "The commands could not be registered (HTTP status 403)." in caplog.text
    assert not [record for record in caplog.records if record.exc_info]


async def test_what_goes_wrong_in_an_event_is_logged_under_a_code(
    discord: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(commands.Cog):
        @commands.Cog.listener()
        async def on_shard_connect(self, _: int) -> None:
            raise ZeroDivisionError

    async with served(discord, Naps(), Broken()):
        await discord.until(lambda: discord.sockets)
        await discord.until_caught_up()
    (incident,) = [record for record in caplog.records if record.exc_info]
    assert incident.getMessage().endswith(": on_shard_connect failed.")
