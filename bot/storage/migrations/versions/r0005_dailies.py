"""The post that a channel gets each day."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger, nullable=False) for name in names]


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    _dailies()
    _posts()
    _answers()


def _dailies() -> None:
    op.create_table(
        "dailies",
        *_numbers("channel", "guild", "hour", "minute"),
        *_words("zone"),
        *_numbers("weekdays"),
        *_words("category", "language", "kind"),
        *_numbers("role"),
        sa.Column("is_forum", sa.Boolean, nullable=False),
        *_words("state", "told"),
        *_numbers("since_ms"),
        sa.PrimaryKeyConstraint("channel"),
        comment="`weekdays`: one bit a day, Monday the lowest; `since_ms`: nothing that was due before is posted.",
        sqlite_with_rowid=False,
    )
    op.create_index("dailies_by_guild", "dailies", ["guild"])
    op.create_table(
        "daily_keepers",
        *_numbers("person", "channel", "guild", "at_ms"),
        sa.PrimaryKeyConstraint("person", "channel"),
        comment="Who set it up, and is told when it cannot go on. It goes on without them.",
        sqlite_with_rowid=False,
    )
    op.create_index("daily_keeper_of_channel", "daily_keepers", ["channel"], unique=True)
    op.create_index("daily_keepers_by_guild", "daily_keepers", ["guild"])


def _posts() -> None:
    op.create_table(
        "daily_posts",
        *_numbers("channel", "day", "guild"),
        *_words("state", "why", "fact"),
        *_numbers("round"),
        *_words("question_id", "question"),
        *_numbers("message", "claimed_ms", "taken_ms", "owner", "posted_ms"),
        sa.PrimaryKeyConstraint("channel", "day"),
        comment=(
            "One row a day, as year, month and day; `question`: `knowledge.questions.asked.Asked.as_json`, or empty."
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("daily_posts_by_guild", "daily_posts", ["guild"])


def _answers() -> None:
    op.create_table(
        "daily_answers",
        *_numbers("person", "channel", "day", "guild", "place", "press", "at_ms"),
        sa.PrimaryKeyConstraint("person", "channel", "day"),
        comment="Each counts, and its mark is that of quiz `channel`, number `day`. `place`: of the option, from 0.",
        sqlite_with_rowid=False,
    )
    op.create_index("daily_answers_by_post", "daily_answers", ["channel", "day"])
    op.create_index("daily_answers_by_guild", "daily_answers", ["guild"])
