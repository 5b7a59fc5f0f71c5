"""Whom a text names: `<@user>`, `<@&role>`, @everyone and @here (docs, reference.mdx "Message Formatting")."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.sandbox.world.things import Json
from bot.sandbox.world.world import World

USER = re.compile(r"<@!?(\d{1,20})>")
ROLE = re.compile(r"<@&(\d{1,20})>")
EVERYONE = re.compile(r"@(?:everyone|here)\b")
# A backslash or code keeps a mention from being one; code is the case that bots rely on.
CODE = re.compile(r"```.*?```|``.*?``|`[^`\n]*`", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named, in the order of the text, each once, as far as they exist."""

    users: tuple[int, ...]
    roles: tuple[int, ...]
    everyone: bool


def named_in(world: World, content: str, components: Iterable[Json]) -> Named:
    """Text Displays name people as well as the content does."""
    text = CODE.sub(" ", "\n".join([content, *_displayed(components)]))
    users = dict.fromkeys(int(number) for number in USER.findall(text))
    roles = dict.fromkeys(int(number) for number in ROLE.findall(text))
    return Named(
        tuple(number for number in users if number in world.users),
        tuple(number for number in roles if number in world.roles and number != world.guild.id),
        EVERYONE.search(text) is not None,
    )


def _displayed(components: Iterable[Json]) -> Iterator[str]:
    for component in components:
        if isinstance(component.get("content"), str):
            yield component["content"]
        yield from _displayed(component.get("components", ()))
