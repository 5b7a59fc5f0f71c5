"""What goes wrong around a quiz: Discord stumbles, events come twice, nothing can be stored."""

import asyncio
import sqlite3
from collections.abc import Callable

import pytest

from bot.quiz.game import Phase
from bot.sandbox.server import Sandbox
from tests.journeys.people import Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.quiz.night import Night

Say = Callable[..., str]


async def test_an_answer_that_arrives_twice_counts_once(night: Night, ana: Person, luis: Person) -> None:
    await night.starts(ana, questions=1, kind="one")
    await night.passes(6)
    await night.sandbox.faults.apply("duplicate", {"event": "INTERACTION_CREATE"})
    assert (await night.last().pressed_by(luis, "A")).text.endswith("1,0 s")
    await night.passes(0)
    assert len(night.game().rounds[0].given) == 1


async def test_a_start_that_arrives_twice_is_one_quiz(night: Night, ana: Person) -> None:
    await night.sandbox.faults.apply("duplicate", {"event": "INTERACTION_CREATE"})
    await night.starts(ana, questions=1, kind="one")
    await night.passes(6)
    assert len(night.host.games) == 1
    assert len([message for message in night.messages() if "starts a quiz" in message.text]) == 1
    assert len([message for message in night.messages() if "Question 1 of 1" in message.text]) == 1


@pytest.mark.parametrize("is_done", [True, False])
async def test_discord_stumbles_and_the_quiz_goes_on(
    is_done: bool,  # noqa: FBT001 - a parameter of the test
    night: Night,
    ana: Person,
    luis: Person,
) -> None:
    await night.starts(ana, questions=2, kind="one", seconds=60)
    for path in ("POST /channels/.*/messages$", "PATCH /channels/.*"):
        fault = {"status": 503, "times": 2, "after": is_done, "path": path}
        await night.sandbox.faults.apply("error", fault)
    await night.passes(30)
    await night.last().pressed_by(luis, "A")
    await night.passes(80)
    await night.last().pressed_by(luis, "A")
    await night.passes(90)
    assert "The quiz is over" in night.last().text
    numbers = [number for number in (1, 2) for m in night.messages() if f"Question {number} of 2" in m.text]
    assert numbers == [1, 2]


async def test_what_cannot_be_stored_is_not_acknowledged_and_counts_when_it_can_be_again(
    night: Night, evening: Evening, ana: Person, luis: Person, say: Say
) -> None:
    await night.starts(ana, questions=1, kind="one", seconds=60)
    await night.passes(6)
    question = night.last()
    with locked(evening):
        refused = await question.pressed_by(luis, "A")
        assert (refused.is_private, refused.text) == (True, say(luis, "quiz.refusal.not-stored"))
        assert (await luis.command("what", concept="lambda")).title == "AWS Lambda"
        begun = await luis.at("general").command("quiz start")
        assert begun.text == say(luis, "quiz.refusal.not-stored")
    await night.passes(4)
    assert night.game().phase is Phase.OPEN
    assert (await question.now().pressed_by(luis, "A")).text.startswith("Tu respuesta: A · ")
    await night.passes(70)
    assert "Right: " in question.now().text


async def test_without_a_database_looking_up_works_and_a_quiz_says_why_not(bot: Sandbox, say: Say) -> None:
    ana = Person("ana", bot)
    refused = await ana.command("quiz start")
    assert refused.text == say(ana, "quiz.refusal.not-stored")
    assert (await ana.command("what", concept="lambda")).title == "AWS Lambda"


async def test_all_press_at_once_and_everybody_is_answered(
    night: Night, ana: Person, luis: Person, mia: Person
) -> None:
    await night.starts(ana, questions=1, kind="one", mode="calm")
    await night.passes(6)
    question = night.last()
    answers = await asyncio.gather(*(question.pressed_by(person, "B") for person in (ana, luis, mia)))
    assert ["B · " in answer.text for answer in answers] == [True] * 3
    assert len(night.game().rounds[0].given) == 3


class locked:  # noqa: N801 - read as a statement: `with locked(evening):`
    """Another program holds the database's file."""

    def __init__(self, evening: Evening) -> None:
        self._path = evening.database.reveal().removeprefix("sqlite:///")

    def __enter__(self) -> None:
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        self._connection.execute("BEGIN EXCLUSIVE")

    def __exit__(self, *_: object) -> None:
        self._connection.execute("ROLLBACK")
        self._connection.close()
