"""A night in parts, and people who have more time: over the wire, through kills, and nobody is told who."""

from collections.abc import Callable
from dataclasses import replace

from bot.quiz.commands import Start
from bot.quiz.events import Opened, Part
from bot.quiz.game import Game, Phase
from tests.journeys.people import Person
from tests.journeys.quiz.night import LETTERS, Night
from tests.journeys.quiz.test_coming_back import killed_for

Say = Callable[..., str]

COMING_IN = "Time is up. The last answers are coming in, and the result follows."
DRAWN = 4_000_000_000_000_000_000


async def in_parts(night: Night, host: Person) -> Opened:
    """A quiz of two parts with one question each, and five minutes between them."""
    await night.starts(host, questions=2, kind="one")
    opened = night.game().opened
    await host.command("quiz stop")
    await night.passes(0)
    parts = (Part("Computing", 1), Part("Storage", 2))
    settings = replace(opened.settings, parts=parts, break_seconds=300)
    start = Start(
        quiz=DRAWN,
        at=night.clock.now(),
        guild=opened.guild,
        channel=opened.channel,
        host=opened.host,
        settings=settings,
        questions=opened.questions,
        seed=1,
    )
    assert isinstance(await night.host.start(start), Game)
    await night.passes(1)
    return opened


async def test_a_break_between_two_parts_which_the_host_may_end(night: Night, ana: Person, luis: Person) -> None:
    await in_parts(night, ana)
    question = night.last()
    await question.pressed_by(luis, "A")
    await night.passes(22)
    due = f"<t:{int(night.game().due.timestamp())}:R>"
    assert f"Break. Then comes **Storage**: {due}" in question.now().text
    await night.passes(120)
    assert night.game().phase is Phase.WAITING
    panel = await ana.command("quiz panel")
    assert "Break before **Storage**. Goes on: <t:" in panel.text
    await night.leads(panel, "Next")
    await night.passes(0)
    await night.saying("Question 2 of 2").pressed_by(luis, "A")


async def test_killed_in_a_break_the_rest_of_it_is_kept(night: Night, ana: Person, luis: Person) -> None:
    await in_parts(night, ana)
    await night.last().pressed_by(luis, "A")
    await night.passes(22)
    due = night.game().due
    await killed_for(night, 100)
    assert night.game().due == due
    assert f"The quiz goes on: <t:{int(due.timestamp())}:R>" in night.saying("I was away").text
    await night.passes((due - night.clock.now()).total_seconds() + 1)
    assert "Question 2 of 2" in night.last().text


async def test_who_has_more_time_has_it_and_nobody_is_told(
    night: Night, ana: Person, luis: Person, mia: Person, say: Say
) -> None:
    await luis.command("accessibility", time="150")
    await night.starts(ana, questions=2, kind="one")
    await night.passes(6)
    await night.last().pressed_by(luis, LETTERS[night.right()[0]])  # from now on it is known that they play
    await night.passes(35)
    question, right = night.last(), LETTERS[night.right()[0]]
    await night.passes(20 - (night.clock.now() - night.game().rounds[1].asked_at).total_seconds() + 2)
    shown = question.now()
    assert COMING_IN in shown.text
    assert night.named(luis) not in shown.text
    assert (await question.pressed_by(mia, right)).text == say(mia, "quiz.refusal.late")
    taken = await question.pressed_by(luis, right)
    assert taken.is_private
    await night.passes(2)
    reveal = question.now()
    assert f"{night.named(luis)} +" in reveal.text
    assert " in 2" not in reveal.text  # a time that others did not have is not told


async def test_nobody_waits_for_longer_than_that(night: Night, ana: Person, luis: Person) -> None:
    await luis.command("accessibility", time="200")
    await night.starts(ana, questions=2, kind="one", seconds=10)
    await night.passes(6)
    await night.last().pressed_by(luis, "A")
    await night.passes(20)
    question = night.game().rounds[1]
    await night.passes(11.6)
    assert night.game().rounds[1].is_rung
    await killed_for(night, 0)
    await night.passes(40)
    assert night.host.games == [] or night.game().rounds[1].is_closed
    assert question.number == 2
