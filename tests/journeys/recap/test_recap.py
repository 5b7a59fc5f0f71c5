"""The evening is looked back at: at its end, and whenever somebody asks."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.world.permissions import ATTACH_FILES, VIEW_CHANNEL
from bot.sandbox.world.town import ANA, GUILD
from tests.journeys.people import Answer, Person
from tests.journeys.quiz.night import LETTERS, Night, components
from tests.journeys.running import until

Say = Callable[..., str]
GALLERY = 12


def picture(answer: Answer) -> Mapping[str, Any] | None:
    """The one picture of a message."""
    items = [item for part in components(answer, GALLERY) for item in part["items"]]
    return items[0] if items else None


async def plays(night: Night, host: Person, right: Person, wrong: Person, **options: str | int) -> Answer:
    """A quiz of two questions, of which `wrong` has the second one right; its end."""
    await night.starts(host, questions=2, kind="one", category="Compute", mode="calm", **options)
    await night.passes(6)
    for number in (1, 2):
        question, place = night.last(host.channel), night.right(host.channel)[0]
        await question.pressed_by(right.at(host.channel), LETTERS[place])
        await question.pressed_by(wrong.at(host.channel), LETTERS[place if number == 2 else (place + 1) % 4])
        await night.passes(31)
    await until(night.sandbox, lambda: not night.host.games)
    return night.last(host.channel)


async def test_the_end_shows_how_the_evening_went(night: Night, ana: Person, luis: Person, mia: Person) -> None:
    end = await plays(night, ana, luis, mia)
    assert "**Hardest question**\n1. " in end.unescaped
    assert "Right: 1 of 2 · " in end.text
    shown = picture(end)
    assert shown is not None
    assert shown["description"].startswith("How the best got there: place 1 with 2000 points, place 2 with ")
    assert (
        "Hardest question: 1. Right answers, question by question: question 1 50%, question 2 100%."
        in (shown["description"])
    )
    assert end.text.index(night.named(luis)) < end.text.index(night.named(mia))
    assert len(end.buttons) == 2
    assert (await end.pressed_by(mia, end.buttons[1])).title.count(" vs ") == 1


async def test_the_same_can_be_asked_for_later_and_after_a_restart(
    night: Night, ana: Person, luis: Person, mia: Person
) -> None:
    end = await plays(night, ana, luis, mia)
    recap = await mia.command("recap")
    assert recap.text.partition("\n")[2] == end.text.partition("\n")[2]
    assert recap.title.startswith("Recap: quiz of <t:")
    assert (picture(recap) or {})["description"] == (picture(end) or {})["description"]
    await night.bot_is_killed()
    await night.bot_starts()
    private = await luis.command("recap", private=True)
    assert private.is_private
    assert "La pregunta más difícil" in private.text
    assert (picture(private) or {})["description"].startswith("Así llegaron los mejores: puesto 1 con 2000 puntos")
    assert (await private.press("Mi resultado")).title == "Tu resultado"


async def test_where_nothing_may_be_attached_the_words_come_alone(
    night: Night, ana: Person, luis: Person, mia: Person
) -> None:
    denied = {"channel_id": ana.channel_id, "deny": ATTACH_FILES}
    await night.sandbox.faults.apply("permission", denied)
    end = await plays(night, ana, luis, mia)
    assert "Hardest question" in end.text
    assert picture(end) is None


async def test_any_quiz_that_one_may_see_can_be_chosen(night: Night, ana: Person, luis: Person, mia: Person) -> None:
    assert (await luis.command("recap")).text.startswith("Todavía no se ha jugado ningún quiz")
    await plays(night, ana, luis, mia)
    await plays(night, ana.at("general"), mia, luis)
    offered = await luis.autocomplete("recap", quiz="")
    assert offered == [
        "26 de noviembre de 2026, 20:00 UTC · #quiz · preguntas: 2 · jugadores: 2",
        "26 de noviembre de 2026, 20:01 UTC · #general · preguntas: 2 · jugadores: 2",
    ]
    assert await luis.autocomplete("recap", quiz="gene") == offered[1:]
    chosen = await luis.command("recap", quiz=_quiz_of(night.last("general")))
    assert f"**1.** {night.named(mia)}" in chosen.text
    unknown = await luis.command("recap", quiz="12")
    assert "No conozco ese quiz" in unknown.text


async def test_what_happened_in_a_hidden_channel_stays_there(
    night: Night, ana: Person, luis: Person, mia: Person
) -> None:
    await plays(night, ana.at("general"), luis, mia)
    quiz = _quiz_of(night.last("general"))
    assert not (await luis.command("recap", quiz=quiz)).is_private
    hidden = {"channel_id": ana.at("general").channel_id, "deny": VIEW_CHANNEL, "target": GUILD}
    await night.sandbox.faults.apply("permission", hidden)
    assert await luis.autocomplete("recap", quiz="") == []
    assert "No conozco ese quiz" in (await luis.command("recap", quiz=quiz)).text
    # Whoever sees it may look back, and what they ask for elsewhere is shown to nobody else.
    await night.sandbox.faults.apply("permission", {**hidden, "deny": 0, "allow": VIEW_CHANNEL, "target": ANA})
    assert len(await ana.autocomplete("recap", quiz="")) == 1
    assert (await ana.command("recap", quiz=quiz)).is_private


def _quiz_of(end: Answer) -> str:
    """The quiz's id, which stands in its button."""
    ids = [str(part["custom_id"]) for part in components(end, 2)]
    return next(custom_id for custom_id in ids if custom_id.startswith("quiz:")).split(":")[1]
