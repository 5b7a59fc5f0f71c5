"""Who is kept out, and who is too fast."""

from collections.abc import Callable

import pytest

from bot.sandbox.server import Sandbox
from bot.sandbox.world import town
from bot.servers.cool_down import COMMANDS
from tests.journeys.people import Person
from tests.journeys.quiz.night import Night
from tests.journeys.setup.choosing import PEOPLE, beside, give, picked

Say = Callable[..., str]


async def test_a_blocked_person_is_told_so_privately_whatever_they_do(
    night: Night, ana: Person, luis: Person, mia: Person, say: Say
) -> None:
    await night.starts(ana, questions=1, kind="one")
    await night.passes(6)
    question = night.last()
    card = await ana.command("what", concept="lambda")
    done = await ana.command("block", person=str(town.LUIS))
    assert (done.is_private, f"<@{town.LUIS}> is blocked" in done.text) == (True, True)
    for refused in (
        await luis.command("what", concept="lambda"),
        await luis.command("help"),
        await luis.command("quiz stop"),
        await question.pressed_by(luis, "A"),
        await card.pressed_by(luis, card.buttons[0]),
        await luis.message_command("Explain this", card.message),
    ):
        assert (refused.text, refused.is_private) == (say(luis, "doors.blocked"), True)
    assert await luis.autocomplete("what", concept="lamb") == []
    assert night.game().rounds[0].given == {}
    await question.pressed_by(mia, "A")
    assert list(night.game().rounds[0].given) == [town.MIA]
    # What is stored of them stays theirs.
    assert (await luis.command("privacy data")).text != say(luis, "doors.blocked")
    # Elsewhere they are as welcome as before.
    assert (await luis.in_private().command("what", concept="lambda")).title == "AWS Lambda"


@pytest.mark.parametrize("is_killed", [False, True])
async def test_a_block_outlives_the_bot_and_can_be_taken_back(
    is_killed: bool,  # noqa: FBT001 - a parameter of the test
    night: Night,
    ana: Person,
    luis: Person,
    say: Say,
) -> None:
    done = await ana.command("block", person=str(town.LUIS))
    await (night.bot_is_killed() if is_killed else night.bot_stops())
    await night.bot_starts()
    assert (await luis.command("what", concept="lambda")).text == say(luis, "doors.blocked")
    after = await ana.press(done.message, beside(done, f"<@{town.LUIS}>"))
    assert "Nobody is blocked." in after.text
    assert (await luis.command("what", concept="lambda")).title == "AWS Lambda"


async def test_the_list_of_the_blocked(ana: Person) -> None:
    shown = await (await ana.command("settings show")).press("Blocked: 0")
    assert "Nobody is blocked." in shown.text
    assert f"<@{town.LUIS}> is blocked" in (await picked(shown, PEOPLE, town.LUIS)).text
    await picked(shown, PEOPLE, town.MIA)
    shown = await ana.command("settings blocked")
    assert shown.text.count("since <t:") == 2
    shown = await ana.press(shown.message, beside(shown, f"<@{town.LUIS}>"))
    assert (str(town.LUIS) in shown.text, str(town.MIA) in shown.text) == (False, True)
    again = await picked(shown, PEOPLE, town.MIA)
    assert f"<@{town.MIA}> was blocked already." in again.text
    assert f"<@{town.MIA}> is no longer blocked." in (await ana.command("unblock", person=str(town.MIA))).text
    assert f"<@{town.MIA}> was not blocked." in (await ana.command("unblock", person=str(town.MIA))).text


async def test_managers_and_bots_cannot_be_blocked(night: Night, ana: Person, luis: Person) -> None:
    shown = await ana.command("settings blocked")
    for person in (town.ANA, town.OWNER, town.APPLICATION):
        command = await ana.command("block", person=str(person))
        menu = await picked(shown, PEOPLE, person)
        assert ("cannot be blocked" in command.text) == (person != town.APPLICATION)
        assert menu.text == command.text
    assert "Nobody is blocked." in (await ana.command("settings blocked")).text
    # Who comes to manage the server is let in by that.
    await ana.command("block", person=str(town.LUIS))
    give(night.sandbox, town.LUIS, town.ORGANISER)
    assert (await luis.command("what", concept="lambda")).title == "AWS Lambda"


async def test_nobody_waits_who_reads_and_whoever_floods_is_told_how_long(
    night: Night, luis: Person, mia: Person, say: Say
) -> None:
    for _ in range(COMMANDS.burst):
        assert (await luis.command("random", private=True)).text
    told = await luis.command("what", concept="lambda")
    assert (told.text, told.is_private) == (say(luis, "doors.too-fast", seconds=2), True)
    assert await luis.autocomplete("what", concept="lamb") != []
    assert (await mia.command("what", concept="lambda")).title == "AWS Lambda"
    await night.passes(2)
    assert (await luis.command("what", concept="lambda")).title == "AWS Lambda"


async def test_without_a_database_everybody_is_let_in_and_nobody_is_told_that_nothing_was_chosen(
    bot: Sandbox, say: Say
) -> None:
    ana, luis = Person("ana", bot), Person("luis", bot)
    assert (await luis.command("what", concept="lambda")).title == "AWS Lambda"
    for command in ("setup", "settings show", "settings history", "settings blocked"):
        assert (await ana.command(command)).text == say(ana, "setup.not-read")
    assert (await ana.command("block", person=str(town.LUIS))).text == say(ana, "setup.not-stored")
