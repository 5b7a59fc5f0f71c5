"""Leading a quiz: the panel, the commands, who may, and presses that do not count."""

from collections.abc import Callable

import pytest

from bot.sandbox.refusals import Refused
from bot.sandbox.world.permissions import SEND_MESSAGES, VIEW_CHANNEL
from tests.journeys.people import Person
from tests.journeys.quiz.night import Night, components

Say = Callable[..., str]

BUTTON = 2


async def test_a_pause_stops_the_clock_and_the_buttons(night: Night, ana: Person, luis: Person, say: Say) -> None:
    panel = await night.starts(ana, questions=2, kind="one")
    await night.passes(10)
    question = night.last()
    told = await night.leads(panel, "Pause")
    assert (told.is_private, told.text) == (False, f"{night.named(ana)} paused the quiz.")
    await night.passes(300)
    assert "Paused. The time stands until the host goes on." in question.now().text
    assert question.now().buttons == []
    # Who still sees the buttons from before is told.
    with pytest.raises(Refused):
        await question.pressed_by(luis, "A")
    assert (await ana.command("quiz pause")).text == say(ana, "quiz.refusal.paused")
    await ana.command("quiz resume")
    await night.passes(0)
    assert f"Closes: <t:{round(night.game().due.timestamp())}:R>" in question.now().text
    await question.now().pressed_by(luis, "A")
    await night.passes(16.6)
    assert question.now().text.count("Right answer: ") == 1


async def test_more_time_is_given(night: Night, ana: Person, luis: Person) -> None:
    panel = await night.starts(ana, questions=1, kind="one", seconds=5)
    await night.passes(9)
    question, due = night.last(), night.game().due
    await night.leads(panel, "+15 s")
    told = await ana.command("quiz extend", seconds=60)
    assert "gave more time. Closes: <t:" in told.text
    assert (night.game().due - due).total_seconds() == 75
    await night.passes(70)
    assert (await question.pressed_by(luis, "A")).text.endswith("74,0 s")


async def test_a_question_is_skipped_and_the_quiz_stopped(night: Night, ana: Person, luis: Person) -> None:
    panel = await night.starts(ana, questions=3, kind="one")
    await night.passes(6)
    first = night.last()
    await first.pressed_by(luis, "A")
    await night.leads(panel, "Skip")
    await night.passes(0)
    assert "Skipped. This question counts for nobody." in first.now().text
    await night.passes(8)
    second = night.last()
    await second.pressed_by(luis, "A")
    await ana.command("quiz stop")
    await night.passes(0)
    end = night.last()
    assert "It was stopped." in end.text
    assert "The quiz is over" in (await panel.now().press("Update")).text
    assert panel.now().buttons == ["Update"]
    assert "There is no quiz in this channel" in (await ana.command("quiz stop")).text
    assert second.now().buttons[0].startswith("Look up ")


async def test_only_the_host_and_who_manages_may_lead(night: Night, ana: Person, luis: Person, mia: Person) -> None:
    await night.starts(luis, questions=3, kind="one")
    await night.passes(6)
    for name in ("stop", "skip", "pause", "extend"):
        refused = await mia.command(f"quiz {name}")
        assert refused.is_private
        assert refused.text.startswith("Only whoever leads this quiz")
    assert not (await luis.command("quiz pause")).is_private
    assert not (await ana.command("quiz resume")).is_private
    assert not (await ana.command("quiz stop")).is_private


async def test_two_starts_in_one_channel_one_wins(night: Night, ana: Person, luis: Person, say: Say) -> None:
    await night.starts(ana, questions=3)
    refused = await luis.command("quiz start")
    assert (refused.is_private, refused.text) == (True, say(luis, "quiz.refusal.channel-busy"))
    assert len(night.host.games) == 1


async def test_late_early_and_strange_presses_are_told_so(night: Night, ana: Person, luis: Person, say: Say) -> None:
    await night.starts(ana, questions=2, kind="one", seconds=5)
    await night.passes(5)
    question = night.last()
    (first, *_) = components(question, BUTTON)
    await night.passes(5.5)
    late = await question.pressed_by(luis, "A")
    assert (late.is_private, late.text) == (True, say(luis, "quiz.refusal.late"))
    await night.passes(9)
    second = night.last()
    assert first["custom_id"] not in str(second.message["components"])
    await second.pressed_by(luis, "A")
    assert len(night.game().rounds[1].given) == 1
    assert night.game().rounds[0].given == {}


