"""What people of a server do to it: pick in its lists, and give roles."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import structs

from bot.sandbox.server import Sandbox
from bot.sandbox.world import town
from bot.sandbox.world.things import Role
from tests.journeys.people import Answer, Person

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


def _within(parts: list[Any]) -> Iterator[Mapping[str, Any]]:
    for part in parts:
        yield part
        yield from _within(part.get("components") or [])
