"""What people do, what the bot is told of it, and what no client would let them do."""

import asyncio

import pytest

from bot.sandbox.server import Sandbox
from bot.sandbox.world import permissions as may
from bot.sandbox.world import town
from bot.sandbox.world.things import Overwrite
from tests.bot.sandbox.room import ANA, ANAS_DM, APPLICATION, GENERAL, GUILD, LUIS, RESOURCES, Bot, Human, Json, Reply

PICTURE = ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "image/png")


def option(name: str, kind: int, value: object, **more: object) -> Json:
    return {"name": name, "type": kind, "value": value, **more}


def a_command(name: str = "ask", *options: Json, **more: object) -> Json:
    return {"name": name, "description": "Asks.", "options": list(options), **more}


def takes(name: str, kind: int, **more: object) -> Json:
    return {"name": name, "type": kind, "description": "Something.", **more}


async def registered(bot: Bot, *options: Json, **more: object) -> Json:
    (command,) = await bot.register(a_command("ask", *options, **more))
    return command


# --- messages --------------------------------------------------------------------------------------------------------


async def test_what_somebody_says_is_there_for_everybody(bot: Bot, ana: Human, luis: Human) -> None:
    said = await ana.say(f"Hello <@{LUIS}>")
    assert (said.status, said.json["author"]["global_name"]) == (200, "Ana")
    assert [user["id"] for user in said.json["mentions"]] == [LUIS]
    assert await luis.messages() == [said.json]
    assert bot.events("MESSAGE_CREATE")[-1]["id"] == said.json["id"]


async def test_a_message_may_be_a_picture(ana: Human) -> None:
    said = await ana.say("", files=[PICTURE])
    assert [file["filename"] for file in said.json["attachments"]] == ["a.png"]


@pytest.mark.parametrize(
    ("channel", "content", "status"),
    [(RESOURCES, "Hello", 403), (str(town.STUDY), "Hello", 403), ("5", "Hello", 404), (GENERAL, "", 400)],
)
async def test_not_everything_can_be_said_everywhere(luis: Human, channel: str, content: str, status: int) -> None:
    reply = await luis.say(content, channel)
    assert reply.status == status
    assert reply.json["message"]


async def test_nobody_is_in_somebody_elses_direct_messages(luis: Human) -> None:
    assert (await luis.say("Hello", ANAS_DM)).status == 404
    assert (await luis.call("GET", f"/channels/{ANAS_DM}/messages")).status == 404


async def test_own_messages_are_deleted_and_organisers_delete_all(ana: Human, luis: Human) -> None:
    anas, luiss = (await ana.say("1")).json["id"], (await luis.say("2")).json["id"]
    assert (await luis.call("POST", f"/messages/{GENERAL}/{anas}/delete", {})).status == 403
    for number in (anas, luiss):
        assert (await ana.call("POST", f"/messages/{GENERAL}/{number}/delete", {})).status == 200
    assert await ana.messages() == []


async def test_who_is_not_in_the_room(sandbox: Sandbox, ana: Human) -> None:
    reply = await Human("zoe", sandbox, ana.session).call("GET", "/state")
    assert (reply.status, reply.json["message"]) == (
        404,
        'There is nobody called "zoe" here. There are: ana, luis, mia, kai, noa, sam.',
    )


# --- what the bot is told --------------------------------------------------------------------------------------------


async def test_the_bot_is_told_everything_about_a_command(bot: Bot, ana: Human) -> None:
    command = await registered(bot, takes("what", 3, required=True))
    sent = await ana.use(command, option("what", 3, "fargate"))
    told = dict(bot.interaction)
    member = told.pop("member")
    channel = told.pop("channel")
    token = told.pop("token")
    assert told == {
        "id": sent.json["interaction_id"],
        "application_id": APPLICATION,
        "type": 2,
        "version": 1,
        "data": {"id": command["id"], "name": "ask", "type": 1, "options": [option("what", 3, "fargate")]},
        "guild_id": GUILD,
        "guild": {"id": GUILD, "locale": "en-US", "features": []},
        "channel_id": GENERAL,
        "app_permissions": channel["app_permissions"],
        "locale": "en-GB",
        "guild_locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": {"0": GUILD},
        "context": 0,
        "attachment_size_limit": 10 * 1024 * 1024,
    }
    assert (member["user"]["id"], int(member["permissions"]) & may.MANAGE_GUILD) == (ANA, may.MANAGE_GUILD)
    assert (channel["id"], channel["type"], channel["name"]) == (GENERAL, 0, "general")
    assert token


