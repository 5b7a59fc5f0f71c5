"""Take-home quizzes and seasons."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger, nullable=False) for name in names]


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _flags(*names: str) -> list[sa.Column[bool]]:
    return [sa.Column(name, sa.Boolean, nullable=False) for name in names]


def upgrade() -> None:
    _take_homes()
    _answers()
    _seasons()


def _take_homes() -> None:
    op.create_table(
        "take_homes",
        *_numbers("take_home", "guild", "channel"),
        *_words("title", "language", "questions"),
        *_numbers("count", "opened_ms", "closes_ms"),
        sa.Column("message", sa.BigInteger, comment="Where it was announced; null until then."),
        *_flags("is_closed", "is_told"),
        sa.PrimaryKeyConstraint("take_home"),
        comment="`questions` are `bot.take_home.questions_json`. Once closed it takes no answers; then it is told.",
    )
    op.create_index("take_homes_by_guild", "take_homes", ["guild"])
    is_due = sa.text("NOT is_told")
    op.create_index("take_homes_to_tell", "take_homes", ["closes_ms"], sqlite_where=is_due, postgresql_where=is_due)


def _answers() -> None:
    op.create_table(
        "take_home_answers",
        *_numbers("take_home", "person", "number", "guild"),
        *_words("line"),
        *_numbers("at_ms"),
        sa.PrimaryKeyConstraint("take_home", "person", "number"),
        comment="A line is `bot.take_home.Taken`. What each earned is in `marks`, with `take_home` as its quiz.",
        sqlite_with_rowid=False,
    )
    op.create_index("take_home_answers_by_person", "take_home_answers", ["person", "guild"])


def _seasons() -> None:
    op.create_table(
        "seasons",
        sa.Column("season", _COUNTED, primary_key=True, autoincrement=True),
        *_numbers("guild"),
        *_words("title"),
        *_numbers("started_ms"),
        sa.Column("ended_ms", sa.BigInteger, comment="The first millisecond that is not in it; null while it runs."),
        sa.Column("channel", sa.BigInteger, comment="Where its final board is told."),
        sa.Column("language", sa.Text, comment="The one that it is told in."),
        *_flags("is_told"),
        comment="Their sums are in `totals`, with `bot.storage.periods.season_period` as period.",
        sqlite_autoincrement=True,
    )
    runs = sa.text("ended_ms IS NULL")
    op.create_index("season_running", "seasons", ["guild"], unique=True, sqlite_where=runs, postgresql_where=runs)
    op.create_index("seasons_by_guild", "seasons", ["guild"])
