"""Measure boards against grouping the marks when somebody asks. Run by `python -m tests.benchmarks.storage`.

Boards, a million marks of 100,000 people in one server: the peer groups the marks when somebody asks, once over the
table as it is and once over an index made for it. Ours is the score book as a command calls it.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

import asyncpg

from bot.secret import Secret
from bot.storage.address import Address
from bot.storage.database import Database
from bot.storage.periods import ALL_TIME
from bot.storage.scores import Board, ScoreBook
from bot.storage.statements import ADD_HEIGHTS, ADD_MARKS, ADD_TOTALS, Rows, Statement
from bot.storage.storing import columns
from bot.storage.totals import EVERYTHING, MarkRow, Sum, TotalKey, moved
from tests.benchmarks.results import Result

PEOPLE, MARKS, GUILD = 100_000, 1_000_000, 5
READS = 15
GROUPINGS = 3
CHUNK = 50_000
BOARD_RATIO = 1 / 500

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
