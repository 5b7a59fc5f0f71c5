"""Databases that are ready to be used: making the tables takes longer than most tests that need them."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine

from bot.secret import Secret
from bot.storage.migrating import migrate


def ready_file(path: Path) -> Secret:
    """The address of a new SQLite file with all tables, in which nothing is stored yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_ready())
    return Secret(f"sqlite:///{path}")


@cache
def _ready() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ready.sqlite"
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            migrate(connection)
        engine.dispose()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        return path.read_bytes()
