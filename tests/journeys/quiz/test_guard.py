"""Whoever plays hears of what they are asked after the bell; everybody else at once."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.texts import Texts
from bot.wiring import Study
from tests.journeys.people import PATIENCE_SECONDS, Answer, Person
from tests.journeys.quiz.night import LETTERS, Night

Say = Callable[..., str]


@pytest.fixture
def name(study: Study) -> Callable[[str, str], str]:
    """What a concept is called in a language."""
    return lambda concept, language: study.library.concept(concept).name[language]


async def is_asked(night: Night, host: Person, player: Person, **options: str | int) -> str:
    """`player` has answered the first question wrongly; the concept that would have been right."""
    await night.starts(host, questions=2, kind="one", **options)
    await night.passes(6)
    await night.last().pressed_by(player, LETTERS[(night.right()[0] + 1) % 4])
    return night.game().rounds[-1].asked.about[0]


def said_so(answer: Answer) -> bool:
    return {"en": "after the bell", "es": "cuando se cierre la pregunta"}[answer.person.language] in answer.text


async def comes(person: Person, title: str) -> Answer:
    """The card that comes by itself."""

    def found() -> list[Answer]:
        return [message for message in person.sees() if message.title == title and message.is_private]

    me = person.sandbox.world.person(person.key)
    assert me is not None
    with person.sandbox.events.listening(me) as ear:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not found():
                await ear.get()
    (card,) = found()
    return card


Name = Callable[[str, str], str]


async def test_a_player_is_told_after_the_bell_and_the_others_at_once(
    night: Night, ana: Person, luis: Person, mia: Person, name: Name
) -> None:
    concept = await is_asked(night, ana, luis)
    early = await luis.command("what", concept=name(concept, "es"))
    assert early.is_private
    assert said_so(early)
    assert f"<t:{round(night.game().due.timestamp())}:R>" in early.text
    assert (await mia.command("what", concept=name(concept, "en"))).title == name(concept, "en")
    await night.passes(23)
    card = await comes(luis, name(concept, "es"))
    assert "Fuente" in card.text


async def test_all_that_may_be_the_answer_waits_and_nothing_else(
    night: Night, ana: Person, luis: Person, study: Study, name: Name
) -> None:
    await is_asked(night, ana, luis)
    asked = night.game().rounds[-1].asked
    held = {*asked.about, *(option.concept for option in asked.options if option.concept)}
    for concept in held:
        assert said_so(await luis.command("what", concept=name(concept, "es")))
    free = next(
        concept
        for concept in study.library.concepts
        if concept.id not in held and not {other.id for other, _ in study.library.confused_with(concept)} & held
    )
    assert (await luis.command("what", concept=free.name["es"])).title == free.name["es"]


async def test_every_way_to_look_it_up_waits(night: Night, ana: Person, luis: Person, study: Study, say: Say) -> None:
    concept = study.library.concept(await is_asked(night, ana, luis))
    other = next(each for each in study.library.concepts if each.id not in concept.confused_with)
    assert said_so(await luis.command("compare", first=concept.name["es"], second=other.name["es"]))
    # A comparison of which only one side is known shows that one.
    assert said_so(await luis.command("compare", first=concept.name["es"], second="zzyzx qwrtp"))
    category = study.library.categories[concept.category].name["es"]
    assert said_so(await luis.command("topics", category=category))
    message = luis.at("general").say(f"¿Qué es {concept.name['es']}?")
    assert said_so(await luis.at("general").message_command("Explain this", message))
    topics = await luis.command("topics")
    assert topics.title == say(luis, "topics.title")
    assert said_so(await topics.press(category))


async def test_chance_shows_something_else(night: Night, ana: Person, luis: Person, study: Study) -> None:
    await night.starts(ana, questions=1, kind="typed", category="Compute")
    await night.passes(6)
    await luis.submit(await night.last().open_form(luis, "Answer"), "not that")
    compute = {concept.name["es"] for concept in study.library.in_category("compute")}
    drawn = [(await luis.command("random")).title for _ in range(8)]
    assert not compute & set(drawn)
    assert said_so(await luis.command("random", category="compute"))


async def test_it_holds_in_direct_messages_too(night: Night, ana: Person, luis: Person, name: Name) -> None:
    concept = await is_asked(night, ana, luis)
    direct = luis.in_private()
    assert said_so(await direct.command("what", concept=name(concept, "es")))
    await night.passes(23)
    await comes(direct, name(concept, "es"))


async def test_whoever_asks_twice_is_answered_once(
    night: Night, ana: Person, luis: Person, name: Name, say: Say
) -> None:
    concept = await is_asked(night, ana, luis)
    note = await luis.command("what", concept=name(concept, "es"))
    again = await note.press(say(luis, "later.show"))
    assert again.id == note.id
    assert said_so(again)
    assert said_so(await luis.command("what", concept=name(concept, "es")))
    await night.passes(23)
    await comes(luis, name(concept, "es"))


async def test_in_a_pause_it_waits_for_longer_than_discord_lets_us_and_the_button_still_works(
    night: Night, ana: Person, luis: Person, name: Name, say: Say
) -> None:
    concept = await is_asked(night, ana, luis)
    await ana.command("quiz pause")
    note = await luis.command("what", concept=name(concept, "es"))
    assert say(luis, "later.paused") in note.unescaped
    await night.passes(16 * 60)
    await ana.command("quiz resume")
    await night.passes(30)
    assert name(concept, "es") not in [message.title for message in luis.sees()]
    assert (await note.press(say(luis, "later.show"))).title == name(concept, "es")


async def test_killed_while_it_waits_the_buttons_still_keep_the_promise(
    night: Night, ana: Person, luis: Person, name: Name, say: Say
) -> None:
    concept = await is_asked(night, ana, luis)
    note = await luis.command("what", concept=name(concept, "es"))
    await luis.command("topics")
    await night.bot_is_killed()
    night.clock.move_to(night.clock.now() + timedelta(seconds=5))
    await night.bot_starts()
    assert said_so(await note.press(say(luis, "later.show")))  # the question goes on, and so does the guard
    await night.passes(40)
    await comes(luis, name(concept, "es"))
    assert (await note.press(say(luis, "later.show"))).title == name(concept, "es")


async def test_of_a_question_with_nothing_to_choose_from_the_whole_category_waits(
    night: Night, ana: Person, luis: Person, study: Study, texts: Texts
) -> None:
    await night.starts(ana, questions=1, kind="typed", category="Compute")
    await night.passes(6)
    await luis.submit(await night.last().open_form(luis, texts.say("en", "quiz.question.answer")), "not that")
    for concept in study.library.in_category("compute"):
        assert said_so(await luis.command("what", concept=concept.name["es"]))
