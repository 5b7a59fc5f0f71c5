"""Sessions: what a bot that was away is told when it comes back, and when it must begin anew."""

import asyncio

import pytest

from bot.sandbox.gateway.limits import Pace
from bot.sandbox.gateway.session import LONGEST_LOG
from tests.bot.sandbox.gateway.fake_town import FIRST, TOKEN, Json, Monotonic, RawBot, Served, serving


def say(served: Served, content: str) -> None:
    served.gateway.dispatch("MESSAGE_DELETE", {"id": content}, guild_id=FIRST)


async def resume(served: Served, ready: Json, seq: int | None) -> RawBot:
    bot = await served.connect()
    await bot.next(10)
    await bot.send(6, {"token": TOKEN, "session_id": ready["session_id"], "seq": seq})
    return bot


async def left(served: Served, bot: RawBot, code: int) -> None:
    """The bot closes, and the gateway has noticed."""
    await bot.socket.close(code=code)
    await served.changes.until(lambda: not served.gateway.is_connected)


async def test_what_was_missed_is_told_again_with_its_numbers(served: Served) -> None:
    bot = await served.connect()
    ready = await bot.identify_and_wait()
    say(served, "seen")
    await bot.next(0, "MESSAGE_DELETE")
    await left(served, bot, 4000)
    say(served, "missed")
    bot = await resume(served, ready, 5)
    missed = await bot.next(0, "MESSAGE_DELETE")
    assert (missed["s"], missed["d"]) == (6, {"id": "missed"})
    assert (await bot.next(0, "RESUMED"))["d"] == {}
    say(served, "new")
    assert (await bot.next(0, "MESSAGE_DELETE"))["s"] == 8


async def test_what_was_sent_but_not_seen_is_told_again(served: Served) -> None:
    bot = await served.connect()
    ready = await bot.identify_and_wait()
    say(served, "sent into the void")
    await left(served, bot, 4000)
    bot = await resume(served, ready, 4)
    await bot.next(0, "MESSAGE_DELETE")
    await bot.next(0, "RESUMED")


async def test_a_payload_is_told_as_it_was_then(served: Served) -> None:
    bot = await served.connect()
    ready = await bot.identify_and_wait()
    payload = {"id": "then"}
    served.gateway.dispatch("MESSAGE_DELETE", payload, guild_id=FIRST)
    payload["id"] = "now"
    bot = await resume(served, ready, 4)
    assert (await bot.next(0, "MESSAGE_DELETE"))["d"] == {"id": "then"}


async def test_an_unknown_session_must_identify(served: Served) -> None:
    bot = await resume(served, {"session_id": "of another time"}, 1)
    assert (await bot.next(9))["d"] is False
    await bot.send(2, {"token": TOKEN, "properties": {}, "intents": 0})
    await bot.next(0, "READY")


async def test_a_sequence_of_the_future_ends_connection_and_session(served: Served) -> None:
    ready = await (await served.connect()).identify_and_wait()
    bot = await resume(served, ready, 99)
    assert (await bot.closing()).code == 4007
    bot = await resume(served, ready, 4)
    assert (await bot.next(9))["d"] is False


async def test_a_session_is_forgotten_after_some_minutes() -> None:
    clock = Monotonic()
    async with serving(monotonic=clock, pace=Pace(session_life_s=180, identify_every_s=0)) as there:
        bot = await there.connect()
        ready = await bot.identify_and_wait()
        clock.now += 3600  # connected: it lives as long as the connection
        await left(there, bot, 4000)
        clock.now += 179
        bot = await resume(there, ready, 4)
        await bot.next(0, "RESUMED")
        await left(there, bot, 4000)
        clock.now += 180
        assert there.gateway.sessions() == []
        bot = await resume(there, ready, 5)
        assert (await bot.next(9))["d"] is False


async def test_more_than_the_log_holds_cannot_be_resumed(served: Served) -> None:
    bot = await served.connect()
    ready = await bot.identify_and_wait()
    await left(served, bot, 4000)
    for number in range(LONGEST_LOG + 1):
        say(served, str(number))
    bot = await resume(served, ready, 4)
    assert (await bot.next(9))["d"] is False


