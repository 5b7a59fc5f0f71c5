"""A quiz to take home, as three people take it, in two languages and at their own pace."""

from datetime import timedelta

import pytest

from bot.storage.database import Database
from bot.storage.verifying import verify
from tests.journeys.people import Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.quiz.night import Night, components
from tests.journeys.recap.test_recap import picture
from tests.journeys.running import until
from tests.journeys.take_home.homework import answered, closes, going_on, is_set, is_set_with_options, stored, taken


async def test_from_its_setting_to_its_podium(
    night: Night, evening: Evening, ana: Person, luis: Person, mia: Person
) -> None:
    told = await ana.command(
        "takehome start", until="saturday 20:00", zone="Lima", questions=2, category="Compute", title="Weekend two"
    )
    announcement = night.last()
    take_home = await stored(evening, announcement)
    assert take_home.closes_at.isoformat() == "2026-11-29T01:00:00+00:00"
    closing = f"<t:{round(take_home.closes_at.timestamp())}:"
    assert told.is_private
    assert told.text.startswith("**Weekend two** is set.")
    assert closing in told.text
    assert "Quiz to take home: **Weekend two**" in announcement.text
    assert closing in announcement.text
    assert announcement.buttons == ["Take it"]

    question = await announcement.pressed_by(luis, "Take it")
    assert question.is_private
    assert take_home.questions[0].ask["es"] in question.unescaped
    assert "Weekend two · pregunta 1 de 2" in question.text
    reveal = await answered(question, take_home, 1, rightly=True)
    assert "¡Correcto! +1000" in reveal.text
    assert take_home.questions[0].why["es"] in reveal.unescaped
    assert "Fuente: [docs." in reveal.text
    assert reveal.id == question.id
    second = await reveal.press("Siguiente pregunta")
    assert take_home.questions[1].ask["es"] in second.unescaped
    end = await (await answered(second, take_home, 2, rightly=True)).press("Ver cómo me fue")
    assert "Aciertos: 2 de 2 · **2000** puntos" in end.text
    assert closing in end.text

    done = await taken(announcement, mia, take_home, True, False)
    assert "Right: 1 of 2 · **1000** points" in done.text
    assert "Read these again" in done.text
    assert (await done.press(done.buttons[0])).is_private

    result = await closes(night, take_home)
    assert f"**1.** {night.named(luis)} · 2000 points · right: 2" in result.text
    assert f"**2.** {night.named(mia)} · 1000 points · right: 1" in result.text
    assert "Took part: 2 · answered everything: 2 · questions: 2" in result.text
    assert "**Hardest question**\n2. " in result.unescaped
    assert picture(result) is not None
    mine = await result.pressed_by(mia, "My result")
    assert mine.title == "Your result"
    assert "Place 2 of 2 · 1000 points" in mine.text
    not_taken = await result.pressed_by(ana, "My result")
    assert "You did not take it" in not_taken.text
    await until(night.sandbox, lambda: "Closed." in announcement.now().text)
    assert announcement.now().buttons == ["My result"]

    board = await luis.command("leaderboard", private=True)
    assert f"**1.** {night.named(luis)} · 2000 puntos" in board.text
    async with Database.opened(evening.database) as database:
        assert (await verify(database)).differences == []


async def test_it_can_be_left_and_gone_on_with(night: Night, evening: Evening, ana: Person, luis: Person) -> None:
    announcement = await is_set(night, ana, questions=3)
    take_home = await stored(evening, announcement)
    first = await announcement.pressed_by(luis, "Take it")
    await answered(first, take_home, 1, rightly=False)
    night.clock.move_to(night.clock.now() + timedelta(hours=3))
    second = await announcement.pressed_by(luis, "Take it")
    assert "pregunta 2 de 3" in second.text
    assert second.id != first.id
    listed = await luis.command("takehome list")
    assert "respondidas: 1 de 3" in listed.text
    assert "pregunta 2 de 3" in (await listed.press("Seguir")).text


