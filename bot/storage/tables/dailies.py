"""The post that a channel gets each day: what was chosen, what was posted, and what was answered."""

from sqlalchemy import Index, Table

from bot.storage.tables.columns import flag, key, metadata, number, word

dailies = Table(
    "dailies",
    metadata,
    key("channel"),
    number("guild"),
    number("hour"),
    number("minute"),
    word("zone"),
    number("weekdays"),
    word("category"),
    word("language"),
    word("kind"),
    number("role"),
    flag("is_forum"),
    word("state"),
    word("told"),
    number("since_ms"),
    Index("dailies_by_guild", "guild"),
    comment="`weekdays`: one bit a day, Monday the lowest; `since_ms`: nothing that was due before is posted.",
    sqlite_with_rowid=False,
)

daily_keepers = Table(
    "daily_keepers",
    metadata,
    key("person"),
    key("channel"),
    number("guild"),
    number("at_ms"),
    Index("daily_keeper_of_channel", "channel", unique=True),
    Index("daily_keepers_by_guild", "guild"),
    comment="Who set it up, and is told when it cannot go on. It goes on without them.",
    sqlite_with_rowid=False,
)

daily_posts = Table(
    "daily_posts",
    metadata,
    key("channel"),
    key("day"),
    number("guild"),
    word("state"),
    word("why"),
    word("fact"),
    number("round"),
    word("question_id"),
    word("question"),
    number("message"),
    number("claimed_ms"),
    number("taken_ms"),
    number("owner"),
    number("posted_ms"),
    Index("daily_posts_by_guild", "guild"),
    comment="One row a day, as year, month and day; `question`: `knowledge.questions.asked.Asked.as_json`, or empty.",
    sqlite_with_rowid=False,
)

daily_answers = Table(
    "daily_answers",
    metadata,
    key("person"),
    key("channel"),
    key("day"),
    number("guild"),
    number("place"),
    number("press"),
    number("at_ms"),
    Index("daily_answers_by_post", "channel", "day"),
    Index("daily_answers_by_guild", "guild"),
    comment="Each counts, and its mark is that of quiz `channel`, number `day`. `place`: of the option, from 0.",
    sqlite_with_rowid=False,
)

PEOPLE = {daily_keepers: daily_keepers.c.person, daily_answers: daily_answers.c.person}
