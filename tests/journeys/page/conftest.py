"""The sandbox's page in a real browser: Chromium, found on this machine, never downloaded."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.sandbox.server import Sandbox
from tests.journeys.page.chat import DESKTOP, Chat, Look
from tests.journeys.page.puppet import Puppet

SCREENSHOTS = Path(__file__).parents[3] / "build" / "screenshots"
# The machine may be busy with other tests; nothing that works takes so long.
PATIENCE_MS = 20_000
# In a container there is neither a sandbox for the browser nor a graphics card, and it has nobody to report to.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

Visit: TypeAlias = Callable[..., Awaitable[Chat]]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where it is. Without it these tests are skipped, unless REQUIRE_CHROMIUM says that it must be there."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None and os.environ.get("REQUIRE_CHROMIUM"):
        pytest.fail("REQUIRE_CHROMIUM is set, and there is no Chromium on the PATH.")
    if found is None:
        pytest.skip("There is no Chromium on the PATH (on Debian: apt-get install chromium).")
    return found


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        await launched.close()


@pytest.fixture
async def visit(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Visit]:
    """`await visit("ana")` opens that person's chat. Errors of a page, and calls to elsewhere, fail the test."""
    amiss: list[str] = []

    async def open_chat(key: str, look: Look = DESKTOP) -> Chat:
        page = await open_page(browser, sandbox, look, amiss)
        chat = Chat(page, key, SCREENSHOTS, is_phone=look.is_phone)
        await chat.open(sandbox.url)
        return chat

    yield open_chat
    assert amiss == []


async def open_page(browser: Browser, sandbox: Sandbox, look: Look, amiss: list[str]) -> Page:
    """An empty page that looks so, and writes down whatever it complains of or asks of other machines."""
    context = await browser.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        has_touch=look.is_phone,
        is_mobile=look.is_phone,
        reduced_motion="reduce",
        timezone_id="Europe/Madrid",
    )
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("pageerror", lambda error: amiss.append(str(error)))
    page.on("console", lambda said: amiss.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("request", lambda asked: None if asked.url.startswith(_own(sandbox)) else amiss.append(asked.url))
    return page


def _own(sandbox: Sandbox) -> tuple[str, ...]:
    return sandbox.url, sandbox.url.replace("http", "ws", 1), "data:", "blob:"


@pytest.fixture
async def puppet(sandbox: Sandbox) -> AsyncIterator[Puppet]:
    """A bot that answers as the test tells it to."""
    async with Puppet.attached(sandbox) as attached:
        yield attached
