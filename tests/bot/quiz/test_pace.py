"""Whoever has chosen more time has it, without anybody passing it on."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.quiz.commands import Refusal, Start
from bot.quiz.game import Game
from bot.quiz.host import Host
from bot.quiz.ports import Ports
from tests.bot.quiz.fakes import ANA, HOST, LUIS, MIA, QUIZ, Evening, after, is_lambda, press, start


async def evening(wanted: Start, paces: Mapping[int, int]) -> Evening:
    """The quiz has begun, and these people have chosen so much time."""
    begun = Evening()
    ports = Ports(begun.stage, begun.journal, begun.clock, is_lambda, pace=lambda person: paces.get(person, 100))
    begun.host = Host(ports)
    await begun.host.recover()
    assert isinstance(await begun.host.start(wanted), Game)
    await begun.host.settle()
    return begun


async def test_a_press_has_the_time_that_its_person_has_chosen() -> None:
    begun = await evening(start(), {ANA: 200})
    await begun.host.submit(QUIZ, press(ANA, after(2)))
    await begun.until(32)  # the second question is open from 29.5 to 49.5
    await begun.host.submit(QUIZ, press(LUIS, after(32), number=2))
    await begun.until(60)
    assert await begun.host.submit(QUIZ, press(LUIS, after(52), number=2)) is Refusal.LATE
    assert isinstance(await begun.host.submit(QUIZ, press(ANA, after(60), number=2)), Game)
    await begun.until(64)
    assert {mark.person: mark.points for mark in begun.game.rounds[1].marks}[ANA] == 619  # 30.5 of her 40 seconds


async def test_everybody_has_their_own_bell() -> None:
    begun = await evening(replace(start(), members={ANA: 0, MIA: 0}), {ANA: 200, MIA: 150})
    bells = [begun.host.bell_for(begun.game, person) for person in (ANA, MIA, LUIS)]
    assert bells == [after(40), after(30), after(20)]


async def test_nobody_is_promised_more_time_than_the_question_will_be_open() -> None:
    begun = await evening(start(), {ANA: 200, MIA: 150})
    assert begun.host.bell_for(begun.game, ANA) == after(20)  # nobody knows yet that she plays
    await begun.host.submit(QUIZ, press(MIA, after(2)))
    await begun.until(32)  # the second question is open from 29.5 to 49.5, and for Mia ten seconds longer
    bells = [begun.host.bell_for(begun.game, person) for person in (ANA, MIA, LUIS)]
    assert bells == [after(59.5), after(59.5), after(49.5)]


@pytest.mark.parametrize(
    ("wanted", "known"),
    [
        (start(), {HOST: 150}),
        (replace(start(), members={ANA: 0, LUIS: 0}), {HOST: 150, ANA: 200}),
        (replace(start(), members={ANA: 0, MIA: 0}, night=1), {ANA: 200}),
        (replace(start(), members={ANA: 0}, night=1, paces={MIA: 150}), {ANA: 200, MIA: 150}),
    ],
)
async def test_whoever_is_known_to_play_is_waited_for_from_the_first_question_on(
    wanted: Start, known: Mapping[int, int]
) -> None:
    begun = await evening(wanted, {HOST: 150, ANA: 200})
    assert begun.game.paces == known
