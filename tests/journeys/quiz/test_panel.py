"""The host's panel: how the quiz stands, everything that can be done with it, and who may."""

from collections.abc import Callable

import pytest

from bot.quiz.game import Phase
from bot.quiz.standings import standings
from tests.journeys.people import Answer, Person
from tests.journeys.quiz.night import LETTERS, Night, components
from tests.journeys.quiz.test_coming_back import killed_for

Say = Callable[..., str]

PEOPLE_MENU = 5


def number_of(night: Night, person: Person) -> int:
    there = night.sandbox.world.person(person.key)
    assert there is not None
    return there.id


async def picks(panel: Answer, person: int) -> Answer:
    """Whoever leads picks somebody in the list of people."""
    shown = panel.now()
    (menu,) = components(shown, PEOPLE_MENU)
    return await shown.person.press(shown.message, menu["custom_id"], [str(person)])


async def test_it_shows_how_the_quiz_stands(night: Night, ana: Person, luis: Person, mia: Person) -> None:
    panel = await night.starts(ana, questions=3, kind="one")
    assert "Next: question 1 of 3" in panel.text
    await night.passes(6)
    right = night.right()[0]
    await night.last().pressed_by(luis, LETTERS[right])
    await night.last().pressed_by(mia, LETTERS[(right + 1) % 4])
    shown = await panel.press("Update")
    assert shown.id == panel.id
    assert "Question 1 of 3" in shown.text
    assert "Answered so far: 2" in shown.text
    assert night.named(luis) not in shown.text  # the answer is not told before the bell
    await night.passes(23)
    assert f" 1. {night.named(luis)} 975" in (await panel.press("Update")).text


async def test_paused_before_a_question_it_shows_which_one_is_next(night: Night, ana: Person) -> None:
    panel = await night.starts(ana, questions=1, kind="one")
    await night.leads(panel, "Pause")
    assert panel.now().title == "Next: question 1 of 1"
    await night.leads(panel, "Go on")
    await night.passes(6)
    await night.leads(panel, "Next")
    await night.passes(2)
    assert (await panel.now().press("Update")).title == "Question 1 of 1"


async def test_next_closes_the_open_question_and_asks_the_next_one(night: Night, ana: Person, luis: Person) -> None:
    panel = await night.starts(ana, questions=2, kind="one", seconds=60)
    await night.passes(6)
    await night.last().pressed_by(luis, "A")
    told = await night.leads(panel, "Next")
    assert told.text == f"{night.named(ana)} moves on."
    await night.passes(2)
    assert night.game().phase is Phase.WAITING
    await night.leads(panel, "Next")
    await night.passes(0)
    assert night.game().phase is Phase.OPEN
    await night.saying("Question 2 of 2").pressed_by(luis, "B")


async def test_jumping_ahead(night: Night, ana: Person, luis: Person, say: Say) -> None:
    panel = await night.starts(ana, questions=5, kind="one")
    await night.passes(6)
    first = night.last()
    await first.pressed_by(luis, "A")
    for typed in ("1", "six", "6"):
        form = await panel.now().open_form(ana, "Jump to a question")
        refused = await ana.submit(form, typed)
        assert refused.text == say(ana, "panel.jump.not-a-number", typed=typed, first=2, last=5)
    before = len(night.messages())
    form = await panel.now().open_form(ana, "Jump to a question")
    await ana.submit(form, "4")
    told = await night.hears_of(ana, before)
    assert told.text == f"{night.named(ana)} jumps to question 4. What lies between counts for nobody."
    await night.passes(1)
    assert "Skipped. This question counts for nobody." in first.now().text
    await night.saying("Question 4 of 5").pressed_by(luis, "A")
    assert [len(round_.given) for round_ in night.game().rounds] == [1, 0, 0, 1]


