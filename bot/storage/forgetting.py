"""Forgetting a person: first the wish is stored, then it is carried out, a step a transaction, however often we die.

What a quiz has of them becomes nobody's, so that everybody else's results stay right. A quiz that is still running has
its log in memory too: it is put off until it is over and released.
"""

from collections.abc import Mapping, Sequence
from random import Random

from sqlalchemy import Column, Table, and_, bindparam, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.quiz.ports import JournalDownError
from bot.storage.belonging import WISHES
from bot.storage.database import Database
from bot.storage.nobody import accepted_in, new_nobody, without
from bot.storage.servers import FORGET_WHOM
from bot.storage.tables import OF_A_PERSON, servers
from bot.storage.tables.dailies import daily_answers
from bot.storage.tables.privacy import to_forget
from bot.storage.tables.quizzes import entries, marks, quiz_people, quizzes, totals
from bot.storage.tables.take_homes import take_home_answers
from bot.storage.taking_away import take_away
from bot.storage.totals import MarkRow

# Answers outside of live quizzes, with what stands for the quiz in their marks.
ANSWERS: Mapping[Table, Column[int]] = {
    take_home_answers: take_home_answers.c.take_home,
    daily_answers: daily_answers.c.channel,
}
# Forgotten quiz by quiz: the log names nobody then, answers are gone, marks are nobody's, and totals are less by them.
QUIZ_BY_QUIZ: frozenset[Table] = frozenset({quiz_people, marks, totals, *ANSWERS})
# What a server has decided about them is the server's.
KEPT: frozenset[Table] = servers.OUTLIVES_ITS_PERSON
# All other tables that hold somebody: their rows are deleted, in one step.
_EVERYTHING_ELSE = 0

_WISH = text("INSERT INTO to_forget (person, quiz) VALUES (:person, :quiz) ON CONFLICT DO NOTHING")
_NAMED_IN = {quiz_people: quiz_people.c.quiz, marks: marks.c.quiz, **ANSWERS}
_QUIZZES = " UNION ".join(
    f"SELECT person, {quiz.name} FROM {table.name} WHERE person = :person"  # noqa: S608 - our own tables' names
    for table, quiz in _NAMED_IN.items()
)
_WISH_QUIZZES = text(f"INSERT INTO to_forget (person, quiz) {_QUIZZES} ON CONFLICT DO NOTHING")
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
_RUNNING = (
    select(quizzes.c.channel)
    .join_from(quiz_people, quizzes, quiz_people.c.quiz == quizzes.c.quiz)
    .where(quiz_people.c.person == bindparam("person"), quizzes.c.is_open)
    .order_by(quizzes.c.quiz)
)
_LINES_WITH = (
    select(entries.c.sequence, entries.c.line)
    .where(entries.c.quiz == bindparam("quiz"), entries.c.line.contains(bindparam("words")))
    .order_by(entries.c.sequence)
)


class Forgetting:
    """Takes wishes and carries them out. Several processes may do so at once. Raises `JournalDownError`."""

    def __init__(self, database: Database, random: Random) -> None:
        self._database = database
        self._random = random

    async def wish(self, person: int) -> None:
        """Everything that is stored of them by now is to be forgotten; what comes later is not. Stored on return."""
        async with self._database.writing() as connection:
            await connection.execute(_WISH, {"person": person, "quiz": _EVERYTHING_ELSE})
            await connection.execute(_WISH_QUIZZES, {"person": person})

    async def carry_out(self) -> bool:
        """Forget all that is to be forgotten and can be by now; whether there was anything.

        What fails keeps nobody else waiting; then it raises.
        """
        ready = await self._database.rows(_READY)
        faults: list[JournalDownError] = []
        for wish in ready:
            try:
                await self._carry_out(wish.person, wish.quiz)
            except JournalDownError as fault:
                faults.append(fault)
        if faults:
            raise faults[0]
        return bool(ready)

    async def waiting(self, person: int) -> Sequence[int]:
        """The channels of the running quizzes in which they are to be forgotten later."""
        return [row.channel for row in await self._database.rows(_WAITING, {"person": person})]

    async def running(self, person: int) -> Sequence[int]:
        """The channels of the running quizzes that name them."""
        return [row.channel for row in await self._database.rows(_RUNNING, {"person": person})]

    async def _carry_out(self, person: int, quiz: int) -> None:
        async with self._database.writing() as connection:
            if not await _takes(connection, person, quiz):
                return
            await leave_no_trace(connection)
            if quiz == _EVERYTHING_ELSE:
                await _forget_beside_quizzes(connection, person)
            else:
                await _forget_in(connection, quiz, person, new_nobody(self._random))


async def leave_no_trace(connection: AsyncConnection) -> None:
    """SQLite only marks as free what is deleted; from now on this connection overwrites it."""
    if connection.dialect.name == "sqlite":
        await connection.exec_driver_sql("PRAGMA secure_delete = ON")


async def _takes(connection: AsyncConnection, person: int, quiz: int) -> bool:
    """Whether it is still to be done: of two processes one finds the wish, and has it as long as it takes."""
    wish = delete(to_forget).where(to_forget.c.person == person, to_forget.c.quiz == quiz)
    return bool((await connection.execute(wish.returning(to_forget.c.person))).all())


async def _forget_beside_quizzes(connection: AsyncConnection, person: int) -> None:
    for table, column in OF_A_PERSON.items():
        if table not in QUIZ_BY_QUIZ | WISHES | KEPT:
            await connection.execute(delete(table).where(column == person))
    await connection.execute(FORGET_WHOM)


async def _forget_in(connection: AsyncConnection, quiz: int, person: int, nobody: int) -> None:
    await connection.execute(select(quizzes.c.quiz).where(quizzes.c.quiz == quiz).with_for_update())
    await _rewrite(connection, quiz, person, nobody)
    for table, column in {quiz_people: quiz_people.c.quiz, **ANSWERS}.items():
        await connection.execute(delete(table).where(OF_A_PERSON[table] == person, column == quiz))
    theirs = (marks.c.quiz == quiz, marks.c.person == person)
    rows = [MarkRow._make(row) for row in await connection.execute(select(marks).where(*theirs))]
    if rows:
        await connection.execute(update(marks).where(*theirs).values(person=nobody))
        await take_away(connection, rows)


async def _rewrite(connection: AsyncConnection, quiz: int, person: int, nobody: int) -> None:
    """One line at a time, so that others have their turn: the bell of a large quiz names hundreds of people."""
    ruled = await connection.execute(_LINES_WITH, {"quiz": quiz, "words": '"accepted"'})
    accepted = frozenset().union(*(accepted_in(row.line) for row in ruled))
    line_of = update(entries).where(entries.c.quiz == quiz, entries.c.sequence == bindparam("place"))
    named = await connection.execute(_LINES_WITH, {"quiz": quiz, "words": str(person)})
    for sequence, line in named.all():
        await connection.execute(line_of, {"place": sequence, "line": without(line, person, nobody, accepted)})
