"""A simulated night: sound with the real rules, the same each time, and able to find what is wrong."""

from collections.abc import Sequence

import pytest

from bot.quiz.events import Answered, EndReason, Entry, Mode
from bot.quiz.oracle import Fault
from bot.quiz.simulating import Plan, Report, simulate
from knowledge.questions.asked import AskedKind
from tests.bot.quiz.fakes import MemoryJournal, Storage, is_lambda, question, settings

QUESTIONS = (
    question("one"),
    question("several", True, True, False, False, False, kind=AskedKind.SEVERAL),
    question("typed", kind=AskedKind.TYPED),
    question("clues", kind=AskedKind.CLUES, clues=4),
    question("truth", True, False, kind=AskedKind.TRUE_FALSE),
) * 4


async def night(seed: int, mode: Mode = Mode.SPEED, players: int = 50) -> Report:
    storage = Storage()
    plan = Plan(players=players, crashes=10, seed=seed, settings=settings(mode, has_streaks=True))
    return await simulate(plan, QUESTIONS, lambda: MemoryJournal(storage), is_lambda)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("seed", [7, 8])
async def test_a_night_with_ten_crashes_is_as_the_oracle_has_it(seed: int, mode: Mode) -> None:
    report = await night(seed, mode)
    assert report.differences == ()
    assert report.is_sound
    assert (report.end, report.questions, report.crashes) == (EndReason.FINISHED, 20, 10)
    assert report.acknowledged > 500
    assert report.interrupted + report.lost > 0


async def test_a_night_has_everything_that_a_host_can_do() -> None:
    orders = [set((await night(seed, players=3)).orders) for seed in (7, 8, 9)]
    assert set.union(*orders) == {"Kick", "Jump", "Next", "Pause", "Resume", "Regrade"}


async def test_the_same_seed_is_the_same_night() -> None:
    assert await night(7) == await night(7)


class ForgetfulJournal(MemoryJournal):
    """Loses the first answer that it was given."""

    async def read(self, quiz: int) -> Sequence[Entry]:
        log = await super().read(quiz)
        first = next((entry for entry in log if isinstance(entry.event, Answered)), None)
        return [entry for entry in log if entry is not first]


async def test_an_answer_that_the_journal_loses_is_found_out() -> None:
    storage = Storage()
    plan = Plan(players=5, crashes=1, seed=3, settings=settings())
    report = await simulate(plan, QUESTIONS, lambda: ForgetfulJournal(storage), is_lambda)
    assert not report.is_sound
    assert {difference.fault for difference in report.differences} == {Fault.LOST, Fault.WRONG_POINTS}
