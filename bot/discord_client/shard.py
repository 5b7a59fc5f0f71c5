"""One shard: a connection to the gateway that is made again, and its session resumed, whenever it is lost."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from random import Random

from discord import Client
from discord.gateway import DiscordWebSocket
from yarl import URL

from bot.discord_client.connection_log import ConnectionLog
from bot.discord_client.faults import PASSING, in_short, lasting
from bot.discord_client.pauses import Sleep, pauses
from bot.discord_client.turnstile import Turnstile
from bot.incidents import log_incident

_log = logging.getLogger(__name__)

# A connection that has lasted so long was sound; the next attempt need not wait.
STABLE_SECONDS = 60.0
# Longer than discord.py waits for the gateway's first word, after which it closes the socket in good order.
_CONNECT_SECONDS = 90.0
_CLOSE_SECONDS = 0.5
# Closed with 1000 or 1001 a session is over (docs, events/gateway.mdx, "Initiating a Disconnect").
_RESUMABLE = 4000
# Then the session, and with it the address that it is resumed at, is given up.
_MOST_RESUMES = 5


@dataclass(frozen=True, slots=True)
class Line:
    """What all shards share: where the gateway is, who may identify when, and the doors to chance and time."""

    shards: int
    gateway: URL
    turnstile: Turnstile
    connections: ConnectionLog
    random: Random
    sleep: Sleep


class Shard:
    """Keeps one shard connected.

    The library's own loop would lose the session after a failed attempt, wait up to seventeen minutes, and print
    tracebacks; and it does not survive a gateway that refuses the very first connection.
    """

    def __init__(self, client: Client, number: int, line: Line) -> None:
        self.number = number
        self.socket: DiscordWebSocket | None = None
        self._client = client
        self._line = line
        self._told_as = number if line.shards > 1 else None
        self._pauses = self._from_the_start()
        self._attempts = 0
        self._resumes = False
        self._since: float | None = None

    async def keep(self) -> None:
        """Connect, listen, and begin again, for ever. Raises `NotConfigured` if trying again is of no use."""
        while True:
            try:
                await self._listen(await self._connected())
            except PASSING as fault:
                final = lasting(fault)
                if final is not None:
                    raise final from fault
                why = in_short(fault)
            except Exception as fault:  # noqa: BLE001 - one bad event costs a connection, not the bot
                why = f"incident {log_incident(_log, 'an event could not be read', fault, self._line.random)}"
            await self.hang_up(_RESUMABLE)
            await self._wait(why)

    def is_up(self) -> None:
        """The gateway says that the session is there, new or resumed."""
        self._since = asyncio.get_running_loop().time()
        self._attempts = 0
        self._line.connections.back(self._told_as)

    async def hang_up(self, code: int = 1000) -> None:
        """Close the connection: with 1000 for good, so that Discord shows us as offline at once."""
        if self.socket is not None and self.socket.open:
            # The other side may be slow to answer the farewell; nobody waits for it.
            with suppress(*PASSING):
                async with asyncio.timeout(_CLOSE_SECONDS):
                    await self.socket.close(code)

    async def _connected(self) -> DiscordWebSocket:
        self._attempts += 1
        last, can_resume = self.socket, self._attempts <= _MOST_RESUMES
        # After op 9 the library has forgotten the session.
        self._resumes = last is not None and last.session_id is not None and can_resume
        if last is not None and self._resumes:
            self.socket = await self._resumed(last)
        else:
            await self._line.turnstile.enter(self.number)
            # Not `wait_for`, which before Python 3.12 may lose the cancellation that comes with the connection.
            async with asyncio.timeout(_CONNECT_SECONDS):
                self.socket = await DiscordWebSocket.from_client(
                    self._client, shard_id=self.number, gateway=self._line.gateway
                )
        return self.socket

    async def _resumed(self, last: DiscordWebSocket) -> DiscordWebSocket:
        async with asyncio.timeout(_CONNECT_SECONDS):
            return await DiscordWebSocket.from_client(
                self._client,
                shard_id=self.number,
                gateway=last.gateway,
                resume=True,
                session=last.session_id,
                sequence=last.sequence,
            )

    async def _listen(self, socket: DiscordWebSocket) -> None:
        while True:
            await socket.poll_event()

    async def _wait(self, why: str) -> None:
        self._line.connections.lost(self._told_as, why)
        now = asyncio.get_running_loop().time()
        if self._since is not None and now - self._since > STABLE_SECONDS:
            self._pauses = self._from_the_start()
        self._since = None
        if not self._has_lost_its_session():
            await self._line.sleep(next(self._pauses))

    def _has_lost_its_session(self) -> bool:
        """Whether the gateway is there and only did not know the session any more: a new one need not wait."""
        return self._resumes and self.socket is not None and self.socket.session_id is None

    def _from_the_start(self) -> Iterator[float]:
        # At once after a sound connection: it is mostly Discord moving us to another machine.
        return chain([0.0], pauses(self._line.random))
