"""Take-home quizzes in the database: what was set, what was answered, and what is still to be told."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import MsgspecError
from sqlalchemy import Row, bindparam, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.quiz.game import Game
from bot.quiz.ports import JournalDownError
from bot.storage.database import Database
from bot.storage.lines import mark_row
from bot.storage.periods import from_ms, to_ms
from bot.storage.scoring import add_asked, add_marks
from bot.storage.tables.privacy import hidden
from bot.storage.tables.take_homes import take_home_answers, take_homes
from bot.storage.totals import MarkRow
from bot.take_home import (
    Attempt,
    Brief,
    Refusal,
    Sheet,
    TakeHome,
    Taken,
    game_of,
    questions_json,
    questions_of,
    sheets_of,
    taken_json,
)

_ONE = select(take_homes).where(take_homes.c.take_home == bindparam("take_home"))
# A question takes a while to read, and lists show none.
_BRIEF = select(*(column for column in take_homes.c if column is not take_homes.c.questions))
_RECENT = (
    _BRIEF.where(take_homes.c.guild == bindparam("guild"), take_homes.c.message.is_not(None))
    .order_by(take_homes.c.take_home.desc())
    .limit(bindparam("count"))
)
_TO_TELL = _BRIEF.where(~take_homes.c.is_told).order_by(take_homes.c.closes_ms)
_ANSWERS = (
    select(take_home_answers.c.person, take_home_answers.c.number, take_home_answers.c.line)
    .where(take_home_answers.c.take_home == bindparam("take_home"))
    .order_by(take_home_answers.c.person, take_home_answers.c.number)
)
_OF_PERSON = _ANSWERS.where(take_home_answers.c.person == bindparam("person"))
_PEOPLE = select(func.count(take_home_answers.c.person.distinct())).where(
    take_home_answers.c.take_home == bindparam("take_home")
)
_FINISHED = (
    select(take_home_answers.c.person)
    .where(take_home_answers.c.take_home == bindparam("take_home"))
    .group_by(take_home_answers.c.person)
    .having(func.count() == bindparam("count"))
)
_ADD_ANSWER = text("""
    INSERT INTO take_home_answers (take_home, person, number, guild, line, at_ms)
    VALUES (:take_home, :person, :number, :guild, :line, :at_ms) ON CONFLICT DO NOTHING RETURNING number""")


class TakeHomeBook:
    """Everything raises `JournalDownError` when it is not possible."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- its life ------------------------------------------------------------------------------------------------

    async def open(self, take_home: TakeHome) -> bool:
        """Store it, with its questions as asked here; False if it is there already."""
        row = {
            "take_home": take_home.id,
            "guild": take_home.guild,
            "channel": take_home.channel,
            "title": take_home.title,
            "language": take_home.language,
            "questions": questions_json(take_home.questions, take_home.accepted),
            "count": take_home.count,
            "opened_ms": to_ms(take_home.opened_at),
            "closes_ms": to_ms(take_home.closes_at),
            "message": None,
            "is_closed": False,
            "is_told": False,
        }
        asked = [(take_home.guild, question.id, to_ms(take_home.opened_at)) for question in take_home.questions]
        try:
            async with self._database.writing() as connection:
                await connection.execute(insert(take_homes), row)
                await add_asked(connection, asked)
        except JournalDownError as fault:
            if isinstance(fault.__cause__, IntegrityError):
                return False
            raise
        return True

    async def announced(self, take_home: int, message: int) -> None:
        """It is in its channel as `message`."""
        await self._change(take_home, message=message)

    async def end(self, take_home: int, at: datetime) -> bool:
        """Let it close at `at`, unless it has closed by then; whether that made a difference."""
        ending = (
            update(take_homes)
            .where(take_homes.c.take_home == take_home, ~take_homes.c.is_closed, take_homes.c.closes_ms > to_ms(at))
            .values(closes_ms=to_ms(at))
            .returning(take_homes.c.take_home)
        )
        async with self._database.writing() as connection:
            return (await connection.execute(ending)).first() is not None

    async def close(self, take_home: int) -> None:
        """Take no more answers, whenever they were pressed: what is there is the result."""
        await self._change(take_home, is_closed=True)

    async def told(self, take_home: int) -> None:
        """Its channel knows the result, or cannot be told."""
        await self._change(take_home, is_closed=True, is_told=True)

    async def _change(self, take_home: int, **values: object) -> None:
        async with self._database.writing() as connection:
            await connection.execute(update(take_homes).where(take_homes.c.take_home == take_home).values(values))

    # --- answers -------------------------------------------------------------------------------------------------

    async def answer(self, take_home: TakeHome, sheet: Sheet, attempt: Attempt, taken: Taken) -> Refusal | None:
        """Store an answer and its mark; None if it counts. `sheet` is what they had answered before it."""
        row = {
            "take_home": take_home.id,
            "person": attempt.person,
            "number": attempt.number,
            "guild": take_home.guild,
            "line": taken_json(taken),
            "at_ms": to_ms(attempt.at),
        }
        mark = _mark_of(take_home, sheet, attempt, taken)
        async with self._database.writing() as connection:
            if not await _is_open(connection, take_home.id, attempt.at):
                return Refusal.CLOSED
            if (await connection.execute(_ADD_ANSWER, row)).first() is None:
                return Refusal.ALREADY_ANSWERED
            await add_marks(connection, [mark])
        return None

    async def sheet(self, take_home: int, person: int) -> Sheet:
        """What one person has answered."""
        rows = await self._database.rows(_OF_PERSON, {"take_home": take_home, "person": person})
        return _sheets(take_home, rows).get(person, {})

    async def game(self, take_home: TakeHome) -> Game:
        """All that was answered, as a quiz. Hundreds of people with fifty answers each are worked out in a thread."""
        rows = await self._database.rows(_ANSWERS, {"take_home": take_home.id})
        return await asyncio.to_thread(lambda: game_of(take_home, _sheets(take_home.id, rows)))

    async def finished(self, take_home: Brief) -> int:
        """How many have answered everything."""
        values = {"take_home": take_home.id, "count": take_home.count}
        return len(await self._database.rows(_FINISHED, values))

    async def hidden(self, guild: int) -> frozenset[int]:
        """Who keeps off a server's boards."""
        rows = await self._database.rows(select(hidden.c.person).where(hidden.c.guild == guild))
        return frozenset(row.person for row in rows)

    async def people(self, take_home: int) -> int:
        """How many have answered something."""
        return int((await self._database.rows(_PEOPLE, {"take_home": take_home}))[0][0])

    # --- finding -------------------------------------------------------------------------------------------------

    async def find(self, take_home: int) -> TakeHome | None:
        """The one with this id."""
        rows = await self._database.rows(_ONE, {"take_home": take_home})
        return take_home_of(rows[0]) if rows else None

    async def recent(self, guild: int, count: int = 25) -> Sequence[Brief]:
        """A server's, the newest first; only what has been announced."""
        return [_brief(row) for row in await self._database.rows(_RECENT, {"guild": guild, "count": count})]

    async def to_tell(self) -> Sequence[Brief]:
        """All that is still to be announced, to be closed or to be told."""
        return [_brief(row) for row in await self._database.rows(_TO_TELL)]


