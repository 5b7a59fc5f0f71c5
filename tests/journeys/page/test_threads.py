"""Threads and posts at the page: started from the keyboard, shown where Discord shows them, archived and locked."""

import re
from typing import Any

import pytest
from playwright.async_api import expect

from bot.sandbox.people.in_threads import change_thread, start_thread
from bot.sandbox.server import Sandbox
from bot.sandbox.world import town
from tests.journeys.page.chat import DESKTOP_DARK, PHONE, Chat
from tests.journeys.page.conftest import Visit
from tests.journeys.page.puppet import Puppet, row
from tests.journeys.page.reaching import out_of_reach

pytestmark = pytest.mark.page


DAILY = "Fact of the day: containers"


def channels(chat: Chat) -> Any:
    return chat.page.get_by_role("navigation", name="Channels")


async def starts_thread(chat: Chat, name: str) -> None:
    """From the newest message, by its menu."""
    await chat.newest.get_by_role("button", name=re.compile("^More about")).press("Enter")
    await chat.page.get_by_role("menuitem", name="Start a thread").press("Enter")
    await chat.dialog.get_by_label("Name of the thread").fill(name)
    await chat.page.keyboard.press("Enter")
    await expect(chat.dialog).to_have_count(0)


async def test_a_thread_is_started_from_a_message_and_followed_by_others(visit: Visit) -> None:
    ana, luis = await visit("ana"), await visit("luis", PHONE)
    await ana.say("When do we meet?")
    await starts_thread(ana, "Thursday")
    await expect(ana.page.get_by_role("heading", level=1)).to_have_text("Thursday")
    await expect(ana.messages.first).to_contain_text("When do we meet?")
    await ana.say("At eight, as ever")
    card = luis.log.get_by_role("button", name=re.compile("^Thursday"))
    await expect(card).to_contain_text("1 message")
    await luis.screenshot("thread-card-phone")
    await card.click()
    await expect(luis.newest).to_contain_text("At eight, as ever")
    await luis.say("¡Allí estaré!")
    await expect(ana.newest).to_contain_text("¡Allí estaré!")
    await ana.screenshot("thread-desktop")
    await luis.screenshot("thread-phone")
    for chat in (ana, luis):
        assert await out_of_reach(chat) == []
    await luis.page.get_by_role("banner").get_by_role("button", name="#general").click()
    await expect(luis.log.get_by_role("button", name=re.compile("^Thursday"))).to_contain_text("2 messages")


async def test_a_thread_of_no_message_is_a_line_in_its_channel_and_stands_under_it(
    visit: Visit, sandbox: Sandbox
) -> None:
    mia = await visit("mia", DESKTOP_DARK)
    thread = start_thread(sandbox.world, "luis", town.GENERAL, "Plans", content="Who brings the cake?")
    await expect(mia.newest).to_contain_text("Luis started a thread: Plans")
    listed = channels(mia).get_by_role("list", name="Threads in #general").get_by_role("button")
    await expect(listed).to_have_accessible_name(re.compile("^Plans thread"))
    await expect(listed).to_contain_text("unread")
    await mia.screenshot("thread-line-dark")
    await mia.page.keyboard.press("Alt+ArrowDown")
    await expect(mia.newest).to_contain_text("Who brings the cake?")
    change_thread(sandbox.world, "ana", thread.id, is_archived=True)
    await expect(mia.composer).to_have_accessible_name(re.compile("archived; a message opens it again"))
    await mia.page.keyboard.press("Alt+ArrowUp")
    await expect(channels(mia).get_by_role("list", name="Threads in #general")).to_have_count(0)
    card = mia.newest.get_by_role("button", name=re.compile("^Plans"))
    await expect(card).to_contain_text("archived")

    await card.click()
    await mia.say("I do!")
    await expect(channels(mia).get_by_role("button", name=re.compile("^Plans"))).to_be_visible()
    ana = await visit("ana")
    await channels(ana).get_by_role("button", name=re.compile("^Plans")).click()
    await ana.button("More about the thread Plans").click()
    await ana.page.get_by_role("menuitem", name="Lock").click()
    await expect(mia.composer).to_be_disabled()
    await expect(mia.composer).to_have_accessible_name(re.compile("This thread is locked"))
    await mia.button("More about the thread Plans").click()
    await expect(mia.page.get_by_role("menuitem")).to_have_text(["Leave the thread"])
    await mia.page.keyboard.press("Escape")
    await ana.button("More about the thread Plans").click()
    await ana.page.get_by_role("menuitem", name="Delete the thread").click()
    for chat in (ana, mia):
        await expect(chat.page.get_by_role("heading", level=1)).to_have_text("general")
        await expect(channels(chat).get_by_role("button", name=re.compile("^Plans"))).to_have_count(0)