async def test_what_cannot_be_started_says_why(night: Night, ana: Person) -> None:
    nothing = await ana.command("quiz start", category="Kompute")
    assert nothing.is_private
    assert "There is no category “Kompute”. Did you mean “Compute”?" in nothing.text
    both = await night.starts(ana, category="Compute, Storage", questions=1)
    assert both.is_private
    assert "Compute, Storage" in night.last().text
    assert await ana.autocomplete("quiz start", category="Compute, sto") == ["Compute, Storage"]


@pytest.mark.parametrize(("denied", "named"), [(VIEW_CHANNEL, "View Channel"), (SEND_MESSAGES, "Send Messages")])
async def test_a_permission_that_is_missing_is_named(night: Night, ana: Person, denied: int, named: str) -> None:
    await night.sandbox.faults.apply("permission", {"channel_id": ana.channel_id, "deny": denied})
    refused = await ana.command("quiz start")
    assert refused.is_private
    assert f"I lack the permission “{named}” in this channel." in refused.text
    assert night.host.games == []


async def test_a_permission_that_goes_ends_the_quiz_and_the_host_is_told(night: Night, ana: Person) -> None:
    await night.starts(ana, questions=3)
    await night.passes(6)
    await night.sandbox.faults.apply("permission", {"channel_id": ana.channel_id, "deny": SEND_MESSAGES})
    await night.passes(60)
    assert night.host.games == []
    told = await night.told_privately(ana)
    assert "I may no longer see its channel or write there" in told.text


async def test_a_channel_that_is_deleted_ends_the_quiz_at_once(night: Night, ana: Person) -> None:
    await night.starts(ana, questions=3)
    await night.passes(6)
    await night.sandbox.faults.apply("delete-channel", {"channel_id": ana.channel_id})
    told = await night.told_privately(ana)
    assert night.host.games == []
    assert "its channel or thread is gone" in told.text


async def test_a_bot_that_is_removed_ends_its_quizzes(night: Night, ana: Person) -> None:
    await night.starts(ana, questions=3)
    await night.passes(6)
    await night.sandbox.faults.apply("leave-guild")
    await night.call("/users/@me/channels")
    assert night.host.games == []


async def test_a_question_that_somebody_deletes_is_shown_again(night: Night, ana: Person, luis: Person) -> None:
    await night.starts(ana, questions=1, kind="one")
    await night.passes(6)
    question = night.last()
    night.sandbox.people.delete("ana", ana.channel_id, int(question.id))
    await ana.command("quiz extend")
    await night.passes(0)
    again = night.messages()[-1]
    assert again.buttons == ["A", "B", "C", "D", "En español"]
    await again.pressed_by(luis, "A")
    assert len(night.game().rounds[0].given) == 1


async def test_what_stands_in_the_place_of_a_deleted_question_is_kept_up_to_date(
    night: Night, ana: Person, luis: Person
) -> None:
    panel = await night.starts(ana, questions=1, kind="one")
    await night.passes(6)
    question = night.last()
    night.sandbox.people.delete("ana", ana.channel_id, int(question.id))
    await night.leads(panel, "+15 s")
    again = night.saying("Question 1 of 1")
    await night.leads(panel, "Pause")
    assert "Paused." in again.now().text
    await night.leads(panel, "Go on")
    await again.now().pressed_by(luis, "A")
    await night.leads(panel, "Next")
    await night.passes(2)
    assert [message.id for message in night.messages() if "Question 1 of 1" in message.text] == [again.id]
    assert "Right: " in again.now().text


async def test_more_time_in_a_pause_promises_no_moment(night: Night, ana: Person) -> None:
    panel = await night.starts(ana, questions=1, kind="one")
    await night.passes(6)
    await night.leads(panel, "Pause")
    told = await night.leads(panel, "+15 s")
    assert told.text == f"{night.named(ana)} gave more time. It stands until the host goes on."
