"""Roles: who gives them, who hears of it, and that the bot sees them with what people do."""

import pytest

from bot.sandbox.gateway import intents
from bot.sandbox.world import town
from tests.bot.sandbox.room import LUIS, Bot, Human, Page

HOST = str(town.QUIZ_HOST)
TO_LUIS = f"/members/{LUIS}/roles/{HOST}"


async def test_an_organiser_gives_and_takes_a_role(bot: Bot, ana: Human, luis_sees: Page) -> None:
    assert (await ana.post(TO_LUIS, {}))["roles"] == [HOST]
    told = await luis_sees.until("state")
    assert [m["roles"] for m in told["state"]["guild"]["members"] if m["user"]["id"] == LUIS] == [[HOST]]
    assert (await ana.post(TO_LUIS, {"is_given": False}))["roles"] == []
    assert [event["roles"] for event in bot.events("GUILD_MEMBER_UPDATE")] == [[HOST], []]


def test_of_others_roles_a_bot_hears_with_the_intent_for_members_only() -> None:
    update = {"user": {"id": LUIS}}
    heard = [
        intents.wants(bits, "GUILD_MEMBER_UPDATE", update, guild_id=town.GUILD, bot_id=str(town.APPLICATION))
        for bits in (intents.GUILDS, intents.GUILD_MEMBERS)
    ]
    assert heard == [False, True]


async def test_a_bot_sees_the_roles_of_who_does_something(bot: Bot, ana: Human, luis: Human) -> None:
    (command,) = await bot.register({"name": "host", "description": "Lead a quiz."})
    await ana.post(TO_LUIS, {})
    await luis.use(command)
    assert bot.interaction["member"]["roles"] == [HOST]


@pytest.mark.parametrize(("role", "status"), [(town.ORGANISER, 403), (town.BOT_ROLE, 403), (town.GUILD, 403), (5, 404)])
async def test_not_every_role_is_an_organisers_to_give(ana: Human, role: int, status: int) -> None:
    assert (await ana.call("POST", f"/members/{LUIS}/roles/{role}", {})).status == status


async def test_a_member_gives_no_role(luis: Human) -> None:
    reply = await luis.call("POST", TO_LUIS, {})
    assert (reply.status, reply.json["message"]) == (403, "You cannot give roles.")
