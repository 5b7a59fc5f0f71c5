"""What a person wants done: a request of the page or of a test, as the doings read it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from bot.sandbox.bodies import Body
from bot.sandbox.people.scenes import cannot
from bot.sandbox.world.things import Json


class Asked:
    """Who, the parts of the path, and the body's fields, which must be an object."""

    def __init__(self, path: Mapping[str, str], body: Body) -> None:
        if body.json is not None and not isinstance(body.json, dict):
            raise cannot("The body is a JSON object.")
        self.me = path["me"]
        self.body = body
        self.fields: Json = {**(body.json or {}), **path}

    def number(self, name: str) -> int:
        return number_of(self.fields.get(name), name)

    def number_or_none(self, name: str) -> int | None:
        return None if self.fields.get(name) is None else self.number(name)

    def text(self, name: str, otherwise: str = "") -> str:
        value = self.fields.get(name, otherwise)
        if not isinstance(value, str):
            raise cannot(f"`{name}` is a text.")
        return value

    def flag(self, name: str) -> bool | None:
        value = self.fields.get(name)
        if value is not None and not isinstance(value, bool):
            raise cannot(f"`{name}` is true or false.")
        return value


Doing: TypeAlias = Callable[[Asked], Awaitable[Json]]


def number_of(value: object, name: str) -> int:
    text = str(value)
    if not text.isdecimal() or len(text) > 20:
        raise cannot(f"`{name}` is an id or a number, not {text!r}.")
    return int(text)