def _sheets(take_home: int, rows: Sequence[Row[Any]]) -> Mapping[int, Sheet]:
    try:
        return sheets_of((row.person, row.number, row.line) for row in rows)
    except MsgspecError as fault:
        raise JournalDownError(f"an answer of take-home {take_home} cannot be read: {fault}") from fault


def take_home_of(row: Row[Any]) -> TakeHome:
    try:
        questions, accepted = questions_of(row.questions)
    except MsgspecError as fault:
        raise JournalDownError(f"the questions of take-home {row.take_home} cannot be read: {fault}") from fault
    return TakeHome(**_fields(row), questions=questions, accepted=accepted)


def _brief(row: Row[Any]) -> Brief:
    return Brief(**_fields(row))


def _fields(row: Row[Any]) -> dict[str, Any]:
    return {
        "id": row.take_home,
        "guild": row.guild,
        "channel": row.channel,
        "title": row.title,
        "language": row.language,
        # A row is a tuple, which has a `count` of its own.
        "count": row._mapping["count"],  # noqa: SLF001 - SQLAlchemy's name for it is public, whatever it looks like
        "opened_at": from_ms(row.opened_ms),
        "closes_at": from_ms(row.closes_ms),
        "message": row.message,
        "is_closed": row.is_closed,
    }


async def _is_open(connection: AsyncConnection, take_home: int, at: datetime) -> bool:
    """Whether an answer of that moment can count; it stays so until the transaction ends."""
    takes = (take_homes.c.take_home == take_home, ~take_homes.c.is_closed, take_homes.c.closes_ms >= to_ms(at))
    found = select(take_homes.c.take_home).where(*takes).with_for_update(read=True)
    return (await connection.execute(found)).first() is not None


def _mark_of(take_home: TakeHome, sheet: Sheet, attempt: Attempt, taken: Taken) -> MarkRow:
    game = game_of(take_home, {attempt.person: {**sheet, attempt.number: taken}})
    (mark,) = game.rounds[attempt.number - 1].marks
    return mark_row(game, mark, to_ms(attempt.at))
