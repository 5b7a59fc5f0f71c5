"""Marks that are somebody's no more: totals and heights are less by them, in the transaction of something else."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, text, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.quizzes import totals
from bot.storage.tables.take_homes import seasons
from bot.storage.totals import HeightKey, MarkRow, SeasonSpan, Sum, TotalKey, height, sums

# Of four numbers each; SQLite and PostgreSQL take some 32,000 values in a statement.
_MOST_KEYS = 1_000

_SEASONS = select(seasons.c.guild, seasons.c.season, seasons.c.started_ms, seasons.c.ended_ms)
_KEY = (totals.c.person, totals.c.guild, totals.c.scope, totals.c.period)
_THIS_ONE = [column == bindparam(f"its_{column.name}") for column in _KEY]
_ADD_HEIGHTS = text(
    "INSERT INTO heights (guild, scope, period, height, people) VALUES (:guild, :scope, :period, :height, :people)"
    " ON CONFLICT (guild, scope, period, height) DO UPDATE SET people = heights.people + excluded.people"
)


async def take_away(connection: AsyncConnection, marks: Sequence[MarkRow]) -> None:
    """Totals and heights as they are without `marks`; locked in the order in which whoever adds to them locks them."""
    spans = await connection.execute(_SEASONS.where(seasons.c.guild.in_({mark.guild for mark in marks})))
    less = sums(marks, [SeasonSpan._make(row) for row in spans])
    before = {TotalKey._make(row[:4]): Sum._make(row[4:]) for row in await _locked(connection, less)}
    after = {key: _minus(total, less[key]) for key, total in before.items()}
    left = [{**_named(key), **total._asdict()} for key, total in after.items() if total.answers]
    gone = [_named(key) for key, total in after.items() if not total.answers]
    if left:
        await connection.execute(update(totals).where(*_THIS_ONE), left)
    if gone:
        await connection.execute(delete(totals).where(*_THIS_ONE), gone)
    changes = [{**key._asdict(), "people": change} for key, change in _moved(before, after)]
    if changes:
        await connection.execute(_ADD_HEIGHTS, changes)


async def _locked(connection: AsyncConnection, keys: Mapping[TotalKey, Sum]) -> Sequence[Row[Any]]:
    found: list[Row[Any]] = []
    ordered = list(keys)
    for start in range(0, len(ordered), _MOST_KEYS):
        some = ordered[start : start + _MOST_KEYS]
        these = select(totals).where(tuple_(*_KEY).in_(some)).order_by(*_KEY).with_for_update()
        found += (await connection.execute(these)).all()
    return found


def _minus(total: Sum, less: Sum) -> Sum:
    return Sum(*(now - taken for now, taken in zip(total, less, strict=True)))


def _named(key: TotalKey) -> dict[str, int | str]:
    return {f"its_{name}": value for name, value in key._asdict().items()}


def _moved(before: Mapping[TotalKey, Sum], after: Mapping[TotalKey, Sum]) -> Iterator[tuple[HeightKey, int]]:
    people: Counter[HeightKey] = Counter()
    for key, total in before.items():
        people[height(key, total)] -= 1
        people[height(key, after[key])] += bool(after[key].answers)
    return ((key, change) for key, change in sorted(people.items()) if change)
