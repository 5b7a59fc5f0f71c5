"""A quiz night at the page, from the plan to the recap: its host at a desk, two members, one of them with a phone."""

import re
from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from tests.journeys.nights.conftest import evening, sandbox, thursday
from tests.journeys.nights.thursday import Thursday
from tests.journeys.page.chat import DESKTOP, DESKTOP_DARK, PHONE, Chat
from tests.journeys.page.conftest import Visit
from tests.journeys.page.reaching import out_of_reach
from tests.journeys.quiz.night import LETTERS

__all__ = ["evening", "sandbox", "thursday"]

SATURDAY = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)
# From the opening, as it was seen, to the first question.
UNTIL_FIRST_S = 15
# What is chosen in the command, in this order; whatever is no number is taken from its list.
PLAN = {"rounds": "2", "questions": "1", "pause": "1", "categories": "Compute", "teams": "Teams, joined by button"}


class Room:
    """Three people in the channel of the quizzes, and the time that passes there."""

    def __init__(self, thursday: Thursday, ana: Chat, luis: Chat, mia: Chat) -> None:
        self.thursday = thursday
        self.ana, self.luis, self.mia = ana, luis, mia
        self.chats = (ana, luis, mia)

    async def see(self, name: str, *chats: Chat, is_from_top: bool = False) -> None:
        """A picture of what they see, or of the newest message from its top; and everybody can use it."""
        self.tell_the_time()
        for chat in chats or (self.ana, self.luis):
            if is_from_top:
                await chat.newest.evaluate("message => message.scrollIntoView({block: 'start'})")
            await chat.screenshot(f"night-{name}-{chat.key}")
            assert await out_of_reach(chat) == []

    async def passes(self, seconds: float) -> None:
        await self.thursday.passes(seconds)
        self.tell_the_time()

    def tell_the_time(self) -> None:
        """The clock of a page runs on by itself; that of the room has been moved by hand."""
        self.thursday.sandbox.clock.move(seconds=0)

    async def answers(self, chat: Chat, place: int) -> None:
        await chat.button(LETTERS[place]).last.click()
        await expect(chat.newest).to_contain_text(f"{LETTERS[place]} · ")


@pytest.fixture
async def room(visit: Visit, thursday: Thursday) -> Room:
    chats = [await visit("ana", DESKTOP), await visit("luis", PHONE), await visit("mia", DESKTOP_DARK)]
    for chat in chats:
        await chat.go_to("quiz")
        await expect(chat.log).to_contain_text("This is where #quiz begins.")
    return Room(thursday, *chats)


async def test_a_night_is_planned_joined_played_and_looked_back_at(room: Room) -> None:
    ana, luis, mia = room.ana, room.luis, room.mia
    await plans(room)
    await joins(room)

    await room.thursday.comes(SATURDAY)
    await expect(luis.log).to_contain_text("Quiz night begins")
    await room.passes(5)
    await room.see("5-opening")
    await ana.use("/quiz panel")
    await expect(ana.newest).to_contain_text("Only you can see this")
    await room.passes(UNTIL_FIRST_S)
    await expect(luis.log).to_contain_text("Question 1 of 2")
    await ana.button("Update").last.click()
    await expect(ana.log).to_contain_text("Answered so far: 0")
    await room.see("6-question", ana, luis, mia)
    await ana.messages.filter(has_text="Answered so far").scroll_into_view_if_needed()
    await room.see("6-panel", ana)
    await plays_a_question(room, "7-answered", "8-reveal")

    await room.passes(60)
    await expect(luis.log).to_contain_text("Question 2 of 2")
    await room.see("9-second-round")
    await plays_a_question(room, "10-answered", "11-second-reveal")
    await room.passes(60)
    await expect(luis.log).to_contain_text("“Quiz night” is over")
    await room.see("12-podium", ana, luis, mia, is_from_top=True)
    await luis.button("My result").last.click()
    await expect(luis.newest).to_contain_text("Tu resultado")
    await mia.use("/recap")
    await expect(mia.newest).to_contain_text("Recap: ")
    await expect(ana.newest).to_contain_text("Recap: ")
    await room.see("13-recap", ana, luis, mia, is_from_top=True)


async def plans(room: Room) -> None:
    """By the command, from its draft; then its lobby is there, and the server's event."""
    ana, luis = room.ana, room.luis
    await ana.begin("/quiz night pl", "/quiz night plan")
    await ana.page.keyboard.type("saturday 20:00")
    await ana.option(re.compile("20:00")).first.click()
    for option, value in PLAN.items():
        await ana.button(re.compile("optional$")).click()
        await ana.page.get_by_role("menuitem", name=re.compile(f"^{option}:")).click()
        await ana.page.keyboard.type(value)
        if not value.isdigit():
            await ana.option(re.compile(f"^{re.escape(value)}")).first.click()
    await room.see("1-command", ana)
    await ana.button("Send the command").click()
    await expect(ana.newest).to_contain_text("Only you can see this")
    await room.see("2-draft", ana)
    await ana.button("Plan it").click()
    await room.thursday.settle()
    await expect(luis.newest).to_contain_text("Quiz night")
    await room.see("3-lobby")
    await luis.show_channels()
    await luis.page.get_by_role("region", name="Events").get_by_role("button").click()
    await expect(luis.dialog).to_contain_text("Quiz night")
    await room.see("3-event", luis)
    await luis.button("Interested").click()
    await expect(luis.dialog).to_contain_text("1 interested")
    await luis.page.keyboard.press("Escape")
    await luis.page.keyboard.press("Escape")


async def joins(room: Room) -> None:
    """Each for another team."""
    for chat, team in ((room.luis, "Otters"), (room.mia, "Herons")):
        await chat.button(re.compile(f"^{team}")).last.click()
        await expect(chat.newest).to_contain_text("Only you can see this")
    await room.passes(5)
    await expect(room.ana.log).to_contain_text("Otters (1)")
    await expect(room.ana.log).to_contain_text("Herons (1)")
    await room.see("4-joined")


async def plays_a_question(room: Room, answered: str, reveal: str) -> None:
    """Luis is right, and Mia is not."""
    right = room.thursday.right()[0]
    await room.answers(room.luis, right)
    await room.answers(room.mia, (right + 1) % 4)
    await room.see(answered, room.luis)
    await room.passes(22)
    await expect(room.luis.log).to_contain_text("Right: 1 of 2")
    await room.see(reveal)
