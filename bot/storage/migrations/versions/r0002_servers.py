"""What a server has chosen, who changed it, and whom it keeps out."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger, nullable=False) for name in names]


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "server_choices",
        *_numbers("guild"),
        *_words("setting", "value"),
        sa.PrimaryKeyConstraint("guild", "setting"),
        comment="`setting` and `value`: see `bot.servers.choices`; an empty value is no choice.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "blocks",
        *_numbers("person", "guild", "at_ms"),
        sa.PrimaryKeyConstraint("person", "guild"),
        comment="Whom a server keeps out, since when.",
        sqlite_with_rowid=False,
    )
    op.create_index("blocks_by_guild", "blocks", ["guild"])
    _changes()


def _changes() -> None:
    op.create_table(
        "server_changes",
        sa.Column("change", _COUNTED, primary_key=True, autoincrement=True),
        *_numbers("guild", "person", "at_ms"),
        *_words("what", "old", "new"),
        comment="Who changed what; kept for a year.",
    )
    op.create_index("changes_by_person", "server_changes", ["person"])
    op.create_index("changes_by_guild", "server_changes", ["guild", "at_ms"])
    op.create_table(
        "changed_people",
        *_numbers("person", "change", "guild"),
        sa.PrimaryKeyConstraint("person", "change"),
        comment="Whom a change was about: who was blocked, or is no longer.",
        sqlite_with_rowid=False,
    )
