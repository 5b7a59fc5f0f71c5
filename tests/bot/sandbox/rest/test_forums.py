"""Posts in a forum, and messages that are sent once although they were asked for twice."""

from msgspec import structs

from bot.sandbox.server import Sandbox
from bot.sandbox.world import permissions as may
from bot.sandbox.world import town
from bot.sandbox.world.things import ForumTag, Overwrite
from tests.bot.sandbox.room import APPLICATION, GENERAL, Bot, Human, Json

DAILY = str(town.DAILY)
POSTS = f"/channels/{DAILY}/threads"
FACT, QUESTION = (str(tag.id) for tag in town.DAILY_TAGS)
PICTURE = ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\x07\0\0\0\x09" + b"\0" * 9, "image/png")


def post(**more: object) -> Json:
    return {"name": "Fact of the day", "message": {"content": "Fargate runs containers."}, **more}


async def test_a_post_is_a_thread_with_its_first_message(bot: Bot, luis: Human) -> None:
    thread = await bot.post(POSTS, post(applied_tags=[FACT], auto_archive_duration=1440))
    message = thread["message"]
    assert (thread["type"], thread["parent_id"], thread["applied_tags"]) == (11, DAILY, [FACT])
    assert (message["id"], message["channel_id"]) == (thread["id"], thread["id"])
    assert (thread["message_count"], thread["total_message_sent"]) == (0, 0)
    assert [said["content"] for said in await luis.messages(thread["id"])] == ["Fargate runs containers."]
    assert bot.events("THREAD_CREATE")[0]["newly_created"] is True
    assert bot.events("MESSAGE_CREATE")[0]["id"] == thread["id"]
    forum = await bot.get(f"/channels/{DAILY}")
    assert (forum["type"], forum["last_message_id"]) == (15, thread["id"])
    assert [tag["name"] for tag in forum["available_tags"]] == ["Fact", "Question"]


async def test_a_post_may_be_components_and_files(bot: Bot) -> None:
    shown = {"type": 12, "items": [{"media": {"url": "attachment://a.png"}, "description": "A chart"}]}
    body = post(message={"flags": 1 << 15, "components": [{"type": 10, "content": "A fact"}, shown]})
    thread = await bot.post(POSTS, body, files=[PICTURE])
    assert thread["message"]["components"][1]["items"][0]["media"]["url"].endswith("/a.png")


async def test_a_forum_may_ask_for_a_tag(sandbox: Sandbox, bot: Bot) -> None:
    forum = sandbox.world.channels[town.DAILY]
    moderated = ForumTag(77, "Pinned", is_moderated=True)
    sandbox.world.channels.put(structs.replace(forum, flags=1 << 4, tags=(*forum.tags, moderated)))
    assert (await bot.call("POST", POSTS, post())).refusal == (400, 40067)
    assert (await bot.call("POST", POSTS, post(applied_tags=["5"]))).refusal == (400, 50035)
    assert (await bot.call("POST", POSTS, post(applied_tags=["77"]))).refusal == (403, 50013)
    assert (await bot.call("POST", POSTS, post(applied_tags=[QUESTION]))).status == 201


async def test_a_post_needs_a_message_and_the_permission_to_write(sandbox: Sandbox, bot: Bot) -> None:
    assert (await bot.call("POST", POSTS, {"name": "Fact"})).refusal == (400, 50035)
    assert (await bot.call("POST", POSTS, post(message={"content": ""}))).refusal == (400, 50006)
    sandbox.world.overwrite(town.DAILY, Overwrite(town.APPLICATION, 1, deny=may.CREATE_PUBLIC_THREADS))
    assert (await bot.call("POST", POSTS, post())).status == 201
    sandbox.world.overwrite(town.DAILY, Overwrite(town.APPLICATION, 1, deny=may.SEND_MESSAGES))
    assert (await bot.call("POST", POSTS, post())).refusal == (403, 50013)


async def test_in_a_forum_itself_nothing_is_written(bot: Bot, luis: Human) -> None:
    assert (await bot.call("POST", f"/channels/{DAILY}/messages", {"content": "x"})).refusal == (400, 50008)
    assert (await luis.say("x", DAILY)).status == 403
    (command,) = await bot.register({"name": "what", "description": "Look it up."})
    assert (await luis.use(command, channel=DAILY)).status == 403


async def test_people_post_too(luis: Human, ana: Human) -> None:
    body = {"channel_id": DAILY, "name": "My question", "content": "Why is Fargate dearer?"}
    thread = await luis.post("/threads", body)
    assert [said["content"] for said in await ana.messages(thread["id"])] == ["Why is Fargate dearer?"]
    assert (await luis.call("POST", "/threads", {"channel_id": DAILY, "name": "Empty"})).status == 400


# --- once --------------------------------------------------------------------------------------------------------


async def test_a_message_that_was_made_although_an_error_came_is_not_made_again(
    sandbox: Sandbox, bot: Bot, luis: Human
) -> None:
    await sandbox.faults.apply("error", {"status": 500, "after": True, "times": 1, "path": "POST .*/messages"})
    body = {"content": "Fact of the day", "nonce": "daily-2026-11-27", "enforce_nonce": True}
    path = f"/channels/{GENERAL}/messages"
    assert (await bot.call("POST", path, body)).status == 500
    again = await bot.call("POST", path, body)
    assert (again.status, [said["id"] for said in await luis.messages()]) == (200, [again.json["id"]])
    seen = await bot.get(f"{path}?limit=5")
    assert [(each["author"]["id"], each["nonce"]) for each in seen] == [(APPLICATION, "daily-2026-11-27")]


async def test_in_a_thread_too_a_message_is_made_once(bot: Bot) -> None:
    thread = await bot.post(POSTS, post())
    body = {"content": "Answers", "nonce": 5, "enforce_nonce": True}
    first, second = await bot.say(body, thread["id"]), await bot.say(body, thread["id"])
    assert first["id"] == second["id"]
    assert (await bot.get(f"/channels/{thread['id']}"))["total_message_sent"] == 1
