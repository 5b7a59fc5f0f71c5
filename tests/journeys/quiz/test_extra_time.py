"""Somebody gives themselves more time for a question, and nobody else learns of it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest

from bot.books import Books
from bot.paces import Paces
from bot.quiz_wiring import Quizzes
from bot.sandbox.server import Sandbox
from bot.texts import Texts
from bot.wiring import Study
from tests.journeys.people import Answer, Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.quiz.night import LETTERS, Night
from tests.journeys.running import in_process

Say = Callable[..., str]

CHOICES = {"100": "The usual time", "150": "Half as much again", "200": "Twice as much"}


async def test_it_is_chosen_by_a_button_and_said_to_nobody_else(night: Night, ana: Person, mia: Person) -> None:
    before = len(night.messages())
    card = await mia.command("accessibility")
    assert card.is_private
    assert "you have the usual time for each question" in card.text
    assert card.buttons == [CHOICES["150"], CHOICES["200"]]
    changed = await card.press(CHOICES["150"])
    assert changed.id == card.id
    assert "30 seconds where others have 20" in changed.text
    assert changed.buttons == [CHOICES["100"], CHOICES["200"]]
    assert len(night.messages()) == before
    assert all("time" not in message.text for message in ana.sees())


async def test_every_quiz_says_where_it_is(night: Night, ana: Person) -> None:
    await night.starts(ana, questions=1)
    assert "More time for you alone: </accessibility:" in night.last().text


@pytest.mark.usefixtures("night")
async def test_it_is_said_in_the_persons_own_language(luis: Person, say: Say) -> None:
    card = await luis.command("accessibility", time="200")
    assert card.title == say(luis, "accessibility.title")
    assert say(luis, "accessibility.now.200") in card.text
    assert say(luis, "accessibility.quiet") in card.unescaped


async def test_it_counts_everywhere_and_outlives_the_bot(night: Night, mia: Person, say: Say) -> None:
    card = await mia.in_private().command("accessibility", time="150")
    assert card.is_private
    await night.bot_is_killed()
    await night.bot_starts()
    assert "30 seconds where others have 20" in (await mia.command("accessibility")).text
    usual = await card.press(CHOICES["100"])  # its old buttons work
    assert say(mia, "accessibility.now.100") in usual.text


async def test_another_process_knows_of_it_within_a_minute(night: Night, evening: Evening, mia: Person) -> None:
    async with Books.kept(evening.database, (), lambda fault: pytest.fail(str(fault))) as books:
        elsewhere = Paces(books)
        await mia.command("accessibility", time="200")
        await elsewhere.read_again()
        assert elsewhere.of(int(night.named(mia).strip("<@>"))) == 200


async def test_without_a_database_it_says_so_and_promises_nothing(bot_without_database: Sandbox, say: Say) -> None:
    mia = Person("mia", bot_without_database)
    assert (await mia.command("accessibility")).text == say(mia, "accessibility.not-stored")
    assert (await mia.command("accessibility", time="150")).text == say(mia, "accessibility.not-stored")


async def a_slow_player(night: Night, host: Person, slow: Person) -> Answer:
    """Somebody with twice the time has answered the first question; the second one, open, with its bell at 20 s."""
    await slow.command("accessibility", time="200")
    await night.starts(host, questions=2, kind="one")
    await night.passes(6)
    await night.last().pressed_by(slow, "A")
    await night.passes(night_until(night, 1))
    return night.last()


def night_until(night: Night, seconds: float) -> float:
    """From now to that long after the next question."""
    asked = len(night.game().rounds)
    assert asked == 1
    return (night.game().due - night.clock.now()).total_seconds() + 1.5 + 8 + seconds


async def test_the_question_stays_open_for_them_and_is_paid_by_their_own_time(
    night: Night, ana: Person, luis: Person, mia: Person, say: Say
) -> None:
    question, right = await a_slow_player(night, ana, mia), night.right()[0]
    await question.pressed_by(luis, LETTERS[right])
    await night.passes(29)
    late = await question.pressed_by(ana, LETTERS[right])
    assert late.text == say(ana, "quiz.refusal.late")
    taken = await question.pressed_by(mia, LETTERS[right])
    assert taken.text.endswith(" · 30.0 s")
    await night.passes(12)
    told = question.now().text
    assert f"{night.named(luis)} +975" in told
    assert f"{night.named(mia)} +625" in told


async def test_killed_in_the_middle_they_still_have_it(night: Night, ana: Person, mia: Person) -> None:
    question = await a_slow_player(night, ana, mia)
    await night.passes(25)
    await night.bot_is_killed()
    await night.bot_starts()
    assert (await question.now().pressed_by(mia, "A")).text.startswith("Your answer: A · ")


async def test_nobody_can_tell_who_has_it(night: Night, ana: Person, luis: Person, mia: Person) -> None:
    question = await a_slow_player(night, ana, mia)
    await question.pressed_by(luis, "A")
    await night.passes(60)
    # The opening names the command to everybody, whoever uses it.
    shown = [each.text for person in (ana, luis) for each in person.sees() if "starts a quiz" not in each.text]
    assert not [text for text in shown if any(word in text for word in ("accessib", "accesib", "twice", "doble"))]


@pytest.fixture
async def bot_without_database(
    sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes, evening: Evening
) -> AsyncIterator[Sandbox]:
    async with in_process(sandbox, study, texts, replace(quizzes, books=Books(), clock=evening.clock)):
        yield sandbox
