"""From HELLO to the end of a connection: what a client is answered, and for what it is cut off."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.gateway.intents import GUILD_MEMBERS, GUILD_PRESENCES, GUILDS, MESSAGE_CONTENT
from bot.sandbox.gateway.limits import MOST_SENDS, Pace
from tests.bot.sandbox.gateway.fake_town import BOT, TOKEN, FakeTown, Monotonic, RawBot, Served, Storm, serving

IDENTIFY = {"token": TOKEN, "properties": {}, "intents": 1}


@pytest.fixture
async def bot(served: Served) -> AsyncIterator[RawBot]:
    bot = await served.connect()
    yield bot
    await bot.socket.close()


async def test_the_first_word_is_hello_with_the_heartbeat_interval(bot: RawBot) -> None:
    assert await bot.receive() == {"op": 10, "t": None, "s": None, "d": {"heartbeat_interval": 41250}}


async def test_a_heartbeat_is_acknowledged_before_and_after_identifying(bot: RawBot) -> None:
    await bot.next(10)
    await bot.send(1, None)
    await bot.next(11)
    await bot.send(2, IDENTIFY)
    for event in ("READY", "GUILD_CREATE", "GUILD_CREATE", "GUILD_CREATE"):
        await bot.next(0, event)
    await bot.send(1, 4)
    assert await bot.receive() == {"op": 11, "t": None, "s": None, "d": None}


async def test_identify_is_answered_by_ready_and_the_servers(served: Served, bot: RawBot) -> None:
    ready = await bot.identify()
    assert ready["v"] == 10
    assert ready["user"]["id"] == BOT
    assert ready["session_id"] == served.gateway.sessions()[0]["session_id"]
    assert ready["resume_gateway_url"] == served.base.replace("http", "ws") + "/gateway"
    assert ready["private_channels"] == []
    assert "shard" not in ready
    guilds = [await bot.next(0, "GUILD_CREATE") for _ in ready["guilds"]]
    assert [guild["d"]["id"] for guild in guilds] == [stub["id"] for stub in ready["guilds"]]
    assert [guild["s"] for guild in guilds] == [2, 3, 4]


async def test_a_shard_is_told_of_its_own_servers(bot: RawBot) -> None:
    ready = await bot.identify(shard=[1, 2])
    assert ready["shard"] == [1, 2]
    assert [guild["id"] for guild in ready["guilds"]] == [str(3 << 22)]


async def test_without_the_intent_no_server_is_told_of(bot: RawBot) -> None:
    await bot.identify(intents=0)
    await bot.send(1)
    await bot.next(11)


@pytest.mark.parametrize(
    ("op", "d", "code"),
    [
        (2, {**IDENTIFY, "token": "another"}, 4004),
        (2, {**IDENTIFY, "intents": 1 << 17}, 4013),
        (2, {**IDENTIFY, "intents": -1}, 4013),
        (2, {"token": TOKEN, "properties": {}}, 4013),
        (2, {**IDENTIFY, "intents": GUILD_PRESENCES}, 4014),
        (2, {**IDENTIFY, "intents": MESSAGE_CONTENT}, 4014),
        (2, {**IDENTIFY, "shard": [2, 2]}, 4010),
        (2, {**IDENTIFY, "shard": [-1, 2]}, 4010),
        (2, {**IDENTIFY, "shard": [0, 0]}, 4010),
        (2, {**IDENTIFY, "shard": [0]}, 4002),
        (2, {**IDENTIFY, "token": None}, 4002),
        (2, None, 4002),
        (3, {}, 4003),
        (4, {}, 4003),
        (8, {"guild_id": "1"}, 4003),
        (6, {"token": "another", "session_id": "x", "seq": 1}, 4004),
        (6, {"token": TOKEN}, 4002),
        (0, None, 4001),
        (7, None, 4001),
        (99, None, 4001),
    ],
)
async def test_a_wrong_payload_ends_the_connection(bot: RawBot, op: int, d: object, code: int) -> None:
    await bot.next(10)
    await bot.send(op, d)
    assert (await bot.closing()).code == code


@pytest.mark.parametrize("sent", ["no JSON", "[]", '"x"', '{"d": null}', '{"op": "2"}', '{"op": true}', "[" * 3000])
async def test_what_is_no_payload_ends_the_connection(bot: RawBot, sent: str) -> None:
    await bot.socket.send_str(sent)
    assert (await bot.closing()).code == 4002


async def test_bytes_that_are_no_text_end_the_connection(bot: RawBot) -> None:
    await bot.socket.send_bytes(b'{"op": 1, "d": "\xff')
    assert (await bot.closing()).code == 4002


async def test_a_payload_has_at_most_4096_bytes(bot: RawBot) -> None:
    await bot.next(10)
    frame = len('{"op": 1, "d": ""}')
    await bot.send(1, "x" * (4096 - frame))
    await bot.next(11)
    await bot.send(1, "x" * (4097 - frame))
    closed = await bot.closing()
    assert (closed.code, closed.reason) == (4002, "A payload has at most 4096 bytes; this one has 4097.")


async def test_more_than_120_payloads_a_minute_end_the_connection(bot: RawBot) -> None:
    await bot.next(10)
    for _ in range(MOST_SENDS):
        await bot.send(1)
        await bot.next(11)
    await bot.send(1)
    assert (await bot.closing()).code == 4008


async def test_after_a_minute_there_is_room_again() -> None:
    clock = Monotonic()
    async with serving(monotonic=clock) as there:
        bot = await there.connect()
        await bot.next(10)
        for _ in range(MOST_SENDS + 1):
            await bot.send(1)
            await bot.next(11)
            clock.now += 0.6


async def test_identifying_twice_ends_the_connection(bot: RawBot) -> None:
    await bot.identify()
    await bot.send(2, IDENTIFY)
    assert (await bot.closing()).code == 4005


async def test_resuming_over_a_connection_that_has_a_session_ends_it(bot: RawBot) -> None:
    ready = await bot.identify()
    await bot.send(6, {"token": TOKEN, "session_id": ready["session_id"], "seq": 1})
    assert (await bot.closing()).code == 4005


async def test_presence_and_voice_are_swallowed(bot: RawBot) -> None:
    await bot.identify(intents=0)
    await bot.send(3, {"since": None, "activities": [], "status": "online", "afk": False})
    await bot.send(4, {"guild_id": "1", "channel_id": None, "self_mute": False, "self_deaf": False})
    await bot.send(1)
    await bot.next(11)


async def test_a_privileged_intent_is_granted_when_the_application_has_it() -> None:
    async with serving(FakeTown(flags=1 << 13 | 1 << 14 | 1 << 19)) as there:
        bot = await there.connect()
        await bot.identify(intents=GUILDS | GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT)


class Metropolis(FakeTown):
    """More servers than a shard may have."""

    def ready(self, shard_id: int, shard_count: int) -> dict[str, object]:
        guilds = [{"id": str(number), "unavailable": True} for number in range(2501)]
        return {**super().ready(shard_id, shard_count), "guilds": guilds}


async def test_too_many_servers_must_be_sharded() -> None:
    async with serving(Metropolis()) as there:
        bot = await there.connect()
        await bot.next(10)
        await bot.send(2, IDENTIFY)
        assert (await bot.closing()).code == 4011


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("v=9&encoding=json", 4012),
        ("encoding=json", 4012),
        ("v=10&encoding=etf", 4002),
        ("v=10&encoding=json&compress=brotli", 4002),
    ],
)
async def test_a_wrong_query_ends_the_connection(served: Served, query: str, code: int) -> None:
    bot = await served.connect(query)
    closed = await bot.closing()
    assert closed.code == code
    assert closed.reason.startswith("This gateway speaks ")


async def test_who_does_not_beat_is_asked_and_then_given_up() -> None:
    async with serving(pace=Pace(heartbeat_s=0.02, identify_every_s=0, ack_s=0)) as there:
        bot = await there.connect()
        await bot.identify(intents=0)
        await bot.next(1)
        closed = await bot.closing()
        assert (closed.code, closed.reason) == (4000, "No heartbeat came in time.")
        assert [session["is_connected"] for session in there.gateway.sessions()] == [False]


async def test_a_beat_on_request_is_a_beat() -> None:
    async with serving(pace=Pace(heartbeat_s=0.02, identify_every_s=0, ack_s=0)) as there:
        bot = await there.connect()
        await bot.next(10)
        for _ in range(4):
            await bot.next(1)
            await bot.send(1)
            await bot.next(11)


async def test_a_refused_connection_is_no_websocket() -> None:
    async with serving(weather=Storm(refusals=1)) as there:
        assert await there.status() == 503
        bot = await there.connect()
        await bot.next(10)


async def test_when_the_sandbox_stops_the_connections_end() -> None:
    async with serving() as there:
        bot = await there.connect()
        await bot.identify_and_wait()
        await there.gateway.close()
        assert (await bot.closing()).code == 1001
