"""The tables, as they are after the last migration: a file a subject."""

from bot.storage.tables import appeals, dailies, nights, paces, privacy, quizzes, servers, take_homes
from bot.storage.tables.columns import metadata

__all__ = ["OF_A_PERSON", "metadata"]

_ROOMS = (quizzes, servers, paces, privacy, dailies, nights, take_homes, appeals)

# Every table that holds a person's id, with the column that does; each has an index that begins with it.
OF_A_PERSON = {table: column for room in _ROOMS for table, column in room.PEOPLE.items()}