@pytest.mark.parametrize(("code", "sessions"), [(1000, 0), (1001, 0), (4000, 1), (3000, 1)])
async def test_a_goodbye_ends_the_session(served: Served, code: int, sessions: int) -> None:
    bot = await served.connect()
    await bot.identify_and_wait()
    await left(served, bot, code)
    assert len(served.gateway.sessions()) == sessions


async def test_a_lost_connection_is_no_goodbye(served: Served) -> None:
    bot = await served.connect()
    await bot.identify_and_wait()
    transport = bot.socket.get_extra_info("socket")
    transport.shutdown(1)
    await served.changes.until(lambda: not served.gateway.is_connected)
    assert len(served.gateway.sessions()) == 1


async def test_a_session_has_one_connection(served: Served) -> None:
    old = await served.connect()
    ready = await old.identify_and_wait()
    new = await resume(served, ready, 4)
    await new.next(0, "RESUMED")
    assert (await old.closing()).code == 4000
    say(served, "for the new one")
    await new.next(0, "MESSAGE_DELETE")
    assert [session["is_connected"] for session in served.gateway.sessions()] == [True]


async def test_dropped_connections_may_resume(served: Served) -> None:
    bot = await served.connect()
    ready = await bot.identify_and_wait()
    served.gateway.drop(4008)
    say(served, "meanwhile")
    assert (await bot.closing()).code == 4008
    bot = await resume(served, ready, 4)
    await bot.next(0, "MESSAGE_DELETE")
    await bot.next(0, "RESUMED")


async def test_one_shard_is_dropped(served: Served) -> None:
    bots = [await served.connect(), await served.connect()]
    for number, bot in enumerate(bots):
        await bot.identify_and_wait(shard=[number, 2])
    served.gateway.drop(shard=1)
    assert (await bots[1].closing()).code == 4000
    assert [session["is_connected"] for session in served.gateway.sessions()] == [True, False]


async def test_a_client_is_asked_to_reconnect(served: Served) -> None:
    bot = await served.connect()
    ready = await bot.identify_and_wait()
    served.gateway.reconnect()
    await bot.next(7)
    bot = await resume(served, ready, 4)
    await bot.next(0, "RESUMED")


@pytest.mark.parametrize("resumable", [True, False])
async def test_a_session_is_invalidated(served: Served, resumable: bool) -> None:  # noqa: FBT001 - a row of the table
    bot = await served.connect()
    ready = await bot.identify_and_wait()
    served.gateway.invalidate(resumable=resumable)
    assert (await bot.next(9))["d"] is resumable
    bot = await resume(served, ready, 4)
    assert (await bot.receive())["op"] == (0 if resumable else 9)


async def test_who_was_invalidated_may_identify_over_the_same_connection(served: Served) -> None:
    bot = await served.connect()
    await bot.identify_and_wait()
    served.gateway.invalidate(resumable=False)
    await bot.next(9)
    await bot.send(2, {"token": TOKEN, "properties": {}, "intents": 0})
    await bot.next(0, "READY")
    assert len(served.gateway.sessions()) == 1


async def test_two_starts_at_once_are_one_too_many() -> None:
    clock = Monotonic()
    async with serving(monotonic=clock, pace=Pace()) as there:
        await (await there.connect()).identify_and_wait()
        assert there.gateway.session_start_limit()["remaining"] == 999
        bot = await there.connect()
        await bot.next(10)
        await bot.send(2, {"token": TOKEN, "properties": {}, "intents": 0})
        assert (await bot.next(9))["d"] is False
        clock.now += 5
        await bot.send(2, {"token": TOKEN, "properties": {}, "intents": 0})
        await bot.next(0, "READY")


async def test_who_watches_hears_of_coming_and_going(served: Served) -> None:
    bot = await served.connect()
    await bot.identify_and_wait()
    assert served.changes.count == 1
    assert served.gateway.is_connected
    await left(served, bot, 4000)
    assert served.changes.count == 2


async def test_a_client_that_reads_nothing_holds_up_nobody(served: Served) -> None:
    silent, reading = await served.connect(), await served.connect()
    await silent.identify_and_wait()
    await reading.identify_and_wait()
    async with asyncio.timeout(5):
        for number in range(500):
            served.gateway.dispatch("MESSAGE_DELETE", {"id": "x" * 10_000, "n": number}, guild_id=FIRST)
        for number in range(500):
            assert (await reading.next(0, "MESSAGE_DELETE"))["d"]["n"] == number