async def test_what_the_bot_may_do_there_is_told(sandbox: Sandbox, bot: Bot, ana: Human) -> None:
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.APPLICATION, 1, deny=may.SEND_MESSAGES))
    await ana.use(await registered(bot))
    permissions = int(bot.interaction["app_permissions"])
    assert (permissions & may.SEND_MESSAGES, permissions & may.VIEW_CHANNEL) == (0, may.VIEW_CHANNEL)


async def test_in_direct_messages_there_is_a_user_and_no_server(bot: Bot, ana: Human) -> None:
    await ana.use(await registered(bot), channel=ANAS_DM)
    told = bot.interaction
    assert (told["user"]["id"], told["context"], told["channel"]["type"]) == (ANA, 1, 1)
    assert told["authorizing_integration_owners"] == {"0": "0"}
    assert {"member", "guild_id", "guild_locale"} & told.keys() == set()


async def test_whoever_and_whatever_is_chosen_is_resolved(bot: Bot, ana: Human) -> None:
    kinds = {"who": (6, LUIS), "where": (7, GENERAL), "role": (8, str(town.ORGANISER)), "any": (9, ANA)}
    command = await registered(bot, *(takes(name, kind) for name, (kind, _) in kinds.items()))
    await ana.use(command, *(option(name, kind, value) for name, (kind, value) in kinds.items()))
    resolved = bot.interaction["data"]["resolved"]
    assert {kind: list(found) for kind, found in resolved.items()} == {
        "users": [LUIS, ANA],
        "members": [LUIS, ANA],
        "channels": [GENERAL],
        "roles": [str(town.ORGANISER)],
    }
    assert {"user", "deaf", "mute"} & resolved["members"][LUIS].keys() == set()
    assert "permissions" in resolved["channels"][GENERAL]


async def test_a_file_goes_with_a_command(bot: Bot, ana: Human) -> None:
    command = await registered(bot, takes("notes", 11, required=True))
    body = {"channel_id": GENERAL, "command_id": command["id"], "options": [option("notes", 11, 0)]}
    await ana.post("/commands", body, [("my notes.md", b"# Notes", "text/markdown")])
    data = bot.interaction["data"]
    attachment = data["resolved"]["attachments"][data["options"][0]["value"]]
    assert (attachment["filename"], attachment["size"], attachment["ephemeral"]) == ("my_notes.md", 7, True)
    async with ana.session.get(attachment["url"]) as response:
        assert await response.read() == b"# Notes"


async def test_a_command_upon_a_message_shows_its_words(bot: Bot, ana: Human) -> None:
    (command,) = await bot.register({"name": "Explain", "type": 3})
    message = (await ana.say("What is Fargate?")).json
    await ana.use(command, target_id=message["id"])
    data = bot.interaction["data"]
    assert data["resolved"]["messages"][data["target_id"]]["content"] == "What is Fargate?"


async def test_a_command_upon_a_person(bot: Bot, ana: Human) -> None:
    (command,) = await bot.register({"name": "Score", "type": 2})
    await ana.use(command, target_id=LUIS)
    data = bot.interaction["data"]
    assert data["resolved"]["users"][data["target_id"]]["global_name"] == "Luis"
    assert (await ana.use(command, target_id="5")).status == 404


async def test_a_pressed_button_and_a_used_select(bot: Bot, ana: Human) -> None:
    select = {"type": 5, "custom_id": "who"}
    rows = [
        {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]},
        {"type": 1, "components": [select]},
    ]
    message = await bot.say({"content": "x", "components": rows})
    await ana.press(message, "go")
    assert bot.interaction["data"] == {"id": 2, "custom_id": "go", "component_type": 2}
    assert bot.interaction["message"]["id"] == message["id"]
    await ana.press(message, "who", [LUIS])
    data = bot.interaction["data"]
    assert (data["component_type"], data["values"], list(data["resolved"]["users"])) == (5, [LUIS], [LUIS])


