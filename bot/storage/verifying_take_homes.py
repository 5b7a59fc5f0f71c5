"""Are the marks of take-home quizzes what their answers earn? And which seasons are there to add marks to?"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from msgspec import MsgspecError
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.quiz.ports import JournalDownError
from bot.storage.lines import mark_row
from bot.storage.tables.quizzes import marks
from bot.storage.tables.take_homes import seasons, take_home_answers, take_homes
from bot.storage.take_homes import take_home_of
from bot.storage.totals import MarkRow, SeasonSpan
from bot.take_home import game_of, sheets_of

Compare: TypeAlias = Callable[[str, Mapping[Any, Any], Mapping[Any, Any]], None]
"""`Verified.compare`: the table, what is stored, what is expected."""


async def season_spans(connection: AsyncConnection) -> Mapping[int, Sequence[SeasonSpan]]:
    """All seasons, by their server."""
    spans: dict[int, list[SeasonSpan]] = defaultdict(list)
    found = select(seasons.c.guild, seasons.c.season, seasons.c.started_ms, seasons.c.ended_ms)
    for row in await connection.execute(found.order_by(seasons.c.season)):
        spans[row.guild].append(SeasonSpan._make(row))
    return spans


async def verify_take_homes(connection: AsyncConnection, compare: Compare) -> tuple[int, int, int]:
    """Compare their marks with their answers; how many take-homes, answers and marks there are.

    Whoever was forgotten has no answers any more, and a negative number on their marks.
    """
    named = (await connection.execute(select(take_homes.c.take_home).order_by(take_homes.c.take_home))).scalars().all()
    for take_home in named:
        await _verify(connection, take_home, compare)
    counts = [(await connection.execute(select(func.count()).select_from(take_home_answers))).scalar_one()]
    of_them = marks.c.quiz.in_(select(take_homes.c.take_home))
    counts.append((await connection.execute(select(func.count()).where(of_them))).scalar_one())
    return len(named), counts[0], counts[1]


async def _verify(connection: AsyncConnection, number: int, compare: Compare) -> None:
    row = (await connection.execute(select(take_homes).where(take_homes.c.take_home == number))).one()
    answers = select(take_home_answers).where(take_home_answers.c.take_home == number)
    given = (await connection.execute(answers.order_by(take_home_answers.c.number))).all()
    stored = select(marks).where(marks.c.quiz == number, marks.c.person >= 0)
    found = {tuple(row[:3]): tuple(row[3:]) for row in await connection.execute(stored)}
    try:
        game = game_of(take_home_of(row), sheets_of((each.person, each.number, each.line) for each in given))
    except (MsgspecError, JournalDownError) as fault:
        compare("take_home_answers", {(number,): str(fault)}, {})
        return
    moments = {(each.number, each.person): each.at_ms for each in given}
    earned = [mark_row(game, mark, moments[mark.number, mark.person]) for mark in game.marks()]
    compare("marks", found, {_key(mark): tuple(mark[3:]) for mark in earned})


def _key(mark: MarkRow) -> tuple[int, int, int]:
    return mark.quiz, mark.number, mark.person
