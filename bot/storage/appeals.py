"""Appeals against a mark, what a server has come to accept, and what was marked again and has to be said."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, bindparam, case, delete, func, or_, select, text, update

from bot.storage.database import Database
from bot.storage.periods import to_ms
from bot.storage.tables.appeals import accepted_answers, appeals, corrections
from bot.storage.tables.quizzes import quizzes


class AppealState(StrEnum):
    """What has become of an appeal."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    # Its question counts for nobody; if it does again, the appeal waits again.
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Appeal:
    """`person` thinks that their answer to question `number` was right.

    `message` says in the channel that it waits: None until it is there, 0 if there is none any more, or cannot be.
    """

    quiz: int
    number: int
    person: int
    guild: int
    state: AppealState = AppealState.WAITING
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """The line of a quiz's log by which a question was marked again, which its channel has to be told."""

    quiz: int
    sequence: int
    guild: int


# One statement, which both databases take: whoever appeals twice has appealed once.
_SEND = text(
    "INSERT INTO appeals (quiz, number, person, guild, state, at_ms)"
    " VALUES (:quiz, :number, :person, :guild, :state, :at_ms) ON CONFLICT DO NOTHING RETURNING person"
)
_FIELDS = (
    appeals.c.quiz,
    appeals.c.number,
    appeals.c.person,
    appeals.c.guild,
    appeals.c.state,
    appeals.c.message,
)
_IS_WAITING = appeals.c.state == AppealState.WAITING.value
_OF_QUIZ = select(*_FIELDS).where(appeals.c.quiz == bindparam("quiz")).order_by(appeals.c.at_ms, appeals.c.person)
_UNANNOUNCED = (
    select(*_FIELDS)
    .where(_IS_WAITING, appeals.c.message.is_(None))
    .order_by(appeals.c.quiz, appeals.c.at_ms, appeals.c.person)
)
_DECIDED_LINES = (
    select(appeals.c.quiz, appeals.c.guild, appeals.c.message)
    .where(appeals.c.message > 0)
    .group_by(appeals.c.quiz, appeals.c.guild, appeals.c.message)
    .having(func.sum(case((_IS_WAITING, 1), else_=0)) == 0)
)
_ACCEPTED = select(accepted_answers.c.question, accepted_answers.c.answer).where(
    accepted_answers.c.guild == bindparam("guild"),
    accepted_answers.c.question.in_(bindparam("questions", expanding=True)),
)
_CORRECTIONS = select(corrections.c.quiz, corrections.c.sequence, corrections.c.guild).order_by(
    corrections.c.quiz, corrections.c.sequence
)
_LATELY = (
    select(quizzes.c.quiz)
    .where(quizzes.c.guild == bindparam("guild"))
    .order_by(quizzes.c.quiz.desc())
    .limit(bindparam("count"))
)


class AppealBook:
    """Reads and keeps them. Everything raises `JournalDownError` when that is not possible."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def send(self, appeal: Appeal, at: datetime) -> AppealState | None:
        """Store it. What has become of it, if it was there already."""
        values = {"quiz": appeal.quiz, "number": appeal.number, "person": appeal.person, "guild": appeal.guild}
        async with self._database.writing() as connection:
            sent = {**values, "state": AppealState.WAITING.value, "at_ms": to_ms(at)}
            if (await connection.execute(_SEND, sent)).all():
                return None
            key = [appeals.c[name] == values[name] for name in ("quiz", "number", "person")]
            return AppealState((await connection.execute(select(appeals.c.state).where(*key))).scalar_one())

    async def of_quiz(self, quiz: int) -> Sequence[Appeal]:
        """All appeals about it, the oldest first."""
        return _read(await self._database.rows(_OF_QUIZ, {"quiz": quiz}))

    async def unannounced(self) -> Sequence[Appeal]:
        """Those that wait, of which their channel does not know yet."""
        return _read(await self._database.rows(_UNANNOUNCED))

    async def announce(self, quiz: int, message: int) -> None:
        """`message` says in the channel of `quiz` that appeals wait: all that do, and any just decided untold."""
        told = update(appeals).where(appeals.c.quiz == quiz, or_(_IS_WAITING, appeals.c.message.is_(None)))
        async with self._database.writing() as connection:
            await connection.execute(told.values(message=message))

    async def decided_lines(self) -> Sequence[tuple[int, int, int]]:
        """The messages that say that something waits when nothing does any more, each with its quiz and server."""
        return [(row.quiz, row.guild, row.message) for row in await self._database.rows(_DECIDED_LINES)]

    async def tidied(self, quiz: int, message: int) -> None:
        """`message` says so no more."""
        theirs = update(appeals).where(appeals.c.quiz == quiz, appeals.c.message == message, ~_IS_WAITING)
        async with self._database.writing() as connection:
            await connection.execute(theirs.values(message=0))

    async def decide(self, quiz: int, number: int, people: Collection[int], state: AppealState) -> None:
        """What has become of the appeals of `people` that wait."""
        theirs = (appeals.c.quiz == quiz, appeals.c.number == number, appeals.c.person.in_(list(people)), _IS_WAITING)
        async with self._database.writing() as connection:
            await connection.execute(update(appeals).where(*theirs).values(state=state.value))

    async def reopen(self, appeal: Appeal) -> None:
        """Its question counts again: it waits, and its channel is to be told."""
        key = (appeals.c.quiz == appeal.quiz, appeals.c.number == appeal.number, appeals.c.person == appeal.person)
        voided = update(appeals).where(*key, appeals.c.state == AppealState.VOID.value)
        async with self._database.writing() as connection:
            await connection.execute(voided.values(state=AppealState.WAITING.value, message=None))

    async def accepted(self, guild: int, questions: Sequence[str]) -> Mapping[str, Collection[str]]:
        """See `bot.quiz.ports.Accepted`."""
        found: dict[str, set[str]] = {}
        for row in await self._database.rows(_ACCEPTED, {"guild": guild, "questions": list(questions)}):
            found.setdefault(row.question, set()).add(row.answer)
        return found

    async def corrections(self) -> Sequence[Correction]:
        """What is to be said."""
        return [Correction(row.quiz, row.sequence, row.guild) for row in await self._database.rows(_CORRECTIONS)]

    async def said(self, correction: Correction) -> None:
        """The channel was told, or can be told no more."""
        key = (corrections.c.quiz == correction.quiz, corrections.c.sequence == correction.sequence)
        async with self._database.writing() as connection:
            await connection.execute(delete(corrections).where(*key))

    async def lately(self, guild: int, count: int) -> Sequence[int]:
        """The quizzes of a server, the last one first: an id grows with its moment."""
        return [row.quiz for row in await self._database.rows(_LATELY, {"guild": guild, "count": count})]


def _read(rows: Sequence[Row[Any]]) -> Sequence[Appeal]:
    return [Appeal(row.quiz, row.number, row.person, row.guild, AppealState(row.state), row.message) for row in rows]
