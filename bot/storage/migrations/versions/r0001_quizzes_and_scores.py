"""Quizzes as logs, and the scores that come of them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger, nullable=False) for name in names]


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    _quizzes()
    _asked()
    _marks()
    _totals()


def _quizzes() -> None:
    op.create_table(
        "processes",
        sa.Column("epoch", _COUNTED, primary_key=True, autoincrement=True),
        comment="One row for each process that ran quizzes. The later one of two has the higher epoch.",
        sqlite_autoincrement=True,
    )
    op.create_table(
        "quizzes",
        *_numbers("quiz", "guild", "channel"),
        sa.Column("owner", sa.BigInteger, comment="The epoch of the process that runs it; null once it is released."),
        sa.Column("is_open", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("quiz"),
    )
    is_open = sa.text("is_open")
    op.create_index(
        "channel_taken", "quizzes", ["channel"], unique=True, sqlite_where=is_open, postgresql_where=is_open
    )
    op.create_index("quizzes_by_guild", "quizzes", ["guild"])
    op.create_table(
        "entries",
        *_numbers("quiz", "sequence"),
        *_words("line"),
        sa.PrimaryKeyConstraint("quiz", "sequence"),
        comment="The logs: a line is `bot.quiz.events.to_json`.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quiz_people",
        *_numbers("person", "quiz"),
        sa.PrimaryKeyConstraint("person", "quiz"),
        comment="Who is named in the log of which quiz.",
        sqlite_with_rowid=False,
    )


def _asked() -> None:
    op.create_table(
        "asked",
        *_numbers("guild"),
        *_words("question"),
        *_numbers("at_ms"),
        sa.PrimaryKeyConstraint("guild", "question"),
        comment="When a server was asked a question the last time.",
        sqlite_with_rowid=False,
    )
    op.create_index("asked_lately", "asked", ["guild", "at_ms"])


def _marks() -> None:
    op.create_table(
        "marks",
        *_numbers("quiz", "number", "person", "guild", "points", "bonus"),
        sa.Column("is_right", sa.Boolean, nullable=False),
        *_numbers("streak", "took_ms"),
        *_words("question", "category", "domain", "concepts"),
        *_numbers("at_ms"),
        sa.PrimaryKeyConstraint("quiz", "number", "person"),
        comment="What each answer earned; only added to. `concepts` are ids with a space between them.",
        sqlite_with_rowid=False,
    )
    op.create_index("marks_by_person", "marks", ["person", "guild", "at_ms"])


def _totals() -> None:
    op.create_table(
        "totals",
        *_numbers("person", "guild"),
        *_words("scope"),
        *_numbers("period", "points", "right_answers", "answers"),
        sa.PrimaryKeyConstraint("person", "guild", "scope", "period"),
        comment="Sums over marks. `scope`: see `bot.storage.totals`; `period`: see `bot.storage.periods`.",
        sqlite_with_rowid=False,
    )
    op.create_index("boards", "totals", ["guild", "scope", "period", sa.text("points DESC"), "person"])
    op.create_table(
        "heights",
        *_numbers("guild"),
        *_words("scope"),
        *_numbers("period", "height", "people"),
        sa.PrimaryKeyConstraint("guild", "scope", "period", "height"),
        comment=(
            "How many totals of a board have points from `height` * `totals.STEP` on, and fewer than a step more."
        ),
        sqlite_with_rowid=False,
    )
