"""From the invitation to the first quiz: the walk, in both languages, through stops and kills."""

from collections.abc import Callable

import pytest

from bot.sandbox.rest.api import Exchange
from bot.sandbox.world import town
from tests.journeys.people import Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.quiz.night import Night
from tests.journeys.setup.choosing import CHANNELS, ROLES, add_hosts, give, lists, locked, picked

Say = Callable[..., str]
NEW_DAILY_FORM = "daily:form"


async def test_three_choices_and_a_quiz(night: Night, ana: Person) -> None:
    hosts = add_hosts(night.sandbox)
    ana = ana.at("general")
    first = await ana.command("setup")
    assert first.is_private
    assert "Which language do you speak here?" in first.text
    assert first.buttons == ["As each asks", "English", "Español"]
    second = await first.press("Español")
    assert second.id == first.id
    assert "Where do you play?" in second.text
    third = await picked(second, CHANNELS, town.QUIZ)
    assert "Who may start a quiz?" in third.text
    done = await picked(third, ROLES, hosts)
    assert f"Language: Español\nQuiz channel: <#{town.QUIZ}>\nWho starts quizzes: <@&{hosts}>" in done.text
    assert f"Go to <#{town.QUIZ}>: </quiz start:" in done.text
    assert done.buttons == ["Plan a daily post", "Back"]
    assert done.id == first.id
    assert (await done.open_form(ana, "Plan a daily post")).modal["custom_id"] == NEW_DAILY_FORM
    assert "Quizzes are played in #quiz." in (await ana.command("help")).unescaped
    await night.starts(ana.at("quiz"), questions=1)
    assert "empieza un quiz" in night.last().text
    # Nobody else was told anything.
    assert night.messages("general") == []


async def test_who_leaves_everything_as_it_is_is_ready_too(night: Night, luis: Person) -> None:
    give(night.sandbox, town.LUIS, town.ORGANISER)
    step = await luis.command("setup")
    for label in ("El de quien pregunta", "Dejarlo así", "Dejarlo así"):
        step = await step.press(label)
    chosen = (
        "Idioma: El de quien pregunta\nCanal de los quizzes: ningún canal fijo\nQuién empieza los quizzes: cualquiera"
    )
    assert chosen in step.text
    assert "Todo listo para vuestro primer quiz" in step.text
    await night.starts(luis, questions=1)


async def test_one_can_go_back_and_take_back(ana: Person) -> None:
    first = await ana.command("setup")
    second = await first.press("English")
    third = await picked(second, CHANNELS, town.QUIZ)
    again = await third.press("Back")
    assert lists(again, CHANNELS)[0]["default_values"] == [{"id": str(town.QUIZ), "type": "channel"}]
    assert again.buttons == ["Back", "No fixed channel", "Go on"]
    third = await again.press("No fixed channel")
    done = await third.press("Leave it so")
    assert "Quiz channel: no fixed channel" in done.text
    assert (await (await done.press("Back")).press("Back")).buttons == ["Back", "Leave it so"]


@pytest.mark.parametrize("is_killed", [False, True])
async def test_a_walk_goes_on_after_a_restart(
    is_killed: bool,  # noqa: FBT001 - a parameter of the test
    night: Night,
    ana: Person,
) -> None:
    second = await (await ana.command("setup")).press("Español")
    await (night.bot_is_killed() if is_killed else night.bot_stops())
    await night.bot_starts()
    third = await picked(second, CHANNELS, town.QUIZ)
    await (night.bot_is_killed() if is_killed else night.bot_stops())
    await night.bot_starts()
    done = await third.press("Leave it so")
    assert f"Language: Español\nQuiz channel: <#{town.QUIZ}>\nWho starts quizzes: everybody" in done.text


async def test_a_channel_that_i_may_not_write_in_is_told_at_once(ana: Person) -> None:
    second = await (await ana.command("setup")).press("English")
    third = await picked(second, CHANNELS, town.RESOURCES)
    lacking = f"I may not write in <#{town.RESOURCES}> yet. In the settings of that channel, allow me: Send Messages."
    assert lacking in (await third.press("Leave it so")).text
    assert lacking in (await ana.command("settings show")).text


async def test_who_does_not_manage_the_server_changes_nothing(
    night: Night, ana: Person, luis: Person, say: Say
) -> None:
    assert set(luis.commands).isdisjoint({"setup", "settings", "block", "unblock"})
    step = await ana.command("setup")
    give(night.sandbox, town.ANA)
    for label in ("Español", "As each asks"):
        refused = await step.press(label)
        assert (refused.text, refused.is_private) == (say(ana, "setup.managers-only"), True)
        assert refused.id != step.id
    give(night.sandbox, town.ANA, town.ORGANISER)
    assert "Language: As each asks" in (await ana.command("settings show")).text


async def test_what_cannot_be_stored_is_not_chosen(evening: Evening, ana: Person, say: Say) -> None:
    step = await ana.command("setup")
    async with locked(evening):
        assert (await step.press("Español")).text == say(ana, "setup.not-stored")
        assert "Which language do you speak here?" in step.now().text
    assert "Where do you play?" in (await step.press("Español")).text


async def test_joining_a_server_says_nothing(night: Night, ana: Person) -> None:
    sent: list[str] = []
    night.sandbox.observe(lambda seen: sent.append(seen.path) if isinstance(seen, Exchange) else None)
    await night.sandbox.faults.apply("leave-guild", {})
    bot = town.APPLICATION
    night.sandbox.world.members.put(type(night.sandbox.world.members[town.ANA])(bot, 0, ()))
    await ana.command("help")
    assert [path for path in sent if "/messages" in path] == []
