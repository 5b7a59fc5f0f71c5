"""What a bot is told when it connects to the gateway (docs, events/gateway-events.mdx "Ready", "Guild Create")."""

from bot.sandbox.clock import iso
from bot.sandbox.snowflakes import MOMENT_SHIFT
from bot.sandbox.world.payloads import active_threads, channel_json, guild_json, member_json, user_json
from bot.sandbox.world.scheduled_payloads import coming_events, scheduled_event_json
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


def guild_create_json(world: World) -> Json:
    """The server as GUILD_CREATE gives it (docs, events/gateway-events.mdx).

    Without the privileged intents its members are the bot alone.
    """
    bot = world.members[world.bot.id]
    return guild_json(world) | {
        "joined_at": iso(bot.joined_ms),
        "large": False,
        "unavailable": False,
        "member_count": sum(1 for _ in world.members),
        "voice_states": [],
        "members": [member_json(world, bot)],
        "channels": [channel_json(world, channel) for channel in world.channels if channel.is_of_guild],
        "threads": [channel_json(world, thread) for thread in active_threads(world)],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [scheduled_event_json(world, event) for event in coming_events(world)],
        "soundboard_sounds": [],
    }
