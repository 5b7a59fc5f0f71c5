"""Who keeps off the boards, what is still to be forgotten of whom, and which servers are to be erased."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hidden",
        *_numbers("person", "guild"),
        sa.PrimaryKeyConstraint("person", "guild"),
        comment="Who keeps off the boards of which server.",
        sqlite_with_rowid=False,
    )
    op.create_index("hidden_by_guild", "hidden", ["guild", "person"])
    op.create_table(
        "to_forget",
        *_numbers("person", "quiz"),
        sa.PrimaryKeyConstraint("person", "quiz"),
        comment="What is still to be forgotten of whom: a quiz that names them, or everything beside quizzes (0).",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "erasures",
        *_numbers("guild", "due_ms"),
        sa.Column("is_wanted", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("guild"),
        comment="Servers to be erased: one that the bot has left, unless it returns, or one whose organisers want it.",
        sqlite_with_rowid=False,
    )


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger, nullable=False) for name in names]
