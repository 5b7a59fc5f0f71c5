"""The statements that answers are stored with, in the words of SQLite and of PostgreSQL.

They are few, and their speed is the bot's: they go to the drivers as they are, many rows at a time. Everything else is
said once, in SQLAlchemy's words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import BigInteger, Boolean, Table, Text

from bot.storage.tables.appeals import accepted_answers, corrections
from bot.storage.tables.quizzes import asked, entries, heights, marks, quiz_people, totals

Rows: TypeAlias = Sequence[Sequence[Any]]

_TYPES = {BigInteger: "bigint", Boolean: "boolean", Text: "text"}


@dataclass(frozen=True, slots=True)
class Statement:
    """SQLite runs it once for each row of values, PostgreSQL once with an array for each column of them."""

    sqlite: str
    postgresql: str
    returns: bool = False


def _insert(table: Table, tail: str = "") -> Statement:
    names = ", ".join(column.name for column in table.columns)
    places = ", ".join("?" for _ in table.columns)
    arrays = ", ".join(f"${place}::{_TYPES[type(column.type)]}[]" for place, column in enumerate(table.columns, 1))
    begin = f"INSERT INTO {table.name} ({names})"
    return Statement(
        sqlite=f"{begin} VALUES ({places}) {tail}",
        postgresql=f"{begin} SELECT * FROM unnest({arrays}) {tail}",  # noqa: S608 - our own tables' names, no values
        returns="RETURNING" in tail,
    )


# Who owns each quiz, and its last line. On PostgreSQL nobody can claim the quiz from then on until we have committed;
# on SQLite nobody can write at all.
_STATE = """SELECT quiz, owner, (SELECT max(sequence) FROM entries WHERE entries.quiz = quizzes.quiz)
    FROM quizzes WHERE quiz = """
STATES = Statement(_STATE + "?", _STATE + "ANY($1::bigint[]) FOR SHARE OF quizzes", returns=True)

# Nearly all that is ever stored are lines and nothing else. On PostgreSQL this does it in one journey instead of five:
# the states of the quizzes ($1), the lines of those whose owner ($2) and next line ($3) are right, and who is in them.
ONLY_LINES = f"""
    WITH states AS ({_STATE} ANY($1::bigint[]) FOR SHARE OF quizzes),
    taken AS (
        SELECT states.quiz FROM states
        JOIN unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS append (quiz, epoch, first)
            ON append.quiz = states.quiz AND append.epoch IS NOT DISTINCT FROM states.owner
            AND append.first = coalesce(states.max, 0) + 1
    ),
    lines AS (
        INSERT INTO entries (quiz, sequence, line)
        SELECT added.* FROM unnest($4::bigint[], $5::bigint[], $6::text[]) AS added (quiz, sequence, line)
        JOIN taken USING (quiz)
    ),
    people AS (
        INSERT INTO quiz_people (person, quiz)
        SELECT added.* FROM unnest($7::bigint[], $8::bigint[]) AS added (person, quiz) JOIN taken USING (quiz)
        ON CONFLICT DO NOTHING
    )
    SELECT * FROM states"""  # noqa: S608 - our own statement, no values

ADD_LINES = _insert(entries)
ADD_PEOPLE = _insert(quiz_people, "ON CONFLICT DO NOTHING")
ADD_ASKED = _insert(
    asked, "ON CONFLICT (guild, question) DO UPDATE SET at_ms = excluded.at_ms WHERE excluded.at_ms > asked.at_ms"
)
# Returns the marks that were not there before.
ADD_MARKS = _insert(marks, "ON CONFLICT DO NOTHING RETURNING quiz, number, person")


def _delete(table: Table, keys: Sequence[str], tail: str = "") -> Statement:
    given = " AND ".join(f"{key} = ?" for key in keys)
    arrays = ", ".join(f"${place}::{_TYPES[type(table.c[key].type)]}[]" for place, key in enumerate(keys, 1))
    matches = " AND ".join(f"{table.name}.{key} = gone.{key}" for key in keys)
    returned = ", ".join(f"{table.name}.{column.name}" for column in table.columns)
    end = f"{tail} RETURNING {returned}"
    return Statement(
        sqlite=f"DELETE FROM {table.name} WHERE {given} {end}",  # noqa: S608 - our own tables' names, no values
        postgresql=f"DELETE FROM {table.name} USING unnest({arrays}) AS gone ({', '.join(keys)}) WHERE {matches} {end}",  # noqa: S608 - our own tables' names, no values
        returns=True,
    )


# Returns the marks that were there.
DROP_MARKS = _delete(marks, ("quiz", "number", "person"))
# Who has answered nothing that counts is on no board.
DROP_TOTALS = _delete(totals, ("person", "guild", "scope", "period"), "AND totals.answers = 0")
ADD_CORRECTIONS = _insert(corrections, "ON CONFLICT DO NOTHING")
ADD_ACCEPTED = _insert(accepted_answers, "ON CONFLICT DO NOTHING")
DROP_ACCEPTED = _delete(accepted_answers, ("guild", "question", "answer"))
# The seasons that the marks of a server since a moment may fall in.
_SEASONS = "SELECT guild, season, started_ms, ended_ms FROM seasons"
SEASONS = Statement(
    f"{_SEASONS} WHERE guild = ? AND (ended_ms IS NULL OR ended_ms > ?)",
    f"""{_SEASONS} JOIN unnest($1::bigint[], $2::bigint[]) AS scored (guild, since_ms) USING (guild)
        WHERE ended_ms IS NULL OR ended_ms > since_ms""",
    returns=True,
)
# Returns the totals as they are now.
ADD_TOTALS = _insert(
    totals,
    """ON CONFLICT (person, guild, scope, period) DO UPDATE SET
        points = totals.points + excluded.points,
        right_answers = totals.right_answers + excluded.right_answers,
        answers = totals.answers + excluded.answers
    RETURNING person, guild, scope, period, points, right_answers, answers""",
)
ADD_HEIGHTS = _insert(
    heights,
    "ON CONFLICT (guild, scope, period, height) DO UPDATE SET people = heights.people + excluded.people",
)
