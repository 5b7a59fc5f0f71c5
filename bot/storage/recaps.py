"""Which quizzes there are to look back at."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from bot.storage.database import Database
from bot.storage.tables.quizzes import marks, quizzes


@dataclass(frozen=True, slots=True)
class Held:
    """A quiz that is over and in which somebody answered: where, how many questions, how many people."""

    quiz: int
    channel: int
    questions: int
    people: int


# The latest are found before their marks are counted: a server may have played for years.
_LATEST = (
    select(quizzes.c.quiz, quizzes.c.channel)
    .where(quizzes.c.guild == bindparam("guild"), ~quizzes.c.is_open)
    .order_by((quizzes.c.channel == bindparam("channel")).desc(), quizzes.c.quiz.desc())
    .limit(bindparam("count"))
    .subquery()
)
_HELD = (
    select(
        _LATEST.c.quiz,
        _LATEST.c.channel,
        func.count(marks.c.number.distinct()).label("questions"),
        func.count(marks.c.person.distinct()).label("people"),
    )
    .join(marks, marks.c.quiz == _LATEST.c.quiz)
    .group_by(_LATEST.c.quiz, _LATEST.c.channel)
    .order_by((_LATEST.c.channel == bindparam("channel")).desc(), _LATEST.c.quiz.desc())
)


class RecapBook:
    """Reads only. Raises `JournalDownError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def held(self, guild: int, channel: int, count: int = 50) -> Sequence[Held]:
        """The latest quizzes of a server, those of the channel before the others, and the newest first."""
        rows = await self._database.rows(_HELD, {"guild": guild, "channel": channel, "count": count})
        return [Held(row.quiz, row.channel, row.questions, row.people) for row in rows]
