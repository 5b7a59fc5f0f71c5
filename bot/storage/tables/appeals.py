"""Appeals against a mark, the answers that were accepted, and what was marked again and has to be said."""

from collections.abc import Mapping

from sqlalchemy import BigInteger, Column, Index, Table

from bot.storage.tables.columns import key, metadata, number, word, word_key

appeals = Table(
    "appeals",
    metadata,
    key("quiz"),
    key("number"),
    key("person"),
    number("guild"),
    word("state"),
    number("at_ms"),
    Column("message", BigInteger, comment="The line in the channel that says that it waits; null until it is there."),
    Index("appeals_by_person", "person"),
    Index("appeals_by_guild", "guild", "state"),
    comment="Who thinks that their answer to which question was right. `state`: see `bot.storage.appeals`.",
    sqlite_with_rowid=False,
)

accepted_answers = Table(
    "accepted_answers",
    metadata,
    key("guild"),
    word_key("question"),
    word_key("answer"),
    comment="What a server accepts as right beside what is right. `answer`: see `bot.quiz.accepting`.",
    sqlite_with_rowid=False,
)

corrections = Table(
    "corrections",
    metadata,
    key("quiz"),
    key("sequence"),
    number("guild"),
    Index("corrections_by_guild", "guild"),
    comment="Lines of logs by which a question was marked again, as long as the channel has not been told.",
    sqlite_with_rowid=False,
)

PEOPLE: Mapping[Table, Column[int]] = {appeals: appeals.c.person}
