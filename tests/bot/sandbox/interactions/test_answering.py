"""The life of an interaction: what the bot may answer, how often, and until when."""

import pytest

from bot.sandbox.server import Sandbox, SandboxOptions
from bot.sandbox.world import permissions as may
from bot.sandbox.world import town
from bot.sandbox.world.things import Overwrite
from tests.bot.sandbox.room import ANA, COMMANDS, GENERAL, Bot, Human, Json, Page

PING: Json = {"name": "ping", "description": "Answers."}
EVERYWHERE: Json = {"integration_types": [0, 1], "contexts": [0, 1]}
BUTTON: Json = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}
FORM: Json = {
    "custom_id": "form",
    "title": "Form",
    "components": [{"type": 18, "label": "Name", "component": {"type": 4, "style": 1, "custom_id": "name"}}],
}
FILLED: list[Json] = [{"type": 18, "component": {"type": 4, "custom_id": "name", "value": "Ana"}}]
MESSAGE, LATER, LATER_UPDATE, UPDATE, MODAL = 4, 5, 6, 7, 9
EPHEMERAL, LOADING, V2 = 64, 128, 1 << 15
ORIGINAL = "/messages/@original"


@pytest.fixture
async def asked(bot: Bot, ana: Human) -> Bot:
    """Ana has used /ping."""
    (command,) = await bot.register(PING)
    assert (await ana.use(command)).status == 200
    return bot


@pytest.fixture
async def pressed(bot: Bot, ana: Human) -> Bot:
    """Ana has pressed a button of the bot's message."""
    message = await bot.say({"content": "Ready?", "components": [BUTTON]})
    assert (await ana.press(message, "go")).status == 200
    return bot


# --- the first answer ------------------------------------------------------------------------------------------------


async def test_an_answer_is_a_message_that_tells_of_its_command(asked: Bot, ana_sees: Page) -> None:
    reply = await asked.answer(MESSAGE, {"content": "Pong"})
    message = reply.json["resource"]["message"]
    assert (message["content"], message["type"], message["webhook_id"]) == ("Pong", 20, message["application_id"])
    assert message["interaction_metadata"]["user"]["id"] == ANA
    assert (message["interaction"]["name"], message["interaction"]["type"]) == ("ping", 2)
    assert reply.json["interaction"]["response_message_id"] == message["id"]
    assert (await ana_sees.until("message"))["message"] == message
    assert (await ana_sees.until_status("done"))["command"] == "ping"


async def test_an_answer_tells_of_the_subcommand(bot: Bot, ana: Human) -> None:
    sub = {"type": 1, "name": "start", "description": "Starts."}
    group = {"type": 2, "name": "night", "description": "Nights.", "options": [sub]}
    (command,) = await bot.register({"name": "quiz", "description": "Quizzes.", "options": [group]})
    chosen = {"name": "night", "type": 2, "options": [{"name": "start", "type": 1}]}
    assert (await ana.use(command, chosen)).status == 200
    message = (await bot.answer(MESSAGE, {"content": "Now"})).json["resource"]["message"]
    assert message["interaction"]["name"] == "quiz night start"


async def test_without_being_asked_for_the_answer_is_not_given_back(asked: Bot) -> None:
    interaction = asked.interaction
    path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
    assert (await asked.call("POST", path, {"type": LATER})).status == 204


async def test_one_answer_is_all(asked: Bot) -> None:
    await asked.answer(MESSAGE, {"content": "Pong"})
    assert (await asked.answer(MESSAGE, {"content": "Pong"})).refusal == (400, 40060)


async def test_a_refused_answer_can_be_tried_again(asked: Bot) -> None:
    assert (await asked.answer(MESSAGE, {"content": "x" * 2001})).refusal == (400, 50035)
    assert (await asked.answer(MESSAGE, {"content": "Pong"})).status == 200


async def test_after_three_seconds_it_is_too_late(sandbox: Sandbox, asked: Bot, ana_sees: Page) -> None:
    sandbox.clock.move(seconds=3)
    assert (await ana_sees.until_status("failed"))["reason"] == "The application did not respond"
    assert (await asked.answer(MESSAGE, {"content": "Pong"})).refusal == (404, 10062)
    assert (await asked.follow_up({"content": "Pong"})).refusal == (404, 10015)


