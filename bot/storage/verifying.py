"""Are the scores what the logs say? Everything is worked out again, quiz by quiz and person by person, and compared."""

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec import MsgspecError
from sqlalchemy import Row, Select, func, select, text, union
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.quiz.events import Closed, Entry, from_json
from bot.quiz.game import fold
from bot.quiz.scoring import marks as marks_again
from bot.storage.database import Database
from bot.storage.lines import mark_row
from bot.storage.periods import to_ms
from bot.storage.tables.dailies import daily_posts
from bot.storage.tables.quizzes import entries, heights, marks, totals
from bot.storage.tables.take_homes import take_homes
from bot.storage.totals import STEP, MarkRow, Sum, TotalKey, sums
from bot.storage.verifying_dailies import verify_dailies
from bot.storage.verifying_take_homes import season_spans, verify_take_homes


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that is not what it should be; empty texts stand for no row."""

    table: str
    key: str
    stored: str
    expected: str


@dataclass(slots=True)
class Verified:
    """What was compared, and what differs."""

    quizzes: int = 0
    lines: int = 0
    marks: int = 0
    totals: int = 0
    heights: int = 0
    differences: list[Difference] = field(default_factory=list)

    def compare(self, table: str, stored: Mapping[Any, Any], expected: Mapping[Any, Any]) -> None:
        """Note every key whose two values are not the same."""
        for key in sorted(stored.keys() | expected.keys()):
            if stored.get(key) != expected.get(key):
                found, wanted = stored.get(key, ""), expected.get(key, "")
                self.differences.append(Difference(table, _shown(key), _shown(found), _shown(wanted)))


async def verify(database: Database) -> Verified:
    """Compare the marks with the logs, and the totals with the marks, as they are at one moment."""
    verified = Verified()
    async with database.reading() as connection:
        if database.address.file is not None:
            # The file itself: pages and indexes that contradict each other.
            state = (await connection.execute(text("PRAGMA integrity_check(1)"))).scalar_one()
            verified.compare("file", {"": state}, {"": "ok"})
        await _quizzes(connection, verified)
        await _take_homes(connection, verified)
        await _dailies(connection, verified)
        await _totals(connection, verified)
        await _heights(connection, verified)
    return verified


async def _quizzes(connection: AsyncConnection, verified: Verified) -> None:
    of_others = union(select(take_homes.c.take_home), select(daily_posts.c.channel))
    of_quizzes = select(marks.c.quiz).where(marks.c.quiz.not_in(of_others))
    named = union(select(entries.c.quiz), of_quizzes).order_by("quiz")
    for quiz in (await connection.execute(named)).scalars().all():
        lines = select(entries.c.sequence, entries.c.line).where(entries.c.quiz == quiz).order_by(entries.c.sequence)
        log = _log(quiz, (await connection.execute(lines)).all(), verified)
        stored = [MarkRow._make(row) for row in await connection.execute(select(marks).where(marks.c.quiz == quiz))]
        verified.quizzes += 1
        verified.lines += len(log)
        verified.marks += len(stored)
        verified.compare("marks", _by_answer(stored), _by_answer(_marks_of(log)))


def _log(quiz: int, lines: Iterable[Row[int, str]], verified: Verified) -> list[Entry]:
    log: list[Entry] = []
    for place, row in enumerate(lines, 1):
        try:
            log.append(from_json(row.line))
        except MsgspecError as fault:
            verified.compare("entries", {(quiz, row.sequence): str(fault)}, {})
        else:
            expected = {(quiz, place): (quiz, place)}
            verified.compare("entries", {(quiz, row.sequence): (log[-1].quiz, log[-1].sequence)}, expected)
    return log


def _marks_of(log: Iterable[Entry]) -> list[MarkRow]:
    """What the answers in a log earn, worked out from them."""
    log = list(log)
    game = fold(log)
    if game is None:
        return []
    closed = {entry.event.number: to_ms(entry.event.at) for entry in log if isinstance(entry.event, Closed)}
    return [mark_row(game, mark, closed[mark.number]) for mark in marks_again(game)]


def _by_answer(rows: Iterable[MarkRow]) -> dict[tuple[int, int, int], tuple[Any, ...]]:
    return {row[:3]: tuple(row[3:]) for row in rows}


async def _dailies(connection: AsyncConnection, verified: Verified) -> None:
    count, answers, stored = await verify_dailies(connection, verified.compare)
    verified.quizzes += count
    verified.lines += answers
    verified.marks += stored


async def _take_homes(connection: AsyncConnection, verified: Verified) -> None:
    count, answers, stored = await verify_take_homes(connection, verified.compare)
    verified.quizzes += count
    verified.lines += answers
    verified.marks += stored


async def _totals(connection: AsyncConnection, verified: Verified) -> None:
    seasons = await season_spans(connection)
    # What was somebody's who is forgotten has a negative person (`bot.storage.nobody`), and no total.
    of_people = select(marks).where(marks.c.person >= 0)
    earned = _by_person(connection, of_people.order_by(marks.c.person, marks.c.guild, marks.c.at_ms))
    kept = _by_person(connection, select(totals).order_by(totals.c.person))
    async for of_marks, of_totals in _side_by_side(earned, kept):
        stored = {TotalKey._make(row[:4]): Sum._make(row[4:]) for row in of_totals}
        verified.totals += len(stored)
        spans = [span for guild in {row.guild for row in of_marks} for span in seasons.get(guild, ())]
        verified.compare("totals", stored, sums(map(MarkRow._make, of_marks), spans))


async def _by_person(connection: AsyncConnection, statement: Select[Any]) -> AsyncIterator[list[Row[Any]]]:
    """Rows in the order of people, one person at a time: there may be more rows than memory."""
    group: list[Row[Any]] = []
    async with connection.stream(statement) as result:
        async for row in result:
            if group and group[0].person != row.person:
                yield group
                group = []
            group.append(row)
    if group:
        yield group


async def _side_by_side(
    left: AsyncIterator[list[Row[Any]]], right: AsyncIterator[list[Row[Any]]]
) -> AsyncIterator[tuple[list[Row[Any]], list[Row[Any]]]]:
    """The two groups of each person; an empty one where there is none."""
    nobody: list[Row[Any]] = []
    ours, theirs = await anext(left, nobody), await anext(right, nobody)
    while ours or theirs:
        first = min(group[0].person for group in (ours, theirs) if group)
        has_ours, has_theirs = (bool(group) and group[0].person == first for group in (ours, theirs))
        yield ours if has_ours else nobody, theirs if has_theirs else nobody
        ours = await anext(left, nobody) if has_ours else ours
        theirs = await anext(right, nobody) if has_theirs else theirs


async def _heights(connection: AsyncConnection, verified: Verified) -> None:
    kept = select(heights).where(heights.c.people != 0)
    step = (totals.c.points // STEP).label("height")
    key = (totals.c.guild, totals.c.scope, totals.c.period, step)
    counted = select(*key, func.count().label("people")).group_by(*key)
    verified.heights = (await connection.execute(select(func.count()).select_from(kept.subquery()))).scalar_one()
    # The database compares them itself, and only what differs comes here.
    stored = {tuple(row[:4]): row[4] for row in await connection.execute(kept.except_(counted))}
    expected = {tuple(row[:4]): row[4] for row in await connection.execute(counted.except_(kept))}
    verified.compare("heights", stored, expected)


def _shown(value: Any) -> str:  # noqa: ANN401 - whatever a row holds
    return " ".join(f"{part}" for part in value) if isinstance(value, tuple) else str(value)
