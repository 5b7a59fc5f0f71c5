"""Somebody at the page: what they see, what they do with mouse and keyboard."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.async_api import Locator, Page, expect


@dataclass(frozen=True, slots=True)
class Look:
    """The window, and whether it is dark."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    is_phone: bool = False


DESKTOP = Look("desktop-light", 1280, 800)
DESKTOP_DARK = Look("desktop-dark", 1280, 800, "dark")
PHONE = Look("phone-light", 390, 844, is_phone=True)
PHONE_DARK = Look("phone-dark", 390, 844, "dark", is_phone=True)
LOOKS = (DESKTOP, DESKTOP_DARK, PHONE, PHONE_DARK)


class Chat:
    """One person's page. Everything is found as a screen reader finds it: by its role and its name."""

    def __init__(self, page: Page, key: str, screenshots: Path, *, is_phone: bool = False) -> None:
        self.page = page
        self.is_phone = is_phone
        self.key = key
        self._screenshots = screenshots

    async def open(self, url: str) -> None:
        await self.page.goto(f"{url}/?as={self.key}")
        await expect(self.composer).to_be_visible()
        await expect(self.log).to_contain_text("This is where #general begins.")

    async def screenshot(self, name: str) -> None:
        """For people to look at: build/screenshots/NAME.png."""
        self._screenshots.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=self._screenshots / f"{name}.png")

    # --- what there is ---------------------------------------------------------------------------------------------

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("combobox", name=re.compile("^(Message|Use a command in|You can only read)"))

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def messages(self) -> Locator:
        return self.log.get_by_role("article")

    @property
    def newest(self) -> Locator:
        return self.messages.last

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def button(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> Locator:
        is_whole = isinstance(name, str)
        return (within or self.page).get_by_role("button", name=name, exact=is_whole)

    def option(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("option", name=name)

    def command(self, title: str) -> Locator:
        """A command in the menu."""
        return self.page.get_by_role("option").filter(has=self.page.get_by_text(title, exact=True))

    def field(self, name: str) -> Locator:
        """The field of a command's option."""
        return self.page.get_by_role("combobox", name=re.compile(f"^{re.escape(name)}:"))

    # --- what one does ---------------------------------------------------------------------------------------------

    async def say(self, text: str) -> None:
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def begin(self, typed: str, command: str) -> None:
        """Type the beginning of a command, and choose it from the menu."""
        await self.composer.focus()
        await self.page.keyboard.type(typed)
        await self.command(command).click()
        await expect(self.page.get_by_role("group", name=f"Command {command}")).to_be_visible()

    async def use(self, command: str) -> None:
        """Run a command that needs nothing."""
        await self.begin(command, command)
        await self.button("Send the command").click()

    async def show_channels(self) -> None:
        """On a phone they are behind a button."""
        opener = self.page.get_by_role("banner").get_by_role("button", name="Channels")
        if await opener.is_visible():
            await opener.click()

    async def go_to(self, channel: str) -> None:
        await self.show_channels()
        await self.page.get_by_role("navigation", name="Channels").get_by_role("button", name=channel).click()
