"""People in threads: what they may start and change, what they can press there, and what their page is told."""

from bot.sandbox.server import Sandbox
from bot.sandbox.world import permissions as may
from bot.sandbox.world import town
from bot.sandbox.world.things import Overwrite
from tests.bot.sandbox.room import GENERAL, RESOURCES, Bot, Human, Json, Page

BUTTON = {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}]}


async def plans(human: Human, **more: object) -> Json:
    thread: Json = await human.post("/threads", {"channel_id": GENERAL, "name": "Plans", **more})
    return thread


async def test_a_thread_is_started_from_a_message_of_somebody(ana: Human, luis: Human) -> None:
    message = (await ana.say("When do we meet?")).json
    thread = await plans(luis, message_id=message["id"], content="On Thursday")
    assert (thread["id"], thread["member"]["user_id"]) == (message["id"], str(town.LUIS))
    assert [said["content"] for said in await ana.messages(thread["id"])] == ["", "On Thursday"]
    again = await ana.call("POST", "/threads", {"channel_id": GENERAL, "name": "Plans", "message_id": message["id"]})
    assert again.status == 409


async def test_who_may_not_start_a_thread_is_told_so(sandbox: Sandbox, luis: Human) -> None:
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.LUIS, 1, deny=may.CREATE_PUBLIC_THREADS))
    reply = await luis.call("POST", "/threads", {"channel_id": GENERAL, "name": "Plans"})
    assert (reply.status, reply.json["message"]) == (403, "You cannot start a thread here.")
    assert (await luis.call("POST", "/threads", {"channel_id": RESOURCES, "name": ""})).status == 400


async def test_a_command_in_a_thread_says_which(bot: Bot, luis: Human) -> None:
    (command,) = await bot.register({"name": "what", "description": "Look it up."})
    thread = await plans(luis)
    assert (await luis.use(command, channel=thread["id"])).status == 200
    told = bot.interaction
    assert (told["channel_id"], told["channel"]["type"], told["channel"]["parent_id"]) == (thread["id"], 11, GENERAL)
    assert told["channel"]["thread_metadata"]["archived"] is False
    assert (await bot.answer(4, {"content": "Here"})).status == 200
    assert (await luis.messages(thread["id"]))[-1]["content"] == "Here"


async def test_in_an_archived_thread_nothing_is_used_until_somebody_writes(bot: Bot, luis: Human) -> None:
    (command,) = await bot.register({"name": "what", "description": "Look it up."})
    thread = await plans(luis)
    message = await bot.say({"content": "Ready?", **BUTTON}, thread["id"])
    await luis.post(f"/threads/{thread['id']}", {"archived": True})
    usable = (await luis.state())["commands"][0]["usable_in"]
    assert (thread["id"] in usable, (await luis.use(command, channel=thread["id"])).status) == (False, 403)
    pressed = await luis.press(message, "go")
    assert pressed.json["message"] == "This thread is archived. Write something to open it again."
    await luis.say("Wait!", thread["id"])
    assert (await luis.press(message, "go")).status == 200


async def test_a_thread_that_was_locked_meanwhile_takes_no_answer(bot: Bot, ana: Human, luis: Human) -> None:
    (command,) = await bot.register({"name": "what", "description": "Look it up."})
    thread = await plans(luis)
    await luis.use(command, channel=thread["id"])
    await ana.post(f"/threads/{thread['id']}", {"locked": True})
    assert (await bot.answer(4, {"content": "Too late"})).refusal == (403, 50083)


async def test_only_moderators_lock_and_delete(ana: Human, luis: Human) -> None:
    thread = await plans(luis)
    path = f"/threads/{thread['id']}"
    assert (await luis.call("POST", path, {"locked": True})).status == 403
    assert (await luis.call("POST", f"{path}/delete", {})).status == 403
    await ana.post(path, {"locked": True})
    assert (await luis.call("POST", path, {"archived": True})).status == 403
    await ana.post(f"{path}/delete", {})
    assert (await luis.call("POST", path, {"archived": True})).status == 404


async def test_people_come_and_go(ana: Human, luis: Human) -> None:
    thread = await plans(luis)
    joined = await ana.post(f"/threads/{thread['id']}/join", {})
    assert (joined["member"]["user_id"], joined["member_count"]) == (str(town.ANA), 2)
    left = await ana.post(f"/threads/{thread['id']}/join", {"is_joined": False})
    assert ("member" in left, left["member_count"]) == (False, 1)


async def test_a_page_is_told_of_a_thread_that_grows(luis: Human, ana_sees: Page) -> None:
    thread = await plans(luis)
    await ana_sees.until("state", lambda event: thread["id"] in [c["id"] for c in event["state"]["channels"]])
    await luis.say("One", thread["id"])
    told = await ana_sees.until("channel")
    assert (told["channel"]["id"], told["channel"]["total_message_sent"]) == (thread["id"], 1)
    assert "member" not in told["channel"]  # she is not in it
