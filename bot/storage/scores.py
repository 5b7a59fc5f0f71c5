"""The scores: boards, one's own place, and how somebody is coming along. All of it is read from totals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import ColumnElement, Float, Row, Subquery, bindparam, cast, func, or_, select

from bot.quiz.standings import Standing
from bot.storage.database import Database
from bot.storage.periods import ALL_TIME, Span, first_day, period, to_ms
from bot.storage.tables.privacy import hidden
from bot.storage.tables.quizzes import asked, heights, totals
from bot.storage.totals import EVERYTHING, STEP, parted


@dataclass(frozen=True, slots=True)
class Board:
    """Whose points are compared: one server's, in one period and one scope."""

    guild: int
    period: int = ALL_TIME
    scope: str = EVERYTHING


@dataclass(frozen=True, slots=True)
class Score:
    """What somebody has earned; `right` of `answered` were wholly right."""

    points: int
    right: int
    answered: int

    @property
    def accuracy(self) -> float:
        """The share of right answers."""
        return self.right / self.answered if self.answered else 0.0


@dataclass(frozen=True, slots=True)
class DayScore:
    """What somebody has earned on one day."""

    day: date
    score: Score


@dataclass(frozen=True, slots=True)
class Summary:
    """One person in one server, of all time. `days` is how many days in a row they have played, up to today."""

    standing: Standing
    days: int
    categories: dict[str, Score]
    domains: dict[str, Score]


_ON_BOARD = (
    totals.c.guild == bindparam("guild"),
    totals.c.scope == bindparam("scope"),
    totals.c.period == bindparam("period"),
)
_SUMS = (totals.c.points, totals.c.right_answers.label("right"), totals.c.answers.label("answered"))

# Few keep off a server's boards: they are looked up once, and not for each row.
_HIDDEN = select(hidden.c.person).where(hidden.c.guild == bindparam("guild"))
_IS_SHOWN = totals.c.person.not_in(_HIDDEN)

_TOP = (
    select(totals.c.person, *_SUMS)
    .where(*_ON_BOARD, _IS_SHOWN)
    .order_by(totals.c.points.desc(), totals.c.person)
    .limit(bindparam("count"))
    .offset(bindparam("start"))
)

# Counting everybody above takes as long as there are people: so whole steps are counted before, and single ones only
# within one's own step.
_OWN = select(totals.c.person, *_SUMS).where(*_ON_BOARD, totals.c.person == bindparam("person")).subquery()
_STEP = _OWN.c.points // STEP
_ON_HIGHER_STEPS = (
    select(func.coalesce(func.sum(heights.c.people), 0))
    .where(
        heights.c.guild == bindparam("guild"),
        heights.c.scope == bindparam("scope"),
        heights.c.period == bindparam("period"),
        heights.c.height > _STEP,
    )
    .scalar_subquery()
)
_HIGHER_ON_STEP = (
    select(func.count())
    .select_from(totals)
    .where(*_ON_BOARD, totals.c.points > _OWN.c.points, totals.c.points < (_STEP + 1) * STEP)
    .scalar_subquery()
)
_ITS_POINTS = select(totals.c.points).where(*_ON_BOARD, totals.c.person == hidden.c.person).scalar_subquery()
_HIDDEN_ABOVE = (
    select(func.count())
    .select_from(hidden)
    .where(hidden.c.guild == bindparam("guild"), _OWN.c.points < _ITS_POINTS)
    .scalar_subquery()
)
_PLACE = select(_OWN, (1 + _ON_HIGHER_STEPS + _HIGHER_ON_STEP - _HIDDEN_ABOVE).label("rank"))

_SIZE = select(func.coalesce(func.sum(heights.c.people), 0)).where(
    heights.c.guild == bindparam("guild"),
    heights.c.scope == bindparam("scope"),
    heights.c.period == bindparam("period"),
)

# Equal shares are equal as floats too: a division is rounded the same way each time.
_SHARE = cast(totals.c.right_answers, Float) / totals.c.answers


def _by_accuracy(*who: ColumnElement[bool]) -> Subquery:
    rank = func.rank().over(order_by=_SHARE.desc()).label("rank")
    enough = totals.c.answers >= bindparam("minimum")
    return select(totals.c.person, *_SUMS, rank).where(*_ON_BOARD, enough, *who).subquery()


_SHOWN = _by_accuracy(_IS_SHOWN)
_MOST_ACCURATE = (
    select(_SHOWN)
    .order_by(_SHOWN.c.rank, _SHOWN.c.answered.desc(), _SHOWN.c.person)
    .limit(bindparam("count"))
    .offset(bindparam("start"))
)
_SHOWN_OR_OWN = _by_accuracy(or_(_IS_SHOWN, totals.c.person == bindparam("person")))
_PLACE_BY_ACCURACY = select(_SHOWN_OR_OWN).where(_SHOWN_OR_OWN.c.person == bindparam("person"))

