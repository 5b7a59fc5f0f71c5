"""Measure quizzes: bells in time, a room that presses at once, and what a press costs; say which goals are missed.

Run it from the project's folder: `python -m tests.benchmarks.quizzes`. It takes about three minutes.

Bells: a thousand quizzes in one process with three players each, with the real clock and SQLite, and a stage that costs
nothing. A bell has rung when its marks are stored and the stage is told. The peer is what most bots do: a task for each
quiz that sleeps until its bell, and stores nothing.

Presses: with scoring, on SQLite (synchronous=FULL), answered privately when stored; the peer is an empty `View` of
discord.py whose buttons defer.

Calls: whatever is asked of Discord's API in a quiz, apart from the answers to presses.
"""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.clock import now
from bot.quiz.commands import Posted, Press, Start
from bot.quiz.events import Answered, Chosen, Mode, Settings
from bot.quiz.fair_clock import FairClock
from bot.quiz.game import GRACE, Game
from bot.quiz.host import Host
from bot.quiz.ports import Ports
from bot.quiz.rules import SHORTEST_SECONDS
from bot.secret import Secret
from bot.storage.database import Database
from bot.storage.journal import StoredJournal
from tests.benchmarks import quiz_calls, quiz_presses
from tests.benchmarks.results import Result, told
from tests.bot.quiz.fakes import is_lambda, question, start

SEED = 20261127
QUIZZES = 1_000
PLAYERS = 3
BEGINNINGS = 50
SECONDS = 20.0
# From question to question.
ROUND_SECONDS = SHORTEST_SECONDS + GRACE.total_seconds() + 1
SHORT = Settings(Mode.SPEED, SHORTEST_SECONDS, "en", reading_seconds=1)

LATENESS_MS = 100
SECONDS_TO_ANSWER = 3.0
SMALLEST_SHARE_OF_PRESSES = 0.70
MOST_CALLS = 2


@dataclass(slots=True)
class Room:
    """A stage that costs nothing, its players, and how late each bell was: when it rang, and when it was told."""

    random: Random = field(default_factory=lambda: Random(SEED))
    rang: list[float] = field(default_factory=list)
    told: list[float] = field(default_factory=list)
    under_way: set[asyncio.Task[object]] = field(default_factory=set)
    taken: int = 0
    host: Host | None = None

    def forget(self) -> None:
        """What was until now."""
        self.rang.clear()
        self.told.clear()
        self.taken = 0

    async def ask(self, game: Game, bell_at: datetime) -> Posted:
        del bell_at
        loop, number = asyncio.get_running_loop(), game.next_number or 0
        for person in range(PLAYERS if self.host else 0):
            loop.call_later(self.random.uniform(0.1, SHORTEST_SECONDS - 1), self._press, game.quiz, number, person)
        return Posted(number=number, message=number, at=now())

    def _press(self, quiz: int, number: int, person: int) -> None:
        if self.host is not None:
            answer = press(number=number, person=person, place=self.random.randrange(4))
            task: asyncio.Task[object] = asyncio.create_task(self.host.submit(quiz, answer))
            self.under_way.add(task)
            task.add_done_callback(self._pressed)

    def _pressed(self, task: asyncio.Task[object]) -> None:
        self.under_way.discard(task)
        self.taken += not task.cancelled() and isinstance(task.result(), Game)

    async def reveal(self, game: Game) -> None:
        round_ = game.rounds[-1]
        due = round_.asked_at + timedelta(seconds=game.opened.settings.seconds) + GRACE
        self.rang.append((game.last_at - due).total_seconds())
        self.told.append((now() - due).total_seconds())

    async def refresh(self, game: Game) -> None: ...

    async def say_back(self, game: Game) -> None: ...

    async def finish(self, game: Game) -> None: ...


_presses = count(1)


def press(*, number: int, person: int, place: int) -> Press:
    return Press(press=next(_presses), at=now(), person=person, number=number, answer=Chosen((place,)))


@asynccontextmanager
async def hosting(file: Path, room: Room) -> AsyncIterator[tuple[Host, StoredJournal]]:
    async with Database.opened(Secret(f"sqlite:///{file}")) as database:
        journal = StoredJournal(database)
        host = Host(Ports(room, journal, FairClock(), is_lambda))
        await host.recover()
        # As the bot does as soon as it is connected (bot/discord_client/client.py).
        gc.collect()
        gc.freeze()
        try:
            yield host, journal
        finally:
            await host.abandon()


# --- bells ---------------------------------------------------------------------------------------------------------


