"""Which quizzes are remembered, and until when."""

import asyncio
from collections.abc import Sequence

from bot.quiz.commands import Stop
from bot.quiz.events import Entry
from bot.quiz.game import Game, Phase
from bot.quiz.host import Host
from bot.quiz.ports import Ports
from cogs.ui.quiz_games import QuizGames
from tests.bot.quiz.fakes import HOST, QUIZ, Evening, MemoryJournal, after, is_lambda, start


class SlowJournal(MemoryJournal):
    """Shows the log as it is now, but only when it may."""

    def __init__(self, of: MemoryJournal) -> None:
        super().__init__(of.storage, of.process)
        self.may_read = asyncio.Event()
        self.is_read = asyncio.Event()

    async def read(self, quiz: int) -> Sequence[Entry]:
        log = await super().read(quiz)
        self.is_read.set()
        await self.may_read.wait()
        return log


async def begun() -> Evening:
    evening = Evening()
    await evening.host.recover()
    assert isinstance(await evening.host.start(start()), Game)
    return evening


def unaware(evening: Evening) -> Host:
    """A host that has not read its quizzes yet, as after a restart."""
    return Host(Ports(evening.stage, evening.journal, evening.clock, is_lambda))


async def test_a_quiz_that_goes_on_is_read_again() -> None:
    evening = await begun()
    games = QuizGames(unaware(evening), evening.journal)
    found = await games.find(QUIZ)
    assert found is not None
    assert found.phase is Phase.WAITING
    await evening.host.submit(QUIZ, Stop(order=1, at=after(1), by=HOST))
    found = await games.find(QUIZ)
    assert found is not None
    assert found.phase is Phase.ENDED


async def test_what_is_marked_again_while_it_is_read_is_read_again() -> None:
    evening = await begun()
    await evening.host.submit(QUIZ, Stop(order=1, at=after(1), by=HOST))
    journal = SlowJournal(evening.journal)
    games = QuizGames(unaware(evening), journal)
    early = asyncio.create_task(games.find(QUIZ))
    await journal.is_read.wait()
    games.forget(QUIZ)
    journal.may_read.set()
    await early
    journal.is_read.clear()
    await games.find(QUIZ)
    assert journal.is_read.is_set()