async def test_a_file_goes_with_a_form(bot: Bot, ana: Human) -> None:
    label = {"type": 18, "label": "Notes", "component": {"type": 19, "custom_id": "file"}}
    await ana.use(await registered(bot))
    await bot.answer(9, {"custom_id": "form", "title": "Form", "components": [label]})
    filled = {"type": 18, "component": {"type": 19, "custom_id": "file", "values": [0]}}
    await ana.post(f"/modals/{bot.interaction['id']}", {"components": [filled]}, [("a.md", b"x", "text/markdown")])
    data = bot.interaction["data"]
    (number,) = data["components"][0]["component"]["values"]
    assert data["resolved"]["attachments"][number]["filename"] == "a.md"


# --- autocomplete ----------------------------------------------------------------------------------------------------


async def typing(bot: Bot, ana: Human) -> asyncio.Task[Reply]:
    """Ana is typing into an option; the bot has been asked."""
    command = await registered(bot, takes("what", 3, autocomplete=True, required=True), takes("other", 3))
    body = {"channel_id": GENERAL, "command_id": command["id"], "options": [option("what", 3, "far", focused=True)]}
    offered = asyncio.create_task(ana.call("POST", "/autocomplete", body))
    await bot.until("INTERACTION_CREATE")
    return offered


async def test_the_bot_offers_choices(bot: Bot, ana: Human) -> None:
    offered = await typing(bot, ana)
    told = bot.interaction
    assert (told["type"], told["data"]["options"]) == (4, [option("what", 3, "far", focused=True)])
    choice = {"name": "AWS Fargate", "value": "fargate"}
    assert (await bot.answer(8, {"choices": [choice]})).status == 200
    reply = await offered
    assert [{key: found[key] for key in choice} for found in reply.json["choices"]] == [choice]


async def test_choices_that_are_not_offered_in_time(sandbox: Sandbox, bot: Bot, ana: Human) -> None:
    offered = await typing(bot, ana)
    sandbox.clock.move(seconds=3)
    assert (await offered).refusal == (504, 0)
    assert (await bot.answer(8, {"choices": []})).refusal == (404, 10062)


async def test_nothing_follows_an_offer(bot: Bot, ana: Human) -> None:
    offered = await typing(bot, ana)
    await bot.answer(8, {"choices": []})
    await offered
    assert (await bot.follow_up({"content": "x"})).refusal == (404, 10015)


async def test_an_answer_to_what_is_being_typed_is_an_offer(bot: Bot, ana: Human) -> None:
    offered = await typing(bot, ana)
    assert (await bot.answer(4, {"content": "x"})).refusal == (400, 50035)
    await bot.answer(8, {"choices": []})
    assert (await offered).json == {"choices": []}


# --- what no client would send ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "missing"),
        ([option("what", 3, "x"), option("who", 6, "5")], "somebody who is here"),
        ([option("what", 3, "x"), option("n", 4, 11)], "10"),
        ([option("what", 3, "x"), option("no", 3, "x")], "no option"),
        ([option("what", 3, 5)], "text"),
    ],
)
async def test_options_that_do_not_fit(bot: Bot, ana: Human, options: list[Json], said: str) -> None:
    command = await registered(bot, takes("what", 3, required=True), takes("who", 6), takes("n", 4, max_value=10))
    reply = await ana.use(command, *options)
    assert (reply.status, said in reply.json["message"]) == (400, True), reply.json
    assert bot.events("INTERACTION_CREATE") == []


async def test_a_command_that_does_not_exist(ana: Human) -> None:
    assert (await ana.use({"id": "5"})).status == 404


