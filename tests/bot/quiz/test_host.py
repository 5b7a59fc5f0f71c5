"""A quiz from its start to its end: what is stored, what the stage is told, and when."""

import asyncio
from datetime import datetime, timedelta

from bot.quiz.commands import ChangeHost, Extend, Next, Pause, Refusal, Resume, Skip, Stop
from bot.quiz.events import EndReason
from bot.quiz.game import Game, Phase
from bot.quiz.rehearsal import VirtualClock
from bot.quiz.standings import standings
from tests.bot.quiz.fakes import ANA, CHANNEL, HOST, LUIS, QUIZ, Evening, after, press, start


async def evening_with_a_quiz() -> Evening:
    evening = Evening()
    await evening.host.recover()
    assert isinstance(await evening.host.start(start()), Game)
    await evening.host.settle()
    return evening


async def test_each_question_takes_two_calls_and_the_quiz_one_more() -> None:
    evening = await evening_with_a_quiz()
    await evening.host.submit(QUIZ, press(ANA, after(4)))
    await evening.until(200)
    assert evening.stage.told == [
        "ask 1 until 20",
        "reveal 1",
        "ask 2 until 49.5",
        "reveal 2",
        "ask 3 until 79",
        "reveal 3",
        "finish finished",
    ]
    assert evening.host.games == []


async def test_an_answer_is_taken_at_the_moment_of_its_press() -> None:
    evening = await evening_with_a_quiz()
    await evening.until(9)
    game = await evening.host.submit(QUIZ, press(ANA, after(5)))
    assert isinstance(game, Game)
    given = game.given(ANA)
    assert given is not None
    assert given.took_ms == 5000


async def test_a_press_from_before_the_bell_counts_while_the_last_ones_are_awaited() -> None:
    evening = await evening_with_a_quiz()
    await evening.until(21)
    assert isinstance(await evening.host.submit(QUIZ, press(ANA, after(20))), Game)
    assert await evening.host.submit(QUIZ, press(LUIS, after(20.001))) is Refusal.LATE
    await evening.until(22)
    assert await evening.host.submit(QUIZ, press(LUIS, after(19))) is Refusal.LATE


async def test_a_pause_stops_the_clock_for_everybody() -> None:
    evening = await evening_with_a_quiz()
    await evening.until(5)
    await evening.host.submit(QUIZ, Pause(order=1, at=after(5), by=HOST))
    await evening.until(300)
    assert await evening.host.submit(QUIZ, press(ANA, after(299))) is Refusal.PAUSED
    await evening.host.submit(QUIZ, Resume(order=2, at=after(300), by=HOST))
    await evening.host.submit(QUIZ, press(ANA, after(301)))
    await evening.until(317)
    assert [mark.took_ms for mark in evening.game.marks()] == [6000]
    assert evening.stage.told[:4] == [
        "ask 1 until 20",
        "refresh 1 paused until 20",
        "refresh 1 open until 315",
        "reveal 1",
    ]


async def test_the_host_moves_the_bell_skips_and_stops() -> None:
    evening = await evening_with_a_quiz()
    await evening.host.submit(QUIZ, Extend(order=1, at=after(1), by=HOST, seconds=30))
    await evening.until(45)
    assert evening.game.phase is Phase.OPEN
    await evening.host.submit(QUIZ, Next(order=2, at=after(45), by=HOST))
    await evening.until(55)
    assert await evening.host.submit(QUIZ, Skip(order=3, at=after(55), by=HOST))
    await evening.host.settle()
    await evening.host.submit(QUIZ, Stop(order=4, at=after(56), by=HOST))
    await evening.host.settle()
    assert evening.stage.told == [
        "ask 1 until 20",
        "refresh 1 open until 50",
        "refresh 1 open until 45",
        "reveal 1",
        "ask 2 until 74.5",
        "reveal 2 skipped",
        "finish stopped",
    ]


