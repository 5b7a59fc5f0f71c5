"""What belongs to whom: found by the names of columns, so that a table that is added is covered as soon as it is there.

A person's id is in a column `person`, a server's in `guild`. Logs belong to the server of their quiz; whose lines there
are in which log is in `quiz_people`.
"""

from collections.abc import Mapping

from sqlalchemy import BindParameter, Column, ColumnElement, Table, select

from bot.storage.tables import OF_A_PERSON, metadata
from bot.storage.tables.privacy import erasures, to_forget
from bot.storage.tables.quizzes import entries, processes, quiz_people, quizzes

# Of a quiz, and so of the server of that quiz.
OF_A_QUIZ: Mapping[Table, Column[int]] = {
    entries: entries.c.quiz,
    quiz_people: quiz_people.c.quiz,
    to_forget: to_forget.c.quiz,
}
# Hold nothing of a server: a number for each time that the bot was started.
OF_NO_SERVER: frozenset[Table] = frozenset({processes})
# What is still to be forgotten of somebody says nothing else of them, and goes as it is done.
WISHES: frozenset[Table] = frozenset({to_forget})
# What is to be erased itself: a row goes when all of its server is gone.
ERASURES: frozenset[Table] = frozenset({erasures})


def of_people() -> Mapping[Table, Column[int]]:
    """Every table that holds somebody, with the column that does."""
    return OF_A_PERSON


def with_guild() -> Mapping[Table, Column[int]]:
    """Every table that says of each row which server it belongs to."""
    return {table: table.c.guild for table in metadata.sorted_tables if "guild" in table.columns}


def of_people_only() -> frozenset[Table]:
    """Tables that are somebody's in every server: what they chose for themselves."""
    belonging = with_guild().keys() | OF_A_QUIZ.keys()
    return frozenset(table for table in OF_A_PERSON if table not in belonging)


def of_servers(guild: BindParameter[int]) -> Mapping[Table, ColumnElement[bool]]:
    """Every table with rows of servers, and which of them are those of `guild`."""
    its_quizzes = select(quizzes.c.quiz).where(quizzes.c.guild == guild)
    by_quiz = {table: quiz.in_(its_quizzes) for table, quiz in OF_A_QUIZ.items()}
    return {**by_quiz, **{table: column == guild for table, column in with_guild().items()}}
