"""What a channel is told of appeals and of marking again, when something is in the way."""

import pytest

from tests.journeys.people import Answer, Person
from tests.journeys.quiz.night import Night
from tests.journeys.quiz.test_appeals import WAITS, typed_wrong
from tests.journeys.running import until

AGAIN = "Question 1 was marked again by"


async def shown(night: Night, words: str, channel: str) -> Answer:
    """A message with these words, as soon as it is there."""
    await until(night.sandbox, lambda: any(words in message.unescaped for message in night.messages(channel)))
    return night.saying(words, channel)


async def over(night: Night, host: Person, player: Person) -> str:
    """A quiz that is over, whose one question `player` got wrong; what stands for it in `/regrade`."""
    await night.starts(host, questions=1, kind="typed", seconds=5)
    await night.passes(6)
    quiz = night.game(host.channel).quiz
    there = player.at(host.channel)
    await there.submit(await night.last(host.channel).open_form(there, "Answer"), "Zürich-Thing")
    await night.passes(20)
    return f"{quiz}:1"


async def test_an_archived_thread_keeps_no_other_channel_waiting(night: Night, ana: Person, luis: Person) -> None:
    upstairs, general = ana.starts_thread("Upstairs"), ana.at("general")
    questions = [await over(night, host, luis) for host in (upstairs, general)]
    for host in (upstairs, general):
        reveal = night.saying("Question 1 of 1", host.channel)
        await reveal.pressed_by(luis.at(host.channel), "I was right")
    lines = [await shown(night, WAITS, host.channel) for host in (upstairs, general)]
    upstairs.changes_thread(archived=True)
    for question in questions:
        card = await ana.command("regrade", question=question)
        await (await (await card.press("Panel")).press("Appeals (1)")).press("Decline")
    await shown(night, "All answers that somebody asked about are decided.", "general")
    assert [line.now().buttons for line in lines] == [["Look at it"], []]


async def test_what_cannot_be_told_at_present_keeps_no_other_channel_waiting(
    night: Night, ana: Person, luis: Person
) -> None:
    questions = [await over(night, host, luis) for host in (ana, ana.at("general"))]
    fault = {"status": 503, "path": f"POST /channels/{ana.channel_id}/messages$"}
    await night.sandbox.faults.apply("error", fault)
    for question in questions:
        card = await ana.command("regrade", question=question)
        await card.press("Zürich-Thing")
    await shown(night, AGAIN, "general")
    assert not [message for message in night.messages() if AGAIN in message.text]
    night.sandbox.faults.clear()
    await night.passes(60)
    await shown(night, AGAIN, "quiz")


async def test_nothing_of_the_line_tells_who_appealed(night: Night, ana: Person, luis: Person, mia: Person) -> None:
    reveal = await typed_wrong(night, ana, luis, mia)
    await reveal.pressed_by(mia, "I was right")
    line = await shown(night, WAITS, "quiz")
    quiz = night.game().quiz
    assert line.message["nonce"] == f"{quiz:x}a0-0"


async def test_who_leads_is_told_anew_if_the_line_was_deleted(
    night: Night, ana: Person, luis: Person, mia: Person
) -> None:
    reveal = await typed_wrong(night, ana, luis, mia)
    await reveal.pressed_by(luis, "I was right")
    first = await shown(night, WAITS, "quiz")
    night.sandbox.people.delete("ana", ana.channel_id, int(first.id))
    await reveal.pressed_by(mia, "I was right")
    asked = await (await shown(night, WAITS, "quiz")).pressed_by(ana, "Look at it")
    assert all(night.named(person) in asked.text for person in (luis, mia))
    await asked.press("Accept")
    await shown(night, "All answers that somebody asked about are decided.", "quiz")
    assert not [message for message in night.messages() if WAITS in message.text]


@pytest.mark.parametrize("is_killed", [False, True])
async def test_what_was_void_and_counts_again_is_decided_after_all(
    night: Night,
    ana: Person,
    luis: Person,
    is_killed: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    reveal = await typed_wrong(night, ana, luis)
    await reveal.pressed_by(luis, "I was right")
    first = await shown(night, WAITS, "quiz")
    card = await ana.command("regrade", question=f"{night.game().quiz}:1")
    await card.press("Void the question")
    await shown(night, "All answers that somebody asked about are decided.", "quiz")
    if is_killed:
        await night.bot_is_killed()
        await night.bot_starts()
    await card.now().press("Let it count again")
    again = await shown(night, WAITS, "quiz")
    assert again.id != first.id
    asked = await again.pressed_by(ana, "Look at it")
    assert night.named(luis) in asked.text
    await asked.press("Decline")
    await shown(night, "The question counts again.", "quiz")
    declined = await night.saying("Question 1 of 2").pressed_by(luis, "I was right")
    assert declined.text.startswith("Pregunta 1: se revisó tu respuesta")
