"""What can go wrong around a quiz, and that nothing acknowledged is lost by it."""

import asyncio

from bot.quiz.commands import GiveUp, Pause, Refusal
from bot.quiz.events import CameBack, EndReason
from bot.quiz.game import Game, Phase
from bot.quiz.ports import StageGoneError
from tests.bot.quiz.fakes import ANA, CHANNEL, HOST, LUIS, QUIZ, Evening, a_turn, after, press, start


async def evening_with_a_quiz() -> Evening:
    evening = Evening()
    await evening.host.recover()
    assert isinstance(await evening.host.start(start()), Game)
    await evening.host.settle()
    return evening


async def test_after_a_kill_an_open_question_has_the_time_that_was_left() -> None:
    first = await evening_with_a_quiz()
    await first.until(3)
    await first.host.submit(QUIZ, press(ANA, after(3)))
    second = await first.killed()
    await second.until(6)
    await second.host.recover()
    await second.host.settle()
    assert second.stage.told == ["back since 3", "refresh 1 open until 20"]
    assert list(second.game.rounds[0].given) == [ANA]


async def test_after_a_long_absence_an_open_question_has_ten_seconds_and_nobody_is_charged_for_it() -> None:
    first = await evening_with_a_quiz()
    second = await first.killed()
    await second.until(60)
    await second.host.recover()
    await second.host.settle()
    assert second.stage.told == ["back since 0", "refresh 1 open until 70"]
    game = await second.host.submit(QUIZ, press(LUIS, after(62)))
    assert isinstance(game, Game)
    assert (given := game.given(LUIS)) is not None
    assert given.took_ms == 2000


async def test_a_kill_after_the_bell_shows_the_answer_once_more_and_goes_on() -> None:
    first = await evening_with_a_quiz()
    await first.until(22)
    second = await first.killed()
    await second.host.recover()
    await second.until(35)
    assert second.stage.told == ["reveal 1", "back since 21.5", "ask 2 until 52"]


async def test_a_kill_before_the_end_was_said_says_it() -> None:
    first = await evening_with_a_quiz()
    first.stage.failures = [RuntimeError("no answer from Discord")]
    await first.host.submit(QUIZ, GiveUp(after(1), EndReason.GUILD_GONE))
    second = await first.killed()
    await second.host.recover()
    await second.host.settle()
    assert second.stage.told == ["reveal 1 skipped", "finish guild-gone"]
    assert second.journal.storage.channels == {}


async def test_a_paused_quiz_is_still_paused_after_a_restart() -> None:
    first = await evening_with_a_quiz()
    await first.host.submit(QUIZ, Pause(order=1, at=after(5), by=HOST))
    second = await first.killed()
    await second.until(100)
    await second.host.recover()
    await second.host.settle()
    assert second.game.phase is Phase.PAUSED
    assert second.stage.told == ["back since 5", "refresh 1 paused until 20"]


async def test_a_restart_that_is_announced_stops_the_clock_at_once() -> None:
    first = await evening_with_a_quiz()
    await first.until(4)
    await first.host.close()
    second = await first.killed()
    await second.until(50)
    await second.host.recover()
    await second.host.settle()
    assert second.stage.told == ["back since 4", "refresh 1 open until 66"]


async def test_presses_before_the_recovery_are_asked_to_wait() -> None:
    first = await evening_with_a_quiz()
    second = await first.killed()
    assert await second.host.submit(QUIZ, press(ANA, after(1))) is Refusal.COMING_BACK
    assert await second.host.start(start(quiz=701, channel=601)) is Refusal.COMING_BACK


async def test_an_answer_that_could_not_be_stored_is_not_acknowledged_and_may_be_given_again() -> None:
    evening = await evening_with_a_quiz()
    evening.journal.is_down = True
    assert await evening.host.submit(QUIZ, press(ANA, after(2))) is Refusal.NOT_STORED
    await evening.until(40)
    assert [type(entry.event).__name__ for entry in evening.journal.log()] == ["Opened", "QuestionAsked"]
    evening.journal.is_down = False
    await evening.until(70)
    assert evening.stage.told[1:3] == ["back since 0", "refresh 1 open until 71"]
    assert isinstance(await evening.host.submit(QUIZ, press(ANA, after(70))), Game)


async def test_a_press_brings_the_quiz_back_as_soon_as_the_journal_answers() -> None:
    evening = await evening_with_a_quiz()
    evening.journal.is_down = True
    await evening.until(60)
    evening.journal.is_down = False
    assert isinstance(await evening.host.submit(QUIZ, press(ANA, after(19))), Game)
    await evening.until(71.5)
    assert [mark.person for mark in evening.game.marks()] == [ANA]


async def test_what_was_stored_although_the_journal_failed_counts_once() -> None:
    evening = await evening_with_a_quiz()
    faults = ["after"]
    evening.journal.fails = lambda: faults.pop() if faults else ""
    assert await evening.host.submit(QUIZ, press(ANA, after(2))) is Refusal.NOT_STORED
    assert isinstance(await evening.host.submit(QUIZ, press(ANA, after(2))), Game)
    assert await evening.host.submit(QUIZ, press(ANA, after(3))) is Refusal.ALREADY_ANSWERED
    await evening.until(22)
    assert [mark.person for mark in evening.game.marks()] == [ANA]


async def test_a_start_that_was_stored_without_our_knowing_begins_all_the_same() -> None:
    evening = Evening()
    await evening.host.recover()
    faults = ["after"]
    evening.journal.fails = lambda: faults.pop() if faults else ""
    assert await evening.host.start(start()) is Refusal.NOT_STORED
    await evening.until(11)
    assert evening.stage.told == ["back since 0", "ask 1 until 30"]


