"""Quizzes as logs, and the scores that come of them."""

from sqlalchemy import BigInteger, Column, Index, Table, text

from bot.storage.tables.columns import COUNTED, flag, key, metadata, number, word, word_key

processes = Table(
    "processes",
    metadata,
    Column("epoch", COUNTED, primary_key=True, autoincrement=True),
    comment="One row for each process that ran quizzes. The later one of two has the higher epoch.",
    sqlite_autoincrement=True,
)

quizzes = Table(
    "quizzes",
    metadata,
    key("quiz"),
    number("guild"),
    number("channel"),
    Column("owner", BigInteger, comment="The epoch of the process that runs it; null once it is released."),
    flag("is_open"),
    Index("channel_taken", "channel", unique=True, sqlite_where=text("is_open"), postgresql_where=text("is_open")),
    Index("quizzes_by_guild", "guild"),
)

entries = Table(
    "entries",
    metadata,
    key("quiz"),
    key("sequence"),
    word("line"),
    comment="The logs: a line is `bot.quiz.events.to_json`.",
    sqlite_with_rowid=False,
)

quiz_people = Table(
    "quiz_people",
    metadata,
    key("person"),
    key("quiz"),
    comment="Who is named in the log of which quiz.",
    sqlite_with_rowid=False,
)

asked = Table(
    "asked",
    metadata,
    key("guild"),
    word_key("question"),
    number("at_ms"),
    Index("asked_lately", "guild", "at_ms"),
    comment="When a server was asked a question the last time.",
    sqlite_with_rowid=False,
)

marks = Table(
    "marks",
    metadata,
    key("quiz"),
    key("number"),
    key("person"),
    number("guild"),
    number("points"),
    number("bonus"),
    flag("is_right"),
    number("streak"),
    number("took_ms"),
    word("question"),
    word("category"),
    word("domain"),
    word("concepts"),
    number("at_ms"),
    Index("marks_by_person", "person", "guild", "at_ms"),
    comment="What each answer earned; only added to. `concepts` are ids with a space between them.",
    sqlite_with_rowid=False,
)

totals = Table(
    "totals",
    metadata,
    key("person"),
    key("guild"),
    word_key("scope"),
    key("period"),
    number("points"),
    number("right_answers"),
    number("answers"),
    Index("boards", "guild", "scope", "period", text("points DESC"), "person"),
    comment="Sums over marks. `scope`: see `bot.storage.totals`; `period`: see `bot.storage.periods`.",
    sqlite_with_rowid=False,
)

heights = Table(
    "heights",
    metadata,
    key("guild"),
    word_key("scope"),
    key("period"),
    key("height"),
    number("people"),
    comment="How many totals of a board have points from `height` * `totals.STEP` on, and fewer than a step more.",
    sqlite_with_rowid=False,
)

# Lines of `entries` name people too: whose lines there are in which quiz is in `quiz_people`.
PEOPLE = {quiz_people: quiz_people.c.person, marks: marks.c.person, totals: totals.c.person}