async def test_a_link_to_a_message_leads_there(visit: Visit, puppet: Puppet) -> None:
    first = await puppet.say({"content": "Where it all began"}, town.QUIZ)
    await puppet.say({"content": "\n".join(["A long evening"] * 80)}, town.QUIZ)
    address = f"https://discord.com/channels/{town.GUILD}/{town.QUIZ}/{first['id']}"
    link = {"type": 2, "style": 5, "label": "To the lobby", "url": address}
    await puppet.say({"content": f"Look: {address}", "components": [row(link)]})
    kai = await visit("kai", PHONE)
    for name in (re.compile("^#quiz . message$"), "To the lobby"):
        await kai.button(name).click()
        await expect(kai.page.get_by_role("heading", level=1)).to_have_text("quiz")
        await expect(kai.messages.filter(has_text="Where it all began")).to_be_in_viewport()
        await kai.go_to("general")


async def test_a_forum_lists_its_posts_and_takes_new_ones(visit: Visit, puppet: Puppet, sandbox: Sandbox) -> None:
    tag = str(town.DAILY_TAGS[0].id)
    await puppet.post(DAILY, {"content": "Fargate runs containers without servers to manage."}, applied_tags=[tag])
    old = start_thread(sandbox.world, "kai", town.DAILY, "An older question", content="Which one is cheaper?")
    change_thread(sandbox.world, "kai", old.id, is_archived=True)
    noa, sam = await visit("noa", DESKTOP_DARK), await visit("sam", PHONE)
    for chat in (noa, sam):
        await chat.go_to("daily")
        posts = chat.page.get_by_role("region", name="Posts", exact=True)
        await expect(posts.get_by_role("button")).to_have_text(
            re.compile("Fact of the day: containers.*Fact.*no replies")
        )
        older = chat.page.get_by_role("region", name="Older posts").get_by_role("button")
        await expect(older).to_contain_text("archived")
        await chat.screenshot(f"forum-{chat.key}")
        assert await out_of_reach(chat) == []

    await sam.button("New post").click()
    await sam.dialog.get_by_label("Title").fill("Why is it called Lambda?")
    await sam.button("Post").click()
    await expect(sam.dialog.get_by_role("alert")).to_have_text("Text is still empty.")
    await sam.screenshot("forum-new-post-phone")
    assert await out_of_reach(sam) == []
    await sam.dialog.get_by_label("Text").fill("Just curious.")
    await sam.button("Post").click()
    await expect(sam.page.get_by_role("heading", level=1)).to_have_text("Why is it called Lambda?")
    await expect(sam.newest).to_contain_text("Just curious.")
    await sam.screenshot("forum-post-sam")
    assert await out_of_reach(sam) == []
    await noa.page.get_by_role("region", name="Posts", exact=True).get_by_text("Why is it called Lambda?").click()
    await expect(noa.newest).to_contain_text("Just curious.")
    await noa.screenshot("forum-post-noa")
    await sam.page.get_by_role("banner").get_by_role("button", name="#daily").click()
    await expect(sam.page.get_by_role("region", name="Posts", exact=True)).to_contain_text("Why is it called Lambda?")