async def test_a_command_for_organisers(bot: Bot, ana: Human, luis: Human) -> None:
    command = await registered(bot, default_member_permissions=str(may.MANAGE_GUILD))
    assert ((await ana.use(command)).status, (await luis.use(command)).status) == (200, 403)
    assert ((await ana.state())["commands"][0]["is_usable"], (await luis.state())["commands"][0]["usable_in"]) == (
        True,
        [str(town.LUIS + 100)],
    )


async def test_a_command_for_administrators(bot: Bot, ana: Human) -> None:
    assert (await ana.use(await registered(bot, default_member_permissions="0"))).status == 403


@pytest.mark.parametrize(("contexts", "statuses"), [([0], [200, 403]), ([1], [403, 200]), ([0, 1], [200, 200])])
async def test_a_command_is_where_its_contexts_say(
    bot: Bot, ana: Human, contexts: list[int], statuses: list[int]
) -> None:
    command = await registered(bot, contexts=contexts)
    assert [(await ana.use(command, channel=channel)).status for channel in (GENERAL, ANAS_DM)] == statuses


async def test_commands_need_a_permission(sandbox: Sandbox, bot: Bot, luis: Human) -> None:
    command = await registered(bot)
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.LUIS, 1, deny=may.USE_APPLICATION_COMMANDS))
    assert (await luis.use(command)).status == 403


async def test_where_nothing_can_be_written_no_command_can_be_typed(bot: Bot, luis: Human) -> None:
    assert (await luis.use(await registered(bot), channel=RESOURCES)).status == 403


async def test_the_commands_go_with_the_bot(sandbox: Sandbox, bot: Bot, ana: Human) -> None:
    command = await registered(bot)
    sandbox.world.remove_bot()
    assert (await ana.use(command)).status == 403


async def test_a_button_that_is_not_there(bot: Bot, ana: Human, luis: Human) -> None:
    off = {"type": 2, "style": 1, "label": "Off", "custom_id": "off", "disabled": True}
    message = await bot.say({"content": "x", "components": [{"type": 1, "components": [off]}]})
    assert ((await ana.press(message, "off")).status, (await ana.press(message, "on")).status) == (400, 404)
    said = (await luis.say("Nothing to press")).json
    assert (await ana.press(said, "off")).status == 404


async def test_buttons_go_with_the_bot(sandbox: Sandbox, bot: Bot, ana: Human) -> None:
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}
    message = await bot.say({"content": "x", "components": [row]})
    sandbox.world.remove_bot()
    assert (await ana.press(message, "go")).status == 403


async def test_a_private_button_is_pressed_by_its_person(bot: Bot, ana: Human, luis: Human) -> None:
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}
    await ana.use(await registered(bot))
    answered = await bot.answer(4, {"content": "x", "flags": 64, "components": [row]})
    message = answered.json["resource"]["message"]
    assert ((await luis.press(message, "go")).status, (await ana.press(message, "go")).status) == (404, 200)


async def test_a_form_belongs_to_its_person(bot: Bot, ana: Human, luis: Human) -> None:
    label = {"type": 18, "label": "Name", "component": {"type": 4, "style": 1, "custom_id": "name", "max_length": 3}}
    await ana.use(await registered(bot))
    await bot.answer(9, {"custom_id": "form", "title": "Form", "components": [label]})
    path = f"/modals/{bot.interaction['id']}"
    filled = [{"type": 18, "component": {"type": 4, "custom_id": "name", "value": "Anabel"}}]
    assert (await luis.call("POST", path, {"components": filled})).status == 404
    assert (await ana.call("POST", path, {"components": filled})).status == 400
    assert (await ana.call("POST", path, {"components": []})).status == 400


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/messages", {"content": "x"}),
        ("/messages", {"channel_id": GENERAL, "content": 5}),
        ("/messages", []),
        ("/commands", {"channel_id": GENERAL, "command_id": "x"}),
        ("/components", {"channel_id": GENERAL}),
        ("/modals/x", {}),
    ],
)
async def test_a_doing_that_makes_no_sense_is_refused_in_words(ana: Human, path: str, body: object) -> None:
    reply = await ana.call("POST", path, body)
    assert (reply.status, bool(reply.json["message"])) == (400, True)
