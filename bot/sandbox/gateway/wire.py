"""The way out to one client."""

import asyncio
import json

from aiohttp import web

from bot.sandbox.gateway.codes import Op
from bot.sandbox.gateway.compression import Pack

# A close frame holds 125 bytes, two of which are the code (RFC 6455, 5.5).
LONGEST_REASON_BYTES = 123


def envelope(op: Op, inside: object = None, *, event: str | None = None, seq: int | None = None) -> str:
    """A payload as text. ASCII only: half a surrogate pair in somebody's text must not break the connection."""
    return json.dumps({"op": op, "t": event, "s": seq, "d": inside}, separators=(",", ":"))


class Wire:
    """What is said is sent in that order, and whoever says it does not wait. After `close` nothing more is sent."""

    def __init__(self, socket: web.WebSocketResponse, pack: Pack) -> None:
        self._socket = socket
        self._pack = pack
        self._waiting: asyncio.Queue[str | tuple[int, bytes]] = asyncio.Queue()
        self.is_closing = False

    def say(self, text: str) -> None:
        if not self.is_closing:
            self._waiting.put_nowait(text)

    def close(self, code: int, reason: str) -> None:
        """Close once all that was said is sent."""
        if not self.is_closing:
            self.is_closing = True
            shortened = reason.encode()[:LONGEST_REASON_BYTES].decode(errors="ignore").encode()
            self._waiting.put_nowait((code, shortened))

    async def deliver(self) -> None:
        """Send what is said, until the connection is closed or lost."""
        try:
            while isinstance(said := await self._waiting.get(), str):
                await self._send(self._pack(said))
            code, reason = said
            await self._socket.close(code=code, message=reason)
        except ConnectionError:
            self.is_closing = True  # the client is gone; reading notices, and the session keeps what was missed

    async def _send(self, packed: str | bytes) -> None:
        if isinstance(packed, str):
            await self._socket.send_str(packed)
        else:
            await self._socket.send_bytes(packed)
