"""Measure storing and reading against what most bots do, on SQLite and PostgreSQL, and say which goals are missed.

Run it from the project's folder: `python -m tests.benchmarks.storage`. It takes about two minutes; PostgreSQL is the
tests' own, from a wheel, with its usual settings: a commit that has returned is on the disk.

Storing, 100 callers that each wait for their answer: the peers commit one transaction an answer, over aiosqlite (WAL,
synchronous=FULL, one connection, taken in turn) and asyncpg (a pool of ten), and store the same rows: the line of the
log, and who is named in it. Ours is the journal as quizzes call it, with the check of who owns which: 100 players of 20
quizzes, 100 of as many, and the 20 once more through the rules, as people press.

Boards, a million marks of 100,000 people in one server: the peer groups the marks when somebody asks, once over the
table as it is and once over an index made for it. Ours is the score book as a command calls it.
"""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

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
from bot.storage.periods import ALL_TIME
from bot.storage.scores import Board, ScoreBook
from bot.storage.statements import ADD_HEIGHTS, ADD_MARKS, ADD_TOTALS, Rows, Statement
from bot.storage.storing import columns
from bot.storage.totals import EVERYTHING, MarkRow, Sum, TotalKey, moved
from tests.bot.quiz.fakes import NOON, is_lambda, press
from tests.bot.quiz.fakes import start as a_start
from tests.bot.storage.postgres import Postgres
from tests.bot.storage.quizzes import SETTINGS, answered, opened, start

CALLERS = 100
QUIZZES = 20
SECONDS = 2.0
ROUNDS = 3
POOL = 10

PEOPLE, MARKS, GUILD = 100_000, 1_000_000, 5
READS = 15
GROUPINGS = 3
CHUNK = 50_000

MORE_ON_FILE, MORE_ON_SERVER = 6.0, 5.0
BOARD_RATIO = 1 / 500

Answer = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured; `ratio` is the median of the rounds' own. A row without a goal is there to be known."""

    what: str
    ours: str
    peer: str
    ratio: str
    goal: str = ""
    is_met: bool = True


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


# --- boards --------------------------------------------------------------------------------------------------------

TOP = """SELECT person, sum(points) AS earned FROM marks WHERE guild = {}
    GROUP BY person ORDER BY earned DESC, person LIMIT 10"""
RANK = """SELECT 1 + count(*) FROM (SELECT person FROM marks WHERE guild = {0} GROUP BY person HAVING sum(points) >
    (SELECT sum(points) FROM marks WHERE guild = {0} AND person = {1})) AS better"""
INDEX = "CREATE INDEX made_for_it ON marks (guild, person, points)"


def million() -> Sequence[MarkRow]:
    random = Random(7)
    people = [random.randrange(PEOPLE) for _ in range(MARKS)]
    earned = (random.randint(500, 1000) if random.random() < 0.6 else 0 for _ in people)
    return [
        MarkRow(
            1, number, person, GUILD, points, 0, points > 0, 0, 5000, "question", "compute", "technology", "lambda", 0
        )
        for number, (person, points) in enumerate(zip(people, earned, strict=True))
    ]


def rows_to_load(marks: Sequence[MarkRow]) -> Sequence[tuple[Statement, Rows]]:
    """The marks and the totals of their one board, as they would have been written one after the other."""
    added: dict[TotalKey, Sum] = {}
    for mark in marks:
        key = TotalKey(mark.person, GUILD, EVERYTHING, ALL_TIME)
        points, right_answers, answers = added.get(key, (0, 0, 0))
        added[key] = Sum(points + mark.points, right_answers + mark.is_right, answers + 1)
    return (
        (ADD_MARKS, marks),
        (ADD_TOTALS, [(*key, *total) for key, total in added.items()]),
        (ADD_HEIGHTS, [(*key, people) for key, people in moved(added, added).items()]),
    )