async def test_a_quiz_that_nobody_answers_ends_after_three_questions() -> None:
    evening = Evening()
    await evening.host.recover()
    await evening.host.start(start(questions=start().questions * 3))
    await evening.until(500)
    assert evening.stage.told[-1] == f"finish {EndReason.NOBODY_ANSWERED}"
    assert evening.stage.messages == 3


class AttentiveClock(VirtualClock):
    """Remembers how far ahead of it anything was that it was told of."""

    furthest_ahead = timedelta()

    def heard(self, moment: datetime) -> None:
        self.furthest_ahead = max(self.furthest_ahead, moment - self.now())


async def test_a_quiz_that_begins_in_a_moment_does_not_put_the_clock_ahead() -> None:
    clock = AttentiveClock(after(0))
    evening = Evening(clock=clock)
    await evening.host.recover()
    assert isinstance(await evening.host.start(start(at=after(5))), Game)
    assert clock.furthest_ahead == timedelta()


async def test_two_starts_in_one_channel_one_wins() -> None:
    evening = Evening()
    await evening.host.recover()
    assert isinstance(await evening.host.start(start()), Game)
    assert await evening.host.start(start(quiz=701)) is Refusal.CHANNEL_BUSY
    assert isinstance(await evening.host.start(start(quiz=702, channel=601)), Game)
    assert evening.host.in_channel(CHANNEL) == evening.game


async def test_the_same_start_twice_is_one_quiz() -> None:
    evening = Evening()
    await evening.host.recover()
    first = await evening.host.start(start())
    assert await evening.host.start(start()) == first


async def test_points_fall_to_half_at_the_bell() -> None:
    evening = await evening_with_a_quiz()
    await evening.until(1)
    await evening.host.submit(QUIZ, press(ANA, after(0)))
    await evening.host.submit(QUIZ, press(LUIS, after(20)))
    await evening.until(25)
    assert [(s.rank, s.person, s.points) for s in standings(evening.game.marks())] == [(1, ANA, 1000), (2, LUIS, 500)]


async def test_five_hundred_presses_at_once_are_all_answered_with_a_handful_of_writes() -> None:
    evening = await evening_with_a_quiz()
    writes = evening.journal.writes
    pressed = [evening.host.submit(QUIZ, press(person, after(0.1 + person / 1000))) for person in range(500)]
    outcomes = await asyncio.gather(*pressed)
    assert all(isinstance(outcome, Game) for outcome in outcomes)
    assert evening.journal.writes - writes <= 3
    assert len(evening.game.rounds[0].given) == 500


async def test_a_thousand_quizzes_keep_their_own_time_without_a_task_each() -> None:
    evening = Evening()
    await evening.host.recover()
    for number in range(1000):
        await evening.host.start(start(quiz=1000 + number, channel=1000 + number))
    await evening.host.settle()
    assert len(asyncio.all_tasks()) == 1
    await evening.host.submit(1007, Skip(order=1, at=after(1), by=HOST))
    await evening.until(22)
    assert [game.quiz for game in evening.host.games if game.rounds[0].is_skipped] == [1007]
    assert {game.phase for game in evening.host.games if game.quiz != 1007} == {Phase.WAITING}


async def test_whoever_manages_the_server_takes_over_and_the_old_host_has_no_say() -> None:
    evening = await evening_with_a_quiz()
    await evening.host.submit(QUIZ, ChangeHost(order=1, at=after(1), by=ANA, host=ANA, may_manage=True))
    assert await evening.host.submit(QUIZ, Pause(order=2, at=after(2), by=HOST)) is Refusal.NOT_HOST
    assert isinstance(await evening.host.submit(QUIZ, Pause(order=3, at=after(2), by=ANA)), Game)


async def test_orders_that_arrive_twice_do_nothing_more() -> None:
    evening = await evening_with_a_quiz()
    skip = Skip(order=1, at=after(1), by=HOST)
    await evening.host.submit(QUIZ, skip)
    await evening.until(15)
    await evening.host.submit(QUIZ, skip)
    await evening.until(16)
    assert evening.game.phase is Phase.OPEN
    assert evening.stage.told == ["ask 1 until 20", "reveal 1 skipped", "ask 2 until 29"]
