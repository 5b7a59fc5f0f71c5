"""What goes wrong around a take-home: events come twice, nothing can be stored, everybody presses at once."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import timedelta

from bot.storage.database import Database
from bot.storage.verifying import verify
from tests.journeys.people import Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.quiz.night import Night
from tests.journeys.take_home.homework import answered, closes, is_set, is_set_with_options, stored

Say = Callable[..., str]


async def test_what_cannot_be_stored_is_not_acknowledged_and_counts_when_it_can_be_again(
    night: Night, evening: Evening, ana: Person, luis: Person, say: Say
) -> None:
    announcement, take_home = await is_set_with_options(night, evening, ana)
    question = await announcement.pressed_by(luis, "Take it")
    other = sqlite3.connect(evening.database.reveal().removeprefix("sqlite:///"))
    try:
        other.execute("BEGIN IMMEDIATE")
        refused = await answered(question, take_home, 1, rightly=True)
        assert refused.is_private
        assert refused.text == say(luis, "takehome.not-stored")
        not_set = await ana.command("takehome start", until="tomorrow 20:00", zone="UTC")
        assert not_set.text == say(ana, "takehome.not-set")
    finally:
        other.close()
    assert "¡Correcto!" in (await answered(question, take_home, 1, rightly=True)).text
    async with Database.opened(evening.database) as database:
        assert (await verify(database)).differences == []


async def test_a_wish_that_arrives_twice_is_one(night: Night, ana: Person) -> None:
    await night.sandbox.faults.apply("duplicate", {"event": "INTERACTION_CREATE"})
    await is_set(night, ana)
    await ana.command("takehome list")
    assert len(night.messages()) == 1


async def test_an_answer_that_arrives_twice_counts_once(
    night: Night, evening: Evening, ana: Person, luis: Person
) -> None:
    announcement, take_home = await is_set_with_options(night, evening, ana)
    question = await announcement.pressed_by(luis, "Take it")
    await night.sandbox.faults.apply("duplicate", {"event": "INTERACTION_CREATE"})
    assert "¡Correcto!" in (await answered(question, take_home, 1, rightly=True)).text
    board = await luis.command("leaderboard", private=True)
    assert f"{night.named(luis)} · 1000 puntos" in board.text


async def test_six_take_it_at_the_same_time(night: Night, evening: Evening, ana: Person) -> None:
    people = [night.person(key) for key in ("ana", "luis", "mia", "kai", "noa", "sam")]
    announcement, take_home = await is_set_with_options(night, evening, ana)
    shown = await asyncio.gather(*(announcement.pressed_by(person, "Take it") for person in people))
    told = await asyncio.gather(
        *(answered(question, take_home, 1, rightly=place < 4) for place, question in enumerate(shown))
    )
    assert ["+1000" in answer.text for answer in told] == [True] * 4 + [False] * 2
    result = await closes(night, take_home)
    assert "Took part: 6 · answered everything: 0" in result.text
    assert len([line for line in result.text.splitlines() if line.startswith("**1.** <@")]) == 4
    async with Database.opened(evening.database) as database:
        assert (await verify(database)).differences == []


async def test_discord_stumbles_at_the_end_and_the_result_comes_once(
    night: Night, evening: Evening, ana: Person, luis: Person
) -> None:
    announcement = await is_set(night, ana)
    take_home = await stored(evening, announcement)
    await night.sandbox.faults.apply("error", {"status": 502, "times": 1, "path": "POST /channels/.*/messages$"})
    night.clock.move_to(take_home.closes_at + timedelta(seconds=5))
    while not [each for each in night.messages() if "Take-home over" in each.text]:
        # The alarm takes a break, and a break takes a clock.
        await luis.command("takehome list")
        night.clock.move_to(night.clock.now() + timedelta(minutes=1))
    await luis.command("takehome list")
    assert len([each for each in night.messages() if "Take-home over" in each.text]) == 1
