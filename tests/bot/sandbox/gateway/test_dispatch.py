"""Who is told of what: intents, shards, and events that come twice or never."""

import pytest

from bot.sandbox.gateway import intents
from tests.bot.sandbox.gateway.fake_town import BOT, FIRST, SECOND, FakeTown, Json, RawBot, Served, Storm, serving

EVERYTHING = intents.KNOWN & ~intents.GUILD_PRESENCES & ~intents.MESSAGE_CONTENT


async def told(bot: RawBot) -> list[str]:
    """The events that have come, up to an answer to a heartbeat."""
    await bot.send(1)
    events = []
    while (payload := await bot.receive())["op"] == 0:
        events.append(payload["t"])
    return events


@pytest.mark.parametrize(
    ("event", "guild_id", "needed"),
    [
        ("CHANNEL_UPDATE", FIRST, intents.GUILDS),
        ("GUILD_DELETE", FIRST, intents.GUILDS),
        ("GUILD_MEMBER_ADD", FIRST, intents.GUILD_MEMBERS),
        ("MESSAGE_CREATE", FIRST, intents.GUILD_MESSAGES),
        ("MESSAGE_CREATE", None, intents.DIRECT_MESSAGES),
        ("MESSAGE_DELETE_BULK", FIRST, intents.GUILD_MESSAGES),
        ("MESSAGE_REACTION_ADD", None, intents.DIRECT_MESSAGE_REACTIONS),
        ("TYPING_START", FIRST, intents.GUILD_MESSAGE_TYPING),
        ("TYPING_START", None, intents.DIRECT_MESSAGE_TYPING),
        ("CHANNEL_PINS_UPDATE", FIRST, intents.GUILDS),
        ("CHANNEL_PINS_UPDATE", None, intents.DIRECT_MESSAGES),
        ("GUILD_SCHEDULED_EVENT_CREATE", FIRST, intents.GUILD_SCHEDULED_EVENTS),
        ("MESSAGE_POLL_VOTE_ADD", FIRST, intents.GUILD_MESSAGE_POLLS),
    ],
)
async def test_an_event_comes_to_who_asked_for_its_kind(
    served: Served, event: str, guild_id: int | None, needed: int
) -> None:
    asked, not_asked = await served.connect(), await served.connect()
    await asked.identify_and_wait(intents=intents.GUILDS | needed)
    await not_asked.identify(intents=EVERYTHING & ~intents.GUILDS & ~needed)
    served.gateway.dispatch(event, {}, guild_id=guild_id)
    assert await told(not_asked) == []
    assert await told(asked) == [event]


@pytest.mark.parametrize("intent", [intents.GUILDS, intents.GUILD_MEMBERS])
async def test_one_of_two_intents_is_enough(served: Served, intent: int) -> None:
    bot = await served.connect()
    await bot.identify(intents=intent)
    served.gateway.dispatch("THREAD_MEMBERS_UPDATE", {"removed_member_ids": [BOT]}, guild_id=FIRST)
    assert (await told(bot))[-1] == "THREAD_MEMBERS_UPDATE"


async def test_of_others_in_a_thread_a_bot_hears_with_the_intent_for_members_only(served: Served) -> None:
    bot, knowing = await served.connect(), await served.connect()
    await bot.identify_and_wait(intents=intents.GUILDS)
    await knowing.identify_and_wait(intents=intents.GUILDS | intents.GUILD_MEMBERS)
    served.gateway.dispatch("THREAD_MEMBERS_UPDATE", {"added_members": [{"user_id": "5"}]}, guild_id=FIRST)
    both = {"added_members": [{"user_id": "5"}, {"user_id": BOT}], "removed_member_ids": ["6"]}
    served.gateway.dispatch("THREAD_MEMBERS_UPDATE", both, guild_id=FIRST)
    own = {"added_members": [{"user_id": BOT}], "removed_member_ids": []}
    assert [(await knowing.receive())["d"] for _ in range(2)] == [{"added_members": [{"user_id": "5"}]}, both]
    assert (await bot.receive())["d"] == own


@pytest.mark.parametrize("event", ["INTERACTION_CREATE", "APPLICATION_COMMAND_PERMISSIONS_UPDATE", "USER_UPDATE"])
async def test_some_events_need_no_intent(served: Served, event: str) -> None:
    bot = await served.connect()
    await bot.identify(intents=0)
    served.gateway.dispatch(event, {}, guild_id=FIRST)
    assert await told(bot) == [event]


