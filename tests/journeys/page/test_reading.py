"""What messages look like: markdown, moments in each reader's language, older messages, unread channels."""

import re

import pytest
from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from bot.sandbox.world import town
from tests.journeys.page.conftest import Visit
from tests.journeys.page.puppet import Puppet

pytestmark = pytest.mark.page


NOON = 1_763_812_800  # 22 November 2025, 12:00 UTC; 13:00 in Madrid

MARKDOWN = """# Big
## Middle
-# small
**bold** *italic* __under__ ~~gone~~ `code` ||secret|| [text](https://example.org/a) https://example.org/b.
> quoted
- one
  - inside
1. first
```py
x = 1
```
<#{general}> <@{ana}> \\*plain\\* 2 * 3 * 4 snake_case_name"""


async def test_markdown_becomes_what_it_means(visit: Visit, puppet: Puppet) -> None:
    await puppet.say({"content": MARKDOWN.format(general=town.GENERAL, ana=town.ANA)})
    chat = await visit("luis")
    said = chat.newest
    await expect(said.get_by_role("heading", name="Big")).to_be_visible()
    await expect(said.get_by_role("strong")).to_have_text("bold")
    await expect(said.get_by_role("emphasis")).to_have_text("italic")
    await expect(said.get_by_role("deletion")).to_have_text("gone")
    await expect(said.get_by_role("blockquote")).to_have_text("quoted")
    await expect(said.get_by_role("listitem")).to_have_text([re.compile("^one"), "inside", "first"])
    await expect(said.get_by_role("link")).to_have_text(["text", "https://example.org/b"])
    await expect(said.get_by_label("Code in py")).to_have_text("x = 1")
    await expect(said.get_by_role("button", name="#general")).to_be_visible()
    await expect(said).to_contain_text("@Ana *plain* 2 * 3 * 4 snake_case_name")
    await said.get_by_role("button", name="Spoiler, show it").press("Enter")
    await expect(said.get_by_role("button", name="Spoiler, show it")).to_have_count(0)
    await chat.screenshot("markdown")


HOSTILE = (
    "<img src=x onerror=document.title='taken'><script>document.title='taken'</script>",
    "[press](javascript:document.title='taken') [here](data:text/html,x)",
    "`<b>` **<i onclick=1>** ||<u>|| <t:99999999999999:R> <t:8640000000001:F> <@1> <@&2> <#3> </gone:4>",
    "*" * 600 + "_" * 600 + "[" * 400 + "||" * 150,
)


async def test_nothing_that_somebody_writes_turns_into_a_part_of_the_page(visit: Visit) -> None:
    chat = await visit("ana")
    for number, text in enumerate(HOSTILE, 1):
        await chat.say(text)
        await expect(chat.messages).to_have_count(number)
    assert await chat.log.locator("img, script, b, i, a, [onclick]").count() == 0
    assert "taken" not in await chat.page.title()


# Each style of docs, reference.mdx "Timestamp Styles", in British English and in Spanish; what changes from one version
# of Chromium's language data to the next is left open.
MOMENTS = {
    "t": ("13:00", "13:00"),
    "T": ("13:00:00", "13:00:00"),
    "d": ("22/11/2025", "22/11/25"),
    "D": ("22 November 2025", "22 de noviembre de 2025"),
    "f": ("22 November 2025(,| at) 13:00", "22 de noviembre de 2025(,| a las) 13:00"),
    "F": ("Saturday,? 22 November 2025(,| at) 13:00", "sábado, 22 de noviembre de 2025(,| a las) 13:00"),
    "s": ("22/11/2025, 13:00", "22/11/25, 13:00"),
    "S": ("22/11/2025, 13:00:00", "22/11/25, 13:00:00"),
}


async def test_a_moment_is_told_in_the_readers_language(visit: Visit, puppet: Puppet) -> None:
    await puppet.say({"content": "\n".join(f"- <t:{NOON}:{style}>" for style in MOMENTS)})
    for key, place in {"ana": 0, "luis": 1}.items():
        told = (await visit(key)).newest.get_by_role("listitem")
        await expect(told).to_have_text([re.compile(f"^{words[place]}$") for words in MOMENTS.values()])


async def test_a_countdown_follows_the_clock_of_the_sandbox(sandbox: Sandbox, visit: Visit, puppet: Puppet) -> None:
    soon = sandbox.clock.now_ms() // 1000 + 7200
    await puppet.say({"content": f"It begins <t:{soon}:R>"})
    luis, mia = await visit("luis"), await visit("mia")
    await expect(mia.newest).to_contain_text(re.compile("It begins in [12] hours?"))
    await expect(luis.newest).to_contain_text(re.compile("It begins dentro de [12] horas?"))
    await sandbox.faults.apply("clock", {"seconds": 3 * 3600})
    await expect(mia.newest).to_contain_text(re.compile("It begins 1 hour ago"))


async def test_older_messages_come_as_one_scrolls_up(visit: Visit, sandbox: Sandbox) -> None:
    chat = await visit("ana")
    for number in range(1, 76):
        sandbox.people.say("mia", town.GENERAL, f"Number {number}.")
    await expect(chat.newest).to_contain_text("Number 75.")
    await chat.page.reload()
    await expect(chat.newest).to_contain_text("Number 75.")
    assert await chat.messages.count() == 50
    await chat.log.focus()
    await chat.page.keyboard.press("Home")
    await expect(chat.messages).to_have_count(75)
    await expect(chat.messages.nth(25)).to_be_in_viewport()  # where one was reading
    sandbox.people.say("mia", town.GENERAL, "Number 76.")
    await chat.button("1 new message: jump to newest").click()
    await expect(chat.newest).to_be_in_viewport()


async def test_a_channel_with_news_says_so(visit: Visit, puppet: Puppet) -> None:
    chat = await visit("mia")
    await puppet.say({"content": "The quiz begins."}, town.QUIZ)
    await expect(chat.page.get_by_role("button", name="quiz unread")).to_be_visible()
    await chat.go_to("quiz")
    await expect(chat.newest).to_contain_text("The quiz begins.")
    await expect(chat.page.get_by_role("button", name="quiz unread")).to_have_count(0)
    await expect(chat.page.get_by_role("heading", level=1)).to_have_text("quiz")


async def test_who_may_only_read_is_told_so(visit: Visit) -> None:
    luis, ana = await visit("luis"), await visit("ana")
    await luis.go_to("resources")
    await expect(luis.page.get_by_role("combobox", name="You can only read #resources")).to_be_disabled()
    await ana.go_to("resources")
    await expect(ana.page.get_by_role("combobox", name="Message #resources")).to_be_enabled()
