"""Appeals against a mark, the answers that were accepted, and what was marked again and has to be said."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger, nullable=False) for name in names]


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "appeals",
        *_numbers("quiz", "number", "person", "guild"),
        *_words("state"),
        *_numbers("at_ms"),
        sa.Column(
            "message", sa.BigInteger, comment="The line in the channel that says that it waits; null until it is there."
        ),
        sa.PrimaryKeyConstraint("quiz", "number", "person"),
        comment="Who thinks that their answer to which question was right. `state`: see `bot.storage.appeals`.",
        sqlite_with_rowid=False,
    )
    op.create_index("appeals_by_person", "appeals", ["person"])
    op.create_index("appeals_by_guild", "appeals", ["guild", "state"])
    op.create_table(
        "accepted_answers",
        *_numbers("guild"),
        *_words("question", "answer"),
        sa.PrimaryKeyConstraint("guild", "question", "answer"),
        comment="What a server accepts as right beside what is right. `answer`: see `bot.quiz.accepting`.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "corrections",
        *_numbers("quiz", "sequence", "guild"),
        sa.PrimaryKeyConstraint("quiz", "sequence"),
        comment="Lines of logs by which a question was marked again, as long as the channel has not been told.",
        sqlite_with_rowid=False,
    )
    op.create_index("corrections_by_guild", "corrections", ["guild"])
