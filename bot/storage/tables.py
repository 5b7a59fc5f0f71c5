"""The tables, as they are after the last migration. Ids are Discord's; moments are milliseconds since 1970, UTC."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, Table, Text, text

metadata = MetaData()

# A number that SQLite gives out by itself has to be an INTEGER there.
_COUNTED = BigInteger().with_variant(Integer, "sqlite")


def _number(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _key(name: str) -> Column[int]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def _word(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _word_key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


processes = Table(
    "processes",
    metadata,
    Column("epoch", _COUNTED, primary_key=True, autoincrement=True),
    comment="One row for each process that ran quizzes. The later one of two has the higher epoch.",
    sqlite_autoincrement=True,
)

quizzes = Table(
    "quizzes",
    metadata,
    _key("quiz"),
    _number("guild"),
    _number("channel"),
    Column("owner", BigInteger, comment="The epoch of the process that runs it; null once it is released."),
    Column("is_open", Boolean, nullable=False),
    Index("channel_taken", "channel", unique=True, sqlite_where=text("is_open"), postgresql_where=text("is_open")),
    Index("quizzes_by_guild", "guild"),
)

entries = Table(
    "entries",
    metadata,
    _key("quiz"),
    _key("sequence"),
    _word("line"),
    comment="The logs: a line is `bot.quiz.events.to_json`.",
    sqlite_with_rowid=False,
)

quiz_people = Table(
    "quiz_people",
    metadata,
    _key("person"),
    _key("quiz"),
    comment="Who is named in the log of which quiz.",
    sqlite_with_rowid=False,
)

asked = Table(
    "asked",
    metadata,
    _key("guild"),
    _word_key("question"),
    _number("at_ms"),
    Index("asked_lately", "guild", "at_ms"),
    comment="When a server was asked a question the last time.",
    sqlite_with_rowid=False,
)

marks = Table(
    "marks",
    metadata,
    _key("quiz"),
    _key("number"),
    _key("person"),
    _number("guild"),
    _number("points"),
    _number("bonus"),
    Column("is_right", Boolean, nullable=False),
    _number("streak"),
    _number("took_ms"),
    _word("question"),
    _word("category"),
    _word("domain"),
    _word("concepts"),
    _number("at_ms"),
    Index("marks_by_person", "person", "guild", "at_ms"),
    comment="What each answer earned; only added to. `concepts` are ids with a space between them.",
    sqlite_with_rowid=False,
)

totals = Table(
    "totals",
    metadata,
    _key("person"),
    _key("guild"),
    _word_key("scope"),
    _key("period"),
    _number("points"),
    _number("right_answers"),
    _number("answers"),
    Index("boards", "guild", "scope", "period", text("points DESC"), "person"),
    comment="Sums over marks. `scope`: see `bot.storage.totals`; `period`: see `bot.storage.periods`.",
    sqlite_with_rowid=False,
)

heights = Table(
    "heights",
    metadata,
    _key("guild"),
    _word_key("scope"),
    _key("period"),
    _key("height"),
    _number("people"),
    comment="How many totals of a board have points from `height` * `totals.STEP` on, and fewer than a step more.",
    sqlite_with_rowid=False,
)

# Every table that holds a person's id, with the column that does; each has an index that begins with it. Lines of
# `entries` name people too: whose lines there are in which quiz is in `quiz_people`.
OF_A_PERSON = {quiz_people: quiz_people.c.person, marks: marks.c.person, totals: totals.c.person}