async def bells(folder: Path) -> Sequence[Result]:
    room = Room()
    async with hosting(folder / "bells.sqlite", room) as (host, _):
        room.host = host
        await begin_quizzes(host)
        room.forget()
        await asyncio.sleep(SECONDS)
        assert len(host.games) == QUIZZES
    slept = await sleepers(Random(SEED), len(room.told))
    ours = percentile(room.told)
    return [
        Result(
            f"p99 lateness of {len(room.told)} bells, until told",
            f"{1000 * ours:.1f} ms",
            f"{1000 * percentile(slept):.1f} ms",
            goal=f"{LATENESS_MS} ms",
            is_met=min(room.told) > 0 and 1000 * ours < LATENESS_MS,
        ),
        Result(f"the same until it rang, {room.taken} presses meanwhile", f"{1000 * percentile(room.rang):.1f} ms"),
    ]


async def begin_quizzes(host: Host) -> None:
    """One after the other, so that their bells are as far apart as it takes to begin one."""
    questions = [question(f"q{number}") for number in range(50)]
    for quiz in range(1, QUIZZES + 1):
        await until_begun(host, start(SHORT, questions, quiz=quiz, channel=quiz, at=now()))


async def until_begun(host: Host, wanted: Start) -> None:
    """A machine that is busy with something else may take too long to store one of a thousand."""
    for _ in range(BEGINNINGS):
        if isinstance(await host.start(wanted), Game):
            return
        await asyncio.sleep(0.1)
    raise AssertionError(wanted.quiz)


async def sleepers(random: Random, bells_: int) -> Sequence[float]:
    """How late the peer's bells are, as many as ours in the same time."""
    late: list[float] = []

    async def sleep(at: float) -> None:
        while len(late) < bells_:
            await asyncio.sleep(at - perf_counter())
            late.append(perf_counter() - at)
            at += ROUND_SECONDS

    begun = perf_counter()
    await asyncio.gather(*(sleep(begun + random.uniform(0, ROUND_SECONDS)) for _ in range(QUIZZES)))
    return late


def percentile(values: Sequence[float]) -> float:
    """The 99th."""
    return quantiles(values, n=100)[98]


# --- a room that presses at once ------------------------------------------------------------------------------------


async def crowd_at_host(folder: Path) -> Result:
    """Everybody within a second, in the process itself."""
    async with hosting(folder / "crowd.sqlite", Room()) as (host, journal):
        game = await host.start(start(Settings(Mode.SPEED, 60, "en"), at=now()))
        assert isinstance(game, Game)
        await host.settle()
        random = Random(SEED)
        people = range(quiz_presses.CROWD)
        waited = await asyncio.gather(*(press_soon(host, game.quiz, person, random.random()) for person in people))
        stored = {line.event.person for line in await journal.read(game.quiz) if isinstance(line.event, Answered)}
    return crowd_result("500 presses in a second, until stored", waited, (), is_all=stored == set(people))


async def press_soon(host: Host, quiz: int, person: int, seconds: float) -> float:
    await asyncio.sleep(seconds)
    begun = perf_counter()
    outcome = await host.submit(quiz, press(number=1, person=person, place=person % 4))
    assert isinstance(outcome, Game)
    return perf_counter() - begun


def crowd_result(what: str, ours: Sequence[float], peers: Sequence[float], *, is_all: bool) -> Result:
    said, peer = ("" if not waits else f"{1000 * max(waits):.0f} ms" for waits in (ours, peers))
    return Result(
        f"{what} (p99 {1000 * percentile(ours):.0f} ms)",
        said,
        peer,
        goal=f"{SECONDS_TO_ANSWER:.0f} s",
        is_met=is_all and max(ours) < SECONDS_TO_ANSWER,
    )


# --- all of it -----------------------------------------------------------------------------------------------------


async def presses_of_bots(folder: Path) -> Sequence[Result]:
    ours, peers = await quiz_presses.crowd(folder / "crowd-of-bot.sqlite")
    crowd = crowd_result("500 presses in a second, over the wire", ours, peers, is_all=True)
    ours, peers = await quiz_presses.shares(folder / "presses.sqlite")
    ratio = quiz_presses.ratio(ours, peers)
    share = Result(
        "presses in a second of processor time",
        f"{median(ours):.0f}/s",
        f"{median(peers):.0f}/s",
        f"{ratio:.2f}",
        f"{SMALLEST_SHARE_OF_PRESSES:.2f}",
        ratio >= SMALLEST_SHARE_OF_PRESSES,
    )
    return [crowd, share]


async def calls_of_quiz(folder: Path) -> Result:
    question_, quiz = await quiz_calls.calls(folder)
    what = f"calls of the API a question ({quiz} more a quiz)"
    return Result(what, f"{question_:g}", goal=f"{MOST_CALLS}", is_met=question_ <= MOST_CALLS)


async def measure() -> Sequence[Result]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        return [
            *await bells(folder),
            await crowd_at_host(folder),
            *await presses_of_bots(folder),
            await calls_of_quiz(folder),
        ]


def main() -> int:
    return told(asyncio.run(measure()), (55, 8, 8, 5, 6))


if __name__ == "__main__":
    sys.exit(main())
