"""Whatever a bot sends to whatever route: it is answered or refused, and the sandbox never fails at it."""

import pytest

from bot.sandbox.rest.api import ROUTES
from bot.sandbox.rest.calls import Route
from bot.sandbox.server import Sandbox
from bot.sandbox.world import permissions as may
from bot.sandbox.world import town
from bot.sandbox.world.things import Overwrite, ScheduledEvent
from tests.bot.sandbox.room import ANA, APPLICATION, GENERAL, GUILD, Bot, Human

EVERY_PERMISSION = Overwrite(town.APPLICATION, 1, allow=may.EVERYTHING & ~may.ADMINISTRATOR)
# Deeper than a parser may follow by calling itself.
DEEP: object = []
for _ in range(300):
    DEEP = {"type": 17, "components": [DEEP]}
BODIES: tuple[object, ...] = (
    None,
    [],
    [1, None, {}],
    {},
    "text",
    5,
    True,
    {"type": "4"},
    {"type": 4},
    {"type": 4, "data": []},
    {"type": 7, "data": {"components": {}}},
    {"type": 8, "data": {"choices": "x"}},
    {"type": 9, "data": {"components": [None]}},
    {"content": {}, "embeds": {}, "components": 5, "attachments": "x", "flags": -1, "allowed_mentions": []},
    {"content": None, "embeds": [None], "components": [[]], "attachments": [{"id": "x"}], "nonce": {}},
    {"content": "x", "message_reference": {"message_id": "x"}, "poll": {}},
    {"content": "x", "flags": 1 << 70},
    {"messages": [None, {}]},
    {"recipient_id": {}},
    {"nick": 5, "name": "", "topic": 5, "position": -1},
    {"type": 0, "allow": -1, "deny": None},
    {"name": None, "options": [{"type": 99}], "default_member_permissions": "x"},
    {"name": "x", "description": "x", "options": [{"type": 1, "name": "y", "description": "z", "options": [5]}]},
    {"name": "x", "type": 11, "auto_archive_duration": "60", "message": []},
    {"name": "x", "type": 11, "applied_tags": [None], "rate_limit_per_user": 5},
    {"name": "x", "entity_type": 3, "privacy_level": 2, "scheduled_start_time": 5, "entity_metadata": []},
    {"status": 9, "scheduled_end_time": "x", "image": {}, "recurrence_rule": 5},
    {"status": None, "name": None, "description": 5, "channel_id": []},
    DEEP,
    {"type": 4, "data": {"flags": 1 << 15, "components": [DEEP]}},
)


def path_of(route: Route, bot: Bot) -> str:
    ids = {
        "application_id": APPLICATION,
        "webhook_id": APPLICATION,
        "channel_id": GENERAL,
        "guild_id": GUILD,
        "user_id": ANA,
        "role_id": str(town.ORGANISER),
        "overwrite_id": ANA,
        "message_id": "5",
        "command_id": "5",
        "guild_scheduled_event_id": "5",
        "interaction_id": bot.interaction["id"],
        "interaction_token": bot.interaction["token"],
        "webhook_token": bot.interaction["token"],
    }
    return route.path.format(**ids)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
async def test_no_body_breaks_a_route(sandbox: Sandbox, bot: Bot, ana: Human, route: Route) -> None:
    (command,) = await bot.register({"name": "ping", "description": "x"})
    await ana.use(command)
    sandbox.world.overwrite(town.GENERAL, EVERY_PERMISSION)
    event = ScheduledEvent(id=5, creator_id=town.APPLICATION, name="x", entity_type=3, start_ms=1 << 42, location="y")
    sandbox.world.scheduled_events.put(event)
    for body in BODIES:
        reply = await bot.call(route.method, path_of(route, bot), body)
        assert reply.status < 500, body
        if reply.status >= 400:
            assert {"code", "message"} <= reply.json.keys(), body
