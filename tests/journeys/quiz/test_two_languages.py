"""One quiz, two languages: everybody plays the same question, and reads it in their own."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.journeys.people import Answer, Person
from tests.journeys.quiz.night import LETTERS, Night, components

Say = Callable[..., str]

SPANISH, ENGLISH = "En español", "In English"
SELECT = 3


async def asked(night: Night, host: Person, kind: str = "one", **options: str | int) -> Answer:
    """The first question, as all see it."""
    await night.starts(host, questions=2, kind=kind, **options)
    await night.passes(6)
    return night.last()


def answers_offered(message: Answer) -> list[str]:
    """The custom_ids of what answers, in their order: nothing else decides where an option stands."""
    keys = [part["custom_id"] for kind in (2, SELECT) for part in components(message, kind)]
    return [key for key in keys if key.rpartition(":")[2] not in {"en", "es"}]


@pytest.mark.parametrize("kind", ["one", "several", "true-false", "typed", "clues"])
async def test_the_copy_asks_the_same_with_the_same_options_in_the_same_places(
    night: Night, ana: Person, luis: Person, kind: str
) -> None:
    question, before = await asked(night, ana, kind), len(night.messages())
    copy = await question.pressed_by(luis, SPANISH)
    assert copy.is_private
    assert len(night.messages()) == before
    it = night.game().rounds[-1].asked
    assert it.ask["es"] in copy.unescaped
    assert answers_offered(copy) == answers_offered(question)
    for place, option in enumerate(it.options):
        assert option.text["es"] in (copy.unescaped if kind != "true-false" else copy.buttons[place])
    if it.clues:
        assert it.clues[0]["es"] in copy.unescaped
    assert f"<t:{round(night.game().due.timestamp())}:R>" in copy.text


async def test_an_answer_from_the_copy_counts_as_one_from_the_channel(
    night: Night, ana: Person, luis: Person, mia: Person
) -> None:
    question = await asked(night, ana)
    copy, right = await question.pressed_by(luis, SPANISH), night.right()[0]
    text = night.game().rounds[-1].asked.options[right].text
    here = await copy.press(LETTERS[right])
    assert here.unescaped == f"Tu respuesta: {LETTERS[right]} · {text['es']} · 1,0 s"
    there = await question.pressed_by(mia, LETTERS[right])
    assert there.unescaped == f"Your answer: {LETTERS[right]} · {text['en']} · 1.0 s"
    assert (await question.pressed_by(luis, LETTERS[right])).text.startswith("Tu respuesta ya está dada")
    await night.passes(22)
    reveal = question.now()
    assert "Right: 2 of 2" in reveal.text
    assert f"{night.named(luis)} +975 · {night.named(mia)} +975" in reveal.text


async def test_whoever_reads_the_other_language_is_still_told_in_their_own(
    night: Night, ana: Person, mia: Person
) -> None:
    copy = await (await asked(night, ana)).pressed_by(mia, SPANISH)
    assert "Pregunta 1 de 2" in copy.text
    assert (await copy.press("A")).text.startswith("Your answer: A · ")


async def test_several_are_chosen_and_words_are_typed_from_the_copy(night: Night, ana: Person, luis: Person) -> None:
    copy = await (await asked(night, ana, "several")).pressed_by(luis, SPANISH)
    (menu,) = components(copy, SELECT)
    right = night.right()
    assert menu["max_values"] == len(right)
    assert menu["placeholder"] == f"Tus respuestas (hasta {len(right)})"
    taken = await luis.press(copy.message, menu["custom_id"], [str(place) for place in right])
    assert taken.text.startswith("Tu respuesta: " + " + ".join(LETTERS[place] for place in right))


async def test_an_answer_in_either_language_is_right(night: Night, ana: Person, luis: Person, mia: Person) -> None:
    question = await asked(night, ana, "typed")
    copy, accepted = await question.pressed_by(luis, SPANISH), night.game().rounds[-1].asked.accept[0]
    await luis.submit(await copy.open_form(luis, "Responder"), accepted["es"])
    await mia.submit(await question.open_form(mia, "Answer"), accepted["es"])
    await night.passes(22)
    assert "Right: 2 of 2" in question.now().text


async def test_killed_meanwhile_the_copy_still_answers_and_still_turns(night: Night, ana: Person, luis: Person) -> None:
    question = await asked(night, ana)
    copy, right = await question.pressed_by(luis, SPANISH), night.right()[0]
    await night.bot_is_killed()
    night.clock.move_to(night.clock.now() + timedelta(seconds=3))
    await night.bot_starts()
    turned = await copy.press(ENGLISH)
    assert turned.id == copy.id
    assert "Question 1 of 2" in turned.text
    assert (await turned.press(LETTERS[right])).text.startswith(f"Tu respuesta: {LETTERS[right]} · ")


async def test_the_answer_is_explained_in_the_other_language(
    night: Night, ana: Person, luis: Person, mia: Person
) -> None:
    question = await asked(night, ana)
    copy, right = await question.pressed_by(luis, SPANISH), night.right()[0]
    await copy.press(LETTERS[right])
    await night.passes(23)
    it = night.game().rounds[0].asked
    explained = await question.now().pressed_by(luis, SPANISH)
    assert explained.is_private
    assert it.why["es"] in explained.unescaped
    assert f"Respuesta correcta: {LETTERS[right]} {it.options[right].text['es']}" in explained.unescaped
    assert "Aciertos: 1 de 1" in explained.text
    # The copy from before, whose question is closed, turns into its answer.
    assert it.why["en"] in (await copy.press(ENGLISH)).unescaped
    await night.passes(10)
    await night.last().pressed_by(mia, LETTERS[night.right()[0]])
    await night.passes(60)
    assert "The quiz is over" in night.last().text
    later = await question.now().pressed_by(luis, SPANISH)
    assert later.text == explained.text


async def test_after_the_quiz_it_is_read_again_from_what_is_stored(night: Night, ana: Person, luis: Person) -> None:
    question = await asked(night, ana)
    await question.pressed_by(luis, "A")
    await ana.command("quiz stop")
    await night.passes(1)
    await night.bot_is_killed()
    await night.bot_starts()
    (old,) = [message for message in night.messages() if "Question 1 of 2" in message.text]
    assert "Pregunta 1 de 2" in (await old.pressed_by(luis, SPANISH)).text


async def test_a_spanish_quiz_is_read_in_english(night: Night, luis: Person, mia: Person) -> None:
    question = await asked(night, luis, language="es")
    copy = await question.pressed_by(mia, ENGLISH)
    assert night.game().rounds[-1].asked.ask["en"] in copy.unescaped
    assert copy.buttons == ["A", "B", "C", "D", SPANISH]


async def test_a_copy_from_a_pause_works_when_it_goes_on(night: Night, ana: Person, luis: Person, say: Say) -> None:
    question = await asked(night, ana)
    copy = await question.pressed_by(luis, SPANISH)
    await ana.command("quiz pause")
    await night.passes(1)
    still = await copy.press(ENGLISH)
    assert say(ana, "quiz.question.paused") in still.unescaped
    assert (await still.press("A")).text == say(luis, "quiz.refusal.paused")
    await ana.command("quiz resume")
    assert (await still.press("A")).text.startswith("Tu respuesta: A · ")