async def test_each_question_counts_once(night: Night, evening: Evening, ana: Person, luis: Person) -> None:
    announcement, take_home = await is_set_with_options(night, evening, ana)
    question = await announcement.pressed_by(luis, "Take it")
    other = await announcement.pressed_by(luis, "Take it")
    reveal = await answered(question, take_home, 1, rightly=True)
    again = await answered(other, take_home, 1, rightly=False)
    assert "¡Correcto! +1000" in again.text
    assert again.text == reveal.text
    assert going_on(again) == "Siguiente pregunta"


@pytest.mark.parametrize("rightly", [True, False])
async def test_whatever_kinds_of_questions_it_has_all_can_be_taken(
    night: Night, evening: Evening, ana: Person, mia: Person, *, rightly: bool
) -> None:
    """Which kinds are drawn is chance; what is said of each is in tests/bot/cards/test_take_home.py."""
    announcement = await is_set(night, ana, questions=20, category="")
    take_home = await stored(evening, announcement)
    kinds = [question.kind for question in take_home.questions[:-1]]
    enough = max(kinds.index(kind) for kind in set(kinds)) + 1
    done = await taken(announcement, mia, take_home, *[rightly] * enough)
    assert f"question {enough + 1} of 20" in done.text
    late = await closes(night, take_home)
    assert f"{1000 * enough * rightly} points · right: {enough * rightly}" in late.text


async def test_who_is_late_is_told_so(night: Night, evening: Evening, ana: Person, luis: Person, mia: Person) -> None:
    announcement, take_home = await is_set_with_options(night, evening, ana)
    question = await announcement.pressed_by(luis, "Take it")
    night.clock.move_to(take_home.closes_at + timedelta(seconds=1))
    late = await answered(question, take_home, 1, rightly=True)
    assert "se cerró <t:" in late.text
    assert "No lo hiciste." in late.text
    assert "closed <t:" in (await announcement.pressed_by(mia, "Take it")).text
    result = await closes(night, take_home)
    assert "Nobody took it this time." in result.text


async def test_a_press_from_before_the_end_still_counts(
    night: Night, evening: Evening, ana: Person, luis: Person
) -> None:
    announcement, take_home = await is_set_with_options(night, evening, ana)
    question = await announcement.pressed_by(luis, "Take it")
    night.clock.move_to(take_home.closes_at)
    assert "¡Correcto!" in (await answered(question, take_home, 1, rightly=True)).text
    late = await question.now().press("Siguiente pregunta")
    assert "pregunta 2 de 2" in late.text
    result = await closes(night, take_home)
    assert "Took part: 1 · answered everything: 0" in result.text


async def test_it_counts_in_the_season_of_its_answers(night: Night, evening: Evening, ana: Person, mia: Person) -> None:
    announcement = await is_set(night, ana)
    take_home = await stored(evening, announcement)
    question = await announcement.pressed_by(mia, "Take it")
    first = await answered(question, take_home, 1, rightly=True)
    await ana.command("season start", title="Autumn")
    night.clock.move_to(night.clock.now() + timedelta(seconds=5))
    await answered(await first.press("Next question"), take_home, 2, rightly=True)
    assert f"{night.named(mia)} · 1000 points" in (await mia.command("leaderboard", period="season")).text
    assert f"{night.named(mia)} · 2000 points" in (await mia.command("leaderboard")).text


async def test_nothing_of_it_is_to_be_seen_for_others(
    night: Night, evening: Evening, ana: Person, luis: Person, mia: Person
) -> None:
    announcement = await is_set(night, ana)
    take_home = await stored(evening, announcement)
    await taken(announcement, luis, take_home, True)
    assert len(night.messages()) == 1
    assert [answer for answer in mia.sees() if answer.is_private] == []
    assert not list(components(announcement.now(), 3))