async def test_just_before_it_is_in_time(sandbox: Sandbox, asked: Bot) -> None:
    sandbox.clock.move(seconds=2)
    assert (await asked.answer(MESSAGE, {"content": "Pong"})).status == 200


async def test_a_clock_that_goes_back_takes_nothing_away(sandbox: Sandbox, asked: Bot) -> None:
    sandbox.clock.move(seconds=-3600)
    assert (await asked.answer(MESSAGE, {"content": "Pong"})).status == 200


@pytest.mark.parametrize("wrong", [{"token": "x"}, {"id": "5"}])
async def test_nobody_answers_what_was_not_asked(asked: Bot, wrong: Json) -> None:
    named = {**asked.interaction, **wrong}
    path = f"/interactions/{named['id']}/{named['token']}/callback"
    assert (await asked.call("POST", path, {"type": LATER})).refusal == (404, 10062)


async def test_there_is_nowhere_to_answer_in_a_channel_that_is_gone(sandbox: Sandbox, asked: Bot) -> None:
    sandbox.world.remove_channel(sandbox.world.channels[town.GENERAL])
    assert (await asked.answer(MESSAGE, {"content": "Pong"})).refusal == (404, 10003)
    assert (await asked.answer(LATER)).refusal == (404, 10003)


async def test_an_answer_needs_no_permission(sandbox: Sandbox, asked: Bot) -> None:
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.APPLICATION, 1, deny=may.VIEW_CHANNEL | may.SEND_MESSAGES))
    assert (await asked.answer(MESSAGE, {"content": "Pong"})).status == 200


@pytest.mark.parametrize("kind", [LATER_UPDATE, UPDATE])
async def test_a_command_has_no_message_to_update(asked: Bot, kind: int) -> None:
    assert (await asked.answer(kind, {"content": "x"})).refusal == (400, 50035)


# --- private answers -------------------------------------------------------------------------------------------------


async def test_a_private_answer_is_for_one_person(asked: Bot, ana: Human, luis: Human, luis_sees: Page) -> None:
    message = (await asked.answer(MESSAGE, {"content": "Psst", "flags": EPHEMERAL})).json["resource"]["message"]
    await ana.say("Aha")
    assert (await luis_sees.until("message"))["message"]["content"] == "Aha"
    assert ([m["content"] for m in await ana.messages()], [m["content"] for m in await luis.messages()]) == (
        ["Psst", "Aha"],
        ["Aha"],
    )
    assert message["flags"] == EPHEMERAL
    assert (await asked.call("GET", f"/channels/{GENERAL}/messages/{message['id']}")).refusal == (404, 10008)
    assert "Psst" not in [event["content"] for event in asked.events("MESSAGE_CREATE")]
    assert (await asked.call("GET", asked.webhook + ORIGINAL)).json["content"] == "Psst"


async def test_a_dismissed_answer_is_gone_for_its_person_only(asked: Bot, ana: Human, ana_sees: Page) -> None:
    message = (await asked.answer(MESSAGE, {"content": "Psst", "flags": EPHEMERAL})).json["resource"]["message"]
    path = f"/messages/{GENERAL}/{message['id']}/delete"
    assert (await ana.call("POST", path, {})).status == 200
    assert (await ana_sees.until("delete"))["message_id"] == message["id"]
    assert (await asked.edit_original({"content": "Psst!"})).json["content"] == "Psst!"
    assert await ana.messages() == []


async def test_the_deferral_says_who_sees_the_answer(asked: Bot, luis: Human) -> None:
    deferred = await asked.answer(LATER, {"flags": EPHEMERAL})
    assert deferred.json["interaction"]["response_message_ephemeral"]
    edited = await asked.edit_original({"content": "Psst", "flags": 0})
    assert edited.json["flags"] == EPHEMERAL
    assert await luis.messages() == []


