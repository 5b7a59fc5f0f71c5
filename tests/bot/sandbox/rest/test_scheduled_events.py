"""Scheduled events of the bot: made, changed, begun and ended, and who is interested."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from bot.sandbox.server import Sandbox
from bot.sandbox.world import permissions as may
from bot.sandbox.world import town
from bot.sandbox.world.things import Channel
from tests.bot.sandbox.room import ANA, APPLICATION, GUILD, LUIS, Bot, Human, Json

EVENTS = f"/guilds/{GUILD}/scheduled-events"
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
VOICE_CHANNEL = str(town.GUILD + 500)


def at(sandbox: Sandbox, hours: float) -> str:
    return (sandbox.clock.now() + timedelta(hours=hours)).isoformat()


def night(sandbox: Sandbox, **more: object) -> Json:
    times = {"scheduled_start_time": at(sandbox, 2), "scheduled_end_time": at(sandbox, 3)}
    about: Json = {"name": "Quiz night", "privacy_level": 2, "entity_type": 3, "entity_metadata": {"location": "#quiz"}}
    return about | times | more


async def made(sandbox: Sandbox, bot: Bot, **more: object) -> Json:
    event: Json = await bot.post(EVENTS, night(sandbox, **more))
    return event


def bot_may(sandbox: Sandbox, bits: int) -> None:
    role = sandbox.world.roles[town.BOT_ROLE]
    sandbox.world.roles.put(structs.replace(role, permissions=bits))


async def test_an_event_is_made_and_the_bot_is_told(sandbox: Sandbox, bot: Bot) -> None:
    event = await made(sandbox, bot, description="Ten questions on AWS.")
    assert (event["status"], event["creator_id"], event["creator"]["bot"]) == (SCHEDULED, APPLICATION, True)
    assert (event["entity_metadata"], event["channel_id"]) == ({"location": "#quiz"}, None)
    assert event["description"] == "Ten questions on AWS."
    assert bot.events("GUILD_SCHEDULED_EVENT_CREATE") == [event]
    assert await bot.get(EVENTS) == [event]
    assert await bot.get(f"{EVENTS}/{event['id']}?with_user_count=true") == event | {"user_count": 0}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "n" * 101}, "name"),
        ({"description": "d" * 1001}, "description"),
        ({"privacy_level": 1}, "privacy_level"),
        ({"entity_type": 4}, "entity_type"),
        ({"entity_metadata": None}, "entity_metadata"),
        ({"entity_metadata": {"location": "l" * 101}}, "entity_metadata"),
        ({"scheduled_end_time": None}, "scheduled_end_time"),
        ({"scheduled_start_time": "2026-01-01T00:00:00+00:00"}, "scheduled_start_time"),
        ({"scheduled_start_time": "tonight"}, "scheduled_start_time"),
        ({"scheduled_end_time": "2026-01-01T00:00:00+00:00"}, "scheduled_end_time"),
        ({"channel_id": str(town.QUIZ)}, "channel_id"),
        ({"recurrence_rule": {"start": "2026-12-01T00:00:00Z", "frequency": 2}}, "recurrence_rule"),
    ],
)
async def test_an_event_that_cannot_be_is_refused(sandbox: Sandbox, bot: Bot, wrong: Json, field: str) -> None:
    reply = await bot.call("POST", EVENTS, night(sandbox, **wrong))
    assert (reply.refusal, list(reply.json["errors"])) == ((400, 50035), [field])


async def test_it_takes_a_permission(sandbox: Sandbox, bot: Bot) -> None:
    event = await made(sandbox, bot)
    bot_may(sandbox, may.VIEW_CHANNEL)
    assert (await bot.call("POST", EVENTS, night(sandbox))).refusal == (403, 50013)
    assert (await bot.call("DELETE", f"{EVENTS}/{event['id']}")).refusal == (403, 50013)
    bot_may(sandbox, may.VIEW_CHANNEL | may.MANAGE_EVENTS)
    assert (await bot.call("POST", EVENTS, night(sandbox))).refusal == (403, 50013)
    assert (await bot.call("DELETE", f"{EVENTS}/{event['id']}")).status == 204


async def test_others_events_take_the_permission_to_manage(sandbox: Sandbox, bot: Bot) -> None:
    event = await made(sandbox, bot)
    path = f"{EVENTS}/{event['id']}"
    kept = sandbox.world.scheduled_events[int(event["id"])]
    sandbox.world.scheduled_events.put(structs.replace(kept, creator_id=town.ANA))
    assert (await bot.call("PATCH", path, {"name": "Other"})).refusal == (403, 50013)
    bot_may(sandbox, may.VIEW_CHANNEL | may.MANAGE_EVENTS)
    assert (await bot.call("PATCH", path, {"name": "Other"})).json["name"] == "Other"


async def test_what_an_edit_does_not_say_stays(sandbox: Sandbox, bot: Bot) -> None:
    event = await made(sandbox, bot, description="Ten questions.")
    later = at(sandbox, 5)
    reply = await bot.call("PATCH", f"{EVENTS}/{event['id']}", {"description": None, "scheduled_end_time": later})
    assert reply.status == 200
    changed = reply.json
    assert (changed["name"], changed["description"]) == ("Quiz night", None)
    assert (changed["scheduled_start_time"], changed["status"]) == (event["scheduled_start_time"], SCHEDULED)
    told = datetime.fromisoformat(bot.events("GUILD_SCHEDULED_EVENT_UPDATE")[-1]["scheduled_end_time"])
    assert abs(told - datetime.fromisoformat(later)) < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("way", "refused", "code"),
    [
        ((), COMPLETED, 50035),
        ((ACTIVE,), CANCELED, 50035),
        ((ACTIVE,), SCHEDULED, 50035),
        ((ACTIVE, COMPLETED), ACTIVE, 180000),
        ((CANCELED,), SCHEDULED, 180000),
    ],
)
async def test_an_event_goes_one_way(sandbox: Sandbox, bot: Bot, way: tuple[int, ...], refused: int, code: int) -> None:
    path = f"{EVENTS}/{(await made(sandbox, bot))['id']}"
    for status in way:
        assert (await bot.call("PATCH", path, {"status": status})).json["status"] == status
    assert (await bot.call("PATCH", path, {"status": refused})).refusal == (400, code)
    assert [event["status"] for event in bot.events("GUILD_SCHEDULED_EVENT_UPDATE")] == list(way)


async def test_an_event_elsewhere_begins_and_ends_by_itself(sandbox: Sandbox, bot: Bot) -> None:
    await made(sandbox, bot)
    sandbox.clock.move(seconds=2 * 3600)
    assert [event["status"] for event in await bot.get(EVENTS)] == [ACTIVE]
    sandbox.clock.move(seconds=3600)
    assert await bot.get(EVENTS) == []
    assert [event["status"] for event in bot.events("GUILD_SCHEDULED_EVENT_UPDATE")] == [ACTIVE, COMPLETED]


async def test_a_night_that_was_slept_through_is_over(sandbox: Sandbox, bot: Bot) -> None:
    await made(sandbox, bot)
    sandbox.clock.move(seconds=24 * 3600)
    assert await bot.get(EVENTS) == []


async def test_a_server_has_a_hundred_events_at_most(sandbox: Sandbox, bot: Bot) -> None:
    first = await made(sandbox, bot)
    for number in range(1, 100):
        kept = sandbox.world.scheduled_events[int(first["id"])]
        sandbox.world.scheduled_events.put(structs.replace(kept, id=number))
    assert (await bot.call("POST", EVENTS, night(sandbox))).refusal == (400, 30038)
    await bot.call("PATCH", f"{EVENTS}/{first['id']}", {"status": CANCELED})
    assert (await bot.call("POST", EVENTS, night(sandbox))).status == 200


async def test_people_are_interested(sandbox: Sandbox, bot: Bot, ana: Human, luis: Human) -> None:
    event = await made(sandbox, bot)
    path = f"/scheduled/{event['id']}/interest"
    assert (await ana.post(path, {}))["user_count"] == 1
    assert await luis.post(path, {}) == (await luis.state())["events"][0]
    about = {"guild_id": GUILD, "guild_scheduled_event_id": event["id"]}
    added = bot.events("GUILD_SCHEDULED_EVENT_USER_ADD")
    assert added == [about | {"user_id": ANA}, about | {"user_id": LUIS}]
    users = await bot.get(f"{EVENTS}/{event['id']}/users?with_member=true&after={ANA}")
    assert [(user["user"]["id"], user["member"]["user"]["id"]) for user in users] == [(LUIS, LUIS)]
    assert [user["user_id"] for user in await bot.get(f"{EVENTS}/{event['id']}/users?before={LUIS}")] == [ANA]
    assert (await luis.post(path, {"is_interested": False}))["is_interested"] is False
    assert bot.events("GUILD_SCHEDULED_EVENT_USER_REMOVE") == [about | {"user_id": LUIS}]
    assert bot.events("GUILD_SCHEDULED_EVENT_UPDATE") == []
    counts = await bot.get(f"{EVENTS}/{event['id']}/users/counts")
    assert counts["guild_scheduled_event_count"] == 1


async def test_organisers_start_end_and_delete(sandbox: Sandbox, bot: Bot, ana: Human, luis: Human) -> None:
    one, other = await made(sandbox, bot), await made(sandbox, bot)
    refused = await luis.call("POST", f"/scheduled/{one['id']}/delete", {})
    assert (refused.status, refused.json["message"]) == (403, "You cannot change this event.")
    assert (await ana.post(f"/scheduled/{other['id']}", {"status": ACTIVE}))["status"] == ACTIVE
    assert (await ana.call("POST", f"/scheduled/{other['id']}", {"status": CANCELED})).status == 409
    await ana.post(f"/scheduled/{one['id']}/delete", {})
    assert [event["id"] for event in bot.events("GUILD_SCHEDULED_EVENT_DELETE")] == [one["id"]]
    assert (await bot.call("GET", f"{EVENTS}/{one['id']}")).refusal == (404, 10070)
    assert (await luis.call("POST", f"/scheduled/{one['id']}/interest", {})).status == 404


async def test_an_event_in_a_voice_channel_is_of_who_may_be_there(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.world.channels.put(Channel(int(VOICE_CHANNEL), 2, "Voice"))
    here = {"entity_type": 2, "entity_metadata": None}
    assert (await bot.call("POST", EVENTS, night(sandbox, **here))).refusal == (400, 50035)
    in_text = await bot.call("POST", EVENTS, night(sandbox, **here, channel_id=str(town.QUIZ)))
    assert in_text.refusal == (400, 50024)
    assert (await bot.call("POST", EVENTS, night(sandbox, **here, channel_id=VOICE_CHANNEL))).refusal == (403, 50013)
    bot_may(sandbox, may.VIEW_CHANNEL | may.CREATE_EVENTS | may.CONNECT)
    event = await made(sandbox, bot, **here, channel_id=VOICE_CHANNEL)
    assert (event["channel_id"], event["entity_metadata"]) == (VOICE_CHANNEL, None)
    sandbox.clock.move(seconds=3 * 3600)
    assert [each["status"] for each in await bot.get(EVENTS)] == [SCHEDULED]
    sandbox.world.remove_channel(sandbox.world.channels[int(VOICE_CHANNEL)])
    assert [each["id"] for each in bot.events("GUILD_SCHEDULED_EVENT_DELETE")] == [event["id"]]


async def test_times_without_a_zone_are_utc(sandbox: Sandbox, bot: Bot) -> None:
    naive = (datetime.now(UTC) + timedelta(days=1)).replace(tzinfo=None, microsecond=0)
    event = await made(
        sandbox, bot, scheduled_start_time=naive.isoformat(), scheduled_end_time=f"{naive + timedelta(hours=1)}"
    )
    assert datetime.fromisoformat(event["scheduled_start_time"]) == naive.replace(tzinfo=UTC)
