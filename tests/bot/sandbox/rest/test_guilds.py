"""The server, its members, channels and overwrites."""

import pytest

from bot.sandbox.server import Sandbox
from bot.sandbox.world import permissions as may
from bot.sandbox.world import town
from bot.sandbox.world.things import Overwrite
from tests.bot.sandbox.room import ANA, GENERAL, GUILD, Bot, Human, Page

ME = town.APPLICATION


def permit(sandbox: Sandbox, allow: int = 0, deny: int = 0, channel: int = town.GENERAL) -> None:
    sandbox.world.overwrite(channel, Overwrite(ME, 1, allow, deny))


async def test_members_by_id(bot: Bot) -> None:
    member = await bot.get(f"/guilds/{GUILD}/members/{ANA}")
    assert (member["user"]["global_name"], member["roles"]) == ("Ana", [str(town.ORGANISER)])


@pytest.mark.parametrize(
    ("path", "refusal"),
    [
        (f"/guilds/{GUILD}/members/5", (404, 10013)),
        ("/guilds/5", (404, 10004)),
        (f"/guilds/{GUILD}/roles/5", (404, 10011)),
        ("/channels/5", (404, 10003)),
        ("/users/5", (404, 10013)),
    ],
)
async def test_what_is_not_there_has_a_code_of_its_own(bot: Bot, path: str, refusal: tuple[int, int]) -> None:
    assert (await bot.call("GET", path)).refusal == refusal


async def test_the_bot_names_itself(bot: Bot) -> None:
    reply = await bot.call("PATCH", f"/guilds/{GUILD}/members/@me", {"nick": "Quizzy"})
    assert reply.json["nick"] == "Quizzy"
    assert bot.events("GUILD_MEMBER_UPDATE")[-1]["nick"] == "Quizzy"
    reply = await bot.call("PATCH", f"/guilds/{GUILD}/members/@me", {"nick": "x" * 33})
    assert reply.refusal == (400, 50035)


async def test_a_channel_that_the_bot_does_not_see(sandbox: Sandbox, bot: Bot) -> None:
    permit(sandbox, deny=may.VIEW_CHANNEL)
    assert (await bot.call("GET", f"/channels/{GENERAL}")).refusal == (403, 50001)


async def test_a_bot_without_the_permission_changes_no_channel(bot: Bot) -> None:
    for method in ("PATCH", "DELETE"):
        assert (await bot.call(method, f"/channels/{GENERAL}", {"name": "x"})).refusal == (403, 50013)


async def test_a_channel_is_changed_where_it_is_said(sandbox: Sandbox, bot: Bot, ana_sees: Page) -> None:
    permit(sandbox, allow=may.MANAGE_CHANNELS)
    before = await bot.get(f"/channels/{GENERAL}")
    reply = await bot.call("PATCH", f"/channels/{GENERAL}", {"name": "lounge", "topic": None})
    assert reply.json == before | {"name": "lounge", "topic": None}
    assert bot.events("CHANNEL_UPDATE")[-1]["name"] == "lounge"
    await ana_sees.until("state", lambda event: "lounge" in [c.get("name") for c in event["state"]["channels"]])


async def test_what_is_wrong_with_a_channel_is_said_with_its_place(sandbox: Sandbox, bot: Bot) -> None:
    permit(sandbox, allow=may.MANAGE_CHANNELS)
    reply = await bot.call("PATCH", f"/channels/{GENERAL}", {"rate_limit_per_user": 21_601})
    assert reply.refusal == (400, 50035)
    assert list(reply.json["errors"]) == ["rate_limit_per_user"]


async def test_a_channel_is_deleted(sandbox: Sandbox, bot: Bot, ana: Human) -> None:
    permit(sandbox, allow=may.MANAGE_CHANNELS)
    assert (await bot.call("DELETE", f"/channels/{GENERAL}")).json["id"] == GENERAL
    assert bot.events("CHANNEL_DELETE")[-1]["id"] == GENERAL
    assert (await ana.say("Anybody?")).status == 404


async def test_a_bot_gives_what_it_has_itself(sandbox: Sandbox, bot: Bot) -> None:
    permit(sandbox, allow=may.MANAGE_ROLES)
    path = f"/channels/{GENERAL}/permissions/{ANA}"
    assert (await bot.call("PUT", path, {"type": 1, "deny": str(may.SEND_MESSAGES)})).status == 204
    assert not sandbox.world.permissions_in(sandbox.world.channels[town.GENERAL], town.ANA) & may.SEND_MESSAGES
    reply = await bot.call("PUT", path, {"type": 1, "allow": str(may.MANAGE_GUILD)})
    assert reply.refusal == (403, 50013)
    assert (await bot.call("DELETE", path)).status == 204
    assert (await bot.call("DELETE", path)).refusal == (404, 10009)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({"type": 0}, (404, 10009)),  # there is no such role
        ({"type": 2}, (400, 50035)),
        ({"type": 1, "allow": "many"}, (400, 50035)),
    ],
)
async def test_overwrites_are_of_somebody_and_something(
    sandbox: Sandbox, bot: Bot, body: dict[str, object], refusal: tuple[int, int]
) -> None:
    permit(sandbox, allow=may.MANAGE_ROLES)
    assert (await bot.call("PUT", f"/channels/{GENERAL}/permissions/{ANA}", body)).refusal == refusal


async def test_others_see_that_the_bot_is_writing(bot: Bot, ana_sees: Page) -> None:
    assert (await bot.call("POST", f"/channels/{GENERAL}/typing")).status == 204
    told = await ana_sees.until("typing")
    assert (told["channel_id"], told["user_id"]) == (GENERAL, str(ME))
