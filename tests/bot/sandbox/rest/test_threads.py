"""Threads of the bot: started, written in, archived, locked, deleted; and who is in them."""

import pytest

from bot.sandbox.server import Sandbox
from bot.sandbox.world import permissions as may
from bot.sandbox.world import town
from bot.sandbox.world.things import Overwrite
from tests.bot.sandbox.room import ANA, APPLICATION, GENERAL, GUILD, LUIS, Bot, Human, Json

THREADS = f"/channels/{GENERAL}/threads"
PUBLIC, PRIVATE = 11, 12


def permit(sandbox: Sandbox, *, allow: int = 0, deny: int = 0) -> None:
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.APPLICATION, 1, allow=allow, deny=deny))


async def started(bot: Bot, **body: object) -> Json:
    thread: Json = await bot.post(THREADS, {"name": "Recap", "type": PUBLIC} | body)
    return thread


async def test_a_thread_is_started_without_a_message(bot: Bot, ana: Human) -> None:
    thread = await started(bot, auto_archive_duration=60, rate_limit_per_user=5)
    assert (thread["type"], thread["parent_id"], thread["owner_id"]) == (PUBLIC, GENERAL, APPLICATION)
    assert (thread["thread_metadata"]["auto_archive_duration"], thread["rate_limit_per_user"]) == (60, 5)
    assert (thread["member"]["user_id"], thread["member_count"], thread["message_count"]) == (APPLICATION, 1, 0)
    line = (await ana.messages())[-1]
    assert (line["type"], line["content"]) == (18, "Recap")
    assert line["message_reference"] == {"type": 0, "channel_id": thread["id"], "guild_id": GUILD}


async def test_a_thread_without_a_type_is_private(sandbox: Sandbox, bot: Bot) -> None:
    assert (await bot.call("POST", THREADS, {"name": "Hosts"})).refusal == (403, 50013)
    permit(sandbox, allow=may.CREATE_PRIVATE_THREADS)
    thread = await bot.post(THREADS, {"name": "Hosts", "invitable": False})
    assert (thread["type"], thread["thread_metadata"]["invitable"]) == (PRIVATE, False)


async def test_a_thread_of_a_message_has_its_id_and_is_its_only_one(bot: Bot, ana: Human) -> None:
    message = (await ana.say("What is Fargate?")).json
    path = f"/channels/{GENERAL}/messages/{message['id']}/threads"
    thread = await bot.post(path, {"name": "Fargate"})
    assert thread["id"] == message["id"]
    assert (await bot.call("POST", path, {"name": "Again"})).refusal == (400, 160004)
    shown = (await ana.messages())[-1]
    assert (shown["thread"]["id"], shown["flags"]) == (message["id"], 1 << 5)
    first = (await ana.messages(thread["id"]))[0]
    assert (first["type"], first["referenced_message"]["content"]) == (21, "What is Fargate?")
    assert bot.events("MESSAGE_UPDATE")[-1]["thread"]["name"] == "Fargate"


@pytest.mark.parametrize(
    "body",
    [{"name": ""}, {"name": "n" * 101}, {"auto_archive_duration": 61}, {"rate_limit_per_user": 21_601}, {"type": 5}],
)
async def test_a_thread_that_cannot_be_is_refused(bot: Bot, body: Json) -> None:
    reply = await bot.call("POST", THREADS, {"name": "Recap", "type": PUBLIC} | body)
    assert reply.refusal == (400, 50035)


async def test_a_thread_is_started_by_who_may_where_one_can_be(sandbox: Sandbox, bot: Bot) -> None:
    thread = await started(bot)
    inside = await bot.call("POST", f"/channels/{thread['id']}/threads", {"name": "Within", "type": PUBLIC})
    assert inside.refusal == (400, 50024)
    assert (await bot.call("POST", f"/channels/{town.STUDY}/threads", {"name": "n", "type": PUBLIC})).status == 400
    permit(sandbox, deny=may.CREATE_PUBLIC_THREADS)
    assert (await bot.call("POST", THREADS, {"name": "Recap", "type": PUBLIC})).refusal == (403, 50013)


async def test_it_takes_the_permission_for_threads_to_write_in_one(sandbox: Sandbox, bot: Bot) -> None:
    thread = await started(bot)
    permit(sandbox, deny=may.SEND_MESSAGES)
    assert (await bot.say({"content": "Hello"}, thread["id"]))["channel_id"] == thread["id"]
    permit(sandbox, deny=may.SEND_MESSAGES_IN_THREADS)
    assert (await bot.call("POST", f"/channels/{thread['id']}/messages", {"content": "x"})).refusal == (403, 50013)


