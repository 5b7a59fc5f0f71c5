"""As much of Discord as a bot needs to answer, and nothing that would take longer than the bot: it asks, and counts."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import msgspec
from aiohttp import WSMsgType, web

from bot.sandbox.clock import SandboxClock
from bot.sandbox.gateway.compression import Pack, packing
from bot.sandbox.snowflakes import Snowflakes
from tests.discord_spec import examples

OUTSTANDING = 16
COMPONENT = 3
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
    """Interactions that are still to be sent, since when others wait, and how many seconds the answered ones did."""

    bot: _Bot
    left: Iterator[dict[str, Any]]
    has_own_pace: bool = False
    waiting: dict[str, float] = field(default_factory=dict)
    waited: list[float] = field(default_factory=list)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def send_next(self) -> None:
        payload = next(self.left, None)
        if payload is not None:
            self.waiting[payload["id"]] = perf_counter()
            await self.bot.say(0, payload, "INTERACTION_CREATE")
        elif not self.waiting:
            self.over.set()

    async def all_waited(self) -> Sequence[float]:
        async with asyncio.timeout(MOST_SECONDS):
            await self.over.wait()
        return self.waited

    async def answered(self, number: str) -> None:
        self.waited.append(perf_counter() - self.waiting.pop(number))
        if not self.has_own_pace or not self.waiting:
            await self.send_next()


class LoadServer:
    """Serves several bots at once, told apart by their tokens. Made by `started`."""

    def __init__(self) -> None:
        self.url = ""
        self._bots: dict[str, _Bot] = {}
        self._came = asyncio.Condition()
        self._round: _Round | None = None
        self._commands: dict[str, dict[str, str]] = {}
        self._posted: dict[str, dict[str, Any]] = {}
        self._snowflakes = Snowflakes(SandboxClock())

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

    async def posted(self, token: str) -> dict[str, Any]:
        """The last message that the bot with this token has posted in a channel by itself; it may yet come."""
        async with asyncio.timeout(MOST_SECONDS), self._came:
            await self._came.wait_for(lambda: token in self._posted)
        return self._posted[token]

    async def answers(self, token: str, asked: Sequence[Mapping[str, Any]]) -> int:
        """Ask the bot for all of it, `OUTSTANDING` at a time; how many of the answers were no error."""
        round_ = self._begin(token, asked)
        for _ in range(OUTSTANDING):
            await round_.send_next()
        return len(await round_.all_waited())

    async def answers_to_crowd(self, token: str, asked: Sequence[Mapping[str, Any]], seconds: float) -> Sequence[float]:
        """Ask the bot for all of it, evenly within `seconds`, whatever it has answered; how long each one waited."""
        round_ = self._begin(token, asked, has_own_pace=True)
        begun = perf_counter()
        for number in range(len(asked)):
            await asyncio.sleep(begun + seconds * number / len(asked) - perf_counter())
            await round_.send_next()
        return await round_.all_waited()

    def _begin(self, token: str, asked: Sequence[Mapping[str, Any]], *, has_own_pace: bool = False) -> _Round:
        left = (self._interaction(token, each) for each in asked)
        self._round = _Round(self._bots[token], left, has_own_pace)
        return self._round

    def _interaction(self, token: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """`asked`: an interaction's type, data, and whatever else is not as in the example."""
        data = asked["data"]
        if asked["type"] != COMPONENT:
            data = examples.command_data(**data)
            data["id"] = self._commands[token][data["name"]]
        others = {key: value for key, value in asked.items() if key not in {"type", "data"}}
        return examples.interaction(asked["type"], data, id=str(self._snowflakes.next()), **others)

    # --- what the bot calls ----------------------------------------------------------------------------------------

    async def _callback(self, request: web.Request) -> web.Response:
        body = msgspec.json.decode(await request.read())
        round_, number = self._round, request.match_info["id"]
        if round_ is not None and number in round_.waiting:
            await round_.answered(number)
        if "with_response" not in request.query:
            return web.Response(status=204)
        return _json(_callback_answer(number, body))

    async def _rest(self, request: web.Request) -> web.Response:
        # Only what follows an interaction's answer comes without a token of the bot.
        token = request.headers.get("Authorization", "").removeprefix("Bot ")
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
                commands = [examples.command(**each, id=f"{700 + n}") for n, each in enumerate(sent)]
                self._commands[token] = {each["name"]: each["id"] for each in commands}
                await self._tell()
                return _json(commands)
            case "POST" | "PATCH", path if path.startswith(("channels/", "webhooks/")):
                return _json(await self._post(token, path, msgspec.json.decode(await request.read())))
            case _:
                return _json([])

    async def _post(self, token: str, path: str, sent: Mapping[str, Any]) -> dict[str, Any]:
        """The message that was made or edited."""
        last = path.rpartition("/")[2]
        message = _message(sent, last if last.isdecimal() else str(self._snowflakes.next()))
        if path.startswith("channels/"):
            self._posted[token] = message
            await self._tell()
        return message

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
    """As Discord gives it to whoever wants it: the message that was made of the answer comes back whole."""
    answer: dict[str, Any] = {"interaction": {"id": number, "type": 2}}
    if body["type"] == 4:
        answer["resource"] = {"type": 4, "message": _message(body["data"])}
    return answer


def _message(sent: Mapping[str, Any], id_: str = examples.MESSAGE_ID) -> dict[str, Any]:
    shown = {key: sent[key] for key in ("content", "components", "flags") if key in sent}
    return examples.message(id=id_, **shown)


def _json(value: object) -> web.Response:
    # discord.py takes only this very content type for JSON, without a charset.
    return web.Response(body=msgspec.json.encode(value), content_type="application/json")
