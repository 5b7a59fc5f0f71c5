"""Planned nights, and who comes."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger, nullable=False) for name in names]


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    _nights()
    _people()
    _steps()


def _nights() -> None:
    op.create_table(
        "nights",
        sa.Column("night", sa.BigInteger, autoincrement=False, nullable=False),
        *_numbers("guild", "channel"),
        *_words("state", "plan", "zone"),
        *_numbers("planned_ms", "version", "shown", "names", "revision", "event_shows", "lobbies", "events", "moved"),
        sa.Column("wanted_ms", sa.BigInteger),
        sa.Column("reason", sa.Text),
        sa.Column("changes", sa.BigInteger, comment="Of a draft: the night that it is to change; null for a new one."),
        *_numbers("due_ms"),
        sa.PrimaryKeyConstraint("night"),
        comment="`bot.nights.night.Night`. `names`: how many its lobby names; `due_ms`: when to look again.",
    )
    op.create_index("nights_due", "nights", ["due_ms"])
    op.create_index("nights_by_guild", "nights", ["guild"])


def _people() -> None:
    op.create_table(
        "night_people",
        *_numbers("person", "night", "guild"),
        sa.Column("is_host", sa.Boolean, nullable=False),
        sa.Column("team", sa.BigInteger),
        sa.Column("joined_ms", sa.BigInteger, comment="Null for a host who does not play."),
        sa.PrimaryKeyConstraint("person", "night"),
        comment="Who leads a night, and who comes to it, in the team that they chose.",
        sqlite_with_rowid=False,
    )
    op.create_index("night_people_by_night", "night_people", ["night"])


def _steps() -> None:
    op.create_table(
        "night_steps",
        *_numbers("night"),
        *_words("step"),
        *_numbers("guild", "owner", "claimed_ms"),
        sa.Column("done_ms", sa.BigInteger),
        *_numbers("result"),
        sa.PrimaryKeyConstraint("night", "step"),
        comment="What is done once for a night: claimed by a process before, and done after it.",
        sqlite_with_rowid=False,
    )
