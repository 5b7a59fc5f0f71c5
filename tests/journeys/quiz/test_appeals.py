""" "I was right": passed on, decided, put right and told, during a quiz and after it, through kills."""

from collections.abc import Callable
from random import Random

import pytest

from bot.quiz.commands import Start
from bot.quiz.game import Game
from bot.quiz.standings import standings
from bot.storage.database import Database
from bot.storage.forgetting import Forgetting
from bot.storage.verifying import verify
from tests.journeys.people import Answer, Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.quiz.night import LETTERS, Night
from tests.journeys.quiz.test_coming_back import killed_for
from tests.journeys.quiz.test_panel import number_of, picks
from tests.journeys.running import until

Say = Callable[..., str]

WAITS = "Somebody thinks that their answer was right."
POSTS = "POST /channels/.*/messages$"


async def typed_wrong(night: Night, host: Person, *people: Person, **options: str | int) -> Answer:
    """A quiz of typed questions in which `people` gave the same strange answer to the first one; its reveal."""
    await night.starts(host, **{"questions": 2, "kind": "typed", "seconds": 60, "mode": "calm", **options})
    await night.passes(6)
    question = night.last()
    for person in people:
        label = next(label for label in question.buttons if label in {"Answer", "Responder"})
        await person.submit(await question.open_form(person, label), "Zürich-Thing")
    await night.passes(62)
    return question.now()


async def shown(night: Night, words: str) -> Answer:
    """A message with these words, as soon as it is there."""
    await until(night.sandbox, lambda: any(words in message.unescaped for message in night.messages()))
    return night.saying(words)


async def is_verified(evening: Evening) -> None:
    async with Database.opened(evening.database) as database:
        assert (await verify(database)).differences == []


def points(night: Night) -> dict[int, int]:
    return {each.person: each.points for each in standings(night.game().marks())}


async def test_an_appeal_is_accepted_and_everybody_who_said_so_is_right(
    night: Night, evening: Evening, ana: Person, luis: Person, mia: Person
) -> None:
    others = [night.person(key) for key in ("kai", "noa", "sam")]
    reveal = await typed_wrong(night, ana, luis, mia, *others)
    sent = await reveal.pressed_by(luis, "I was right")
    assert sent.is_private
    assert "Tu respuesta a la pregunta 1: Zürich-Thing" in sent.unescaped
    line = await shown(night, WAITS)
    assert "Zürich" not in line.unescaped
    assert line.buttons == ["Look at it"]
    asked = await line.pressed_by(ana, "Look at it")
    assert asked.is_private
    assert f"{night.named(luis)}: **Zürich-Thing**" in asked.unescaped
    assert asked.buttons == ["Accept", "Decline", "The whole question", "Panel"]
    assert (await asked.press("Accept")).text == "Decided. Nothing else is waiting."
    told = await shown(night, "Question 1 was marked again by")
    assert "Right from now on, too: **Zürich-Thing**" in told.unescaped
    assert all(f"{night.named(person)} +1000" in told.text for person in (luis, mia, *others))
    assert sorted(points(night).values()) == [1000] * 5
    await shown(night, "All answers that somebody asked about are decided.")
    assert line.now().buttons == []
    await night.passes(100)
    result = await night.saying("The quiz is over").pressed_by(luis, "My result")
    assert "Pregunta 1: se aceptó tu reclamación." in result.text
    await is_verified(evening)


async def test_what_is_declined_is_told_to_whoever_asked(
    night: Night, ana: Person, luis: Person, mia: Person, say: Say
) -> None:
    reveal = await typed_wrong(night, ana, luis)
    right = night.game().rounds[0].asked.right[0]
    await reveal.pressed_by(luis, "I was right")
    waiting = await reveal.pressed_by(luis, "I was right")
    assert waiting.text == say(luis, "appeal.outcome.waiting", number=1, right="")
    asked = await (await shown(night, WAITS)).pressed_by(ana, "Look at it")
    decided = await asked.press("Decline")
    assert decided.text == "Decided. Nothing else is waiting."
    assert "question 2 of 2" in (await decided.press("Panel")).text
    declined = await reveal.pressed_by(luis, "I was right")
    assert declined.unescaped == say(luis, "appeal.outcome.declined", number=1, right=right["es"])
    assert list(points(night).values()) == [0]
    assert (await reveal.pressed_by(mia, "I was right")).text == say(mia, "appeal.no-answer")


