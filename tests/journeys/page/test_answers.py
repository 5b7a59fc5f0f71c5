"""How answers look: private ones, those that take their time, those that never come, components that work."""

import pytest
from playwright.async_api import expect

from tests.journeys.page.conftest import Visit
from tests.journeys.page.puppet import (
    CONTAINER,
    LATER,
    LAYOUT,
    MESSAGE,
    PRIVATE,
    SELECT,
    TEXT,
    UPDATE,
    USER_SELECT,
    Json,
    Puppet,
    Reply,
    button,
    choices,
    row,
    slash,
)

pytestmark = pytest.mark.page


# What the button says of itself, whatever is drawn anew around it: the wait is over sooner than a test can look.
WATCH_BUSY = """() => {
    const seen = [];
    const look = () => seen.push(document.querySelector('[data-custom-id="Bad"]')?.ariaBusy);
    new MutationObserver(look).observe(document.body, {subtree: true, childList: true, attributes: true});
    return seen;
}"""


async def test_a_private_answer_says_so_to_its_person_and_is_there_for_nobody_else(
    visit: Visit, puppet: Puppet
) -> None:
    await puppet.register(slash("score"))
    puppet.reply("score", Reply(MESSAGE, {"content": "You have 7 points.", "flags": PRIVATE}))
    ana, luis = await visit("ana"), await visit("luis")
    await ana.use("/score")
    await expect(ana.newest).to_contain_text("You have 7 points.")
    await expect(ana.newest).to_contain_text("Only you can see this")
    await ana.screenshot("private-answer")
    await luis.say("Hello")
    await expect(luis.newest).to_contain_text("Hello")
    await expect(luis.log).not_to_contain_text("7 points")
    await ana.button("Dismiss").click()
    await expect(ana.log).not_to_contain_text("7 points")


async def test_an_answer_that_takes_its_time_is_thinking_until_it_is_there(visit: Visit, puppet: Puppet) -> None:
    await puppet.register(slash("slow"))
    puppet.reply("slow", Reply(LATER))
    chat = await visit("mia")
    await chat.use("/slow")
    await expect(chat.newest).to_contain_text("Bot is thinking")
    await chat.screenshot("thinking")
    await puppet.finish({"content": "There it is."})
    await expect(chat.newest).to_contain_text("There it is.")
    await expect(chat.newest).not_to_contain_text("is thinking")


async def test_a_command_that_is_never_answered_says_so(visit: Visit, puppet: Puppet) -> None:
    await puppet.register(slash("silent"))
    chat = await visit("ana")
    await chat.use("/silent")
    await expect(chat.newest).to_contain_text("Sending the command")
    await expect(chat.newest).to_contain_text("The application did not respond")
    await expect(chat.newest).to_contain_text("Ana used /silent")
    await chat.screenshot("command-failed")
    await chat.button("Dismiss", within=chat.newest).click()
    await expect(chat.log).not_to_contain_text("did not respond")


async def test_a_button_waits_then_shows_what_came_of_it(visit: Visit, puppet: Puppet) -> None:
    await puppet.say({"content": "Choose.", "components": [row(button("Good"), button("Bad", disabled=False))]})
    puppet.reply("Good", Reply(UPDATE, {"content": "Chosen."}))
    chat = await visit("luis")
    busy = await chat.page.evaluate_handle(WATCH_BUSY)
    await chat.button("Bad").click()
    await expect(chat.page.get_by_role("alert").filter(has_text="This interaction failed")).to_be_visible()
    assert "true" in await busy.json_value()
    await expect(chat.button("Bad")).not_to_have_attribute("aria-busy", "true")
    await chat.screenshot("button-failed")
    await chat.button("Good").click()
    await expect(chat.newest).to_contain_text("Chosen.")
    await expect(chat.newest).not_to_contain_text("This interaction failed")


async def test_selects_send_what_was_chosen_and_no_more_than_is_allowed(visit: Visit, puppet: Puppet) -> None:
    def tell(asked: Json) -> Reply:
        return Reply(MESSAGE, {"content": f"{asked['data']['values']}", "flags": PRIVATE})

    days = {"type": SELECT, "custom_id": "days", "placeholder": "Which days?", "min_values": 2, "max_values": 2}
    who = {"type": USER_SELECT, "custom_id": "who", "placeholder": "With whom?"}
    await puppet.say({"components": [row({**days, "options": choices("Mon", "Tue", "Wed")}), row(who)]})
    puppet.reply("days", tell)
    puppet.reply("who", tell)
    chat = await visit("ana")
    await chat.button("Which days?").click()
    await chat.option("Mon").click()
    await expect(chat.button("Done")).to_be_disabled()
    await chat.option("Wed").click()
    await chat.option("Tue").click()
    await expect(chat.page.get_by_role("status").filter(has_text="No more than 2")).to_be_visible()
    await chat.screenshot("select")
    await chat.button("Done").click()
    await expect(chat.newest).to_contain_text("['mon', 'wed']")

    await chat.button("With whom?").focus()
    await chat.page.keyboard.press("Enter")
    await chat.page.keyboard.type("lu")
    await chat.page.keyboard.press("Enter")
    (luis,) = [asked["data"]["resolved"]["users"] for asked in puppet.asked if asked["data"]["custom_id"] == "who"]
    assert [user["username"] for user in luis.values()] == ["luis"]


async def test_a_layout_and_its_edits_are_drawn(visit: Visit, puppet: Puppet) -> None:
    def card(title: str) -> Json:
        text = {"type": TEXT, "content": f"## {title}"}
        return {"components": [{"type": CONTAINER, "components": [text, row(button("Turn"))]}], "flags": LAYOUT}

    await puppet.say(card("One side"))
    puppet.reply("Turn", Reply(UPDATE, card("The other side")))
    chat = await visit("mia")
    await expect(chat.newest.get_by_role("heading", name="One side")).to_be_visible()
    await chat.button("Turn").focus()
    await chat.page.keyboard.press("Enter")
    await expect(chat.newest.get_by_role("heading", name="The other side")).to_be_visible()
    await expect(chat.newest).to_contain_text("(edited)")
    await expect(chat.button("Turn")).to_be_focused()
