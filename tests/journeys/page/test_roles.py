"""Roles at the page: organisers give and take them, members do not."""

import re

import pytest
from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from bot.sandbox.world import town
from tests.journeys.page.conftest import Visit

pytestmark = pytest.mark.page


async def test_an_organiser_gives_a_role_and_takes_it(visit: Visit, sandbox: Sandbox) -> None:
    ana, luis = await visit("ana"), await visit("luis")
    kai = ana.button(re.compile("^Kai"))
    await kai.click()
    await ana.page.get_by_role("menuitem", name="Give the role Quiz host").press("Enter")
    await expect(luis.button(re.compile("^Kai"))).to_contain_text("Quiz host")
    assert sandbox.world.members[town.KAI].role_ids == (town.QUIZ_HOST,)
    await luis.button(re.compile("^Kai")).click()
    await expect(luis.page.get_by_role("menuitem")).to_have_text(["Copy user id"])
    await kai.click()
    await ana.page.get_by_role("menuitem", name="Take the role Quiz host").press("Enter")
    await expect(luis.button(re.compile("^Kai"))).not_to_contain_text("Quiz host")
