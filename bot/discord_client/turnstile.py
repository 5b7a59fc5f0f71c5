"""Shards identify one after the other, as far apart and as often as Discord allows."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.discord_client.pauses import Sleep

if TYPE_CHECKING:
    # Importing it by itself fails: discord.py's modules of types import each other in a circle.
    from discord.types.gateway import SessionStartLimit

_log = logging.getLogger(__name__)

# Shards whose number has the same remainder may identify once in this time (docs, events/gateway.mdx, "Rate limiting").
BETWEEN_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class StartLimit:
    """How often sessions may be started: so many more until the count begins anew, and so many at once."""

    remaining: int
    resets_in_seconds: float
    at_once: int

    @classmethod
    def of(cls, limit: "SessionStartLimit") -> "StartLimit":
        """From Discord's `session_start_limit`."""
        return cls(limit["remaining"], limit["reset_after"] / 1000, limit["max_concurrency"])


class Turnstile:
    """Lets a shard through when it may identify. Who goes on without a session left loses the token to a reset."""

    def __init__(self, limit: StartLimit, ask: Callable[[], Awaitable[StartLimit]], sleep: Sleep) -> None:
        self._limit = limit
        self._remaining = limit.remaining
        self._ask = ask
        self._sleep = sleep
        self._lanes: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_from: defaultdict[int, float] = defaultdict(float)

    async def enter(self, shard: int) -> None:
        """Wait until `shard` may identify."""
        lane, time = shard % self._limit.at_once, asyncio.get_running_loop().time
        async with self._lanes[lane]:
            await self._spend()
            await self._sleep(max(0.0, self._free_from[lane] - time()))
            self._free_from[lane] = time() + BETWEEN_SECONDS

    async def _spend(self) -> None:
        while self._remaining <= 0:
            limit = await self._ask()
            self._remaining = limit.remaining
            if self._remaining <= 0:
                _log.warning("Discord allows no more sessions today. Waiting for %.0f s.", limit.resets_in_seconds)
                await self._sleep(limit.resets_in_seconds)
        self._remaining -= 1
