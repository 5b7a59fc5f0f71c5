"""Scheduled events at the page: what comes, who is interested, and what organisers do with them."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from bot.sandbox.world import town
from bot.sandbox.world.things import ScheduledEvent
from tests.journeys.page.chat import PHONE_DARK
from tests.journeys.page.conftest import Visit
from tests.journeys.page.reaching import out_of_reach

pytestmark = pytest.mark.page


EXTERNAL, ACTIVE = 3, 2


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


async def test_what_comes_stands_above_the_channels_and_tells_all_of_itself(
    visit: Visit, sandbox: Sandbox, night: ScheduledEvent
) -> None:
    ana, luis = await visit("ana"), await visit("luis", PHONE_DARK)
    await luis.show_channels()
    event = luis.page.get_by_role("region", name="Events").get_by_role("button")
    await expect(event).to_have_accessible_name(re.compile("Quiz night: storage dentro de 2 horas 0 interested"))
    await luis.screenshot("events-phone-dark")
    assert await out_of_reach(luis) == []
    await event.click()
    await expect(luis.dialog).to_contain_text("Teams of two")
    await expect(luis.dialog.get_by_role("button")).to_have_text(["", "#quiz", "Interested"])
    await luis.screenshot("event-phone-dark")
    assert await out_of_reach(luis) == []

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
    await luis.button("#quiz", within=luis.dialog).click()
    await expect(luis.dialog).to_have_count(0)
    await expect(luis.page.get_by_role("heading", level=1)).to_have_text("quiz")


async def test_an_organiser_deletes_what_has_begun(visit: Visit, sandbox: Sandbox, night: ScheduledEvent) -> None:
    ana = await visit("ana")
    events = ana.page.get_by_role("region", name="Events")
    await expect(events).to_contain_text("in 2 hours")
    await sandbox.faults.apply("clock", {"seconds": 7300})
    await expect(events).to_contain_text("Now")
    assert sandbox.world.scheduled_events[night.id].status == ACTIVE
    await events.get_by_role("button").click()
    await expect(ana.button("End now")).to_be_visible()
    await ana.screenshot("event-organiser")
    assert await out_of_reach(ana) == []
    await ana.button("Delete").click()
    await expect(ana.dialog).to_have_count(0)
    await expect(events).to_have_count(0)
