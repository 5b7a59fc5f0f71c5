"""The bot dies in the middle of a quiz, in each of its states, and goes on."""

import re
from datetime import timedelta

import pytest

from bot.quiz.game import Phase
from bot.quiz.standings import standings
from bot.sandbox.server import Sandbox
from tests.journeys.people import Answer, Person
from tests.journeys.quiz.night import QUIZ_CHANNEL, Night
from tests.journeys.running import until

LETTERS = "ABCD"


def points(night: Night) -> dict[int, int]:
    return {standing.person: standing.points for standing in standings(night.game().marks())}


async def killed_for(night: Night, seconds: float) -> None:
    await night.bot_is_killed()
    night.clock.move_to(night.clock.now() + timedelta(seconds=seconds))
    await night.bot_starts()


async def test_killed_while_a_question_is_open_it_goes_on_with_the_time_that_was_left(
    night: Night, ana: Person, luis: Person, mia: Person
) -> None:
    await night.starts(ana, questions=1, kind="one")
    await night.passes(6)
    question, right = night.last(), night.right()[0]
    await question.pressed_by(luis, LETTERS[right])
    await killed_for(night, 40)
    back = night.last()
    assert "Question 1 goes on and closes: <t:" in back.text
    assert len(night.game().rounds[0].given) == 1
    closes = f"<t:{round(night.game().due.timestamp())}:R>"
    assert closes in back.text
    assert closes in question.now().text
    await night.passes(5)
    await question.pressed_by(mia, LETTERS[right])  # its old buttons work
    twice = await question.pressed_by(luis, LETTERS[right])
    assert twice.text.startswith("Tu respuesta ya está dada")
    await night.passes(30)
    end = night.last()
    assert f"{night.named(luis)} · 975 points" in end.text
    assert (await end.pressed_by(luis, "My result")).title == "Tu resultado"


async def test_killed_between_two_questions_it_asks_the_next_one(night: Night, ana: Person, luis: Person) -> None:
    await night.starts(ana, questions=2, kind="one")
    await night.passes(6)
    first = night.last()
    await first.pressed_by(luis, LETTERS[night.right()[0]])
    await night.passes(23)
    before = points(night)
    await killed_for(night, 60)
    assert "All points are kept. The quiz goes on: <t:" in night.last().text
    assert points(night) == before
    await night.passes(11)
    assert night.game().phase is Phase.OPEN
    await night.last().pressed_by(luis, "A")
    assert len([m for m in night.messages() if "Question 1 of 2" in m.text]) == 1


async def test_killed_in_a_pause_it_is_still_paused(night: Night, ana: Person, luis: Person) -> None:
    panel = await night.starts(ana, questions=2, kind="one")
    await night.passes(6)
    question = night.last()
    await night.leads(panel, "Pause")
    await killed_for(night, 300)
    assert "the quiz is still paused" in night.last().text
    assert question.now().buttons == []
    await night.leads(panel, "Go on")  # so do those of the panel
    await night.passes(0)
    await question.now().pressed_by(luis, "A")
    assert len(night.game().rounds[0].given) == 1


async def test_killed_before_the_first_question_it_begins(night: Night, ana: Person) -> None:
    await night.starts(ana, questions=2, kind="one")
    await killed_for(night, 1)
    await night.passes(16)
    assert night.game().phase is Phase.OPEN


async def test_killed_between_sending_a_question_and_storing_it_it_is_not_sent_twice(
    night: Night, ana: Person, luis: Person
) -> None:
    await night.starts(ana, questions=1, kind="one", seconds=20)
    # It is sent, and the bot never hears that it was.
    fault = {"status": 503, "times": 1, "after": True, "path": "POST /channels/.*/messages$"}
    await night.sandbox.faults.apply("error", fault)
    await night.passes(5)
    assert "Question 1 of 1" in night.last().text
    assert night.game().rounds == ()
    await killed_for(night, 40)
    await night.passes(11)
    (question,) = [message for message in night.messages() if "Question 1 of 1" in message.text]
    assert f"<t:{round(night.game().due.timestamp())}:R>" in question.text
    assert (night.game().due - night.clock.now()).total_seconds() >= 10
    await question.pressed_by(luis, "A")
    assert len(night.game().rounds[0].given) == 1


async def test_killed_after_the_last_question_it_ends(night: Night, ana: Person, luis: Person) -> None:
    await night.starts(ana, questions=1, kind="one")
    await night.passes(6)
    await night.last().pressed_by(luis, "A")
    await night.passes(22)
    await killed_for(night, 20)
    await night.passes(12)
    assert "The quiz is over" in night.last().text
    result = await night.last().pressed_by(luis, "My result")
    await killed_for(night, 3600)
    assert (await night.last().pressed_by(luis, "My result")).text == result.text


async def test_told_to_stop_it_notes_it_and_the_clock_stands_meanwhile(night: Night, ana: Person, luis: Person) -> None:
    await night.starts(ana, questions=1, kind="one", seconds=60)
    await night.passes(15)
    await night.bot_stops()
    night.clock.move_to(night.clock.now() + timedelta(seconds=600))
    await night.bot_starts()
    assert night.last().text.startswith("I was away for 10 min.")
    assert (night.game().due - night.clock.now()).total_seconds() == pytest.approx(50, abs=1)
    answer = await next(m for m in night.messages() if "Question 1 of 1" in m.text).pressed_by(luis, "A")
    assert re.search(r"10,\d s", answer.text)


async def test_killed_again_and_again_no_answer_is_lost(night: Night, ana: Person, luis: Person, mia: Person) -> None:
    await night.starts(ana, questions=2, kind="one", seconds=30)
    await night.passes(6)
    question = night.last()
    for person in (luis, mia, ana):
        await question.pressed_by(person, "A")
        await killed_for(night, 2)
    assert len(night.game().rounds[0].given) == 3
    await night.passes(60)
    assert sum(standing.answered for standing in standings(night.game().marks())) == 3


async def test_kill_9_on_the_process_itself(bot_process: Sandbox) -> None:
    """The same as above, by the system's own hand and the real clock."""
    ana, luis, mia = (Person(key, bot_process, QUIZ_CHANNEL) for key in ("ana", "luis", "mia"))
    await ana.command("quiz start", questions=1, kind="true-false", seconds=10, mode="calm")
    question = await seen(bot_process, ana, "Question 1 of 1")
    assert (await question.pressed_by(luis, "True")).text.startswith("Tu respuesta: Verdadero · ")
    await bot_process.faults.apply("kill-bot")
    await seen(bot_process, ana, "I was away for ")
    assert (await question.pressed_by(mia, "False")).text.startswith("Your answer: False · ")
    assert (await question.pressed_by(luis, "False")).text.startswith("Tu respuesta es ahora: Falso · ")
    await seen(bot_process, ana, "Right: ")
    end = await seen(bot_process, ana, "The quiz is over")
    assert (await end.pressed_by(luis, "My result")).title == "Tu resultado"


async def seen(sandbox: Sandbox, person: Person, words: str) -> Answer:
    """A message for all with these words, as soon as there is one."""

    def found() -> list[Answer]:
        return [message for message in person.sees() if words in message.text and not message.is_private]

    await until(sandbox, found)
    return found()[-1]
