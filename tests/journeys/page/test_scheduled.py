"""Scheduled events at the page: what comes, who is interested, and what organisers do with them."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from bot.sandbox.world import town
from bot.sandbox.world.things import ScheduledEvent
from tests.journeys.page.chat import LOOKS, PHONE, Chat, Look
from tests.journeys.page.conftest import Visit
from tests.journeys.page.reaching import out_of_reach

EXTERNAL = 3


@pytest.fixture
async def night(sandbox: Sandbox) -> ScheduledEvent:
    """What the bot has planned for in two hours."""
    start = sandbox.clock.now_ms() + round(timedelta(hours=2, minutes=1).total_seconds() * 1000)
    event = ScheduledEvent(
        id=sandbox.world.ids.next(),
        creator_id=town.APPLICATION,
        name="Quiz night: storage",
        description="Ten questions about **S3**, EBS and EFS. Teams of two.",
        entity_type=EXTERNAL,
        start_ms=start,
        end_ms=start + 3_600_000,
        location=f"<#{town.QUIZ}>",
    )
    return sandbox.world.scheduled_events.put(event)


async def opens_event(chat: Chat) -> None:
    await chat.show_channels()
    await chat.page.get_by_role("region", name="Events").get_by_role("button").click()
    await expect(chat.dialog).to_be_visible()


@pytest.mark.usefixtures("night")
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_what_comes_stands_above_the_channels_and_tells_all_of_itself(visit: Visit, look: Look) -> None:
    chat = await visit("luis", look)
    await chat.show_channels()
    event = chat.page.get_by_role("region", name="Events").get_by_role("button")
    await expect(event).to_have_accessible_name(re.compile("Quiz night: storage dentro de 2 horas 0 interested"))
    await chat.screenshot(f"events-{look.name}")
    assert await out_of_reach(chat) == []
    await event.click()
    await expect(chat.dialog).to_contain_text("Teams of two")
    await expect(chat.dialog.get_by_role("button", name="#quiz")).to_be_visible()
    await chat.screenshot(f"event-{look.name}")
    assert await out_of_reach(chat) == []


async def test_interest_is_shown_to_all_and_taken_back(visit: Visit, sandbox: Sandbox, night: ScheduledEvent) -> None:
    ana, luis = await visit("ana"), await visit("luis", PHONE)
    await opens_event(luis)
    interest = luis.button("Interested")
    await expect(interest).to_be_focused()
    await luis.page.keyboard.press("Enter")
    await expect(interest).to_have_attribute("aria-pressed", "true")
    await expect(interest).to_be_focused()
    await expect(luis.dialog).to_contain_text("1 interested")
    await expect(ana.page.get_by_role("region", name="Events")).to_contain_text("1 interested")
    assert sandbox.world.scheduled_events[night.id].interested == (town.LUIS,)
    await luis.page.keyboard.press("Enter")
    await expect(luis.dialog).to_contain_text("0 interested")
    await luis.page.keyboard.press("Escape")
    await expect(luis.dialog).to_have_count(0)


async def test_it_begins_and_ends_by_itself(visit: Visit, sandbox: Sandbox, night: ScheduledEvent) -> None:
    mia = await visit("mia")
    events = mia.page.get_by_role("region", name="Events")
    await expect(events).to_contain_text("in 2 hours")
    await sandbox.faults.apply("clock", {"seconds": 7300})
    await expect(events).to_contain_text("Now")
    assert sandbox.world.scheduled_events[night.id].status == 2
    await sandbox.faults.apply("clock", {"seconds": 3600})
    await expect(events).to_have_count(0)


@pytest.mark.usefixtures("night")
async def test_an_organiser_starts_and_deletes_it_and_a_member_cannot(visit: Visit) -> None:
    ana, luis = await visit("ana"), await visit("luis")
    await opens_event(luis)
    await expect(luis.dialog.get_by_role("button")).to_have_text(["", "#quiz", "Interested"])
    await opens_event(ana)
    await ana.button("Start now").click()
    await expect(ana.dialog).to_contain_text("Now")
    await expect(ana.button("End now")).to_be_visible()
    await ana.screenshot("event-organiser")
    await ana.button("Delete").click()
    for chat in (ana, luis):
        await expect(chat.dialog).to_have_count(0)
        await expect(chat.page.get_by_role("region", name="Events")).to_have_count(0)
