"""Are the marks of daily questions what their answers earn?"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from msgspec import MsgspecError
from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.daily.answering import Taken
from bot.storage.dailies import POST, post_of
from bot.storage.daily_answers import mark_of
from bot.storage.periods import from_ms
from bot.storage.tables.dailies import daily_answers, daily_posts
from bot.storage.tables.quizzes import marks

Compare: TypeAlias = Callable[[str, Mapping[Any, Any], Mapping[Any, Any]], None]
"""`Verified.compare`: the table, what is stored, what is expected."""


async def verify_dailies(connection: AsyncConnection, compare: Compare) -> tuple[int, int, int]:
    """Compare their marks with their answers; how many channels, answers and marks there are.

    Whoever was forgotten has no answers any more, and a negative number on their marks.
    """
    channels = (await connection.execute(select(daily_posts.c.channel).distinct())).scalars().all()
    for channel in sorted(channels):
        await _verify(connection, channel, compare)
    answers = (await connection.execute(select(func.count()).select_from(daily_answers))).scalar_one()
    of_them = marks.c.quiz.in_(select(daily_posts.c.channel))
    return len(channels), answers, (await connection.execute(select(func.count()).where(of_them))).scalar_one()


async def _verify(connection: AsyncConnection, channel: int, compare: Compare) -> None:
    same_post = (daily_posts.c.channel == daily_answers.c.channel) & (daily_posts.c.day == daily_answers.c.day)
    given = (
        select(daily_answers, *POST)
        .join_from(daily_answers, daily_posts, same_post)
        .where(daily_answers.c.channel == channel)
    )
    stored = select(marks).where(marks.c.quiz == channel, marks.c.person >= 0)
    found = {tuple(row[:3]): tuple(row[3:]) for row in await connection.execute(stored)}
    expected: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for row in await connection.execute(given):
        try:
            mark = _mark(row)
        except MsgspecError as fault:
            compare("daily_posts", {(channel, row.day): str(fault)}, {})
        else:
            expected[tuple(mark[:3])] = tuple(mark[3:])
    compare("marks", found, expected)


def _mark(row: Row[Any]) -> tuple[Any, ...]:
    return mark_of(Taken(post_of(row), row.place, is_new=False), row.person, from_ms(row.at_ms))