async def test_somebody_is_taken_out(night: Night, ana: Person, luis: Person, mia: Person, say: Say) -> None:
    panel = await night.starts(ana, questions=2, kind="one")
    await night.passes(6)
    right = LETTERS[night.right()[0]]
    await night.last().pressed_by(luis, right)
    await night.last().pressed_by(mia, right)
    await night.passes(22)
    await panel.now().press("Take somebody out")
    asked = await picks(panel, number_of(night, mia))
    assert f"Take {night.named(mia)} out?" in asked.text
    told = await night.leads(panel, "Take out")
    assert told.text == f"{night.named(ana)} took {night.named(mia)} out of this quiz."
    assert [each.person for each in standings(night.game().marks())] == [number_of(night, luis)]
    await night.passes(8)
    refused = await night.last().pressed_by(mia, "A")
    assert refused.text == say(mia, "quiz.refusal.kicked")
    await night.passes(40)
    assert night.named(mia) not in night.saying("The quiz is over").text


async def test_the_host_hands_over_and_who_manages_takes_over(
    night: Night, ana: Person, luis: Person, mia: Person, say: Say
) -> None:
    panel = await night.starts(luis, questions=3, kind="one")
    await panel.now().press("Pasar la dirección")
    before = len(night.messages())
    await picks(panel, number_of(night, mia))
    told = await night.hears_of(luis, before)
    assert told.text.startswith(f"{night.named(luis)} pasó la dirección del quiz a {night.named(mia)}.")
    assert (await panel.now().press("Actualizar")).text == say(luis, "quiz.refusal.not-host")
    theirs = await mia.command("quiz panel")
    assert theirs.is_private
    of_manager = await ana.command("quiz panel")
    assert f"{night.named(mia)} leads this quiz." in of_manager.text
    told = await night.leads(of_manager, "Take over")
    assert told.text == f"{night.named(ana)} dirige el quiz a partir de ahora."
    assert (await mia.command("quiz pause")).text == say(mia, "quiz.refusal.not-host")
    assert (await luis.command("quiz panel")).text == say(luis, "quiz.refusal.not-host")
    assert "leads this quiz." not in of_manager.now().text


async def test_a_bot_cannot_lead(night: Night, ana: Person, say: Say) -> None:
    panel = await night.starts(ana, questions=3, kind="one")
    await panel.now().press("Hand the quiz over")
    assert (await picks(panel, night.sandbox.world.bot.id)).text == say(ana, "panel.handing-bot")


async def test_the_end_is_asked_for_twice(night: Night, ana: Person) -> None:
    panel = await night.starts(ana, questions=3, kind="one")
    await night.passes(6)
    asked = await panel.press("End…")
    assert "End this quiz now?" in asked.text
    await asked.press("Back")
    assert night.host.games != []
    await panel.now().press("End…")
    await night.leads(panel, "End the quiz")
    await night.passes(0)
    assert night.saying("It was stopped.").buttons == []
    assert "The quiz is over" in panel.now().text


async def test_a_press_that_arrives_twice_is_told_once(night: Night, ana: Person) -> None:
    panel = await night.starts(ana, questions=1, kind="one")
    await night.sandbox.faults.apply("duplicate", {"times": 1})
    await night.leads(panel, "Pause")
    await night.leads(panel, "Go on")
    lines = [message.text for message in night.messages() if message.text.startswith(night.named(ana))]
    assert lines == [f"{night.named(ana)} paused the quiz.", f"{night.named(ana)} lets the quiz go on."]


async def test_without_a_quiz_there_is_no_panel(night: Night, ana: Person, say: Say) -> None:
    assert night.host.games == []
    assert (await ana.command("quiz panel")).text == say(ana, "quiz.start.none-here")


@pytest.mark.parametrize("what", ["open", "asking", "picking"])
async def test_the_panel_works_after_a_kill(night: Night, ana: Person, luis: Person, what: str) -> None:
    panel = await night.starts(ana, questions=2, kind="one")
    await night.passes(6)
    await night.last().pressed_by(luis, "A")
    if what == "asking":
        await panel.press("End…")
    elif what == "picking":
        await panel.press("Take somebody out")
    await killed_for(night, 20)
    if what == "picking":
        await picks(panel, number_of(night, luis))
        await night.leads(panel, "Take out")
        assert night.game().rounds[0].given == {}
    elif what == "asking":
        await night.leads(panel, "End the quiz")
        assert "The quiz is over" in panel.now().text
    else:
        await night.leads(panel, "Skip")
        assert night.game().rounds[0].is_skipped
