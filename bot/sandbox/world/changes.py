"""What the world tells its listeners."""

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

from bot.sandbox.world.things import Message, Thing


class Changed(Struct, frozen=True):
    """A thing is new (no `before`), other than before, or gone (no `after`)."""

    before: Thing | None
    after: Thing | None

    @property
    def thing(self) -> Thing:
        thing = self.after if self.after is not None else self.before
        assert thing is not None  # noqa: S101 - a change is of something
        return thing


class DeletedTogether(Struct, frozen=True):
    """Messages of one channel that went at once."""

    messages: tuple[Message, ...]


class Typing(Struct, frozen=True):
    """Somebody is writing."""

    channel_id: int
    user_id: int
    at_ms: int


class GuildLeft(Struct, frozen=True):
    """The bot was removed from the server."""


Change: TypeAlias = Changed | DeletedTogether | Typing | GuildLeft
Listener: TypeAlias = Callable[[Change], None]