async def test_a_bot_hears_of_itself_as_a_member(served: Served) -> None:
    bot = await served.connect()
    await bot.identify(intents=0)
    for number in (BOT, "1"):
        served.gateway.dispatch("GUILD_MEMBER_UPDATE", {"user": {"id": number}}, guild_id=FIRST)
    assert await told(bot) == ["GUILD_MEMBER_UPDATE"]


async def test_each_shard_is_told_of_its_servers_and_the_first_of_the_rest(served: Served) -> None:
    first, second = await served.connect(), await served.connect()
    await first.identify(intents=0, shard=[0, 2])
    await second.identify(intents=0, shard=[1, 2])
    for guild_id in (FIRST, SECOND, None):
        served.gateway.dispatch("INTERACTION_CREATE", {"guild_id": guild_id}, guild_id=guild_id)
    assert [(await first.next(0, "INTERACTION_CREATE"))["d"]["guild_id"] for _ in range(2)] == [FIRST, None]
    assert [(await second.next(0, "INTERACTION_CREATE"))["d"]["guild_id"]] == [SECOND]
    assert await told(first) == await told(second) == []


async def test_every_bot_is_told_with_numbers_of_its_own(served: Served) -> None:
    one, two = await served.connect(), await served.connect()
    await one.identify(intents=0)
    served.gateway.dispatch("INTERACTION_CREATE", {}, guild_id=None)
    await two.identify(intents=0)
    served.gateway.dispatch("INTERACTION_CREATE", {}, guild_id=None)
    assert [(await one.next(0, "INTERACTION_CREATE"))["s"] for _ in range(2)] == [2, 3]
    assert (await two.next(0, "INTERACTION_CREATE"))["s"] == 2


async def test_events_come_twice_or_never() -> None:
    async with serving(weather=Storm({"INTERACTION_CREATE": 2, "USER_UPDATE": 0})) as there:
        bot = await there.connect()
        await bot.identify(intents=0)
        there.gateway.dispatch("INTERACTION_CREATE", {}, guild_id=None)
        there.gateway.dispatch("USER_UPDATE", {}, guild_id=None)
        assert await told(bot) == ["INTERACTION_CREATE", "INTERACTION_CREATE"]


def message(author: str, **extra: object) -> Json:
    return {"id": "1", "author": {"id": author}, "content": "words", "embeds": [{}], "poll": {}, **extra}


@pytest.mark.parametrize(
    ("payload", "guild_id", "is_read"),
    [
        (message("1"), FIRST, False),
        (message("1", mentions=[{"id": "2"}]), FIRST, False),
        (message("1", mentions=[{"id": BOT}]), FIRST, True),
        (message(BOT), FIRST, True),
        (message("1"), None, True),
    ],
)
async def test_what_people_wrote_is_read_only_where_it_may_be(
    served: Served,
    payload: Json,
    guild_id: int | None,
    is_read: bool,  # noqa: FBT001 - a row of the table
) -> None:
    bot = await served.connect()
    await bot.identify(intents=intents.GUILD_MESSAGES | intents.DIRECT_MESSAGES)
    served.gateway.dispatch("MESSAGE_CREATE", payload, guild_id=guild_id)
    seen = (await bot.next(0, "MESSAGE_CREATE"))["d"]
    blank = {**payload, "content": "", "embeds": []}
    del blank["poll"]
    assert seen == (payload if is_read else blank)


async def test_the_message_that_is_answered_is_hidden_too_unless_it_is_the_bots(served: Served) -> None:
    bot = await served.connect()
    await bot.identify(intents=intents.GUILD_MESSAGES)
    for author in ("2", BOT):
        payload = message("1", referenced_message=message(author))
        served.gateway.dispatch("MESSAGE_CREATE", payload, guild_id=FIRST)
    answered = [(await bot.next(0, "MESSAGE_CREATE"))["d"]["referenced_message"]["content"] for _ in range(2)]
    assert answered == ["", "words"]


async def test_with_the_intent_everything_is_read() -> None:
    async with serving(FakeTown(flags=1 << 18)) as there:
        bot = await there.connect()
        await bot.identify(intents=intents.GUILD_MESSAGES | intents.MESSAGE_CONTENT)
        there.gateway.dispatch("MESSAGE_CREATE", message("1"), guild_id=FIRST)
        assert (await bot.next(0, "MESSAGE_CREATE"))["d"] == message("1")


async def test_half_a_surrogate_pair_does_not_break_the_connection(served: Served) -> None:
    bot = await served.connect(compress="zstd-stream")
    await bot.identify(intents=0)
    served.gateway.dispatch("INTERACTION_CREATE", {"name": "\ud83d"}, guild_id=None)
    assert (await bot.next(0, "INTERACTION_CREATE"))["d"] == {"name": "\ud83d"}
