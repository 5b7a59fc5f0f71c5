"""The gateway: who is connected, and who is told of what."""

import asyncio
from collections.abc import Callable, Mapping

from aiohttp import web

from bot.sandbox.gateway.codes import CloseCode, HangUp, Op
from bot.sandbox.gateway.compression import Pack, packing
from bot.sandbox.gateway.connection import API_VERSION, Connection, Lobby
from bot.sandbox.gateway.limits import Pace, Starts
from bot.sandbox.gateway.session import Session, Sessions
from bot.sandbox.gateway.town import Calm, Json, Town, Weather
from bot.sandbox.gateway.wire import Wire, envelope

# Larger than a payload may be, so that it is our own refusal that a client reads, with Discord's code.
LONGEST_READ_BYTES = 1 << 20


def _nobody_listens() -> None:
    """For a gateway whose changes interest nobody."""


class Gateway:
    """`handle` answers GET /gateway. `changed` is called when a session comes, goes, connects or disconnects."""

    def __init__(
        self,
        town: Town,
        *,
        weather: Weather | None = None,
        pace: Pace | None = None,
        changed: Callable[[], None] = _nobody_listens,
        monotonic: Callable[[], float] | None = None,
    ) -> None:
        # Monotonic time throughout: a client's heartbeats do not run faster because the sandbox's clock was moved.
        now = monotonic or _loop_time
        pace = pace or Pace()
        self._weather = weather or Calm()
        self._sessions = Sessions(now, pace.session_life_s)
        self._starts = Starts(pace, now)
        self._lobby = Lobby(town, self._sessions, self._starts, pace, now, changed)
        self._wires: set[Wire] = set()

    # --- connections ---------------------------------------------------------------------------------------------

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self._weather.refuses_connection():
            return web.Response(status=503, text="The sandbox's gateway refuses this connection, as it was told to.")
        socket = web.WebSocketResponse(max_msg_size=LONGEST_READ_BYTES)
        await socket.prepare(request)
        try:
            wire = Wire(socket, _agreed(request.query))
        except HangUp as end:
            await socket.close(code=end.code, message=end.reason.encode())
        else:
            await self._serve(Connection(socket, wire, self._lobby, _own_url(request)), wire)
        return socket

    async def _serve(self, connection: Connection, wire: Wire) -> None:
        self._wires.add(wire)
        try:
            await connection.serve()
        finally:
            self._wires.discard(wire)

    async def close(self, *_: object) -> None:
        """End all connections, as when the sandbox stops. May stand in an application's `on_shutdown`."""
        for wire in self._wires:
            wire.close(CloseCode.GOING_AWAY, "The sandbox stops.")

    # --- events --------------------------------------------------------------------------------------------------

    def dispatch(self, event: str, payload: Json, *, guild_id: int | None) -> None:
        """Tell every session that asked for such events and whose shard holds the server, now or when it resumes."""
        for _ in range(self._weather.copies(event)):
            for session in self._sessions.living():
                session.dispatch(event, payload, guild_id)

    # --- what may be known ---------------------------------------------------------------------------------------

    @property
    def is_connected(self) -> bool:
        return any(session.wire is not None for session in self._sessions.living())

    def sessions(self) -> list[Json]:
        """Those that are connected, and those that may be resumed."""
        return [
            {
                "session_id": session.id,
                "shard": [session.shard.number, session.shard.count],
                "is_connected": session.wire is not None,
            }
            for session in self._sessions.living()
        ]

    def session_start_limit(self) -> Json:
        """As Get Gateway Bot gives it."""
        return self._starts.as_json()

    # --- what goes wrong on demand -------------------------------------------------------------------------------

    def drop(self, code: int = CloseCode.UNKNOWN_ERROR, *, shard: int | None = None) -> None:
        """Close the connections (of one shard). The sessions may be resumed, whatever the code says."""
        for session in self._connected():
            if session.wire is not None and shard in {None, session.shard.number}:
                session.wire.close(code, "Closed on demand.")
                session.detach(session.wire, self._lobby.monotonic())
        self._lobby.changed()

    def reconnect(self) -> None:
        """Ask every client to come back over a new connection."""
        self._say_to_all(envelope(Op.RECONNECT))

    def invalidate(self, *, resumable: bool) -> None:
        """Tell every client that its session is over; it is forgotten unless it is `resumable`."""
        self._say_to_all(envelope(Op.INVALID_SESSION, resumable))
        if not resumable:
            for session in self._sessions.living():
                self._sessions.forget(session)
                session.wire = None
            self._lobby.changed()

    def _say_to_all(self, text: str) -> None:
        for session in self._connected():
            if session.wire is not None:
                session.wire.say(text)

    def _connected(self) -> list[Session]:
        return [session for session in self._sessions.living() if session.wire is not None]


def _loop_time() -> float:
    return asyncio.get_running_loop().time()


def _agreed(query: Mapping[str, str]) -> Pack:
    """How the client wants to be spoken to (docs, events/gateway.mdx "Connecting"). Raises `HangUp`."""
    if query.get("v") != str(API_VERSION):
        raise HangUp(CloseCode.INVALID_API_VERSION, f"This gateway speaks v={API_VERSION} only.")
    if query.get("encoding", "json") != "json":
        raise HangUp(CloseCode.DECODE_ERROR, "This gateway speaks encoding=json only.")
    pack = packing(query.get("compress"))
    if pack is None:
        raise HangUp(CloseCode.DECODE_ERROR, "This gateway speaks compress=zlib-stream, zstd-stream, or none.")
    return pack


def _own_url(request: web.Request) -> str:
    """The address by which the client came, for the next time."""
    return f"ws://{request.host}{request.path}"