async def test_only_who_leads_sees_what_was_answered(
    night: Night, ana: Person, luis: Person, mia: Person, say: Say
) -> None:
    reveal = await typed_wrong(night, ana, luis)
    await reveal.pressed_by(luis, "I was right")
    line = await shown(night, WAITS)
    for person in (luis, mia):
        refused = await line.pressed_by(person, "Look at it")
        assert (refused.is_private, refused.text) == (True, say(person, "quiz.refusal.not-host"))
    panel = await ana.command("quiz panel")
    assert "Appeals waiting: 1" in panel.text
    assert night.named(luis) in (await panel.press("Appeals (1)")).text


@pytest.mark.parametrize("is_told", [True, False])
async def test_killed_while_an_appeal_waits(
    night: Night,
    ana: Person,
    luis: Person,
    is_told: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    reveal = await typed_wrong(night, ana, luis)
    if not is_told:
        await night.sandbox.faults.apply("error", {"status": 503, "path": POSTS})
    await reveal.pressed_by(luis, "I was right")
    if is_told:
        await shown(night, WAITS)
    await night.bot_is_killed()
    night.sandbox.faults.clear()
    await night.bot_starts()
    line = await shown(night, WAITS)
    assert len([message for message in night.messages() if WAITS in message.text]) == 1
    asked = await line.pressed_by(ana, "Look at it")
    await asked.press("Accept")
    await shown(night, "Question 1 was marked again by")


async def test_killed_between_marking_again_and_saying_so(
    night: Night, evening: Evening, ana: Person, luis: Person
) -> None:
    reveal = await typed_wrong(night, ana, luis)
    await reveal.pressed_by(luis, "I was right")
    asked = await (await shown(night, WAITS)).pressed_by(ana, "Look at it")
    await night.sandbox.faults.apply("error", {"status": 503, "path": POSTS})
    await asked.press("Accept")
    await night.bot_is_killed()
    night.sandbox.faults.clear()
    await night.bot_starts()
    told = await shown(night, "Question 1 was marked again by")
    assert f"{night.named(luis)} +1000" in told.text
    assert len([message for message in night.messages() if "was marked again by" in message.text]) == 1
    assert list(points(night).values()) == [1000]
    await is_verified(evening)


async def test_after_the_end_and_a_restart_a_question_is_marked_again(
    night: Night, evening: Evening, ana: Person, luis: Person, mia: Person
) -> None:
    reveal = await typed_wrong(night, ana, luis, mia, questions=1)
    await night.passes(30)
    assert night.host.games == []
    await killed_for(night, 3600)
    await reveal.pressed_by(mia, "I was right")
    asked = await (await shown(night, WAITS)).pressed_by(ana, "Look at it")
    await asked.press("Accept")
    told = await shown(night, "Question 1 was marked again by")
    assert f"Standings:** 1. {night.named(luis)} 1000 · 1. {night.named(mia)} 1000" in told.text
    mine = await luis.command("score")
    assert "1000" in mine.text.replace(".", "")
    assert (await reveal.pressed_by(luis, "I was right")).text.endswith("ya cuenta como correcta.")
    await is_verified(evening)


async def test_regrade_finds_the_question_voids_it_and_takes_that_back(
    night: Night, evening: Evening, ana: Person, luis: Person, mia: Person
) -> None:
    await night.starts(ana, questions=2, kind="one", mode="calm")
    for _ in range(2):
        await night.passes(6)
        right = night.right()[0]
        await night.last().pressed_by(luis, LETTERS[right])
        await night.last().pressed_by(mia, LETTERS[(right + 1) % 4])
        await night.passes(24)
    await night.passes(20)
    offered = await ana.autocomplete("regrade", question="")
    assert [choice.partition(".")[0] for choice in offered] == ["2", "1"]
    assert await mia.autocomplete("regrade", question="") == []
    value = await chosen(ana, offered[0])
    card = await ana.command("regrade", question=value)
    assert card.is_private
    assert card.menu != []
    assert (await card.press("Void the question")).buttons == ["Let it count again", "Panel"]
    told = await shown(night, "The question counts for nobody.")
    assert f"{night.named(luis)} -1000" in told.text
    await is_verified(evening)
    await card.now().press("Let it count again")
    assert f"{night.named(luis)} +1000" in (await shown(night, "The question counts again.")).text
    wrong = card.now().menu[0]
    accepted = await card.now().press(wrong)
    assert f"Accepted as well: **{wrong}**" in accepted.unescaped
    assert f"{night.named(mia)} +1000" in (await shown(night, "Right from now on, too:")).text
    await is_verified(evening)
    assert (await mia.command("regrade", question=value)).text.startswith("Only whoever leads this quiz")


async def chosen(person: Person, name: str) -> str:
    """What a line that is offered stands for."""
    people, number = person.sandbox.people, person._command("regrade")  # noqa: SLF001 - as Person completes
    typed = [{"name": "question", "type": 3, "value": "", "focused": True}]
    offered = await people.complete(person.key, person.channel_id, number, typed)
    return next(str(choice["value"]) for choice in offered if choice["name"] == name)


async def test_what_was_accepted_is_right_in_the_next_quiz(
    night: Night, evening: Evening, ana: Person, luis: Person, mia: Person
) -> None:
    reveal = await typed_wrong(night, ana, luis, questions=1)
    opened = night.game().opened
    await reveal.pressed_by(luis, "I was right")
    card = await (await shown(night, WAITS)).pressed_by(ana, "Look at it")
    await card.press("Accept")
    await night.passes(30)
    again = Start(
        quiz=opened.seed,
        at=night.clock.now(),
        guild=opened.guild,
        channel=opened.channel,
        host=opened.host,
        settings=opened.settings,
        questions=opened.questions,
        seed=opened.seed,
    )
    assert isinstance(await night.host.start(again), Game)
    await night.passes(1)
    await mia.submit(await night.last().open_form(mia, "Answer"), "zurich thing")
    await night.passes(62)
    assert f"{night.named(mia)} +1000" in night.last().text
    assert "Accepted as well: **zurich thing**" in night.last().text
    await is_verified(evening)


async def test_in_spanish(night: Night, luis: Person, mia: Person) -> None:
    reveal = await typed_wrong(night, luis, mia, language="es")
    await reveal.pressed_by(mia, "Yo acerté")
    asked = await (await shown(night, "Alguien cree que su respuesta era correcta.")).pressed_by(luis, "Ver")
    assert asked.buttons == ["Aceptar", "Rechazar", "La pregunta entera", "Panel"]
    whole = await asked.press("La pregunta entera")
    assert whole.menu == ["Zürich-Thing"]
    await whole.press("Anular la pregunta")
    assert "La pregunta no cuenta para nadie." in (await shown(night, "corrigió de nuevo la pregunta 1")).text
    await night.host.settle()
    assert "Esta pregunta no cuenta para nadie." in reveal.now().text
    assert "Yo acerté" not in reveal.now().buttons


async def test_nothing_waits_for_who_was_taken_out(night: Night, ana: Person, luis: Person) -> None:
    reveal = await typed_wrong(night, ana, luis)
    await reveal.pressed_by(luis, "I was right")
    line = await shown(night, WAITS)
    panel = await ana.command("quiz panel")
    await panel.press("Take somebody out")
    await picks(panel, number_of(night, luis))
    await night.leads(panel, "Take out")
    assert (await line.pressed_by(ana, "Look at it")).text == "No appeal is waiting."
    await shown(night, "All answers that somebody asked about are decided.")


@pytest.mark.parametrize("typed", ["lambda", "9" * 19 + ":1", "5:" + "9" * 90])
async def test_what_is_no_question_of_ours_cannot_be_marked_again(
    night: Night, ana: Person, say: Say, typed: str
) -> None:
    assert night.host.games == []
    assert (await ana.command("regrade", question=typed)).text == say(ana, "appeal.no-such-question")


async def test_an_answer_of_somebody_who_is_forgotten_can_be_accepted_for_the_others(
    night: Night, evening: Evening, ana: Person, luis: Person, mia: Person
) -> None:
    await night.starts(ana, questions=1, kind="one", mode="calm", seconds=5)
    await night.passes(6)
    question, wrong = night.game().quiz, LETTERS[(night.right()[0] + 1) % 4]
    for person in (luis, mia):
        await night.last().pressed_by(person, wrong)
    await night.passes(20)
    async with Database.opened(evening.database) as database:
        forgetting = Forgetting(database, Random(1))
        await forgetting.wish(int(night.named(luis).strip("<@>")))
        await forgetting.carry_out()
    card = await ana.command("regrade", question=f"{question}:1")
    await card.press(card.menu[0])
    assert f"{night.named(mia)} +1000" in (await shown(night, "Question 1 was marked again by")).text
    await is_verified(evening)
