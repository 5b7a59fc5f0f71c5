"""Channel messages of the bot: sending, reading, editing, deleting."""

import aiohttp
import pytest

from bot.sandbox.server import Sandbox, SandboxOptions
from bot.sandbox.world import permissions as may
from bot.sandbox.world import town
from bot.sandbox.world.things import Overwrite
from tests.bot.sandbox.room import ANA, ANAS_DM, GENERAL, GUILD, LUIS, RESOURCES, Bot, Human, Json, Page

MESSAGES = f"/channels/{GENERAL}/messages"
PICTURE = ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\x07\0\0\0\x09" + b"\0" * 9, "image/png")
V2 = 1 << 15


def ids(messages: list[Json]) -> list[str]:
    return [message["id"] for message in messages]


async def test_everybody_who_sees_the_channel_is_told(bot: Bot, ana_sees: Page) -> None:
    message = await bot.say({"content": "Hello"})
    assert (await ana_sees.until("message"))["message"] == message
    told = bot.events("MESSAGE_CREATE")[-1]
    assert (told["content"], told["guild_id"], told["member"]["roles"]) == ("Hello", GUILD, [str(town.BOT_ROLE)])


async def test_a_message_is_whole(bot: Bot) -> None:
    message = await bot.say({"content": f"<@{ANA}>", "nonce": "n", "flags": 4096})
    assert (message["author"]["bot"], message["type"], message["flags"], message["nonce"]) == (True, 0, 4096, "n")
    assert [user["id"] for user in message["mentions"]] == [ANA]
    assert (message["attachments"], message["edited_timestamp"], message["pinned"]) == ([], None, False)


@pytest.mark.parametrize(
    ("allowed", "mentioned"),
    [
        (None, [ANA, LUIS]),
        ({"parse": []}, []),
        ({"parse": ["users"]}, [ANA, LUIS]),
        ({"users": [ANA]}, [ANA]),
        ({"parse": ["roles"]}, []),
    ],
)
async def test_only_who_may_be_pinged_is_mentioned(bot: Bot, allowed: object, mentioned: list[str]) -> None:
    body = {"content": f"<@{ANA}> <@{LUIS}>"} | ({} if allowed is None else {"allowed_mentions": allowed})
    assert [user["id"] for user in (await bot.say(body))["mentions"]] == mentioned


async def test_everyone_is_mentioned_by_who_may(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.APPLICATION, 1, deny=may.MENTION_EVERYONE))
    assert not (await bot.say({"content": "@everyone"}))["mention_everyone"]
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.APPLICATION, 1, allow=may.MENTION_EVERYONE))
    assert (await bot.say({"content": "@everyone"}))["mention_everyone"]


@pytest.mark.parametrize(
    ("denied", "refusal"),
    [(may.VIEW_CHANNEL, (403, 50001)), (may.SEND_MESSAGES, (403, 50013)), (may.EMBED_LINKS, (403, 50013))],
)
async def test_what_a_permission_is_needed_for(
    sandbox: Sandbox, bot: Bot, denied: int, refusal: tuple[int, int]
) -> None:
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.APPLICATION, 1, deny=denied))
    assert (await bot.call("POST", MESSAGES, {"embeds": [{"title": "x"}]})).refusal == refusal


@pytest.mark.parametrize(
    ("channel", "body", "refusal"),
    [
        (RESOURCES, {"content": "x"}, (403, 50013)),
        (str(town.STUDY), {"content": "x"}, (400, 50008)),
        (GENERAL, {"content": ""}, (400, 50006)),
        (GENERAL, {"content": "x" * 2001}, (400, 50035)),
        (GENERAL, {"content": "x", "sticker_ids": ["5"]}, (400, 50081)),
    ],
)
async def test_refusals(bot: Bot, channel: str, body: Json, refusal: tuple[int, int]) -> None:
    assert (await bot.call("POST", f"/channels/{channel}/messages", body)).refusal == refusal


async def test_files_need_a_permission_of_their_own(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.APPLICATION, 1, deny=may.ATTACH_FILES))
    assert (await bot.call("POST", MESSAGES, {}, [PICTURE])).refusal == (403, 50013)


async def test_the_same_nonce_makes_one_message(sandbox: Sandbox, bot: Bot) -> None:
    body = {"content": "Daily", "nonce": "2026-01-01", "enforce_nonce": True}
    first, second = await bot.say(body), await bot.say(body | {"content": "Again"})
    assert second == first
    sandbox.clock.move(seconds=3600)
    assert (await bot.say(body))["id"] != first["id"]


