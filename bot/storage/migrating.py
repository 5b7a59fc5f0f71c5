"""Brings the tables to their newest form. Several processes may begin at once: one does it, the others wait."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.errors import NotConfigured

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number that nobody else locks by: the letters of "study" as ASCII.
_LOCK = 0x7374756479


def migrate(connection: Connection) -> None:
    """Run the steps that are missing, in the transaction of `connection`: all of them, or none.

    Raises `NotConfigured` if a later version of the bot has been here, whose tables this one does not know.
    """
    if connection.dialect.name == "postgresql":
        # Held until the transaction ends. SQLite's lock is the transaction itself: `Database` begins it exclusively.
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    config = _config(connection)
    script = ScriptDirectory.from_config(config)
    found = MigrationContext.configure(connection).get_current_heads()
    known = {step.revision for step in script.walk_revisions()}
    if not known.issuperset(found):
        raise NotConfigured("storage.newer", found=", ".join(found))
    if set(found) != set(script.get_heads()):
        command.upgrade(config, "head")


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    # Alembic reads a percent sign as the beginning of a name to fill in.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