class FileSide:
    """A peer on SQLite that asks as directly as can be."""

    tidy = "ANALYZE"

    def __init__(self, url: Secret) -> None:
        self._connection = sqlite3.connect(Address(url).file or "")

    async def run(self, statement: str, *values: object) -> None:
        self._connection.execute(statement.format("?1", "?2"), values)
        self._connection.commit()

    async def read(self, statement: str, *values: object) -> object:
        return self._connection.execute(statement.format("?1", "?2"), values).fetchall()

    async def load(self, statement: Statement, rows: Rows) -> None:
        self._connection.executemany(statement.sqlite.partition("RETURNING")[0], rows)
        self._connection.commit()

    async def close(self) -> None:
        self._connection.close()


class ServerSide:
    """A peer on PostgreSQL that asks as directly as can be."""

    # As the server does by itself after a while.
    tidy = "VACUUM ANALYZE"

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def run(self, statement: str, *values: object) -> None:
        await self._connection.execute(statement.format("$1", "$2"), *values)

    async def read(self, statement: str, *values: object) -> object:
        return await self._connection.fetch(statement.format("$1", "$2"), *values)

    async def load(self, statement: Statement, rows: Rows) -> None:
        for start_ in range(0, len(rows), CHUNK):
            await self._connection.execute(statement.postgresql, *columns(rows[start_ : start_ + CHUNK], len(rows[0])))

    async def close(self) -> None:
        await self._connection.execute("DROP INDEX made_for_it")
        await self._connection.close()


async def boards(where: str, url: Secret) -> Sequence[Result]:
    marks = million()
    async with Database.opened(url) as database:
        side = await side_at(url)
        for statement, rows in rows_to_load(marks):
            await side.load(statement, rows)
        await side.run(side.tidy)
        scores, board = ScoreBook(database), Board(GUILD)
        ranked = await scores.top(board, 3, await scores.size(board) // 2)
        person = ranked[0].person
        mine = {
            "top ten": await times(lambda: scores.top(board), READS),
            "own rank": await times(lambda: scores.place(board, person), READS),
        }
        plain = await groupings(side, person)
        await side.run(INDEX)
        await side.run(side.tidy)
        covered = await groupings(side, person)
    await side.close()
    return [
        against(f"{what}, {where}, {how}", mine[what], peer[what], goal)
        for what in mine
        for how, peer, goal in (("grouping the marks", plain, BOARD_RATIO), ("with an index for it", covered, None))
    ]


async def side_at(url: Secret) -> FileSide | ServerSide:
    return FileSide(url) if Address(url).file is not None else ServerSide(await asyncpg.connect(url.reveal()))


async def groupings(side: FileSide | ServerSide, person: int) -> dict[str, float]:
    return {
        "top ten": await times(lambda: side.read(TOP, GUILD), GROUPINGS),
        "own rank": await times(lambda: side.read(RANK, GUILD, person), GROUPINGS),
    }


async def times(read: Callable[[], Awaitable[object]], reads: int) -> float:
    """The median of the seconds that it takes, warm."""
    await read()
    seconds = []
    for _ in range(reads):
        begun_ = perf_counter()
        assert await read()
        seconds.append(perf_counter() - begun_)
    return median(seconds)


def against(what: str, mine: float, peer: float, goal: float | None) -> Result:
    ratio = f"1/{peer / mine:.0f}"
    said = "" if goal is None else f"1/{1 / goal:.0f}"
    return Result(
        what, f"{1000 * mine:.2f} ms", f"{1000 * peer:.0f} ms", ratio, said, goal is None or mine <= goal * peer
    )


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
    results = asyncio.run(measure())
    print(f"{'what':<46} | {'ours':>9} | {'peer':>9} | {'ratio':>7} | {'goal':>5} | verdict")
    for result in results:
        verdict = "" if not result.goal else "met" if result.is_met else "MISSED"
        line = (result.what, result.ours, result.peer, result.ratio, result.goal, verdict)
        print("{:<46} | {:>9} | {:>9} | {:>7} | {:>5} | {}".format(*line))
    return 0 if all(result.is_met for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
