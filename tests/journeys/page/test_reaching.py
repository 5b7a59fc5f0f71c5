"""That everybody can use the page: names for all that can be used, contrast, sizes for fingers, landmarks."""

from typing import Any

import pytest
from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from tests.journeys.page.chat import DESKTOP, DESKTOP_DARK, LOOKS, PHONE, Chat, Look
from tests.journeys.page.conftest import Visit
from tests.journeys.page.puppet import Puppet, button, choices, row
from tests.journeys.page.reaching import out_of_reach

pytestmark = pytest.mark.page


PULLED_FORWARD = "() => [...document.querySelectorAll('[tabindex]')].filter((node) => node.tabIndex > 0).length"


async def busy_chat(visit: Visit, puppet: Puppet, look: Look) -> Chat:
    """A channel with something of everything that has a colour."""
    select = {"type": 3, "custom_id": "select", "options": choices("One", "Two")}
    buttons = [button(str(style), style) for style in (1, 2, 3, 4)]
    content = "Look: [a link](https://example.org), `code`, <@&1200000000000000001>, @everyone, <t:0:R>"
    embed = {"title": "Title", "description": "Text", "footer": {"text": "Footer"}}
    await puppet.say({"content": content, "embeds": [embed], "components": [row(*buttons), row(select)]})
    chat = await visit("mia", look)
    await chat.say("Hello")
    await expect(chat.messages).to_have_count(2)
    return chat


async def scenes(chat: Chat) -> list[tuple[str, Any]]:
    """Every part of the page once, with what is amiss there."""
    amiss: list[tuple[str, Any]] = []

    async def judge(scene: str) -> None:
        found = await out_of_reach(chat)
        if found:
            amiss.append((scene, found))
        if await chat.page.evaluate(PULLED_FORWARD):
            amiss.append((scene, "a positive tabindex"))

    await judge("chat")
    await chat.button("More about Mia's message").click()
    await judge("menu of a message")
    await chat.page.keyboard.press("Escape")
    await chat.button("Choose").click()
    await judge("select")
    await chat.page.keyboard.press("Escape")
    await chat.composer.fill("/")
    await judge("commands")
    await chat.composer.fill("")
    await chat.show_channels()
    await judge("channels")
    await chat.button("Keyboard shortcuts").click()
    await judge("shortcuts")
    await chat.page.keyboard.press("Escape")
    await chat.show_channels()
    await chat.button("Trouble").click()
    await judge("trouble")
    await chat.page.keyboard.press("Escape")
    return amiss


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_everything_has_a_name_enough_contrast_and_room_for_a_finger(
    visit: Visit, puppet: Puppet, look: Look
) -> None:
    chat = await busy_chat(visit, puppet, look)
    assert await scenes(chat) == []


async def test_the_page_has_landmarks_and_a_heading(visit: Visit) -> None:
    chat = await visit("ana")
    for role, name in {"banner": None, "navigation": "Channels", "main": None, "log": "Messages in #general"}.items():
        await expect(chat.page.get_by_role(role, name=name)).to_have_count(1)  # type: ignore[arg-type]  # these are roles
    await expect(chat.page.get_by_role("heading", level=1)).to_have_text("general")
    await expect(chat.log).to_have_attribute("aria-live", "polite")


async def test_nothing_is_wider_than_a_phone(visit: Visit, puppet: Puppet) -> None:
    wide = "W" * 300
    await puppet.say({"content": f"{wide}\n```\n{wide}\n```", "embeds": [{"title": wide[:200]}]})
    chat = await visit("luis", PHONE)
    assert await chat.page.evaluate("document.documentElement.scrollWidth") == PHONE.width
    assert await chat.log.evaluate("log => log.scrollWidth <= log.clientWidth")


async def test_light_and_dark_can_be_chosen_and_stay(visit: Visit) -> None:
    chat = await visit("ana", DESKTOP)
    paper = "getComputedStyle(document.querySelector('main')).backgroundColor"
    light = await chat.page.evaluate(paper)
    await chat.button("Use the dark colours").click()
    dark = await chat.page.evaluate(paper)
    await chat.page.reload()
    await expect(chat.composer).to_be_visible()
    assert await chat.page.evaluate(paper) == dark != light


async def test_a_dark_machine_has_a_dark_page(visit: Visit, sandbox: Sandbox) -> None:
    chat = await visit("ana", DESKTOP_DARK)
    await expect(chat.button("Use the light colours")).to_be_visible()
    assert sandbox.url in chat.page.url