async def test_without_being_enforced_a_nonce_makes_two(bot: Bot) -> None:
    body = {"content": "Daily", "nonce": 5}
    assert (await bot.say(body))["id"] != (await bot.say(body))["id"]


async def test_files_are_served_as_they_came(bot: Bot, session: aiohttp.ClientSession) -> None:
    message = await bot.say(
        {"content": "Look", "attachments": [{"id": 0, "description": "A picture"}]}, files=[PICTURE]
    )
    (attachment,) = message["attachments"]
    shown = {key: attachment[key] for key in ("filename", "size", "width", "height", "content_type", "description")}
    assert shown == {
        "filename": "a.png",
        "size": len(PICTURE[1]),
        "width": 7,
        "height": 9,
        "content_type": "image/png",
        "description": "A picture",
    }
    async with session.get(attachment["url"]) as response:
        assert (await response.read(), response.content_type) == (PICTURE[1], "image/png")


async def test_a_file_that_is_shown_is_not_listed_and_outlives_other_edits(bot: Bot) -> None:
    gallery = {"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]}
    message = await bot.say({"flags": V2, "components": [gallery]}, files=[PICTURE])
    media = message["components"][0]["items"][0]["media"]
    assert message["attachments"] == []
    assert media["attachment_id"] in media["url"]
    text = {"type": 10, "content": "Look:"}
    edited = await bot.call("PATCH", f"{MESSAGES}/{message['id']}", {"components": [text, gallery]})
    assert edited.json["components"][1]["items"][0]["media"] == media
    again = await bot.call("PATCH", f"{MESSAGES}/{message['id']}", {"flags": V2 | 4})
    assert (again.json["attachments"], again.json["components"]) == ([], edited.json["components"])


async def test_the_numbers_of_components_are_filled_in(bot: Bot) -> None:
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}
    message = await bot.say({"content": "x", "components": [row]})
    assert (message["components"][0]["id"], message["components"][0]["components"][0]["id"]) == (1, 2)


async def test_a_reply_refers_to_what_it_answers(bot: Bot, ana: Human) -> None:
    asked = (await ana.say("Who?")).json
    reply = await bot.say({"content": "Me", "message_reference": {"message_id": asked["id"]}})
    assert (reply["type"], reply["message_reference"]["message_id"]) == (19, asked["id"])
    assert reply["referenced_message"]["id"] == asked["id"]
    assert [user["id"] for user in reply["mentions"]] == [ANA]
    quiet = {"content": "x", "message_reference": {"message_id": asked["id"]}, "allowed_mentions": {"parse": []}}
    assert (await bot.say(quiet))["mentions"] == []


async def test_a_reply_to_nothing(bot: Bot) -> None:
    body: Json = {"content": "Me", "message_reference": {"message_id": "5"}}
    assert (await bot.call("POST", MESSAGES, body)).refusal == (400, 50035)
    body["message_reference"]["fail_if_not_exists"] = False
    assert (await bot.say(body))["type"] == 0


async def test_who_may_not_read_the_history_cannot_reply_and_finds_nothing(sandbox: Sandbox, bot: Bot) -> None:
    message = await bot.say({"content": "x"})
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.APPLICATION, 1, deny=may.READ_MESSAGE_HISTORY))
    body = {"content": "Me", "message_reference": {"message_id": message["id"]}}
    assert (await bot.call("POST", MESSAGES, body)).refusal == (400, 160002)
    assert await bot.get(MESSAGES) == []
    assert (await bot.call("GET", f"{MESSAGES}/{message['id']}")).refusal == (403, 50013)


async def test_messages_are_read_page_by_page(bot: Bot) -> None:
    sent = [(await bot.say({"content": str(number)}))["id"] for number in range(5)]
    newest_first = sent[::-1]
    assert ids(await bot.get(MESSAGES)) == newest_first
    assert ids(await bot.get(f"{MESSAGES}?limit=2")) == newest_first[:2]
    assert ids(await bot.get(f"{MESSAGES}?before={sent[2]}&limit=1")) == [sent[1]]
    assert ids(await bot.get(f"{MESSAGES}?after={sent[1]}&limit=2")) == [sent[3], sent[2]]
    assert ids(await bot.get(f"{MESSAGES}?around={sent[2]}&limit=3")) == [sent[3], sent[2], sent[1]]
    assert (await bot.call("GET", f"{MESSAGES}?limit=101")).refusal == (400, 50035)


