"""A server that speaks as much of Discord as a log in needs, and does wrong whatever it is told to."""

import asyncio
import json
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from typing import Any, Self

import pytest
from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from bot.settings import DiscordSettings
from tests.discord_spec.checking import SpecCheck
from tests.discord_spec.problems import Problem

TOKEN = "a.good-token"  # noqa: S105 - of no use anywhere
ME = {"id": "10", "username": "Studyhall", "discriminator": "0", "avatar": None, "bot": True}
APPLICATION = {
    "id": "20",
    "name": "Studyhall",
    "description": "",
    "icon": None,
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "flags": 0,
    "owner": ME,
}
SECONDS = 5
SESSION = "session-of-"


def command(name: str) -> dict[str, Any]:
    """Ana's use of a command, as it comes through the gateway."""
    return {
        "id": "500",
        "application_id": "20",
        "type": 2,
        "token": "t",
        "version": 1,
        "user": {"id": "30", "username": "ana", "discriminator": "0", "avatar": None},
        "channel": {"id": "40", "type": 1, "recipients": []},
        "locale": "en-GB",
        "attachment_size_limit": 10_000_000,
        "entitlements": [],
        "authorizing_integration_owners": {},
        "data": {"id": "100", "name": name, "type": 1},
    }


class StandIn:
    """Listens on loopback.

    `refusals`: statuses of the next answers, by path. `greetings`: what the next connections to the gateway get instead
    of a session: an HTTP status, or a close code after they have identified. `holds_answers`: who answers an
    interaction waits for ever. Whatever Discord's own description does not know of a request is told at the end.
    """

    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []
        self.received: list[dict[str, Any]] = []
        self.closed_with: list[int | None] = []
        self.commands: list[dict[str, Any]] = []
        self.answers: dict[str, Any] = {
            "/users/@me": ME,
            "/oauth2/applications/@me": APPLICATION,
            "/applications/@me": {**APPLICATION, "integration_types_config": {"0": {}, "1": {}}},
        }
        self.refusals: dict[str, deque[int]] = {}
        self.greetings: deque[int] = deque()
        self.problems: list[Problem] = []
        self.shards = 1
        self.session_starts = 1000
        self.holds_answers = False
        self.forgets_sessions = False
        self.sockets: dict[int, web.WebSocketResponse] = {}
        self._spec = SpecCheck.load()
        self._sequences: Counter[int] = Counter()
        self._happened = asyncio.Condition()
        app = web.Application()
        app.router.add_get("/gateway", self._gateway)
        app.router.add_route("*", "/api/v10/{path:.*}", self._rest)
        self._server = TestServer(app)

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()
        assert self.problems == []

    @property
    def settings(self) -> DiscordSettings:
        return DiscordSettings(api=f"{self._server.make_url('/api/v10')}", gateway=self.gateway)

    @property
    def gateway(self) -> str:
        return str(self._server.make_url("/gateway")).replace("http", "ws")

    @property
    def ops(self) -> list[int]:
        """What came through the gateway, heartbeats left out."""
        return [message["op"] for message in self.received if message["op"] != 1]

    async def until(self, is_so: Callable[[], object], seconds: float = SECONDS) -> None:
        async with asyncio.timeout(seconds), self._happened:
            await self._happened.wait_for(is_so)

    async def until_caught_up(self, shard: int = 0) -> None:
        """Until the bot has taken in everything that was sent to it: it answers a heartbeat in its turn."""
        beats = self._beats()
        await self.send(1, shard=shard)
        await self.until(lambda: self._beats() > beats)

    async def send(self, op: int, data: object = None, event: str | None = None, shard: int = 0) -> None:
        if event is not None:
            self._sequences[shard] += 1
        message = {"op": op, "d": data, "t": event, "s": self._sequences[shard] if event is not None else None}
        await self.sockets[shard].send_str(json.dumps(message))

    def _beats(self) -> int:
        return sum(message["op"] == 1 for message in self.received)

    # --- REST ------------------------------------------------------------------------------------------------------

    async def _rest(self, request: web.Request) -> web.Response:
        path, sent = "/" + request.match_info["path"], await request.read()
        body = json.loads(sent) if sent else None
        if self._spec is not None:
            self.problems += self._spec.check_request(request.method, path, dict(request.query), body)
        answer = self._answer(request.method, path, body)
        self.calls.append((f"{request.method} {path}", body))
        async with self._happened:
            self._happened.notify_all()
        if self.holds_answers and path.startswith("/interactions/"):
            await asyncio.Event().wait()
        return answer

    def _answer(self, method: str, path: str, body: Any) -> web.Response:
        if self.refusals.get(path):
            return _json({"message": "refused", "code": 0}, self.refusals[path].popleft())
        if path == "/gateway/bot":
            limit = {"total": 1000, "remaining": self.session_starts, "reset_after": 1000, "max_concurrency": 1}
            return _json({"url": self.gateway, "shards": self.shards, "session_start_limit": limit})
        if path == "/applications/20/commands":
            if method == "PUT":
                self.commands = [{**command, "id": str(number)} for number, command in enumerate(body, 100)]
            return _json(self.commands)
        if path in self.answers:
            return _json(self.answers[path])
        return web.Response(status=204)

    # --- the gateway -----------------------------------------------------------------------------------------------

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        if self.greetings and self.greetings[0] < 1000:
            return web.Response(status=self.greetings.popleft())
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 45_000}})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._hear(socket, json.loads(message.data))
        self.closed_with.append(socket.close_code)
        async with self._happened:
            self._happened.notify_all()
        return socket

    async def _hear(self, socket: web.WebSocketResponse, message: dict[str, Any]) -> None:
        if message["op"] == 2:
            await self._greet(socket, message["d"].get("shard", [0, 1]))
        elif message["op"] == 6 and self.forgets_sessions:
            await socket.send_json({"op": 9, "d": False})
        elif message["op"] == 6:
            shard = int(message["d"]["session_id"].removeprefix(SESSION))
            self.sockets[shard] = socket
            await self.send(0, {}, "RESUMED", shard)
        self.received.append(message)
        async with self._happened:
            self._happened.notify_all()

    async def _greet(self, socket: web.WebSocketResponse, shard: list[int]) -> None:
        if self.greetings:
            await socket.close(code=self.greetings.popleft())
            return
        self.sockets[shard[0]] = socket
        ready = {
            "v": 10,
            "user": ME,
            "guilds": [],
            "session_id": f"{SESSION}{shard[0]}",
            "resume_gateway_url": self.gateway,
            "shard": shard,
            "application": {"id": "20", "flags": 0},
        }
        await self.send(0, ready, "READY", shard[0])


def _json(value: object, status: int = 200) -> web.Response:
    # discord.py takes only this very content type for JSON, without a charset.
    return web.Response(body=json.dumps(value).encode(), status=status, content_type="application/json")


@pytest.fixture
async def discord() -> AsyncIterator[StandIn]:
    async with StandIn() as stand_in:
        yield stand_in
