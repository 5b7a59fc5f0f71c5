"""Filling in a command: every kind of option, what is wrong with a value, suggestions, the keyboard alone."""

import re

import pytest
from playwright.async_api import expect

from tests.journeys.page.conftest import Visit
from tests.journeys.page.puppet import CHOICES, MESSAGE, PRIVATE, Json, Puppet, Reply, option, slash

pytestmark = pytest.mark.page


STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 10, 11
SCORING = [{"name": "Speed", "value": "speed"}, {"name": "Calm", "value": "calm"}]
DONE = Reply(MESSAGE, {"content": "Done.", "flags": PRIVATE})


def everything() -> Json:
    start = {
        "name": "start",
        "description": "Start a quiz",
        "type": 1,
        "options": [
            option("rounds", INTEGER, required=True, min_value=1, max_value=50),
            option("scoring", STRING, choices=SCORING),
            option("aloud", BOOLEAN),
            option("host", USER),
            option("where", CHANNEL),
            option("team", ROLE),
            option("factor", NUMBER),
            option("pack", ATTACHMENT),
        ],
    }
    return slash("quiz", start)


async def test_options_of_every_kind_reach_the_bot_as_they_were_meant(visit: Visit, puppet: Puppet) -> None:
    await puppet.register(everything())
    puppet.reply("quiz", DONE)
    chat = await visit("ana")
    await chat.begin("/qui", "/quiz start")
    await chat.page.keyboard.type("5")
    for name, typed in {"scoring": "cal", "aloud": "tr", "host": "lui", "where": "gen", "team": "organ"}.items():
        await chat.button(re.compile("optional$")).click()
        await chat.page.get_by_role("menuitem", name=name).click()
        await chat.page.keyboard.type(typed)
        await chat.page.keyboard.press("Enter")
    await chat.button(re.compile("optional$")).click()
    await chat.page.get_by_role("menuitem", name="factor").click()
    await chat.page.keyboard.type("1.5")
    await chat.button(re.compile("optional$")).click()
    await chat.page.get_by_role("menuitem", name="pack").click()
    async with chat.page.expect_file_chooser() as choosing:
        await chat.button("pack: choose a file").click()
    await (await choosing.value).set_files({"name": "pack.yaml", "mimeType": "text/yaml", "buffer": b"name: x"})
    await chat.screenshot("command-options")
    await chat.button("Send the command").click()
    await expect(chat.newest).to_contain_text("Done.")

    asked = puppet.asked[-1]["data"]
    given = {each["name"]: each["value"] for each in asked["options"][0]["options"]}
    resolved = asked["resolved"]
    assert (given["rounds"], given["scoring"], given["aloud"], given["factor"]) == (5, "calm", True, 1.5)
    assert resolved["users"][given["host"]]["username"] == "luis"
    assert resolved["channels"][given["where"]]["name"] == "general"
    assert resolved["roles"][given["team"]]["name"] == "Organiser"
    assert resolved["attachments"][given["pack"]]["filename"] == "pack.yaml"


async def test_a_wrong_value_is_told_where_it_is_and_nothing_is_lost(visit: Visit, puppet: Puppet) -> None:
    await puppet.register(everything())
    chat = await visit("luis")
    await chat.begin("/quiz", "/quiz start")
    for typed, wrong in {"": "This is required.", "abc": "This must be a whole number.", "99": "At most 50."}.items():
        await chat.field("rounds").fill(typed)
        await chat.field("rounds").press("Enter")
        await expect(chat.page.get_by_role("alert").filter(has_text=wrong)).to_be_visible()
        await expect(chat.field("rounds")).to_have_value(typed)
        await expect(chat.field("rounds")).to_have_attribute("aria-invalid", "true")
    assert puppet.asked == []
    await chat.field("rounds").press("Escape")
    await expect(chat.composer).to_be_focused()


async def test_suggestions_follow_what_is_typed_and_say_when_there_are_none(visit: Visit, puppet: Puppet) -> None:
    def suggest(asked: Json) -> Reply:
        typed = next(each["value"] for each in asked["data"]["options"] if each.get("focused"))
        found = [name for name in ("Fargate", "Lambda", "Lightsail") if typed.lower() in name.lower()]
        return Reply(CHOICES, {"choices": [{"name": name, "value": name.lower()} for name in found]})

    await puppet.register(slash("find", option("topic", STRING, required=True, autocomplete=True)))
    chat = await visit("mia")
    puppet.reply("find", suggest)
    await chat.begin("/fi", "/find")
    await expect(chat.option(re.compile("."))).to_have_count(3)
    await chat.page.keyboard.type("l")
    await expect(chat.option(re.compile("."))).to_have_text(["Lambda", "Lightsail"])
    await chat.page.keyboard.type("zz")
    await expect(chat.page.get_by_role("status").filter(has_text="The bot suggests nothing for this")).to_be_visible()
    await chat.field("topic").fill("light")
    await chat.option("Lightsail").click()
    puppet.reply("find", DONE)
    await chat.page.keyboard.press("Enter")
    await expect(chat.newest).to_contain_text("Done.")
    assert puppet.asked[-1]["data"]["options"] == [{"name": "topic", "type": STRING, "value": "lightsail"}]


async def test_the_keyboard_alone_is_enough(visit: Visit, puppet: Puppet) -> None:
    await puppet.register(everything(), slash("other"))
    puppet.reply("quiz", DONE)
    chat = await visit("ana")
    press = chat.page.keyboard.press
    await chat.page.get_by_role("log").focus()
    await press("/")  # from anywhere
    await expect(chat.composer).to_have_value("/")
    await chat.page.keyboard.type("o")
    await press("Backspace")
    await expect(chat.command("/quiz start")).to_be_visible()
    for _ in range(2):
        await press("ArrowDown")  # past the end, round to the first
    await press("Tab")
    await expect(chat.field("rounds")).to_be_focused()
    await chat.page.keyboard.type("7")
    await press("Tab")
    await press("Enter")  # "+7 optional"
    await press("Enter")  # the first of them
    await expect(chat.field("scoring")).to_be_focused()
    await press("ArrowDown")
    await press("Enter")  # the second choice
    await press("Shift+Tab")
    await expect(chat.field("rounds")).to_be_focused()
    await press("Enter")
    await expect(chat.newest).to_contain_text("Done.")
    await expect(chat.composer).to_be_focused()
    given = puppet.asked[-1]["data"]["options"][0]["options"]
    assert [(each["name"], each["value"]) for each in given] == [("rounds", 7), ("scoring", "calm")]


async def test_a_message_has_the_bots_commands_in_its_menu(visit: Visit, puppet: Puppet) -> None:
    names = {"es-ES": "Explica esto"}
    await puppet.register({"name": "Explain this", "type": 3, "name_localizations": names})
    puppet.reply("Explain this", DONE)
    chat = await visit("luis")
    await chat.say("What is Fargate?")
    await chat.button("More about Luis's message", within=chat.newest).focus()
    await chat.page.keyboard.press("Enter")
    await expect(chat.page.get_by_role("menuitem", name="Explica esto")).to_be_focused()
    await chat.page.keyboard.press("Enter")
    await expect(chat.newest).to_contain_text("Done.")
    (target,) = puppet.asked[-1]["data"]["resolved"]["messages"].values()
    assert target["content"] == "What is Fargate?"

    first = chat.messages.first
    await first.click(button="right")
    await chat.page.get_by_role("menuitem", name="Delete message").click()
    await expect(chat.log).not_to_contain_text("What is Fargate?")
