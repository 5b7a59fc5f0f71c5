"""The quiz's own proofs, on real storage: a simulated night, and random quizzes with random trouble."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Row, select

from bot.quiz.events import EndReason, Entry, Mode, from_json
from bot.quiz.game import Game
from bot.quiz.host import Host
from bot.quiz.ports import JournalDownError, Ports
from bot.quiz.rehearsal import VirtualClock
from bot.quiz.simulating import Plan, simulate
from bot.secret import Secret
from bot.storage.database import Database
from bot.storage.journal import StoredJournal
from bot.storage.scores import Board, ScoreBook
from bot.storage.tables.quizzes import entries, quizzes
from bot.storage.verifying import verify
from tests.bot.quiz.fakes import NOON, QUIZ, Evening, RecordingStage, is_lambda
from tests.bot.quiz.fakes import settings as chosen
from tests.bot.quiz.test_machine import QuizMachine
from tests.bot.quiz.test_simulating import QUESTIONS
from tests.bot.storage.postgres import Postgres
from tests.kept import ready_file


@pytest.mark.parametrize("mode", Mode)
async def test_a_simulated_night_with_ten_crashes_is_as_the_oracle_has_it(database: Database, mode: Mode) -> None:
    plan = Plan(players=30, crashes=10, seed=7, settings=chosen(mode, has_streaks=True))
    report = await simulate(plan, QUESTIONS, lambda: StoredJournal(database), is_lambda)
    assert report.differences == ()
    assert report.is_sound
    assert (report.end, report.crashes) == (EndReason.FINISHED, 10)
    assert await ScoreBook(database).top(Board(1), 100) == report.standings
    assert (await verify(database)).differences == []


class FailingJournal(StoredJournal):
    """A stored journal that can be told to fail, before it stores something or after."""

    def __init__(self, storage: "Disk") -> None:
        super().__init__(storage.database)
        self.storage = storage
        self.is_down = False
        self.fails: Callable[[], str] = lambda: ""

    async def open(self, game: Game, opening: Sequence[Entry]) -> bool:
        with self._fault():
            return await super().open(game, opening)

    async def append(self, game: Game, added: Sequence[Entry]) -> None:
        with self._fault():
            await super().append(game, added)

    async def read(self, quiz: int) -> Sequence[Entry]:
        with self._fault():
            return await super().read(quiz)

    async def claim(self) -> Sequence[int]:
        with self._fault():
            return await super().claim()

    async def release(self, quiz: int) -> None:
        with self._fault():
            await super().release(quiz)

    @contextmanager
    def _fault(self) -> Iterator[None]:
        how = self.fails()
        if self.is_down or how == "before":
            raise JournalDownError("the disk is full")
        yield
        if how == "after":
            raise JournalDownError("the connection was lost")

    def log(self) -> list[Entry]:
        """What is stored, whatever fails and whoever owns it."""
        return self.storage.log()


class Disk:
    """What the machine looks at behind the journal's back."""

    def __init__(self, database: Database, run: Callable[[Coroutine[Any, Any, Sequence[Row[Any]]]], Any]) -> None:
        self.database = database
        self._run = run

    @property
    def channels(self) -> dict[int, int]:
        taken = select(quizzes.c.channel, quizzes.c.quiz).where(quizzes.c.is_open)
        return {row.channel: row.quiz for row in self._run(self.database.rows(taken))}

    def log(self) -> list[Entry]:
        lines = select(entries.c.line).where(entries.c.quiz == QUIZ).order_by(entries.c.sequence)
        return [from_json(row.line) for row in self._run(self.database.rows(lines))]


class StoredEvening(Evening):
    """An evening on real storage."""

    journal: FailingJournal  # type: ignore[assignment]  # it can do what the machine asks of the one in memory

    def __init__(self, disk: Disk, clock: VirtualClock | None = None) -> None:
        self.clock = clock or VirtualClock(NOON)
        self.stage = RecordingStage(self.clock)
        self.journal = FailingJournal(disk)
        self.host = Host(Ports(self.stage, self.journal, self.clock, is_lambda))

    async def killed(self) -> Evening:
        await self.host.abandon()
        self.clock.forget()
        return StoredEvening(self.journal.storage, self.clock)


class PatientLoop(asyncio.SelectorEventLoop):
    """Stays open when the machine closes it: there is a database to close after that."""

    def close(self) -> None:
        """Not yet."""

    def close_now(self) -> None:
        super().close()


class StoredMachine(QuizMachine):
    """The same machine on real storage; at the end, the scores are what the log says."""

    def __init__(self, new_url: Callable[[AsyncExitStack], Awaitable[Secret]]) -> None:
        super().__init__()
        self.loop.close()
        self.loop = self.patient_loop = PatientLoop()
        self.resources = AsyncExitStack()
        self.database = self.run(self.opened(new_url))
        self.evening = StoredEvening(Disk(self.database, self.run))

    async def opened(self, new_url: Callable[[AsyncExitStack], Awaitable[Secret]]) -> Database:
        return await self.resources.enter_async_context(Database.opened(await new_url(self.resources)))

    def teardown(self) -> None:
        try:
            super().teardown()
            verified = self.run(verify(self.database))
            assert verified.differences == []
        finally:
            self.run(self.resources.aclose())
            self.patient_loop.close_now()


def machine_settings(examples: int) -> settings:
    return settings(
        max_examples=examples, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
    )


async def new_file(resources: AsyncExitStack) -> Secret:
    return ready_file(Path(resources.enter_context(TemporaryDirectory())) / "x.sqlite")


def test_random_quizzes_with_random_trouble_on_a_file() -> None:
    run_state_machine_as_test(lambda: StoredMachine(new_file), settings=machine_settings(12))  # type: ignore[arg-type]  # it is called, no more


def test_random_quizzes_with_random_trouble_on_a_server(postgres: Postgres) -> None:
    machine = partial(StoredMachine, lambda _: postgres.new_url())
    run_state_machine_as_test(machine, settings=machine_settings(6))  # type: ignore[arg-type]  # it is called, no more