async def test_what_others_write_is_blank_without_the_intent(bot: Bot, ana: Human) -> None:
    await ana.say("A secret")
    await ana.say(f"<@{town.APPLICATION}> A question")
    await ana.say("In private", ANAS_DM)
    assert [message["content"] for message in await bot.get(MESSAGES)] == [f"<@{town.APPLICATION}> A question", ""]
    assert [message["content"] for message in await bot.get(f"/channels/{ANAS_DM}/messages")] == ["In private"]


async def test_with_the_intent_nothing_is_blank(session: aiohttp.ClientSession) -> None:
    async with Sandbox.started(SandboxOptions(application_flags=1 << 19)) as sandbox:
        await Human("ana", sandbox, session).say("No secret")
        assert [message["content"] for message in await Bot(sandbox, session).get(MESSAGES)] == ["No secret"]


async def test_what_a_reply_refers_to_is_blank_too(bot: Bot, ana: Human) -> None:
    asked = (await ana.say("A secret")).json
    reply = await bot.say({"content": "Me", "message_reference": {"message_id": asked["id"]}})
    assert reply["referenced_message"]["content"] == ""


async def test_an_edit_is_marked_and_told(bot: Bot, ana_sees: Page) -> None:
    message = await bot.say({"content": f"<@{ANA}>"})
    edited = await bot.call("PATCH", f"{MESSAGES}/{message['id']}", {"content": f"<@{LUIS}>"})
    assert (edited.json["content"], [user["id"] for user in edited.json["mentions"]]) == (f"<@{LUIS}>", [LUIS])
    assert edited.json["edited_timestamp"] is not None
    assert (await ana_sees.until("edit"))["message"] == edited.json
    assert bot.events("MESSAGE_UPDATE")[-1]["content"] == f"<@{LUIS}>"


async def test_nobody_elses_message_is_edited(bot: Bot, ana: Human) -> None:
    message = (await ana.say("Mine")).json
    assert (await bot.call("PATCH", f"{MESSAGES}/{message['id']}", {"content": "x"})).refusal == (403, 50005)


async def test_messages_are_deleted(bot: Bot, ana_sees: Page) -> None:
    message = await bot.say({"content": "x"})
    assert (await bot.call("DELETE", f"{MESSAGES}/{message['id']}")).status == 204
    assert (await ana_sees.until("delete"))["message_id"] == message["id"]
    assert bot.events("MESSAGE_DELETE")[-1]["id"] == message["id"]
    assert (await bot.call("GET", f"{MESSAGES}/{message['id']}")).refusal == (404, 10008)


async def test_others_messages_are_deleted_by_who_manages_them(sandbox: Sandbox, bot: Bot, ana: Human) -> None:
    sent = [(await ana.say(str(number))).json["id"] for number in range(3)]
    assert (await bot.call("DELETE", f"{MESSAGES}/{sent[0]}")).refusal == (403, 50013)
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.APPLICATION, 1, allow=may.MANAGE_MESSAGES))
    assert (await bot.call("DELETE", f"{MESSAGES}/{sent[0]}")).status == 204
    assert (await bot.call("POST", f"{MESSAGES}/bulk-delete", {"messages": sent})).status == 204
    assert bot.events("MESSAGE_DELETE_BULK")[-1]["ids"] == sent[1:]
    assert len(bot.events("MESSAGE_DELETE")) == 1


async def test_many_messages_are_deleted_while_they_are_young(sandbox: Sandbox, bot: Bot, ana: Human) -> None:
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.APPLICATION, 1, allow=may.MANAGE_MESSAGES))
    sent = [(await ana.say(str(number))).json["id"] for number in range(2)]
    path = f"{MESSAGES}/bulk-delete"
    assert (await bot.call("POST", path, {"messages": sent[:1]})).refusal == (400, 50016)
    sandbox.clock.move(seconds=15 * 24 * 3600)
    assert (await bot.call("POST", path, {"messages": sent})).refusal == (400, 50034)


async def test_a_bot_writes_to_a_person(bot: Bot, ana: Human) -> None:
    await bot.say({"content": "Psst"}, ANAS_DM)
    assert [message["content"] for message in await ana.messages(ANAS_DM)] == ["Psst"]
    assert "guild_id" not in bot.events("MESSAGE_CREATE")[-1]