async def test_who_writes_joins_and_opens_what_was_archived(bot: Bot, ana: Human) -> None:
    path = f"/channels/{(await started(bot))['id']}"
    await ana.say("Here!", path[10:])
    await bot.call("PATCH", path, {"archived": True})
    message = (await bot.get(f"{path}/messages"))[0]
    assert (await bot.call("PUT", f"{path}/thread-members/@me")).refusal == (400, 50083)
    await bot.say({"content": "And me"}, path[10:])
    thread = await bot.get(path)
    assert not thread["thread_metadata"]["archived"]
    assert (thread["member_count"], thread["message_count"], thread["total_message_sent"]) == (2, 2, 2)
    await ana.post(f"/messages/{path[10:]}/{message['id']}/delete", {})
    thread = await bot.get(path)
    assert (thread["message_count"], thread["total_message_sent"]) == (1, 2)
    assert (await bot.get(f"{path}/thread-members/{ANA}"))["user_id"] == ANA


async def test_who_is_mentioned_is_in_the_thread_if_they_are_reached(bot: Bot, luis: Human) -> None:
    thread = await started(bot)
    quiet = {"content": f"<@{ANA}> knows", "allowed_mentions": {"parse": []}}
    await bot.say(quiet, thread["id"])
    await bot.say({"content": f"<@{LUIS}>, it begins!"}, thread["id"])
    seen = await bot.get(f"/channels/{thread['id']}")
    assert seen["member_count"] == 2
    assert next(c for c in (await luis.state())["channels"] if c["id"] == thread["id"])["member"]["user_id"] == LUIS


async def test_in_an_archived_thread_nothing_is_edited(bot: Bot) -> None:
    thread = await started(bot)
    message = await bot.say({"content": "One"}, thread["id"])
    await bot.call("PATCH", f"/channels/{thread['id']}", {"archived": True})
    path = f"/channels/{thread['id']}/messages/{message['id']}"
    assert (await bot.call("PATCH", path, {"content": "Two"})).refusal == (400, 50083)
    assert (await bot.call("PATCH", f"/channels/{thread['id']}", {"name": "Other"})).refusal == (400, 50083)
    assert (await bot.call("DELETE", path)).status == 204


async def test_a_locked_thread_is_for_moderators(sandbox: Sandbox, bot: Bot, ana: Human, luis: Human) -> None:
    thread = await started(bot)
    path = f"/channels/{thread['id']}"
    assert (await bot.call("PATCH", path, {"locked": True})).refusal == (403, 50013)
    permit(sandbox, allow=may.MANAGE_THREADS)
    locked = (await bot.call("PATCH", path, {"locked": True, "archived": True})).json
    assert (locked["thread_metadata"]["locked"], locked["thread_metadata"]["archived"]) == (True, True)
    permit(sandbox)
    assert (await bot.call("POST", f"{path}/messages", {"content": "x"})).refusal == (403, 160005)
    assert (await bot.call("PATCH", path, {"archived": False})).refusal == (403, 50013)
    assert (await luis.say("x", thread["id"])).status == 403
    assert (await ana.say("I may", thread["id"])).status == 200
    assert not (await bot.get(path))["thread_metadata"]["archived"]


async def test_others_threads_are_only_opened_again(bot: Bot, ana: Human) -> None:
    thread = await ana.post("/threads", {"channel_id": GENERAL, "name": "Plans"})
    path = f"/channels/{thread['id']}"
    assert (await bot.call("PATCH", path, {"name": "Mine"})).refusal == (403, 50013)
    await ana.post(f"/threads/{thread['id']}", {"archived": True})
    opened = await bot.call("PATCH", path, {"archived": False})
    assert not opened.json["thread_metadata"]["archived"]


async def test_threads_are_listed(bot: Bot, ana: Human) -> None:
    one, other = await started(bot), await started(bot, name="Other")
    await ana.post("/threads", {"channel_id": GENERAL, "name": "Plans"})
    await bot.call("PATCH", f"/channels/{one['id']}", {"archived": True})
    active = await bot.get(f"/guilds/{GUILD}/threads/active")
    assert [thread["name"] for thread in active["threads"]] == ["Other", "Plans"]
    assert [member["id"] for member in active["members"]] == [other["id"]]
    archived = await bot.get(f"{THREADS}/archived/public?limit=2")
    assert ([thread["id"] for thread in archived["threads"]], archived["has_more"]) == ([one["id"]], False)
    assert (await bot.call("GET", f"{THREADS}/archived/private")).refusal == (403, 50013)
    assert one["id"] not in [channel["id"] for channel in await bot.get(f"/guilds/{GUILD}/channels")]


