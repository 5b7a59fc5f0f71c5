"""The columns that tables are made of. Ids are Discord's; moments are milliseconds since 1970, UTC."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, Text

metadata = MetaData()

# A number that SQLite gives out by itself has to be an INTEGER there.
COUNTED = BigInteger().with_variant(Integer, "sqlite")


def number(name: str) -> Column[int]:
    """A number that is always there."""
    return Column(name, BigInteger, nullable=False)


def key(name: str) -> Column[int]:
    """A number that the row is found by."""
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def word(name: str) -> Column[str]:
    """A text that is always there."""
    return Column(name, Text, nullable=False)


def word_key(name: str) -> Column[str]:
    """A text that the row is found by."""
    return Column(name, Text, primary_key=True)


def flag(name: str) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False)
