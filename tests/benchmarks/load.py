"""As much of Discord as a bot needs to answer, and nothing that would take longer than the bot: it asks, and counts."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec
from aiohttp import WSMsgType, web

from bot.sandbox.gateway.compression import Pack, packing
from tests.discord_spec import examples

OUTSTANDING = 16
MOST_SECONDS = 120
_HEARTBEAT_MS = 600_000
_STARTS = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}


@dataclass(slots=True)
class _Bot:
    """One bot's connection to the gateway."""

    socket: web.WebSocketResponse
    pack: Pack
    sequence: int = 0

    async def say(self, op: int, data: object, event: str | None = None) -> None:
        self.sequence += event is not None
        packed = self.pack(msgspec.json.encode({"op": op, "d": data, "t": event, "s": self.sequence}).decode())
        await (self.socket.send_bytes(packed) if isinstance(packed, bytes) else self.socket.send_str(packed))


@dataclass(slots=True)
class _Round:
    """Interactions that are still to be sent, and how many of them have been answered."""

    bot: _Bot
    left: Iterator[dict[str, Any]]
    waiting: set[str] = field(default_factory=set)
    answered: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def send_next(self) -> None:
        payload = next(self.left, None)
        if payload is not None:
            self.waiting.add(payload["id"])
            await self.bot.say(0, payload, "INTERACTION_CREATE")
        elif not self.waiting:
            self.over.set()


class LoadServer:
    """Serves several bots at once, told apart by their tokens. Made by `started`."""

    def __init__(self) -> None:
        self.url = ""
        self._bots: dict[str, _Bot] = {}
        self._came = asyncio.Condition()
        self._round: _Round | None = None
        self._commands: dict[str, list[dict[str, Any]]] = {}
        self._number = 10**17

    @classmethod
    @asynccontextmanager
    async def started(cls) -> AsyncIterator["LoadServer"]:
        server = cls()
        app = web.Application()
        app.router.add_get("/gateway", server._gateway)
        app.router.add_get("/gateway/", server._gateway)
        app.router.add_post("/api/v10/interactions/{id}/{token}/callback", server._callback)
        app.router.add_route("*", "/api/v10/{path:.*}", server._rest)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.url = "http://{}:{}".format(*runner.addresses[0][:2])
        try:
            yield server
        finally:
            await runner.cleanup()

    def environment(self, token: str) -> dict[str, str]:
        return {
            "DISCORD_TOKEN": token,
            "DISCORD_API": f"{self.url}/api/v10",
            "DISCORD_GATEWAY": f"{self.url.replace('http', 'ws')}/gateway",
        }

    async def until_here(self, token: str) -> None:
        """Until the bot with this token has connected and has commands."""
        async with asyncio.timeout(MOST_SECONDS), self._came:
            await self._came.wait_for(lambda: token in self._bots and self._commands.get(token))

    async def answers(self, token: str, asked: Sequence[Mapping[str, Any]]) -> int:
        """Ask the bot for all of it, `OUTSTANDING` at a time; how many of the answers were no error."""
        command = self._commands[token][0]["id"]
        round_ = self._round = _Round(self._bots[token], (self._interaction(command, each) for each in asked))
        for _ in range(OUTSTANDING):
            await round_.send_next()
        async with asyncio.timeout(MOST_SECONDS):
            await round_.over.wait()
        return round_.answered

    def _interaction(self, command: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        self._number += 1
        data = examples.command_data(id=command, **asked["data"])
        return examples.interaction(asked["type"], data, id=str(self._number))

    # --- what the bot calls ----------------------------------------------------------------------------------------

    async def _callback(self, request: web.Request) -> web.Response:
        body = msgspec.json.decode(await request.read())
        round_, number = self._round, request.match_info["id"]
        if round_ is not None and number in round_.waiting:
            round_.waiting.remove(number)
            round_.answered += 1
            await round_.send_next()
        return _json(_callback_answer(number, body))

    async def _rest(self, request: web.Request) -> web.Response:
        token = request.headers["Authorization"].removeprefix("Bot ")
        match request.method, request.match_info["path"]:
            case "GET", "users/@me":
                return _json(examples.user(id=examples.APPLICATION_ID, bot=True))
            case "GET", "oauth2/applications/@me":
                return _json(examples.application())
            case "GET", "gateway/bot":
                return _json(
                    {"url": self.environment(token)["DISCORD_GATEWAY"], "shards": 1, "session_start_limit": _STARTS}
                )
            case "PUT", path if path.endswith("/commands"):
                sent = msgspec.json.decode(await request.read())
                self._commands[token] = [examples.command(**each, id=f"{700 + n}") for n, each in enumerate(sent)]
                self._commands[token].sort(key=lambda command: command["name"] != "what")
                await self._tell()
                return _json(self._commands[token])
            case _:
                return _json([])

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        pack = packing(request.query.get("compress"))
        assert pack is not None
        bot = _Bot(socket, pack)
        await bot.say(10, {"heartbeat_interval": _HEARTBEAT_MS})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._hear(bot, msgspec.json.decode(message.data))
        return socket

    async def _hear(self, bot: _Bot, said: dict[str, Any]) -> None:
        if said["op"] == 1:
            await bot.say(11, None)
        if said["op"] != 2:
            return
        token = said["d"]["token"]
        ready = {
            "v": 10,
            "user": examples.user(id=examples.APPLICATION_ID, bot=True),
            "guilds": [],
            "session_id": token,
            "resume_gateway_url": self.environment(token)["DISCORD_GATEWAY"],
            "application": {"id": examples.APPLICATION_ID, "flags": 0},
            "shard": said["d"].get("shard", [0, 1]),
        }
        await bot.say(0, ready, "READY")
        self._bots[token] = bot
        await self._tell()

    async def _tell(self) -> None:
        async with self._came:
            self._came.notify_all()


def _callback_answer(number: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """As Discord gives it: the message that was made of the answer comes back whole."""
    answer: dict[str, Any] = {"interaction": {"id": number, "type": 2}}
    if body["type"] == 4:
        data = body["data"]
        shown = {key: data[key] for key in ("content", "components", "flags") if key in data}
        answer["resource"] = {"type": 4, "message": examples.message(**shown)}
    return answer


def _json(value: object) -> web.Response:
    # discord.py takes only this very content type for JSON, without a charset.
    return web.Response(body=msgspec.json.encode(value), content_type="application/json")
