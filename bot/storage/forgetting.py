"""Forgetting a person: first the wish is stored, then it is carried out, a step a transaction, however often we die.

What a quiz has of them becomes nobody's, so that everybody else's results stay right. A quiz that is still running has
its log in memory too: it is put off until it is over and released.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

from sqlalchemy import Table, and_, bindparam, delete, select, text, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.nobody import is_named, new_nobody, without
from bot.storage.tables import OF_A_PERSON
from bot.storage.tables.privacy import to_forget
from bot.storage.tables.quizzes import entries, marks, quiz_people, quizzes, totals
from bot.storage.totals import HeightKey, MarkRow, Sum, TotalKey, height, sums

# Beside every quiz: all other tables that hold somebody.
EVERYTHING_ELSE = 0
# Forgotten quiz by quiz: the log names nobody then, marks are nobody's, and totals are less by what the marks added.
QUIZ_BY_QUIZ: frozenset[Table] = frozenset({quiz_people, marks, totals})
# The wishes themselves: each goes with what it wished.
WISHES: frozenset[Table] = frozenset({to_forget})

_WISH = (
    text("INSERT INTO to_forget (person, quiz) VALUES (:person, :beside) ON CONFLICT DO NOTHING"),
    text(
        "INSERT INTO to_forget (person, quiz) SELECT person, quiz FROM quiz_people WHERE person = :person"
        " UNION SELECT person, quiz FROM marks WHERE person = :person ON CONFLICT DO NOTHING"
    ),
)
_READY = (
    select(to_forget.c.person, to_forget.c.quiz)
    .join_from(to_forget, quizzes, and_(to_forget.c.quiz == quizzes.c.quiz, quizzes.c.is_open), isouter=True)
    .where(quizzes.c.quiz.is_(None))
    .order_by(to_forget.c.person, to_forget.c.quiz)
)
_WAITING = (
    select(quizzes.c.channel)
    .join_from(to_forget, quizzes, to_forget.c.quiz == quizzes.c.quiz)
    .where(to_forget.c.person == bindparam("person"), quizzes.c.is_open)
    .order_by(quizzes.c.quiz)
)
_LINES = select(entries.c.sequence, entries.c.line).where(
    entries.c.quiz == bindparam("quiz"), entries.c.line.contains(bindparam("name"))
)
_KEY = (totals.c.person, totals.c.guild, totals.c.scope, totals.c.period)
_ADD_HEIGHTS = text(
    "INSERT INTO heights (guild, scope, period, height, people) VALUES (:guild, :scope, :period, :height, :people)"
    " ON CONFLICT (guild, scope, period, height) DO UPDATE SET people = heights.people + excluded.people"
)


class Forgetting:
    """Takes wishes and carries them out. Several processes may do so at once. Raises `JournalDownError`."""

    def __init__(self, database: Database, random: Random) -> None:
        self._database = database
        self._random = random

    async def wish(self, person: int) -> None:
        """Everything that is stored of them by now is to be forgotten; what comes later is not. Stored on return."""
        async with self._database.writing() as connection:
            for statement in _WISH:
                await connection.execute(statement, {"person": person, "beside": EVERYTHING_ELSE})

    async def carry_out(self) -> None:
        """Forget all that is to be forgotten and can be by now."""
        for wish in await self._database.rows(_READY):
            await self._carry_out(wish.person, wish.quiz)

    async def _carry_out(self, person: int, quiz: int) -> None:
        async with self._database.writing() as connection:
            if not await self._takes(connection, person, quiz):
                return
            await leave_no_trace(connection)
            if quiz == EVERYTHING_ELSE:
                await _forget_beside_quizzes(connection, person)
            else:
                await self._forget_in(connection, person, quiz)

    async def waiting(self, person: int) -> Sequence[int]:
        """The channels of the running quizzes in which they are to be forgotten later."""
        return [row.channel for row in await self._database.rows(_WAITING, {"person": person})]

    async def _takes(self, connection: AsyncConnection, person: int, quiz: int) -> bool:
        """Whether it is still to be done: of two processes one finds the wish, and has it as long as it takes."""
        wish = delete(to_forget).where(to_forget.c.person == person, to_forget.c.quiz == quiz)
        return bool((await connection.execute(wish.returning(to_forget.c.person))).all())

    async def _forget_in(self, connection: AsyncConnection, person: int, quiz: int) -> None:
        await connection.execute(select(quizzes.c.quiz).where(quizzes.c.quiz == quiz).with_for_update())
        nobody = new_nobody(self._random)
        await _rewrite(connection, quiz, person, nobody)
        await _take_marks(connection, quiz, person, nobody)
        named = (quiz_people.c.person == person, quiz_people.c.quiz == quiz)
        await connection.execute(delete(quiz_people).where(*named))


async def leave_no_trace(connection: AsyncConnection) -> None:
    """SQLite only marks as free what is deleted; from now on this connection overwrites it."""
    if connection.dialect.name == "sqlite":
        await connection.exec_driver_sql("PRAGMA secure_delete = ON")


async def _forget_beside_quizzes(connection: AsyncConnection, person: int) -> None:
    for table, column in OF_A_PERSON.items():
        if table not in QUIZ_BY_QUIZ | WISHES:
            await connection.execute(delete(table).where(column == person))


async def _rewrite(connection: AsyncConnection, quiz: int, person: int, nobody: int) -> None:
    """One line at a time, so that others have their turn: the bell of a large quiz names hundreds of people."""
    line_of = update(entries).where(entries.c.quiz == quiz, entries.c.sequence == bindparam("place"))
    for sequence, line in (await connection.execute(_LINES, {"quiz": quiz, "name": str(person)})).all():
        if is_named(line, person):
            await connection.execute(line_of, {"place": sequence, "line": without(line, person, nobody)})


async def _take_marks(connection: AsyncConnection, quiz: int, person: int, nobody: int) -> None:
    """The marks stay, as nobody's; the totals are less by them, and nobody has none."""
    theirs = (marks.c.quiz == quiz, marks.c.person == person)
    rows = [MarkRow._make(row) for row in await connection.execute(select(marks).where(*theirs))]
    if not rows:
        return
    await connection.execute(update(marks).where(*theirs).values(person=nobody))
    await _take_away(connection, sums(rows))


async def _take_away(connection: AsyncConnection, less: Mapping[TotalKey, Sum]) -> None:
    """Totals and heights, in the order in which whoever adds to them locks them."""
    found = select(totals).where(tuple_(*_KEY).in_(list(less))).order_by(*_KEY).with_for_update()
    heights: Counter[HeightKey] = Counter()
    for row in (await connection.execute(found)).all():
        key, before = TotalKey._make(row[:4]), Sum._make(row[4:])
        after = Sum(*(now - taken for now, taken in zip(before, less[key], strict=True)))
        heights[height(key, before)] -= 1
        one = [column == value for column, value in zip(_KEY, key, strict=True)]
        if after.answers:
            heights[height(key, after)] += 1
            await connection.execute(update(totals).where(*one).values(after._asdict()))
        else:
            await connection.execute(delete(totals).where(*one))
    changes = [{**key._asdict(), "people": change} for key, change in sorted(heights.items()) if change]
    if changes:
        await connection.execute(_ADD_HEIGHTS, changes)