async def test_a_public_deferral_stays_public(asked: Bot, luis: Human) -> None:
    await asked.answer(LATER)
    await asked.follow_up({"content": "Here", "flags": EPHEMERAL})
    assert [(m["content"], m["flags"]) for m in await luis.messages()] == [("Here", 0)]


async def test_a_public_answer_does_not_show_the_private_one_that_it_refers_to(asked: Bot, ana: Human) -> None:
    private = await asked.answer(MESSAGE, {"content": "Psst", "flags": EPHEMERAL, "components": [BUTTON]})
    await ana.press(private.json["resource"]["message"], "go")
    public = (await asked.answer(MESSAGE, {"content": "Aloud"})).json["resource"]["message"]
    assert public["referenced_message"] is None
    whispered = (await asked.follow_up({"content": "Quietly", "flags": EPHEMERAL})).json
    assert whispered["referenced_message"]["content"] == "Aloud"


# --- deferred --------------------------------------------------------------------------------------------------------


async def test_a_deferred_answer_is_loading_until_it_is_edited(asked: Bot, ana: Human, ana_sees: Page) -> None:
    deferred = await asked.answer(LATER)
    loading = (await asked.call("GET", asked.webhook + ORIGINAL)).json
    assert deferred.json["interaction"]["response_message_id"] == loading["id"]
    assert (loading["flags"], deferred.json["interaction"]["response_message_loading"]) == (LOADING, True)
    await ana_sees.until_status("thinking")
    edited = await asked.edit_original({"content": "Pong"})
    assert (edited.json["id"], edited.json["flags"], edited.json["edited_timestamp"]) == (loading["id"], 0, None)
    await ana_sees.until_status("done")
    assert [message["content"] for message in await ana.messages()] == ["Pong"]


async def test_the_first_followup_after_a_deferral_is_its_answer(asked: Bot, ana: Human) -> None:
    loading = (await asked.answer(LATER)).json["interaction"]["response_message_id"]
    first, second = await asked.follow_up({"content": "1"}), await asked.follow_up({"content": "2"})
    assert first.json["id"] == loading
    assert [message["content"] for message in await ana.messages()] == ["1", "2"]
    assert second.json["interaction_metadata"]["original_response_message_id"] == loading


async def test_a_deferred_answer_becomes_a_layout(asked: Bot) -> None:
    await asked.answer(LATER)
    text = {"type": 10, "content": "Pong"}
    edited = await asked.edit_original({"flags": V2, "components": [text]})
    assert (edited.json["flags"], edited.json["components"]) == (V2, [text | {"id": 1}])
    again = await asked.edit_original({"components": [text | {"content": "Pong!"}]})
    assert again.json["flags"] == V2
    assert (await asked.edit_original({"content": "x"})).refusal == (400, 50035)


async def test_nobody_waits_longer_than_the_token_lives(sandbox: Sandbox, asked: Bot, ana_sees: Page) -> None:
    await asked.answer(LATER)
    sandbox.clock.move(seconds=15 * 60 + 1)
    await ana_sees.until_status("failed")
    assert (await asked.edit_original({"content": "Pong"})).refusal == (401, 50027)


async def test_a_deferred_answer_may_be_taken_back(asked: Bot, ana: Human, ana_sees: Page) -> None:
    await asked.answer(LATER)
    assert (await asked.call("DELETE", asked.webhook + ORIGINAL)).status == 204
    await ana_sees.until_status("done")
    assert await ana.messages() == []
    assert (await asked.edit_original({"content": "x"})).refusal == (404, 10008)


# --- afterwards ------------------------------------------------------------------------------------------------------


async def test_before_an_answer_nothing_follows(asked: Bot) -> None:
    assert (await asked.follow_up({"content": "x"})).refusal == (404, 10015)
    assert (await asked.edit_original({"content": "x"})).refusal == (404, 10015)


async def test_for_fifteen_minutes_the_answer_can_be_edited(sandbox: Sandbox, asked: Bot) -> None:
    await asked.answer(MESSAGE, {"content": "1"})
    sandbox.clock.move(seconds=15 * 60 - 1)
    edited = await asked.edit_original({"content": "2"})
    assert (edited.json["content"], edited.json["edited_timestamp"] is None) == ("2", False)
    sandbox.clock.move(seconds=2)
    for reply in (await asked.edit_original({"content": "3"}), await asked.follow_up({"content": "3"})):
        assert reply.refusal == (401, 50027)


