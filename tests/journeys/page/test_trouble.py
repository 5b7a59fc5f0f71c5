"""When things go wrong, on purpose or not: the panel, a bot that is away, a sandbox that is gone."""

import re

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox.server import Sandbox, SandboxOptions
from bot.sandbox.world import town
from tests.journeys.page.chat import PHONE, Chat
from tests.journeys.page.conftest import SCREENSHOTS, Visit, open_page

pytestmark = pytest.mark.page


async def test_trouble_is_made_seen_and_cleared(visit: Visit) -> None:
    chat = await visit("ana")
    await chat.button("Trouble").click()
    panel = chat.page.get_by_role("complementary", name="Trouble")
    await expect(panel).to_contain_text("Nothing is in force.")
    slow = panel.get_by_role("form", name="Slow answers")
    await slow.get_by_label("Seconds").fill("1.5")
    await slow.get_by_role("button").click()
    await expect(panel).to_contain_text(re.compile("delay.*1.5"))
    await chat.screenshot("trouble")
    await panel.get_by_role("button", name="Clear all").click()
    await expect(panel).to_contain_text("Nothing is in force.")


async def test_every_form_of_trouble_is_one_that_the_sandbox_takes(sandbox: Sandbox, visit: Visit) -> None:
    chat = await visit("ana", PHONE)
    await chat.show_channels()
    await chat.button("Trouble").click()
    panel = chat.page.get_by_role("complementary", name="Trouble")
    # The process is not the sandbox's own here, and without a channel or a server little is left to try.
    needs_more = re.compile("^(Restart|kill -9|Stop|Start|Delete a channel|Remove the bot)$")
    forms = panel.get_by_role("form")
    await panel.get_by_label("To", exact=True).fill("2100-01-01T12:00")
    for index in range(await forms.count()):
        form = forms.nth(index)
        name = await form.get_attribute("aria-label")
        assert name
        if not needs_more.match(name):
            await form.get_by_role("button").click()
            await expect(form.get_by_role("status"), name).to_have_text("Done.")
    assert sandbox.clock.offset_ms > 0


async def test_a_bot_that_has_stopped_is_started_from_the_page(bot_process: Sandbox, browser: Browser) -> None:
    chat = Chat(await open_page(browser, bot_process, PHONE, []), "ana", SCREENSHOTS)
    await chat.open(bot_process.url)
    await chat.show_channels()
    await expect(chat.page.get_by_text("Bot is online")).to_be_visible()
    await chat.button("Trouble").click()
    await chat.button("Stop: Stop").click()
    await chat.page.keyboard.press("Escape")
    await expect(chat.page.get_by_role("status").filter(has_text="The bot has stopped.")).to_be_visible()
    await chat.screenshot("bot-away")
    await chat.button("Start it").click()
    await expect(chat.page.get_by_role("status").filter(has_text="The bot")).to_have_count(0)
    await chat.use("/topics")
    await expect(chat.newest.get_by_role("heading", name="Topics")).to_be_visible()


async def test_a_page_that_lost_the_sandbox_says_so_and_finds_it_again(browser: Browser) -> None:
    async with Sandbox.started() as first:
        chat = Chat(await open_page(browser, first, PHONE, []), "ana", SCREENSHOTS)
        await chat.open(first.url)
        await chat.say("Is anybody there?")
        await expect(chat.newest).to_contain_text("Is anybody there?")
        port, kept = int(first.url.rpartition(":")[2]), first.world.as_json()
    await expect(chat.page.get_by_role("alert").filter(has_text="The sandbox does not answer.")).to_be_visible()
    await chat.screenshot("sandbox-lost")
    async with Sandbox.started(SandboxOptions(port=port, kept=kept)) as second:
        second.people.say("luis", town.GENERAL, "I am.")
        await expect(chat.newest).to_contain_text("I am.")
        await expect(chat.page.get_by_text("The sandbox does not answer.")).to_have_count(0)
