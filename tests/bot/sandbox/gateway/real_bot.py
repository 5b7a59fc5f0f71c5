"""A bot with discord.py, as a process of its own: it prints what its gateway does, a line each.

`COMPRESS` in its environment: `zlib-stream`, or what discord.py chooses by itself.
"""

import os
import sys
from typing import Any

if os.environ.get("COMPRESS") == "zlib-stream":
    sys.modules["zstandard"] = None  # type: ignore[assignment]  # as where it is not installed

import discord
import yarl

discord.http.Route.BASE = os.environ["DISCORD_API"]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY"])


class RealBot(discord.AutoShardedClient):
    """Says what comes."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, members=True)
        super().__init__(intents=intents, chunk_guilds_at_startup=False, guild_ready_timeout=0.05)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Without the five seconds of rest: the test's gateway needs none."""

    async def on_socket_event_type(self, event: str) -> None:
        print(event, flush=True)

    async def on_ready(self) -> None:
        shards = ",".join(f"{number}:{len(self._of(number))}" for number in sorted(self.shards))
        print(f"ready as {self.user} in {len(self.guilds)} servers, shards {shards}", flush=True)

    def _of(self, shard: int) -> list[discord.Guild]:
        return [guild for guild in self.guilds if guild.shard_id == shard]

    async def on_guild_role_create(self, role: discord.Role) -> None:
        members = await role.guild.query_members("A")
        print(f"found {[member.display_name for member in members]}", flush=True)


def excepthook(kind: type[BaseException], fault: BaseException, _: Any) -> None:
    print(f"{kind.__name__}: {fault}", flush=True)


if __name__ == "__main__":
    sys.excepthook = excepthook
    RealBot().run(os.environ["DISCORD_TOKEN"], log_handler=None)
