"""What people of a server do to it: pick in its lists, and give roles."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from msgspec import structs

from bot.sandbox.server import Sandbox
from bot.sandbox.world import town
from bot.sandbox.world.things import Role
from tests.journeys.people import PATIENCE_SECONDS, Answer, Person
from tests.journeys.quiz.evening import Evening

PEOPLE, ROLES, CHANNELS, WORDS = 5, 6, 8, 3
SECTION, BUTTON = 9, 2
HOSTS = town.GUILD + 300


def lists(answer: Answer, kind: int) -> list[Mapping[str, Any]]:
    """The lists of one kind in a message, from top to bottom."""
    return [part for part in _within(answer.message["components"]) if part["type"] == kind]


async def picked(answer: Answer, kind: int, *ids: int | str, which: int = 0, by: Person | None = None) -> Answer:
    """Pick in one of the lists of a kind."""
    person = by or answer.person
    return await person.press(answer.message, lists(answer, kind)[which]["custom_id"], [str(each) for each in ids])


def beside(answer: Answer, words: str) -> str:
    """The custom_id of the button at the end of the line with these words."""
    return next(
        str(part["accessory"]["custom_id"])
        for part in _within(answer.message["components"])
        if part["type"] == SECTION and words in part["components"][0]["content"]
    )


def add_hosts(sandbox: Sandbox) -> int:
    """A role for whoever hosts, which nobody has yet."""
    sandbox.world.roles.put(Role(HOSTS, "Hosts", 0, 1))
    return HOSTS


def give(sandbox: Sandbox, person: int, *roles: int) -> None:
    """From now on somebody has these roles and no others."""
    sandbox.world.members.put(structs.replace(sandbox.world.members[person], role_ids=roles))


@asynccontextmanager
async def locked(evening: Evening) -> AsyncIterator[None]:
    """Another program holds the database's file, as soon as the bot has written what it was writing."""
    path = evening.database.reveal().removeprefix("sqlite:///")
    holder = sqlite3.connect(path, isolation_level=None, timeout=0)
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not _holds(holder):  # noqa: ASYNC110 - no event tells of it, and each turn lets the bot go on
            await asyncio.sleep(0)
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


def _holds(holder: sqlite3.Connection) -> bool:
    try:
        holder.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return False
    return True


def _within(parts: list[Any]) -> Iterator[Mapping[str, Any]]:
    for part in parts:
        yield part
        yield from _within(part.get("components") or [])