async def test_a_followup_is_a_message_of_its_own(asked: Bot) -> None:
    await asked.answer(MESSAGE, {"content": "1"})
    message = (await asked.follow_up({"content": "2", "flags": EPHEMERAL})).json
    path = f"{asked.webhook}/messages/{message['id']}"
    assert (await asked.call("PATCH", path, {"content": "3"})).json["content"] == "3"
    assert (await asked.call("GET", path)).json["flags"] == EPHEMERAL
    assert (await asked.call("DELETE", path)).status == 204
    assert (await asked.call("GET", path)).refusal == (404, 10008)


async def test_a_token_reaches_no_other_message(asked: Bot) -> None:
    await asked.answer(MESSAGE, {"content": "1"})
    other = await asked.say({"content": "Mine, but not of this interaction"})
    assert (await asked.call("PATCH", f"{asked.webhook}/messages/{other['id']}", {})).refusal == (404, 10008)


async def test_there_are_no_other_webhooks(asked: Bot) -> None:
    assert (await asked.call("POST", "/webhooks/5/token", {"content": "x"})).refusal == (404, 10015)


async def test_only_users_are_pinged_unless_more_is_asked_for(asked: Bot) -> None:
    content = f"<@{ANA}> <@&{town.ORGANISER}>"
    message = (await asked.answer(MESSAGE, {"content": content})).json["resource"]["message"]
    assert ([user["id"] for user in message["mentions"]], message["mention_roles"]) == ([ANA], [])


# --- components and forms --------------------------------------------------------------------------------------------


async def test_a_pressed_button_can_update_its_message(pressed: Bot, ana_sees: Page) -> None:
    source = pressed.interaction["message"]
    reply = await pressed.answer(UPDATE, {"content": "Go!", "components": []})
    message = reply.json["resource"]["message"]
    assert (message["id"], message["content"], message["components"]) == (source["id"], "Go!", [])
    assert (await ana_sees.until("edit"))["message"] == message
    done = await ana_sees.until_status("done")
    assert (done["message_id"], done["custom_id"]) == (source["id"], "go")


async def test_a_silent_deferral_is_followed_by_an_edit_of_the_message(pressed: Bot) -> None:
    assert (await pressed.answer(LATER_UPDATE)).status == 200
    source = pressed.interaction["message"]
    assert (await pressed.edit_original({"content": "Later"})).json["id"] == source["id"]
    assert (await pressed.follow_up({"content": "New"})).json["id"] != source["id"]


async def test_an_answer_to_a_button_refers_to_its_message(pressed: Bot) -> None:
    message = (await pressed.answer(MESSAGE, {"content": "Pressed"})).json["resource"]["message"]
    source = pressed.interaction["message"]["id"]
    assert (message["type"], message["message_reference"]["message_id"], message["mentions"]) == (19, source, [])
    assert message["interaction_metadata"]["interacted_message_id"] == source
    path = f"{pressed.webhook}/messages/{source}"
    assert (await pressed.call("PATCH", path, {"content": "Other"})).json["content"] == "Other"


async def test_a_message_that_is_gone_cannot_be_updated(pressed: Bot) -> None:
    await pressed.call("DELETE", f"/channels/{GENERAL}/messages/{pressed.interaction['message']['id']}")
    assert (await pressed.answer(UPDATE, {"content": "Go!"})).refusal == (404, 10008)


async def test_a_form_opens_for_its_person_and_comes_back_filled(asked: Bot, ana: Human, ana_sees: Page) -> None:
    assert (await asked.answer(MODAL, FORM)).status == 200
    opened = await ana_sees.until("modal")
    assert opened["modal"]["title"] == "Form"
    sent = await ana.post(f"/modals/{opened['interaction_id']}", {"components": FILLED})
    submitted = asked.interaction
    assert (submitted["id"], submitted["type"]) == (sent["interaction_id"], 5)
    assert submitted["data"]["components"][0]["component"]["value"] == "Ana"
    message = (await asked.answer(MESSAGE, {"content": "Thanks"})).json["resource"]["message"]
    assert message["interaction_metadata"]["triggering_interaction_metadata"]["id"] == opened["interaction_id"]
    again = await ana.call("POST", f"/modals/{opened['interaction_id']}", {"components": FILLED})
    assert again.status == 404


