"""What is made to go wrong goes wrong, as often as was asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.sandbox.clock import SandboxClock
from bot.sandbox.faults.answering import FaultyAnswers
from bot.sandbox.faults.faults import Faults
from bot.sandbox.faults.standing import Standing
from bot.sandbox.refusals import Refused
from bot.sandbox.world import town
from bot.sandbox.world.permissions import SEND_MESSAGES
from bot.sandbox.world.things import Overwrite
from bot.sandbox.world.world import World

START_MS = 1_800_000_000_000


class NotedConnections:
    """A gateway that notes what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def drop(self, code: int, *, shard: int | None) -> None:
        self.asked.append(("drop", code, shard))

    def reconnect(self) -> None:
        self.asked.append(("reconnect",))

    def invalidate(self, *, resumable: bool) -> None:
        self.asked.append(("invalidate", resumable))


class NotedProcess:
    """A bot that notes what was done to it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def start(self) -> None:
        self.asked.append("start")

    async def stop(self) -> None:
        self.asked.append("stop")

    async def restart(self) -> None:
        self.asked.append("restart")

    async def clock_moved(self) -> None:
        self.asked.append("clock")

    def kill(self) -> None:
        self.asked.append("kill")


class Bench:
    """Faults upon a town."""

    def __init__(self) -> None:
        self.changes = 0
        self.clock = SandboxClock(lambda: START_MS)
        self.world = World(self.clock, town.new_town("Bot", ""))
        self.standing = Standing(self._changed)
        self.connections = NotedConnections()
        self.faults = Faults(self.standing, self.connections, self.world)

    def _changed(self) -> None:
        self.changes += 1


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize(
    ("name", "fields", "asked"),
    [
        ("drop", None, ("drop", 4000, None)),
        ("drop", {"code": 4009, "shard": 1}, ("drop", 4009, 1)),
        ("reconnect", {}, ("reconnect",)),
        ("invalidate", {"resumable": False}, ("invalidate", False)),
    ],
)
async def test_connections_go_wrong(bench: Bench, name: str, fields: Any, asked: tuple[object, ...]) -> None:
    await bench.faults.apply(name, fields)
    assert bench.connections.asked == [asked]
    assert bench.faults.in_force() == []


async def test_a_bot_that_was_attached_by_hand_cannot_be_restarted(bench: Bench) -> None:
    with pytest.raises(Refused, match="has not started this bot"):
        await bench.faults.apply("restart-bot")


async def test_the_bots_process_goes_wrong(bench: Bench) -> None:
    bench.faults.process = process = NotedProcess()
    for name in ("kill-bot", "restart-bot", "stop-bot", "start-bot"):
        await bench.faults.apply(name)
    await bench.faults.apply("clock", {"seconds": 90})
    assert process.asked == ["kill", "restart", "stop", "start", "clock"]


async def test_a_permission_is_taken_from_the_bot_or_from_others(bench: Bench) -> None:
    quiz, bot = str(town.QUIZ), bench.world.bot.id
    await bench.faults.apply("permission", {"channel_id": quiz, "deny": str(SEND_MESSAGES)})
    await bench.faults.apply("permission", {"channel_id": quiz, "allow": 8, "target": str(town.GUILD)})
    assert set(bench.world.channels[town.QUIZ].overwrites) == {
        Overwrite(bot, 1, 0, SEND_MESSAGES),
        Overwrite(town.GUILD, 0, 8, 0),
    }
    assert not bench.world.permissions_in(bench.world.channels[town.QUIZ], bot) & SEND_MESSAGES


async def test_a_channel_goes_and_the_bot_leaves(bench: Bench) -> None:
    await bench.faults.apply("delete-channel", {"channel_id": town.QUIZ})
    assert town.QUIZ not in bench.world.channels
    await bench.faults.apply("leave-guild")
    assert not bench.world.bot_is_member


async def test_what_is_not_there_cannot_go(bench: Bench) -> None:
    await bench.faults.apply("leave-guild")
    direct = bench.world.direct_channel(town.ANA)
    assert direct is not None
    for name, fields in (
        ("leave-guild", {}),
        ("delete-channel", {"channel_id": "1"}),
        ("delete-channel", {"channel_id": str(direct.id)}),
        ("permission", {"channel_id": "1"}),
        ("permission", {"channel_id": str(town.QUIZ), "target": "1"}),
    ):
        with pytest.raises(Refused):
            await bench.faults.apply(name, fields)


async def test_the_clock_is_moved_by_seconds_or_to_a_moment(bench: Bench) -> None:
    await bench.faults.apply("clock", {"seconds": 90})
    assert bench.clock.offset_ms == 90_000
    await bench.faults.apply("clock", {"to": "2030-01-01T02:00:00+02:00"})
    assert bench.clock.now() == datetime(2030, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("to", ["2014-12-31T00:00:00Z", "2200-01-01T00:00:00Z"])
async def test_the_clock_shows_no_time_that_ids_cannot_say(bench: Bench, to: str) -> None:
    with pytest.raises(Refused, match="The clock goes from 2015 to 2150"):
        await bench.faults.apply("clock", {"to": to})
    assert bench.clock.offset_ms == 0


async def test_seconds_cannot_lead_out_of_time_either(bench: Bench) -> None:
    await bench.faults.apply("clock", {"to": "2149-01-01T00:00:00Z"})
    with pytest.raises(Refused, match="The clock goes from"):
        await bench.faults.apply("clock", {"seconds": timedelta(days=400).total_seconds()})


async def test_events_are_doubled_and_lost_as_often_as_was_asked(bench: Bench) -> None:
    await bench.faults.apply("duplicate", {"times": 2})
    await bench.faults.apply("lose", {"event": "MESSAGE_CREATE"})
    assert bench.faults.in_force() == [
        {"name": "duplicate", "event": "INTERACTION_CREATE", "times": 2},
        {"name": "lose", "event": "MESSAGE_CREATE", "times": 1},
    ]
    assert [bench.standing.copies("INTERACTION_CREATE") for _ in range(3)] == [2, 2, 1]
    assert [bench.standing.copies("MESSAGE_CREATE") for _ in range(2)] == [0, 1]
    assert bench.faults.in_force() == []
    assert bench.changes == 5


async def test_connections_are_refused_as_often_as_was_asked(bench: Bench) -> None:
    await bench.faults.apply("refuse-gateway", {"times": 2})
    assert [bench.standing.refuses_connection() for _ in range(3)] == [True, True, False]


async def test_all_that_is_in_force_is_ended(bench: Bench) -> None:
    await bench.faults.apply("refuse-gateway", {"times": 2})
    await bench.faults.apply("delay", {"seconds": 60})
    bench.faults.clear()
    assert bench.faults.in_force() == []
    assert not bench.standing.refuses_connection()


Client = TestClient[web.Request, web.Application]


@asynccontextmanager
async def an_api(bench: Bench) -> AsyncIterator[tuple[Client, list[str]]]:
    """Routes that note what is done."""
    done: list[str] = []

    async def handle(request: web.Request) -> web.Response:
        done.append(f"{request.method} {request.path}")
        return web.Response(text="fine")

    app = web.Application(middlewares=[FaultyAnswers(bench.standing).answering])
    app.router.add_route("*", "/{tail:.*}", handle)
    async with TestClient(TestServer(app)) as client:
        yield client, done


@pytest.mark.parametrize(("status", "content_type"), [(500, "application/json"), (503, "text/html")])
async def test_an_error_is_answered_in_place_of_doing_it(bench: Bench, status: int, content_type: str) -> None:
    await bench.faults.apply("error", {"status": status, "times": 1})
    async with an_api(bench) as (client, done):
        answer = await client.get("/api/v10/users/@me")
        assert (answer.status, answer.content_type) == (status, content_type)
        assert done == []
        assert (await client.get("/api/v10/users/@me")).status == 200


async def test_an_error_is_answered_after_doing_it(bench: Bench) -> None:
    await bench.faults.apply("error", {"status": 502, "after": True})
    async with an_api(bench) as (client, done):
        assert [(await client.get("/api/v10/users/@me")).status for _ in range(2)] == [502, 502]
        assert len(done) == 2


async def test_only_the_requests_that_were_meant_fail(bench: Bench) -> None:
    await bench.faults.apply("error", {"status": 500, "path": "^POST /channels/1/", "times": 1})
    async with an_api(bench) as (client, done):
        await client.get("/api/v10/channels/1/messages")
        await client.post("/api/v10/channels/2/messages")
        await client.post("/sandbox/ana/messages")
        assert (await client.post("/api/v10/channels/1/messages")).status == 500
        assert len(done) == 3


@pytest.mark.parametrize("scope", ["user", "global", "shared"])
async def test_a_rate_limit_is_answered(bench: Bench, scope: str) -> None:
    await bench.faults.apply("rate-limit", {"seconds": 1.5, "scope": scope, "times": 1})
    async with an_api(bench) as (client, done):
        answer = await client.get("/api/v10/users/@me")
        assert answer.status == 429
        body = await answer.json()
        assert (body["retry_after"], body["global"]) == (1.5, scope == "global")
        assert answer.headers["Retry-After"] == "2"
        assert answer.headers["X-RateLimit-Scope"] == scope
        assert "Via" in answer.headers
        assert done == []


async def test_an_answer_is_late_though_it_was_done_in_time(bench: Bench) -> None:
    await bench.faults.apply("delay", {"seconds": 0.05, "times": 1})
    loop = asyncio.get_running_loop()
    async with an_api(bench) as (client, done):
        asked_at = loop.time()
        assert (await client.get("/api/v10/users/@me")).status == 200
        assert loop.time() - asked_at >= 0.05
        assert done == ["GET /api/v10/users/@me"]
        assert bench.faults.in_force() == []
