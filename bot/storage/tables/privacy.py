"""Who keeps off the boards, what is still to be forgotten of whom, and which servers are to be erased."""

from sqlalchemy import Index, Table

from bot.storage.tables.columns import flag, key, metadata, number

hidden = Table(
    "hidden",
    metadata,
    key("person"),
    key("guild"),
    Index("hidden_by_guild", "guild", "person"),
    comment="Who keeps off the boards of which server.",
    sqlite_with_rowid=False,
)

to_forget = Table(
    "to_forget",
    metadata,
    key("person"),
    key("quiz"),
    comment="What is still to be forgotten of whom: a quiz that names them, or everything beside quizzes (0).",
    sqlite_with_rowid=False,
)

erasures = Table(
    "erasures",
    metadata,
    key("guild"),
    number("due_ms"),
    flag("is_wanted"),
    comment="Servers to be erased: one that the bot has left, unless it returns, or one whose organisers want it.",
    sqlite_with_rowid=False,
)

PEOPLE = {hidden: hidden.c.person, to_forget: to_forget.c.person}
