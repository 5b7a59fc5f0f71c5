"""Measure storing and reading against what most bots do, on SQLite and PostgreSQL, and say which goals are missed.

Run it from the project's folder: `python -m tests.benchmarks.storage`. It takes about two minutes; PostgreSQL is the
tests' own, from a wheel, with its usual settings: a commit that has returned is on the disk.

Storing, 100 callers that each wait for their answer: the peers commit one transaction an answer, over aiosqlite (WAL,
synchronous=FULL, one connection, taken in turn) and asyncpg (a pool of ten), and store the same rows: the line of the
log, and who is named in it. Ours is the journal as quizzes call it, with the check of who owns which: 100 players of 20
quizzes, 100 of as many, and the 20 once more through the rules, as people press.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import aiosqlite
import asyncpg

from bot.quiz.events import Answered, entries_after, to_json
from bot.quiz.game import Game
from bot.quiz.host import Host
from bot.quiz.ports import Ports
from bot.quiz.rehearsal import SilentStage, VirtualClock, pass_until
from bot.secret import Secret
from bot.storage.address import Address
from bot.storage.database import Database
from bot.storage.journal import StoredJournal
from tests.benchmarks.boards import boards
from tests.benchmarks.results import Result, told
from tests.bot.quiz.fakes import NOON, is_lambda, press
from tests.bot.quiz.fakes import start as a_start
from tests.bot.storage.postgres import Postgres
from tests.bot.storage.quizzes import SETTINGS, answered, opened, start

CALLERS = 100
QUIZZES = 20
SECONDS = 2.0
ROUNDS = 3
POOL = 10

MORE_ON_FILE, MORE_ON_SERVER = 6.0, 5.0

Answer = Callable[[int], Awaitable[None]]


# --- storing -------------------------------------------------------------------------------------------------------


async def answers_a_second(answer: Answer) -> float:
    """`answer(caller)` stores one, and returns when it is stored."""
    end = perf_counter() + SECONDS

    async def call(caller: int) -> int:
        done = 0
        while perf_counter() < end:
            await answer(caller)
            done += 1
        return done

    begun = perf_counter()
    total = sum(await asyncio.gather(*(call(caller) for caller in range(CALLERS))))
    return total / (perf_counter() - begun)


class Table:
    """Players of one quiz. What they answer while the last lines are being stored makes up the next ones."""

    def __init__(self, journal: StoredJournal, game: Game) -> None:
        self._journal = journal
        self._game = game
        self._sequence = game.sequence
        self._waiting: list[tuple[Answered, asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None

    def answer(self, event: Answered) -> asyncio.Future[None]:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((event, future))
        if self._task is None:
            self._task = asyncio.create_task(self._store())
        return future

    async def _store(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting, []
            lines = entries_after(self._game.quiz, self._sequence, [event for event, _ in taken])
            await self._journal.append(self._game, lines)
            self._sequence += len(lines)
            for _, future in taken:
                future.set_result(None)
        self._task = None


@asynccontextmanager
async def ours(url: Secret, quizzes: int = QUIZZES) -> AsyncIterator[Answer]:
    async with Database.opened(url) as database:
        journal, presses = StoredJournal(database), count(1)
        games = [await start(journal, quiz, opened(channel=quiz)) for quiz in range(quizzes)]
        tables = [Table(journal, game) for game in games]

        async def answer(caller: int) -> None:
            await tables[caller % quizzes].answer(answered(caller, press=next(presses)))

        yield answer


@asynccontextmanager
async def ours_by_the_rules(url: Secret) -> AsyncIterator[Answer]:
    """The same as people press: through the host, which decides, scores and shows."""
    async with Database.opened(url) as database:
        clock = VirtualClock(NOON)
        host = Host(Ports(SilentStage(clock), StoredJournal(database), clock, is_lambda))
        await host.recover()
        for quiz in range(QUIZZES):
            await host.start(a_start(SETTINGS, quiz=quiz, channel=quiz))
        await pass_until(NOON + timedelta(seconds=1), clock, host)
        presses = count(1)

        async def answer(caller: int) -> None:
            outcome = await host.submit(caller % QUIZZES, press(caller, NOON, press_id=next(presses)))
            assert isinstance(outcome, Game)

        yield answer
        await host.abandon()


def rows_of(caller: int, press_id: int) -> tuple[tuple[int, int, str], tuple[int, int]]:
    """The rows of one answer, made as ours are."""
    (line,) = entries_after(caller, press_id, [answered(caller, press=press_id)])
    return (line.quiz, line.sequence, to_json(line).decode()), (caller, caller)


LINE = "INSERT INTO entries (quiz, sequence, line) VALUES "
PERSON = "INSERT INTO quiz_people (person, quiz) VALUES "


@asynccontextmanager
async def over_aiosqlite(url: Secret) -> AsyncIterator[Answer]:
    file, ids, turn = Address(url).file, count(1_000_000), asyncio.Lock()
    assert file is not None
    async with aiosqlite.connect(file) as connection:
        await connection.execute("PRAGMA synchronous = FULL")

        async def answer(caller: int) -> None:
            line, person = rows_of(caller, next(ids))
            async with turn:
                await connection.execute(f"{LINE} (?, ?, ?)", line)
                await connection.execute(f"{PERSON} (?, ?) ON CONFLICT DO NOTHING", person)
                await connection.commit()

        yield answer


@asynccontextmanager
async def over_asyncpg(url: Secret) -> AsyncIterator[Answer]:
    ids = count(1_000_000)
    async with asyncpg.create_pool(url.reveal(), min_size=POOL, max_size=POOL) as pool:

        async def answer(caller: int) -> None:
            line, person = rows_of(caller, next(ids))
            async with pool.acquire() as connection, connection.transaction():
                await connection.execute(f"{LINE} ($1, $2, $3)", *line)
                await connection.execute(f"{PERSON} ($1, $2) ON CONFLICT DO NOTHING", *person)

        yield answer


# --- all of it -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contest:
    """Ours in several ways against one peer; only the first way has a goal."""

    where: str
    urls: Sequence[Secret]
    peer: Callable[[Secret], AbstractAsyncContextManager[Answer]]
    goal: float

    async def results(self) -> Sequence[Result]:
        """All in turn, each on a database of its own."""
        urls = iter(self.urls)
        async with AsyncExitStack() as stack:
            enter = stack.enter_async_context
            ways = {
                "100 players in 20 quizzes": await enter(ours(next(urls))),
                "100 in 100 quizzes": await enter(ours(next(urls), CALLERS)),
                "100 in 20, with the rules": await enter(ours_by_the_rules(next(urls))),
            }
            url = next(urls)
            async with Database.opened(url):
                peer = await enter(self.peer(url))
            rounds: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
            for _ in range(ROUNDS):
                theirs = await answers_a_second(peer)
                for way, answer in ways.items():
                    rounds[way].append((await answers_a_second(answer), theirs))
        return [self._result(way, pairs, has_goal=place == 0) for place, (way, pairs) in enumerate(rounds.items())]

    def _result(self, way: str, pairs: Sequence[tuple[float, float]], *, has_goal: bool) -> Result:
        ours_, theirs = (f"{median(side):.0f}/s" for side in zip(*pairs, strict=True))
        ratio = median(our / their for our, their in pairs)
        goal = f"{self.goal:.0f}" if has_goal else ""
        return Result(f"{self.where}, {way}", ours_, theirs, f"{ratio:.1f}", goal, not has_goal or ratio >= self.goal)


async def measure() -> Sequence[Result]:
    with TemporaryDirectory() as folder, Postgres.running() as postgres:
        files = [Secret(f"sqlite:///{folder}/{number}.sqlite") for number in range(5)]
        servers = [await postgres.new_url() for _ in files]
        results = [
            *await Contest("SQLite", files[1:], over_aiosqlite, MORE_ON_FILE).results(),
            *await Contest("PostgreSQL", servers[1:], over_asyncpg, MORE_ON_SERVER).results(),
            *await boards("SQLite", files[0]),
        ]
        return [*results, *await boards("PostgreSQL", servers[0])]


def main() -> int:
    return told(asyncio.run(measure()), (46, 9, 9, 7, 5))


if __name__ == "__main__":
    sys.exit(main())
