"""How much time people need."""

from collections.abc import Mapping

from sqlalchemy import Column, Table

from bot.storage.tables.columns import key, metadata, number

paces = Table(
    "paces",
    metadata,
    key("person"),
    number("percent"),
    comment="Who has chosen extra time: 150 is half as much again. Whoever needs none has no row.",
    sqlite_with_rowid=False,
)

PEOPLE: Mapping[Table, Column[int]] = {paces: paces.c.person}