async def test_a_form_from_a_button_can_update_the_buttons_message(pressed: Bot, ana: Human) -> None:
    await pressed.answer(MODAL, FORM)
    opener = pressed.interaction
    await ana.post(f"/modals/{opener['id']}", {"components": FILLED})
    assert pressed.interaction["message"]["id"] == opener["message"]["id"]
    updated = await pressed.answer(UPDATE, {"content": "Filled"})
    assert updated.json["resource"]["message"]["id"] == opener["message"]["id"]


async def test_a_form_that_nobody_took_can_be_sent_again(sandbox: Sandbox, asked: Bot, ana: Human) -> None:
    await asked.answer(MODAL, FORM)
    path = f"/modals/{asked.interaction['id']}"
    await ana.post(path, {"components": FILLED})
    sandbox.clock.move(seconds=3)
    assert (await ana.call("POST", path, {"components": FILLED})).status == 200


async def test_a_closed_form_is_not_sent(asked: Bot, ana: Human) -> None:
    await asked.answer(MODAL, FORM)
    path = f"/modals/{asked.interaction['id']}"
    assert (await ana.call("POST", f"{path}/close", {})).status == 200
    assert (await ana.call("POST", path, {"components": FILLED})).status == 404


async def test_after_a_form_followups_may_come_but_there_is_no_original(asked: Bot) -> None:
    await asked.answer(MODAL, FORM)
    assert (await asked.edit_original({"content": "x"})).refusal == (404, 10008)
    assert (await asked.follow_up({"content": "x"})).json["type"] == 0


# --- an application that the person carries along --------------------------------------------------------------------


async def test_who_only_carries_the_application_gets_five_followups(sandbox: Sandbox, bot: Bot, ana: Human) -> None:
    (command,) = await bot.register(PING | EVERYWHERE)
    await ana.post("/install", {"is_installed": True})
    await ana.use(command)
    assert bot.interaction["authorizing_integration_owners"] == {"0": str(town.GUILD), "1": ANA}
    sandbox.world.remove_bot()
    await ana.use(command)
    assert bot.interaction["authorizing_integration_owners"] == {"1": ANA}
    await bot.answer(MESSAGE, {"content": "0"})
    replies = [await bot.follow_up({"content": str(number)}) for number in range(1, 7)]
    assert [reply.status for reply in replies] == [200] * 5 + [400]
    assert replies[-1].refusal == (400, 40094)
    assert (await bot.call("GET", COMMANDS)).status == 200


async def test_who_may_not_bring_applications_is_answered_in_private(sandbox: Sandbox, bot: Bot, luis: Human) -> None:
    (command,) = await bot.register(PING | EVERYWHERE)
    await luis.post("/install", {"is_installed": True})
    sandbox.world.remove_bot()
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.LUIS, 1, deny=may.USE_EXTERNAL_APPS))
    await luis.use(command)
    assert (await bot.answer(MESSAGE, {"content": "x"})).json["resource"]["message"]["flags"] == EPHEMERAL
    await luis.use(command)
    assert (await bot.answer(LATER)).json["interaction"]["response_message_ephemeral"]


# --- a world that was kept -------------------------------------------------------------------------------------------


async def test_what_was_pending_when_the_sandbox_ended_is_pending_still(sandbox: Sandbox, asked: Bot) -> None:
    async with Sandbox.started(SandboxOptions(kept=sandbox.world.as_json())) as later:
        interaction = asked.interaction
        path = f"{later.api}/interactions/{interaction['id']}/{interaction['token']}/callback"
        async with asked.session.post(path, json={"type": LATER}) as response:
            assert response.status == 204
        later.clock.move(seconds=15 * 60)
        assert later.world.interactions[int(interaction["id"])].status == "failed"
