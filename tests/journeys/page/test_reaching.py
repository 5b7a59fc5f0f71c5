"""That everybody can use the page: names for all that can be used, contrast, sizes for fingers, landmarks."""

from typing import Any

import pytest
from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from tests.journeys.page.chat import DESKTOP, DESKTOP_DARK, LOOKS, PHONE, Chat, Look
from tests.journeys.page.conftest import Visit
from tests.journeys.page.puppet import Puppet, button, choices, row

# What WCAG 2.2 wants of text, and of large text (1.4.3).
ENOUGH, ENOUGH_LARGE = 4.5, 3.0
FINGER_PX = 44

USABLE = "button, a[href], input, select, textarea, summary, [role=button], [role=option], [role=menuitem], [tabindex]"

SEEN = """
const isSeen = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !node.closest("[inert], [aria-hidden=true], .for-readers") && node.getClientRects().length > 0;
"""

NAMELESS = f"""() => {{ {SEEN}
    const named = (node) => node.ariaLabel || node.textContent.trim() || node.title || node.alt
        || [...(node.labels ?? [])].some((label) => label.textContent.trim())
        || (node.getAttribute("aria-labelledby") ?? "").split(" ").some((id) => document.getElementById(id));
    const usable = [...document.querySelectorAll("{USABLE}")];
    return usable.filter((node) => isSeen(node) && !named(node)).map((node) => node.outerHTML);
}}"""

PULLED_FORWARD = "() => [...document.querySelectorAll('[tabindex]')].filter((node) => node.tabIndex > 0).length"

SMALL = f"""() => {{ {SEEN}
    // A link or a mention within a sentence may be as high as its line (WCAG 2.2, 2.5.8).
    const isInText = (node) => node.closest(".markdown, .origin") || ["checkbox", "radio"].includes(node.type);
    return [...document.querySelectorAll("button, a[href], input, select, textarea, summary, .option")]
        .filter((node) => isSeen(node) && !isInText(node) && node.getBoundingClientRect().height < {FINGER_PX} - 0.5)
        .map((node) => node.outerHTML.slice(0, 120));
}}"""

FAINT = f"""() => {{ {SEEN}
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", {{ willReadFrequently: true }});
    const rgba = (color) => {{
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    }};
    const over = (top, below) => top.slice(0, 3).map((value, at) => value * top[3] + below[at] * (1 - top[3]));
    const behind = (node) => {{
        const layers = [];
        for (let at = node; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
        return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
    }};
    const light = (color) => color
        .map((value) => value / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const ratio = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const hasText = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    const found = [];
    for (const node of document.querySelectorAll("body *")) {{
        if (!hasText(node) || !isSeen(node) || node.closest("svg, :disabled, .spoiler")) continue;
        const style = getComputedStyle(node);
        const size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        const back = behind(node);
        const contrast = ratio(light(over(rgba(style.color), back)), light(back));
        const isFaint = contrast < (isLarge ? {ENOUGH_LARGE} : {ENOUGH});
        if (isFaint) found.push([node.className, node.textContent.slice(0, 40), contrast]);
    }}
    return found;
}}"""


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


async def scenes(chat: Chat, look: Look) -> list[tuple[str, Any]]:
    """Every part of the page once, with what is amiss there."""
    amiss: list[tuple[str, Any]] = []

    async def judge(scene: str) -> None:
        for check in (NAMELESS, FAINT, *([SMALL] if look.is_phone else [])):
            found = await chat.page.evaluate(check)
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
    assert await scenes(chat, look) == []


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
