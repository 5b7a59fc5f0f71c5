"""One connection of a bot, from HELLO to its end."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from bot.sandbox.gateway.codes import CloseCode, HangUp, Op
from bot.sandbox.gateway.intents import GUILD_MEMBERS, GUILD_PRESENCES, KNOWN, disallowed
from bot.sandbox.gateway.limits import MOST_SENDS, SENDS_PER_S, Pace, Starts, Window
from bot.sandbox.gateway.members import chunks
from bot.sandbox.gateway.payloads import Identify, MembersWanted, Payload, Resume, read_inside, read_payload
from bot.sandbox.gateway.session import Session, Sessions, Shard
from bot.sandbox.gateway.town import Json, Town
from bot.sandbox.gateway.wire import Wire, envelope

API_VERSION = 10
# Docs, events/gateway.mdx "Sharding".
MOST_GUILDS = 2500
# Where the client is asked for a heartbeat, and where it is given up, in heartbeats since the last one.
LATE, TOO_LATE = 1.25, 1.5

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lobby:
    """What all connections share."""

    town: Town
    sessions: Sessions
    starts: Starts
    pace: Pace
    monotonic: Callable[[], float]
    changed: Callable[[], None]


class Connection:
    """What the client may say when, and what it is answered. `url` is where it comes back to for a resume."""

    def __init__(self, socket: web.WebSocketResponse, wire: Wire, lobby: Lobby, url: str) -> None:
        self._socket = socket
        self._wire = wire
        self._lobby = lobby
        self._url = url
        self._session: Session | None = None
        self._sends = Window(MOST_SENDS, SENDS_PER_S, lobby.monotonic)
        self._timer: asyncio.TimerHandle | None = None

    async def serve(self) -> None:
        """Until one of the two ends it."""
        self._wire.say(envelope(Op.HELLO, {"heartbeat_interval": round(self._lobby.pace.heartbeat_s * 1000)}))
        self._await_heartbeat()
        try:
            async with asyncio.TaskGroup() as tasks:
                delivery = tasks.create_task(self._wire.deliver())
                await self._listen()
                if not self._wire.is_closing:
                    delivery.cancel()
        finally:
            self._cancel_timer()
            self._part()

    async def _listen(self) -> None:
        while not self._wire.is_closing:
            message = await self._socket.receive()
            if message.type in {WSMsgType.TEXT, WSMsgType.BINARY}:
                self._hear(message.data)
                continue
            # A client that closes like this does not come back (docs, events/gateway.mdx "Initiating a Disconnect").
            if message.type is WSMsgType.CLOSE and message.data in {WSCloseCode.OK, WSCloseCode.GOING_AWAY}:
                self._forget()
            return

    def _hear(self, sent: str | bytes) -> None:
        try:
            self._must_be_slow()
            self._answer(read_payload(sent))
        except HangUp as end:
            log.info("The gateway closes a connection: %s", end)
            self.close(end.code, end.reason)

    def _must_be_slow(self) -> None:
        if not self._sends.admits():
            raise HangUp(CloseCode.RATE_LIMITED, f"More than {MOST_SENDS} payloads in {SENDS_PER_S:.0f} s.")

    def close(self, code: int, reason: str) -> None:
        self._wire.close(code, reason)
        self._part()

    # --- what the client says ------------------------------------------------------------------------------------

    def _answer(self, payload: Payload) -> None:
        match payload.op:
            case Op.HEARTBEAT:
                self._await_heartbeat()
                # Not at once: discord.py notes when it sent a heartbeat only after it has, and measures wrongly, with a
                # warning, if it is acknowledged before that. No real network is as fast as loopback.
                asyncio.get_running_loop().call_later(
                    self._lobby.pace.ack_s, self._wire.say, envelope(Op.HEARTBEAT_ACK)
                )
            case Op.IDENTIFY:
                self._identify(read_inside(payload, Identify))
            case Op.RESUME:
                self._resume(read_inside(payload, Resume))
            case Op.REQUEST_GUILD_MEMBERS:
                self._send_members(self._own_session(), read_inside(payload, MembersWanted))
            case Op.PRESENCE_UPDATE | Op.VOICE_STATE_UPDATE:
                self._own_session()  # the town has no voice, and nobody watches the bot's presence
            case _:
                raise HangUp(CloseCode.UNKNOWN_OPCODE, f"There is no opcode {payload.op} for a bot to send.")

    def _own_session(self) -> Session:
        session = self._session
        if session is None or not self._has_session:
            raise HangUp(CloseCode.NOT_AUTHENTICATED, "Identify or resume first.")
        return session

    @property
    def _has_session(self) -> bool:
        """False also for a session that was invalidated, or that is served by another connection now."""
        return self._session is not None and self._session.wire is self._wire

    def _identify(self, asked: Identify) -> None:
        self._must_be_new(asked.token)
        shard = _shard(asked)
        if not self._lobby.starts.admits(shard.number):
            self._wire.say(envelope(Op.INVALID_SESSION, inside=False))
            return
        ready = self._lobby.town.ready(shard.number, shard.count)
        _must_be_few(ready["guilds"])
        intents = _intents(asked, ready["application"]["flags"])
        session = Session(shard, intents, ready["user"]["id"], is_one_of_many=asked.shard is not None)
        self._lobby.sessions.add(session)
        self._join(session)
        session.tell("READY", self._ready(session, ready))
        for guild in self._lobby.town.guild_creates(shard.number, shard.count):
            session.dispatch("GUILD_CREATE", guild, int(guild["id"]))
        self._lobby.changed()

    def _must_be_new(self, token: str) -> None:
        if self._has_session:
            raise HangUp(CloseCode.ALREADY_AUTHENTICATED, "This connection has a session already.")
        if not self._lobby.town.is_token(token):
            raise HangUp(CloseCode.AUTHENTICATION_FAILED, "Authentication failed: this is not the bot's token.")

    def _ready(self, session: Session, ready: Json) -> Json:
        own: dict[str, Any] = {
            "v": API_VERSION,
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self._url,
            "private_channels": [],
        }
        if session.is_one_of_many:
            own["shard"] = [session.shard.number, session.shard.count]
        return {**ready, **own}

    def _resume(self, asked: Resume) -> None:
        self._must_be_new(asked.token)
        session = self._lobby.sessions.get(asked.session_id)
        seq = asked.seq or 0
        if session is not None and seq > session.seq:
            self._lobby.sessions.forget(session)
            raise HangUp(CloseCode.INVALID_SEQ, f"The session is at {session.seq}, not yet at {seq}.")
        if session is None or not session.remembers(seq):
            self._wire.say(envelope(Op.INVALID_SESSION, inside=False))
            return
        self._join(session)
        session.replay(seq)
        self._lobby.changed()

    def _send_members(self, session: Session, asked: MembersWanted) -> None:
        wants_all = asked.users is None and not asked.query and asked.limit == 0
        if wants_all and not session.intents & GUILD_MEMBERS:
            raise HangUp(CloseCode.UNKNOWN_OPCODE, "All members of a server need the GUILD_MEMBERS intent.")
        if asked.presences and not session.intents & GUILD_PRESENCES:
            raise HangUp(CloseCode.UNKNOWN_OPCODE, "Presences need the GUILD_PRESENCES intent.")
        for chunk in chunks(asked, self._lobby.town):
            session.tell("GUILD_MEMBERS_CHUNK", chunk)

    # --- the session ---------------------------------------------------------------------------------------------

    def _join(self, session: Session) -> None:
        self._session = session
        session.attach(self._wire)

    def _part(self) -> None:
        """The session may be resumed over another connection."""
        if self._session is not None and self._has_session:
            self._session.detach(self._wire, self._lobby.monotonic())
            self._lobby.changed()

    def _forget(self) -> None:
        if self._session is not None and self._has_session:
            self._lobby.sessions.forget(self._session)

    # --- heartbeats ----------------------------------------------------------------------------------------------

    def _await_heartbeat(self) -> None:
        self._after(LATE, self._ask_for_heartbeat)

    def _ask_for_heartbeat(self) -> None:
        self._wire.say(envelope(Op.HEARTBEAT))
        self._after(TOO_LATE - LATE, self._give_up)

    def _give_up(self) -> None:
        self.close(CloseCode.UNKNOWN_ERROR, "No heartbeat came in time.")

    def _after(self, heartbeats: float, what: Callable[[], None]) -> None:
        self._cancel_timer()
        delay = heartbeats * self._lobby.pace.heartbeat_s
        self._timer = asyncio.get_running_loop().call_later(delay, what)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


def _shard(asked: Identify) -> Shard:
    number, count = asked.shard or (0, 1)
    if not 0 <= number < count:
        raise HangUp(CloseCode.INVALID_SHARD, f"There is no shard {number} of {count}.")
    return Shard(number, count)


def _must_be_few(guilds: list[Json]) -> None:
    if len(guilds) > MOST_GUILDS:
        raise HangUp(CloseCode.SHARDING_REQUIRED, f"A shard serves at most {MOST_GUILDS} servers.")


def _intents(asked: Identify, application_flags: int) -> int:
    intents = asked.intents
    if intents is None:
        raise HangUp(CloseCode.INVALID_INTENTS, "An identify says its intents.")
    if intents < 0 or intents & ~KNOWN:
        raise HangUp(CloseCode.INVALID_INTENTS, f"Not all bits of {intents} are intents.")
    if not_allowed := disallowed(intents, application_flags):
        raise HangUp(CloseCode.DISALLOWED_INTENTS, f"Privileged intents that are not enabled: {not_allowed}.")
    return intents
