"""Selects of people, roles and channels: in messages and in forms, with what is chosen beforehand."""

from typing import Any, TypeAlias

import pytest

from bot.sandbox.world import town
from tests.bot.sandbox.room import ANA, GENERAL, LUIS, Bot, Human, Json

USERS, ROLES, MENTIONABLES, CHANNELS = 5, 6, 7, 8
HOST, QUIZ, DAILY = str(town.QUIZ_HOST), str(town.QUIZ), str(town.DAILY)
# The type of a select, what is chosen beforehand, what somebody chooses, and what the bot is told of that.
Row: TypeAlias = tuple[int, list[Json], list[str], set[str]]
SELECTS: list[Row] = [
    (USERS, [{"id": ANA, "type": "user"}], [LUIS], {"users", "members"}),
    (ROLES, [{"id": HOST, "type": "role"}], [HOST], {"roles"}),
    (MENTIONABLES, [{"id": HOST, "type": "role"}], [ANA, HOST], {"users", "members", "roles"}),
    (CHANNELS, [{"id": GENERAL, "type": "channel"}], [QUIZ], {"channels"}),
]


def select(kind: int, before: list[Json]) -> Json:
    return {"type": kind, "custom_id": "which", "max_values": 2, "default_values": before}


@pytest.mark.parametrize("row", SELECTS, ids=("users", "roles", "mentionables", "channels"))
async def test_a_select_in_a_message(bot: Bot, luis: Human, row: Row) -> None:
    kind, before, chosen, resolved = row
    message = await bot.say({"components": [{"type": 1, "components": [select(kind, before)]}]})
    assert message["components"][0]["components"][0]["default_values"] == before
    assert (await luis.press(message, "which", chosen)).status == 200
    data = bot.interaction["data"]
    assert (data["component_type"], data["values"], set(data["resolved"])) == (kind, chosen, resolved)


@pytest.mark.parametrize("row", SELECTS, ids=("users", "roles", "mentionables", "channels"))
async def test_a_select_in_a_form(bot: Bot, luis: Human, row: Row) -> None:
    kind, before, chosen, resolved = row
    (command,) = await bot.register({"name": "setup", "description": "Set it up."})
    used = (await luis.use(command)).json
    label = {"type": 18, "label": "Which?", "component": select(kind, before)}
    assert (await bot.answer(9, {"custom_id": "form", "title": "Setup", "components": [label]})).status == 200
    filled: dict[str, Any] = {"type": kind, "custom_id": "which", "values": chosen}
    await luis.post(f"/modals/{used['interaction_id']}", {"components": [{"type": 18, "component": filled}]})
    data = bot.interaction["data"]
    assert (data["components"][0]["component"]["values"], set(data["resolved"])) == (chosen, resolved)


async def test_only_channels_of_the_kinds_that_are_asked_for_can_be_chosen(bot: Bot, luis: Human) -> None:
    forums = {"type": CHANNELS, "custom_id": "which", "channel_types": [15]}
    message = await bot.say({"components": [{"type": 1, "components": [forums]}]})
    assert (await luis.press(message, "which", [QUIZ])).status == 400
    assert (await luis.press(message, "which", [DAILY])).status == 200
    assert bot.interaction["data"]["resolved"]["channels"][DAILY]["type"] == 15
