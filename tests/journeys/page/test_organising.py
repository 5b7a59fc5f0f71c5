"""At the page a server is set up, has a daily post, keeps somebody out; and somebody deletes what is stored of them."""

import re
from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from tests.journeys.daily.conftest import days, evening, sandbox
from tests.journeys.daily.days import Days
from tests.journeys.page.chat import DESKTOP, PHONE_DARK, Chat
from tests.journeys.page.conftest import Visit
from tests.journeys.page.reaching import out_of_reach

__all__ = ["days", "evening", "sandbox"]

NINE = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


class Room:
    """Ana, who organises, and Luis with his phone, and the days that pass."""

    def __init__(self, days: Days, ana: Chat, luis: Chat) -> None:
        self.days, self.ana, self.luis = days, ana, luis

    async def see(self, name: str, chat: Chat) -> None:
        """A picture of what they see; and they can use all of it."""
        self.days.sandbox.clock.move(seconds=0)
        await chat.newest.scroll_into_view_if_needed()
        await chat.screenshot(f"organising-{name}-{chat.key}")
        assert await out_of_reach(chat) == []


@pytest.fixture
async def room(days: Days, visit: Visit) -> Room:
    return Room(days, await visit("ana", DESKTOP), await visit("luis", PHONE_DARK))


async def test_a_server_is_organised_and_its_people_decide_about_what_is_theirs(room: Room) -> None:
    await sets_up(room)
    await has_its_daily_post(room)
    await keeps_out_and_lets_in(room)
    await sees_takes_and_deletes(room)


async def sets_up(room: Room) -> None:
    ana = room.ana
    await ana.use("/setup")
    await expect(ana.newest).to_contain_text("Which language do you speak here?")
    await room.see("1-language", ana)
    await ana.button("English").click()
    await expect(ana.newest).to_contain_text("Where do you play?")
    await room.see("2-channel", ana)
    await ana.button("Leave it so").click()
    await expect(ana.newest).to_contain_text("Who may start a quiz?")
    await ana.button("Leave it so").click()
    await expect(ana.newest).to_contain_text("Language: English")
    await room.see("3-ready", ana)


async def has_its_daily_post(room: Room) -> None:
    ana, luis = room.ana, room.luis
    await ana.button("Plan a daily post").click()
    await expect(ana.dialog).to_contain_text("A daily post")
    await room.see("4-daily-form", ana)
    await ana.button("Submit", within=ana.dialog).click()
    await expect(ana.newest).to_contain_text("The daily post of")
    await room.see("5-daily", ana)
    await room.days.come_to(NINE)
    await expect(luis.log).to_contain_text("Fact of the day")
    await room.see("6-post", luis)
    await luis.button(re.compile("^(A|True)$")).last.click()
    await expect(luis.newest).to_contain_text("Only you can see this")
    await room.see("7-answered", luis)


async def keeps_out_and_lets_in(room: Room) -> None:
    ana, luis = room.ana, room.luis
    await chooses_luis(ana, "/block")
    await expect(ana.newest).to_contain_text("Luis")
    await luis.use("/temas")
    await expect(luis.newest).to_contain_text("te ha bloqueado")
    await room.see("8-kept-out", luis)
    await chooses_luis(ana, "/unblock")
    await luis.use("/temas")
    await expect(luis.newest).to_contain_text("Categories")
    await ana.use("/settings history")
    await expect(ana.newest).to_contain_text("Luis")
    await room.see("9-history", ana)


async def chooses_luis(ana: Chat, command: str) -> None:
    await ana.begin(command, command)
    await ana.page.keyboard.type("luis")
    await ana.option(re.compile("Luis")).first.click()
    await ana.button("Send the command").click()
    await expect(ana.newest).to_contain_text("Only you can see this")


async def sees_takes_and_deletes(room: Room) -> None:
    luis = room.luis
    await luis.use("/privacidad datos")
    await expect(luis.newest).to_contain_text("Servidores en los que has jugado: 1.")
    await room.see("10-stored", luis)
    await luis.use("/privacidad exportar")
    await expect(luis.newest.get_by_role("link", name=re.compile(r"\.zip"))).to_be_visible()
    await room.see("11-files", luis)
    await luis.use("/privacidad borrar")
    await luis.button("Borrar todo…").click()
    await luis.dialog.get_by_role("textbox").fill("BORRAR")
    await room.see("12-certain", luis)
    await luis.button("Submit", within=luis.dialog).click()
    await expect(luis.log).to_contain_text("borrado")
    await room.see("13-deleted", luis)
