"""What a bot is told when it connects to the gateway (docs, events/gateway-events.mdx "Ready", "Guild Create")."""

from bot.sandbox.snowflakes import MOMENT_SHIFT
from bot.sandbox.world.payloads import guild_create_json, member_json, user_json
from bot.sandbox.world.things import Json
from bot.sandbox.world.world import World


class Joining:
    """The world as the gateway asks for it. Any token is taken unless one is fixed."""

    def __init__(self, world: World, token: str | None) -> None:
        self._world = world
        self._token = token

    def is_token(self, token: str) -> bool:
        return bool(token) and self._token in {None, token}

    def ready(self, shard_id: int, shard_count: int) -> Json:
        """READY without what the session adds (`session_id`, `resume_gateway_url`, `shard`)."""
        application = self._world.application
        return {
            "v": 10,
            "user": user_json(self._world.bot) | {"mfa_enabled": False, "verified": True, "email": None},
            "guilds": [{"id": guild["id"], "unavailable": True} for guild in self.guild_creates(shard_id, shard_count)],
            "application": {"id": str(application.id), "flags": application.flags},
            "private_channels": [],
            "relationships": [],
            "geo_ordered_rtc_regions": [],
        }

    def guild_creates(self, shard_id: int, shard_count: int) -> list[Json]:
        """The servers of a shard (docs, events/gateway.mdx "Sharding")."""
        is_here = (self._world.guild.id >> MOMENT_SHIFT) % shard_count == shard_id
        return [guild_create_json(self._world)] if is_here and self._world.bot_is_member else []

    def guild_members(self, guild_id: int) -> list[Json]:
        """All members, the bot included; none of a server where the bot is not."""
        is_here = guild_id == self._world.guild.id and self._world.bot_is_member
        return [member_json(self._world, member) for member in self._world.members] if is_here else []