_OF_PERSON = (totals.c.person == bindparam("person"), totals.c.guild == bindparam("guild"))
_SCOPES = select(totals.c.scope, *_SUMS).where(*_OF_PERSON, totals.c.period == ALL_TIME).order_by(totals.c.scope)
_DAYS = (
    select(totals.c.period, *_SUMS)
    .where(*_OF_PERSON, totals.c.scope == EVERYTHING, totals.c.period.between(bindparam("first"), bindparam("last")))
    .order_by(totals.c.period)
)
_SEEN = (
    select(asked.c.question)
    .where(asked.c.guild == bindparam("guild"), asked.c.at_ms >= bindparam("since_ms"))
    .order_by(asked.c.at_ms, asked.c.question)
)


class ScoreBook:
    """Reads only: scores are written with the answers, when a question closes. Raises `JournalDownError`.

    Who keeps off the boards is on none, and moves nobody down; their own place is the one that they would have.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def top(self, board: Board, count: int = 10, start: int = 0) -> Sequence[Standing]:
        """The best by points, after the first `start` of them; who has the same points has the same rank."""
        rows = await self._database.rows(_TOP, {**_of(board), "count": count, "start": start})
        if not rows:
            return ()
        first = await self.place(board, rows[0].person) if start else None
        return _ranked(rows, start, 1 if first is None else first.rank)

    async def place(self, board: Board, person: int) -> Standing | None:
        """Where somebody stands by points; None if they have answered nothing."""
        rows = await self._database.rows(_PLACE, {**_of(board), "person": person})
        return _standing(rows[0]) if rows else None

    async def size(self, board: Board) -> int:
        """How many people have points on a board, those who keep off it too."""
        return int((await self._database.rows(_SIZE, _of(board)))[0][0])

    async def most_accurate(self, board: Board, *, minimum: int, count: int = 10, start: int = 0) -> Sequence[Standing]:
        """The best by accuracy, of those with at least `minimum` answers; the more answers, the earlier."""
        values = {**_of(board), "minimum": minimum, "count": count, "start": start}
        return tuple(_standing(row) for row in await self._database.rows(_MOST_ACCURATE, values))

    async def place_by_accuracy(self, board: Board, person: int, *, minimum: int) -> Standing | None:
        """Where somebody stands by accuracy; None if they have answered too little."""
        values = {**_of(board), "minimum": minimum, "person": person}
        rows = await self._database.rows(_PLACE_BY_ACCURACY, values)
        return _standing(rows[0]) if rows else None

    async def summary(self, guild: int, person: int, today: date) -> Summary | None:
        """How somebody has done so far; None if they have answered nothing."""
        standing = await self.place(Board(guild), person)
        if standing is None:
            return None
        scopes: dict[str, dict[str, Score]] = {"category": {}, "domain": {}}
        for row in await self._database.rows(_SCOPES, {"guild": guild, "person": person}):
            kind, name = parted(row.scope)
            scopes.get(kind, {})[name] = _score(row)
        days = [played.day for played in await self.progress(guild, person, date.min, today)]
        return Summary(standing, days_in_a_row(days, today), scopes["category"], scopes["domain"])

    async def progress(self, guild: int, person: int, first: date, last: date) -> Sequence[DayScore]:
        """What somebody has earned on each day on which they played, from `first` to `last`."""
        between = {"first": period(Span.DAY, first), "last": period(Span.DAY, last)}
        rows = await self._database.rows(_DAYS, {"guild": guild, "person": person, **between})
        return tuple(DayScore(first_day(row.period), _score(row)) for row in rows)

    async def seen(self, guild: int, since: datetime) -> Sequence[str]:
        """The questions that a server was asked since then, by their ids: the one longest ago first."""
        rows = await self._database.rows(_SEEN, {"guild": guild, "since_ms": to_ms(since)})
        return tuple(row.question for row in rows)


def days_in_a_row(played: Sequence[date], today: date) -> int:
    """How many days without a gap, in an ascending list of days, lead up to `today`. Today may still be to come."""
    due = today if played and played[-1] == today else today - timedelta(days=1)
    pairs = zip(reversed(played), _back_from(due), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _back_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day -= timedelta(days=1)


def _of(board: Board) -> dict[str, int | str]:
    return {"guild": board.guild, "scope": board.scope, "period": board.period}


def _score(row: Row[Any]) -> Score:
    return Score(row.points, row.right, row.answered)


def _standing(row: Row[Any]) -> Standing:
    return Standing(int(row.rank), row.person, row.points, row.right, row.answered)


def _ranked(rows: Sequence[Row[Any]], start: int, first_rank: int) -> Sequence[Standing]:
    """Rows in the order of a board, of which `start` others stand before; the first one's rank is known."""
    ranked: list[Standing] = []
    for row in rows:
        if not ranked:
            rank = first_rank
        elif row.points != ranked[-1].points:
            rank = start + len(ranked) + 1
        else:
            rank = ranked[-1].rank
        ranked.append(Standing(rank, row.person, row.points, row.right, row.answered))
    return tuple(ranked)
