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
from tests.journeys.people import Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.quiz.night import Night
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


@pytest.fixture
async def bot_without_database(
    sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes, evening: Evening
) -> AsyncIterator[Sandbox]:
    async with in_process(sandbox, study, texts, replace(quizzes, books=Books(), clock=evening.clock)):
        yield sandbox
