"""Registering application commands."""

import pytest

from tests.bot.sandbox.room import APPLICATION, COMMANDS, GUILD, Bot, Human, Json, Page

OF_GUILD = f"/applications/{APPLICATION}/guilds/{GUILD}/commands"
PING: Json = {"name": "ping", "description": "Answers.", "name_localizations": {"es-ES": "eco"}}
PONG: Json = {"name": "pong", "description": "Asks."}


async def test_a_command_is_given_back_whole(bot: Bot) -> None:
    (command,) = await bot.register(PING)
    assert (command["application_id"], command["type"], command["name"]) == (APPLICATION, 1, "ping")
    assert await bot.get(f"{COMMANDS}/{command['id']}") == command
    assert await bot.get(f"{COMMANDS}?with_localizations=true") == [command]


async def test_without_being_asked_for_other_languages_are_left_out(bot: Bot) -> None:
    await bot.register(PING)
    (listed,) = await bot.get(COMMANDS)
    assert "name_localizations" not in listed


async def test_a_name_is_kept_with_its_id(bot: Bot) -> None:
    (first,) = await bot.register(PING)
    unchanged, new = await bot.register(PING, PONG)
    assert (unchanged, new["name"]) == (first, "pong")
    (changed,) = await bot.register(PING | {"description": "Answers quickly."})
    assert (changed["id"], changed["version"] > first["version"]) == (first["id"], True)
    assert await bot.get(f"{COMMANDS}?with_localizations=1") == [changed]


async def test_posting_makes_or_replaces(bot: Bot) -> None:
    made = await bot.call("POST", COMMANDS, PING)
    replaced = await bot.call("POST", COMMANDS, PING | {"description": "Other."})
    assert (made.status, replaced.status, made.json["id"]) == (201, 200, replaced.json["id"])


async def test_a_command_is_edited_and_deleted(bot: Bot) -> None:
    (command,) = await bot.register(PING)
    path = f"{COMMANDS}/{command['id']}"
    edited = await bot.call("PATCH", path, {"description": "Other."})
    assert (edited.json["name"], edited.json["description"]) == ("ping", "Other.")
    assert (await bot.call("DELETE", path)).status == 204
    assert (await bot.call("GET", path)).refusal == (404, 10063)


async def test_two_commands_cannot_come_to_have_one_name(bot: Bot) -> None:
    ping, _ = await bot.register(PING, PONG)
    reply = await bot.call("PATCH", f"{COMMANDS}/{ping['id']}", {"name": "pong"})
    assert reply.refusal == (400, 50035)


async def test_the_server_has_commands_of_its_own(bot: Bot) -> None:
    reply = await bot.call("PUT", OF_GUILD, [PING])
    assert reply.json[0]["guild_id"] == GUILD
    assert await bot.get(COMMANDS) == []
    assert (await bot.call("GET", f"{COMMANDS}/{reply.json[0]['id']}")).refusal == (404, 10063)


@pytest.mark.parametrize(
    ("path", "refusal"), [("/applications/5/commands", (403, 20012)), (OF_GUILD.replace(GUILD, "5"), (403, 50001))]
)
async def test_whose_commands(bot: Bot, path: str, refusal: tuple[int, int]) -> None:
    assert (await bot.call("GET", path)).refusal == refusal


async def test_a_wrong_command_registers_none(bot: Bot) -> None:
    reply = await bot.call("PUT", COMMANDS, [PING, {"name": "Two words", "description": "x"}])
    assert reply.refusal == (400, 50035)
    assert list(reply.json["errors"]) == ["1"]
    assert await bot.get(COMMANDS) == []


async def test_nobody_has_set_permissions(bot: Bot) -> None:
    (command,) = (await bot.call("PUT", OF_GUILD, [PING])).json
    assert await bot.get(f"{OF_GUILD}/permissions") == []
    assert (await bot.call("GET", f"{OF_GUILD}/{command['id']}/permissions")).refusal == (404, 10066)


async def test_everybody_is_told_of_new_commands(bot: Bot, ana: Human, ana_sees: Page) -> None:
    await bot.register(PING, PONG)
    told = (await ana_sees.until("state"))["state"]["commands"]
    assert [(command["name"], command["is_usable"]) for command in told] == [("ping", True), ("pong", True)]
    assert told == (await ana.state())["commands"]
