"""What goes wrong with a database -> what the quiz and the operator are told."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import NotConfigured, StudyError
from bot.quiz.ports import JournalDownError
from bot.storage.address import Address

# How long a database may take. Discord gives a press three seconds, and the answer has a way to go as well.
LIMIT_SECONDS = 2.0
# How long SQLite waits for another process to finish writing, before it says that the file is locked.
BUSY_SECONDS = 1.5

DATABASE_FAULTS = (SQLAlchemyError, sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError)
"""What drivers raise; a time limit is an OSError too."""

# What one row is to blame for, and not the database.
ROW_FAULTS = (sqlite3.IntegrityError, sqlite3.DataError, asyncpg.IntegrityConstraintViolationError, asyncpg.DataError)

_BROKEN_FILE = ("file is not a database", "malformed")


def reason_of(fault: BaseException, address: Address) -> str:
    """What the database itself said, on one line: no statement, no values, no password."""
    said = getattr(fault, "orig", None) or fault
    said = (isinstance(fault, SQLAlchemyError) and said.__cause__) or said
    if isinstance(said, TimeoutError):
        return "it does not answer"
    lines = str(said).splitlines()
    return address.discreet(lines[0] if lines else type(said).__name__)


@contextmanager
def told_as_down(address: Address) -> Iterator[None]:
    """Whatever a driver raises in here becomes a `JournalDownError`, if it is not one row's fault."""
    try:
        yield
    except ROW_FAULTS:
        raise
    except DATABASE_FAULTS as fault:
        raise JournalDownError(reason_of(fault, address)) from fault


@contextmanager
def told_to_operator(address: Address) -> Iterator[None]:
    """Whatever a driver raises in here becomes a `StudyError` that says what to do."""
    try:
        yield
    except DATABASE_FAULTS as fault:
        raise for_operator(reason_of(fault, address), address) from fault
    except JournalDownError as fault:
        raise for_operator(str(fault), address) from fault


def for_operator(reason: str, address: Address) -> StudyError:
    """What to do about it."""
    if address.file is None:
        return StudyError("storage.unreachable", place=address.shown, reason=reason)
    if is_broken_file(reason):
        return NotConfigured("storage.broken", place=address.shown, reason=reason)
    return StudyError("storage.unusable", place=address.shown, reason=reason)


def is_broken_file(reason: str) -> bool:
    """Whether a SQLite file is damaged, or is none: nothing comes back by itself then."""
    return any(words in reason for words in _BROKEN_FILE)