async def test_a_bot_joins_and_leaves(bot: Bot, ana: Human) -> None:
    thread = await ana.post("/threads", {"channel_id": GENERAL, "name": "Plans", "content": "First"})
    me = f"/channels/{thread['id']}/thread-members/@me"
    assert (await bot.call("GET", f"/channels/{thread['id']}/thread-members/{APPLICATION}")).refusal == (404, 10007)
    assert (await bot.call("PUT", me)).status == 204
    again = bot.events("THREAD_CREATE")[-1]
    assert (again["member"]["user_id"], "newly_created" in again) == (APPLICATION, False)
    assert bot.events("THREAD_MEMBERS_UPDATE")[-1]["added_members"][0]["member"]["user"]["id"] == APPLICATION
    assert (await bot.call("DELETE", me)).status == 204
    assert bot.events("THREAD_MEMBERS_UPDATE")[-1]["removed_member_ids"] == [APPLICATION]


async def test_others_are_added_by_who_writes_there_and_removed_by_moderators(sandbox: Sandbox, bot: Bot) -> None:
    thread = await started(bot)
    path = f"/channels/{thread['id']}/thread-members"
    assert (await bot.call("PUT", f"{path}/{ANA}")).status == 204
    assert (await bot.call("PUT", f"{path}/12345")).refusal == (404, 10013)
    assert (await bot.call("DELETE", f"{path}/{ANA}")).refusal == (403, 50013)
    permit(sandbox, allow=may.MANAGE_THREADS)
    assert (await bot.call("DELETE", f"{path}/{ANA}")).status == 204
    assert (await bot.call("GET", path)).refusal == (403, 50001)  # without the intent for members


async def test_a_thread_goes_with_its_channel_or_by_moderators(sandbox: Sandbox, bot: Bot) -> None:
    one, other = await started(bot), await started(bot)
    assert (await bot.call("DELETE", f"/channels/{one['id']}")).refusal == (403, 50013)
    permit(sandbox, allow=may.MANAGE_THREADS)
    assert (await bot.call("DELETE", f"/channels/{one['id']}")).status == 200
    gone = {"guild_id": GUILD, "id": one["id"], "parent_id": GENERAL, "type": PUBLIC}
    assert bot.events("THREAD_DELETE") == [gone]
    sandbox.world.remove_channel(sandbox.world.channels[town.GENERAL])
    assert (await bot.call("GET", f"/channels/{other['id']}")).refusal == (404, 10003)
    assert len(bot.events("THREAD_DELETE")) == 1  # the channel's own event says it


async def test_what_is_said_is_no_update_of_the_thread(bot: Bot) -> None:
    thread = await started(bot)
    await bot.say({"content": "One"}, thread["id"])
    assert bot.events("THREAD_UPDATE") == []
    await bot.call("PATCH", f"/channels/{thread['id']}", {"name": "Other"})
    assert [update["name"] for update in bot.events("THREAD_UPDATE")] == ["Other"]


async def test_a_channel_that_comes_to_be_seen_brings_its_threads(sandbox: Sandbox, bot: Bot, ana: Human) -> None:
    own = await started(bot)
    permit(sandbox, deny=may.VIEW_CHANNEL)
    await ana.post("/threads", {"channel_id": GENERAL, "name": "Unseen"})
    assert [thread["name"] for thread in bot.events("THREAD_CREATE")] == ["Recap"]
    permit(sandbox)
    synced = bot.events("THREAD_LIST_SYNC")[-1]
    assert (synced["channel_ids"], [t["name"] for t in synced["threads"]]) == ([GENERAL], ["Recap", "Unseen"])
    assert [member["id"] for member in synced["members"]] == [own["id"]]


async def test_a_private_thread_is_seen_by_who_is_in_it_and_by_moderators(
    sandbox: Sandbox, bot: Bot, ana: Human, luis: Human
) -> None:
    permit(sandbox, allow=may.CREATE_PRIVATE_THREADS)
    thread = await bot.post(THREADS, {"name": "Hosts"})
    seen = [thread["id"] in [c["id"] for c in (await human.state())["channels"]] for human in (ana, luis)]
    assert seen == [True, False]
    await bot.call("PUT", f"/channels/{thread['id']}/thread-members/{town.LUIS}")
    assert thread["id"] in [channel["id"] for channel in (await luis.state())["channels"]]


async def test_a_thread_that_nobody_writes_in_is_archived(sandbox: Sandbox, bot: Bot) -> None:
    thread = await started(bot, auto_archive_duration=60)
    sandbox.clock.move(seconds=59 * 60)
    await bot.say({"content": "Still here"}, thread["id"])
    sandbox.clock.move(seconds=59 * 60)
    assert not (await bot.get(f"/channels/{thread['id']}"))["thread_metadata"]["archived"]
    sandbox.clock.move(seconds=60)
    assert (await bot.get(f"/channels/{thread['id']}"))["thread_metadata"]["archived"]
    assert bot.events("THREAD_UPDATE")[-1]["thread_metadata"]["archived"]
