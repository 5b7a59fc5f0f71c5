"""Take-home quizzes and seasons."""

from sqlalchemy import BigInteger, Column, Index, Table, Text, text

from bot.storage.tables.columns import COUNTED, flag, key, metadata, number, word

take_homes = Table(
    "take_homes",
    metadata,
    key("take_home"),
    number("guild"),
    number("channel"),
    word("title"),
    word("language"),
    word("questions"),
    number("count"),
    number("opened_ms"),
    number("closes_ms"),
    Column("message", BigInteger, comment="Where it was announced; null until then."),
    flag("is_closed"),
    flag("is_told"),
    Index("take_homes_by_guild", "guild"),
    Index("take_homes_to_tell", "closes_ms", sqlite_where=text("NOT is_told"), postgresql_where=text("NOT is_told")),
    comment="`questions` are `bot.take_home.questions_json`. Once closed it takes no answers; then it is told.",
)

take_home_answers = Table(
    "take_home_answers",
    metadata,
    key("take_home"),
    key("person"),
    key("number"),
    number("guild"),
    word("line"),
    number("at_ms"),
    Index("take_home_answers_by_person", "person", "guild"),
    comment="A line is `bot.take_home.Taken`. What each earned is in `marks`, with `take_home` as its quiz.",
    sqlite_with_rowid=False,
)

seasons = Table(
    "seasons",
    metadata,
    Column("season", COUNTED, primary_key=True, autoincrement=True),
    number("guild"),
    word("title"),
    number("started_ms"),
    Column("ended_ms", BigInteger, comment="The first millisecond that is not in it; null while it runs."),
    Column("channel", BigInteger, comment="Where its final board is told."),
    Column("language", Text, comment="The one that it is told in."),
    flag("is_told"),
    Index(
        "season_running",
        "guild",
        unique=True,
        sqlite_where=text("ended_ms IS NULL"),
        postgresql_where=text("ended_ms IS NULL"),
    ),
    Index("seasons_by_guild", "guild"),
    comment="Their sums are in `totals`, with `bot.storage.periods.season_period` as period.",
    sqlite_autoincrement=True,
)

PEOPLE = {take_home_answers: take_home_answers.c.person}
