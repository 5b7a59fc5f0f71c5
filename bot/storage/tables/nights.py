"""Planned nights, and who comes."""

from sqlalchemy import BigInteger, Column, Index, Table, Text

from bot.storage.tables.columns import flag, key, metadata, number, word, word_key

nights = Table(
    "nights",
    metadata,
    key("night"),
    number("guild"),
    number("channel"),
    word("state"),
    word("plan"),
    word("zone"),
    number("planned_ms"),
    number("version"),
    number("shown"),
    number("names"),
    number("revision"),
    number("event_shows"),
    number("lobbies"),
    number("events"),
    number("moved"),
    Column("wanted_ms", BigInteger),
    Column("reason", Text),
    Column("changes", BigInteger, comment="Of a draft: the night that it is to change; null for a new one."),
    number("due_ms"),
    Index("nights_due", "due_ms"),
    Index("nights_by_guild", "guild"),
    comment="`bot.nights.night.Night`. `names`: how many its lobby names; `due_ms`: when to look again.",
)

night_people = Table(
    "night_people",
    metadata,
    key("person"),
    key("night"),
    number("guild"),
    flag("is_host"),
    Column("team", BigInteger),
    Column("joined_ms", BigInteger, comment="Null for a host who does not play."),
    Index("night_people_by_night", "night"),
    comment="Who leads a night, and who comes to it, in the team that they chose.",
    sqlite_with_rowid=False,
)

night_steps = Table(
    "night_steps",
    metadata,
    key("night"),
    word_key("step"),
    number("guild"),
    number("owner"),
    number("claimed_ms"),
    Column("done_ms", BigInteger),
    number("result"),
    comment="What is done once for a night: claimed by a process before, and done after it.",
    sqlite_with_rowid=False,
)

PEOPLE = {night_people: night_people.c.person}
