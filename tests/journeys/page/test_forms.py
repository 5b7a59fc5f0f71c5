"""A form of the bot: its fields, what is wrong in them, sending it, leaving it."""

import pytest
from playwright.async_api import expect

from tests.journeys.page.chat import DESKTOP, PHONE_DARK, Look
from tests.journeys.page.conftest import Visit
from tests.journeys.page.puppet import (
    CHECKBOX,
    CHECKBOXES,
    FILE_UPLOAD,
    FORM,
    MESSAGE,
    PRIVATE,
    RADIO,
    SELECT,
    TEXT,
    TEXT_INPUT,
    Json,
    Puppet,
    Reply,
    choices,
    label,
    slash,
)

pytestmark = pytest.mark.page


SHORT = 1


def form(*components: Json) -> Reply:
    return Reply(FORM, {"custom_id": "feedback", "title": "How was it?", "components": list(components)})


TITLE = {"type": TEXT_INPUT, "custom_id": "title", "style": SHORT, "min_length": 3, "max_length": 20}
WORDS = form(
    {"type": TEXT, "content": "Only the **organisers** read this."},
    label("Title", TITLE, description="In a few words"),
    label("Topic", {"type": SELECT, "custom_id": "topic", "options": choices("Containers", "Storage")}),
    label("Screenshot", {"type": FILE_UPLOAD, "custom_id": "file", "required": False, "min_values": 0}),
)
TICKS = form(
    label("Difficulty", {"type": RADIO, "custom_id": "difficulty", "options": choices("Easy", "Hard")}),
    label("Days", {"type": CHECKBOXES, "custom_id": "days", "options": choices("Monday", "Thursday")}),
    label("May we quote you?", {"type": CHECKBOX, "custom_id": "quote"}),
)
THANKS = Reply(MESSAGE, {"content": "Thank you.", "flags": PRIVATE})


@pytest.mark.parametrize("look", [DESKTOP, PHONE_DARK], ids=lambda look: look.name)
async def test_a_form_is_filled_in_and_sent(visit: Visit, puppet: Puppet, look: Look) -> None:
    await puppet.register(slash("feedback"))
    puppet.reply("feedback", WORDS)
    chat = await visit("luis", look)
    await chat.use("/feedback")
    title = chat.dialog.get_by_role("textbox", name="Title")
    await expect(title).to_be_focused()
    await chat.screenshot(f"form-{look.name}")

    await chat.button("Submit").click()
    await expect(chat.dialog.get_by_role("alert").filter(has_text="This is required.")).to_be_visible()
    await title.fill("ab")
    await chat.button("Submit").click()
    await expect(chat.dialog.get_by_role("alert").filter(has_text="At least 3 characters; this has 2.")).to_be_visible()
    await expect(title).to_be_focused()
    await title.fill("Splendid")
    await chat.button("Topic", within=chat.dialog).click()
    await chat.option("Storage").click()
    async with chat.page.expect_file_chooser() as choosing:
        await chat.button("Screenshot: choose a file").click()
    await (await choosing.value).set_files({"name": "proof.png", "mimeType": "image/png", "buffer": b"png"})
    puppet.reply("feedback", THANKS)
    await chat.button("Submit").click()
    await expect(chat.newest).to_contain_text("Thank you.")
    await expect(chat.dialog).to_have_count(0)

    sent = _sent(puppet)
    assert sent["title"]["value"] == "Splendid"
    assert sent["topic"]["values"] == ["storage"]
    (file,) = puppet.asked[-1]["data"]["resolved"]["attachments"].values()
    assert file["filename"] == "proof.png"


async def test_ticks_are_set_with_the_keyboard(visit: Visit, puppet: Puppet) -> None:
    await puppet.register(slash("feedback"))
    puppet.reply("feedback", TICKS)
    chat = await visit("ana")
    await chat.use("/feedback")
    await expect(chat.dialog.get_by_role("radio", name="Easy")).to_be_focused()
    for key in ("ArrowDown", "Tab", "Tab", "Space", "Tab", "Space"):
        await chat.page.keyboard.press(key)
    await chat.screenshot("form-ticks")
    puppet.reply("feedback", THANKS)
    await chat.button("Submit").click()
    await expect(chat.newest).to_contain_text("Thank you.")
    sent = _sent(puppet)
    assert (sent["difficulty"]["value"], sent["days"]["values"], sent["quote"]["value"]) == ("hard", ["thursday"], True)


async def test_a_form_keeps_the_focus_and_escape_closes_it(visit: Visit, puppet: Puppet) -> None:
    await puppet.register(slash("feedback"))
    puppet.reply("feedback", TICKS)
    chat = await visit("mia")
    await chat.use("/feedback")
    await expect(chat.dialog).to_be_visible()
    for _ in range(12):
        await chat.page.keyboard.press("Tab")
        # Between its last field and its first the browser's own controls have their turn.
        assert await chat.page.evaluate("document.activeElement.matches('body, dialog *')")
    await chat.page.keyboard.press("Escape")
    await expect(chat.dialog).to_have_count(0)
    await expect(chat.composer).to_be_focused()


async def test_a_form_that_the_bot_does_not_answer_keeps_what_was_written(visit: Visit, puppet: Puppet) -> None:
    await puppet.register(slash("feedback"))
    puppet.reply("feedback", form(label("Title", TITLE)))
    chat = await visit("luis")
    await chat.use("/feedback")
    await chat.dialog.get_by_role("textbox", name="Title").fill("Not lost")
    puppet.forget("feedback")
    await chat.button("Submit").click()
    await expect(chat.dialog.get_by_role("alert").filter(has_text="Something went wrong")).to_be_visible()
    await expect(chat.dialog.get_by_role("textbox", name="Title")).to_have_value("Not lost")


def _sent(puppet: Puppet) -> dict[str, Json]:
    """The fields of the last form, by their custom_id."""
    parts = puppet.asked[-1]["data"]["components"]
    return {part["component"]["custom_id"]: part["component"] for part in parts if "component" in part}