async def test_a_start_that_was_not_stored_leaves_nothing() -> None:
    evening = Evening()
    await evening.host.recover()
    evening.journal.is_down = True
    assert await evening.host.start(start()) is Refusal.NOT_STORED
    evening.journal.is_down = False
    await evening.until(5)
    assert evening.host.game(QUIZ) is None
    assert isinstance(await evening.host.start(start(quiz=701)), Game)


async def test_a_channel_that_is_gone_ends_the_quiz_with_its_reason() -> None:
    evening = await evening_with_a_quiz()
    evening.stage.failures = [StageGoneError(EndReason.CHANNEL_GONE)]
    await evening.until(22)
    assert evening.stage.told == ["ask 1 until 20", "reveal 1", "finish channel-gone"]
    assert evening.journal.storage.channels == {}


async def test_a_stage_that_fails_is_tried_again() -> None:
    evening = Evening()
    await evening.host.recover()
    evening.stage.failures = [RuntimeError("500")] * 3
    await evening.host.start(start())
    await evening.until(8)
    assert evening.stage.told == ["ask 1 until 20", "ask 1 until 21", "ask 1 until 23", "ask 1 until 27"]
    assert evening.game.phase is Phase.OPEN


async def test_a_stage_that_never_answers_again_ends_the_quiz() -> None:
    evening = Evening()
    await evening.host.recover()
    evening.stage.failures = [RuntimeError("500")] * 12
    await evening.host.start(start())
    await evening.until(100)
    assert evening.host.games == []
    assert evening.journal.storage.channels == {}


async def test_a_question_that_cannot_be_revealed_does_not_hold_up_the_next() -> None:
    evening = await evening_with_a_quiz()
    evening.stage.failures = [RuntimeError("500")] * 6
    await evening.until(60)
    assert "ask 2 until 72.5" in evening.stage.told


async def test_a_press_that_comes_before_we_know_that_the_question_is_out_waits_for_it() -> None:
    evening = Evening()
    await evening.host.recover()
    sent = evening.stage.hold()
    await evening.host.start(start())
    await sent.wait()
    early = asyncio.create_task(evening.host.submit(QUIZ, press(ANA, after(0.1))))
    evening.stage.let_go()
    assert isinstance(await early, Game)


async def test_a_press_that_waits_for_its_question_is_not_stored_by_a_process_that_goes() -> None:
    evening = Evening()
    await evening.host.recover()
    sent = evening.stage.hold()
    await evening.host.start(start())
    await sent.wait()
    early = asyncio.create_task(evening.host.submit(QUIZ, press(ANA, after(0.1))))
    await a_turn()
    await evening.host.abandon()
    assert await early is Refusal.COMING_BACK
    assert [type(entry.event).__name__ for entry in evening.journal.log()] == ["Opened"]


async def test_a_call_to_the_stage_that_hangs_is_given_up() -> None:
    evening = Evening()
    await evening.host.recover()
    sent = evening.stage.hold()
    await evening.host.start(start())
    await sent.wait()
    evening.clock.move_to(after(30))
    await evening.host.settle()
    evening.stage.let_go()
    await evening.until(31)
    assert evening.stage.told == ["ask 1 until 20", "ask 1 until 51"]
    assert evening.game.phase is Phase.OPEN


async def test_another_process_takes_a_quiz_over_and_the_first_lets_go() -> None:
    first = await evening_with_a_quiz()
    second = Evening(first.journal.storage, process=2, clock=first.clock)
    await second.host.recover()
    await second.host.settle()
    assert await first.host.submit(QUIZ, press(ANA, after(1))) is Refusal.OVER
    await first.host.settle()
    assert first.host.in_channel(CHANNEL) is None
    assert isinstance(await second.host.submit(QUIZ, press(ANA, after(1))), Game)


async def test_recovering_again_changes_nothing_of_what_runs() -> None:
    evening = await evening_with_a_quiz()
    await evening.host.recover()
    await evening.host.settle()
    assert evening.stage.told == ["ask 1 until 20"]


async def test_a_bug_in_the_journal_is_a_failure_like_any_other() -> None:
    evening = await evening_with_a_quiz()
    faults = [ValueError("not a number")]

    def fail() -> str:
        if faults:
            raise faults.pop()
        return ""

    evening.journal.fails = fail
    assert await evening.host.submit(QUIZ, press(ANA, after(2))) is Refusal.NOT_STORED
    assert isinstance(await evening.host.submit(QUIZ, press(ANA, after(2))), Game)


async def test_a_quiz_whose_end_cannot_be_stored_frees_its_channel_when_it_can() -> None:
    evening = await evening_with_a_quiz()
    evening.stage.failures = [StageGoneError(EndReason.CHANNEL_GONE)]
    faults = ["", "", "before", "before"]  # the bell, the end, and twice the release
    evening.journal.fails = lambda: faults.pop(0) if faults else ""
    await evening.until(22)
    assert evening.journal.storage.channels == {CHANNEL: QUIZ}
    await evening.until(25)
    assert evening.journal.storage.channels == {}
    assert evening.host.games == []


async def test_what_came_back_is_in_the_log() -> None:
    first = await evening_with_a_quiz()
    second = await first.killed()
    await second.until(30)
    await second.host.recover()
    await second.host.settle()
    assert second.journal.log()[-1].event == CameBack(at=after(30), since=after(0), due=after(40))
