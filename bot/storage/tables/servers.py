"""What a server has chosen, who changed it, and whom it keeps out."""

from sqlalchemy import Column, Index, Table

from bot.storage.tables.columns import COUNTED, key, metadata, number, word, word_key

choices = Table(
    "server_choices",
    metadata,
    key("guild"),
    word_key("setting"),
    word("value"),
    comment="`setting` and `value`: see `bot.servers.choices`; an empty value is no choice.",
    sqlite_with_rowid=False,
)

blocks = Table(
    "blocks",
    metadata,
    key("person"),
    key("guild"),
    number("at_ms"),
    Index("blocks_by_guild", "guild"),
    comment="Whom a server keeps out, since when.",
    sqlite_with_rowid=False,
)

changes = Table(
    "server_changes",
    metadata,
    Column("change", COUNTED, primary_key=True, autoincrement=True),
    number("guild"),
    number("person"),
    number("at_ms"),
    word("what"),
    word("old"),
    word("new"),
    Index("changes_by_person", "person"),
    Index("changes_by_guild", "guild", "at_ms"),
    comment="Who changed what; kept for a year.",
)

changed_people = Table(
    "changed_people",
    metadata,
    key("person"),
    key("change"),
    number("guild"),
    comment="Whom a change was about: who was blocked, or is no longer.",
    sqlite_with_rowid=False,
)

PEOPLE = {blocks: blocks.c.person, changes: changes.c.person, changed_people: changed_people.c.person}

# What a server has decided about somebody is the server's: whoever has what is stored of them deleted does not come
# back in by that.
OUTLIVES_ITS_PERSON = frozenset({blocks})
