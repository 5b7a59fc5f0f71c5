"""A newcomer's first minutes, with the real bot, in a wide window and on a phone, light and dark, in both languages."""

import pytest
from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from bot.texts import Texts
from tests.journeys.page.chat import DESKTOP, DESKTOP_DARK, PHONE, PHONE_DARK, Look
from tests.journeys.page.conftest import Visit
from tests.journeys.people import Person

ANA, LUIS = ("ana", "/wh", "/what"), ("luis", "/qu", "/qué")


@pytest.mark.parametrize(
    ("person", "look"),
    [(ANA, DESKTOP), (ANA, PHONE_DARK), (LUIS, DESKTOP_DARK), (LUIS, PHONE)],
    ids=lambda each: each.name if isinstance(each, Look) else each[0],
)
async def test_a_newcomer_finds_a_card_and_compares(
    bot: Sandbox, visit: Visit, texts: Texts, look: Look, person: tuple[str, str, str]
) -> None:
    key, typed, command = person
    language = Person(key, bot).language
    chat = await visit(key, look)
    await chat.composer.focus()
    await chat.page.keyboard.type(typed)
    await expect(chat.command(command)).to_be_visible()
    await chat.screenshot(f"newcomer-1-menu-{key}-{look.name}")

    await chat.command(command).click()
    await chat.page.keyboard.type("farg")
    await chat.option("AWS Fargate").click()
    await chat.screenshot(f"newcomer-2-option-{key}-{look.name}")

    await chat.button("Send the command").click()
    await expect(chat.newest.get_by_role("heading", name="AWS Fargate")).to_be_in_viewport()
    await expect(chat.newest).to_contain_text(texts.say(language, "lookup.facts"))
    await chat.screenshot(f"newcomer-3-card-{key}-{look.name}")

    await chat.button(texts.say(language, "button.versus", name="AWS Lambda"), within=chat.newest).click()
    await expect(chat.newest.get_by_role("heading", name="AWS Fargate vs AWS Lambda")).to_be_in_viewport()
    await expect(chat.newest).to_contain_text(texts.say(language, "comparison.differs"))
    await chat.screenshot(f"newcomer-4-comparison-{key}-{look.name}")


async def test_an_answer_says_who_asked_for_it_and_how(bot: Sandbox, visit: Visit) -> None:
    assert bot.gateway.is_connected
    chat = await visit("ana")
    await chat.use("/topics")
    await expect(chat.newest).to_contain_text("Ana used /topics")


async def test_what_one_person_asks_the_others_see(bot: Sandbox, visit: Visit) -> None:
    assert bot.gateway.is_connected
    ana, mia = await visit("ana"), await visit("mia", PHONE)
    await ana.say("Who wants to study containers?")
    await expect(mia.newest).to_contain_text("Who wants to study containers?")
    await ana.use("/topics")
    await expect(mia.newest.get_by_role("heading", name="Topics")).to_be_visible()


async def test_without_a_person_the_page_asks_whom_one_would_like_to_be(sandbox: Sandbox, visit: Visit) -> None:
    chat = await visit("ana")
    await chat.page.goto(sandbox.url)
    await expect(chat.page.get_by_role("heading", name="Who would you like to be?")).to_be_visible()
    await expect(chat.page.get_by_role("link")).to_have_count(6)
    await chat.screenshot("welcome")
    async with chat.page.context.expect_page() as opened:
        await chat.page.get_by_role("link", name="Luis").click()
    luis = await opened.value
    await expect(luis.get_by_role("button", name="You are Luis, Spanish (Spain)")).to_be_visible()
