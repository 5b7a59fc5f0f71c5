"""How much time people need."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paces",
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("percent", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("person"),
        comment="Who has chosen extra time: 150 is half as much again. Whoever needs none has no row.",
        sqlite_with_rowid=False,
    )
