"""What the gateway asks of the world behind it, and of what goes wrong on the way."""

from typing import Any, Protocol, TypeAlias

Json: TypeAlias = dict[str, Any]


class Town(Protocol):
    """Who may connect, and what a bot is told when it does. Objects are those of Discord's API."""

    def is_token(self, token: str) -> bool: ...

    def ready(self, shard_id: int, shard_count: int) -> Json:
        """`user`, `guilds` (unavailable stubs) and `application` with its `flags`; what is of the session is added."""
        ...

    def guild_creates(self, shard_id: int, shard_count: int) -> list[Json]:
        """The GUILD_CREATE payloads of the shard's servers."""
        ...

    def guild_members(self, guild_id: int) -> list[Json]:
        """All members of a server, the bot included; none if the bot is not there."""
        ...


class Weather(Protocol):
    """What goes wrong on the way. Each question is about one event or connection, and may use up a fault."""

    def copies(self, event: str) -> int:
        """How often an event arrives: once, twice, never."""
        ...

    def refuses_connection(self) -> bool: ...


class Calm:
    """Nothing goes wrong."""

    def copies(self, event: str) -> int:  # noqa: ARG002 - the Weather's signature
        return 1

    def refuses_connection(self) -> bool:
        return False
