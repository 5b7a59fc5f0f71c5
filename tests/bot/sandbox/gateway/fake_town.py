"""A town of three servers, a gateway to it on a real socket, and a bot that speaks raw payloads."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import zstandard
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, web
from aiohttp.typedefs import Handler

from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.gateway.intents import GUILD_MEMBERS, GUILD_MESSAGES, GUILDS
from bot.sandbox.gateway.limits import Pace

Json = dict[str, Any]

TOKEN = "the.bot.token"  # noqa: S105 - of no bot there is
BOT = "900"
# With two shards the first serves 1 and 3, the second serves 2.
GUILDS_OF_TOWN = [2 << 22, 3 << 22, 4 << 22]
FIRST, SECOND, THIRD = GUILDS_OF_TOWN
GUILD_MEMBERS_ENABLED = 1 << 15
PATIENCE_S = 5.0


def user(number: str, name: str) -> Json:
    return {"id": number, "username": name, "discriminator": "0", "global_name": None, "avatar": None, "bot": False}


def member(account: Json, nick: str | None = None) -> Json:
    joined = "2024-01-01T00:00:00+00:00"
    return {"user": account, "nick": nick, "roles": [], "joined_at": joined, "flags": 0, "deaf": False, "mute": False}


@dataclass
class FakeTown:
    """Satisfies the gateway's `Town`."""

    flags: int = GUILD_MEMBERS_ENABLED
    members: list[Json] = field(default_factory=lambda: [member(user("1", "Ana"), "Anita")])

    def is_token(self, token: str) -> bool:
        return token == TOKEN

    def ready(self, shard_id: int, shard_count: int) -> Json:
        return {
            "user": {**user(BOT, "Bot"), "bot": True, "verified": True, "email": None, "mfa_enabled": False},
            "guilds": [{"id": str(g), "unavailable": True} for g in self._guilds(shard_id, shard_count)],
            "application": {"id": BOT, "flags": self.flags},
        }

    def guild_creates(self, shard_id: int, shard_count: int) -> list[Json]:
        return [_guild(number) for number in self._guilds(shard_id, shard_count)]

    def guild_members(self, guild_id: int) -> list[Json]:
        return self.members if guild_id in GUILDS_OF_TOWN else []

    @staticmethod
    def _guilds(shard_id: int, shard_count: int) -> list[int]:
        return [number for number in GUILDS_OF_TOWN if (number >> 22) % shard_count == shard_id]


def _guild(number: int) -> Json:
    return {
        "id": str(number),
        "name": f"Server {number >> 22}",
        "owner_id": "1",
        "roles": [],
        "emojis": [],
        "stickers": [],
        "features": [],
        "channels": [{"id": str(number + 1), "type": 0, "name": "general", "position": 0, "permission_overwrites": []}],
        "threads": [],
        "members": [],
        "member_count": 1,
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "unavailable": False,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": "en-US",
        "system_channel_flags": 0,
    }


class Monotonic:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Storm:
    """Satisfies the gateway's `Weather`."""

    arrivals: dict[str, int] = field(default_factory=dict)
    refusals: int = 0

    def copies(self, event: str) -> int:
        return self.arrivals.get(event, 1)

    def refuses_connection(self) -> bool:
        self.refusals -= 1
        return self.refusals >= 0


class Closed(Exception):  # noqa: N818 - it reads as what it is: `pytest.raises(Closed)`
    """The gateway closed the connection."""

    def __init__(self, code: int | None, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


class RawBot:
    """One connection, payload by payload."""

    def __init__(self, socket: ClientWebSocketResponse, compress: str | None) -> None:
        self.socket = socket
        self._compress = compress
        self._zlib = zlib.decompressobj()
        self._zstd = zstandard.ZstdDecompressor().decompressobj()

    async def send(self, op: int, d: object = None) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": d}))

    async def receive(self) -> Json:
        message = await self.socket.receive(timeout=PATIENCE_S)
        if message.type is WSMsgType.TEXT:
            return dict(json.loads(message.data))
        if message.type is WSMsgType.BINARY:
            context = self._zlib if self._compress == "zlib-stream" else self._zstd
            return dict(json.loads(context.decompress(message.data)))
        raise Closed(self.socket.close_code, message.extra or "")

    async def next(self, op: int, event: str | None = None) -> Json:
        """The next payload, which must be of this kind."""
        payload = await self.receive()
        assert (payload["op"], payload["t"]) == (op, event)
        return payload

    async def closing(self) -> Closed:
        """What the connection is closed with; whatever comes before is read."""
        try:
            while True:
                await self.receive()
        except Closed as closed:
            return closed

    async def identify(self, intents: int = GUILDS | GUILD_MEMBERS | GUILD_MESSAGES, **extra: object) -> Json:
        """From HELLO to READY, whose `d` this is."""
        await self.next(10)
        await self.send(2, {"token": TOKEN, "properties": {}, "intents": intents, **extra})
        ready = await self.next(0, "READY")
        return dict(ready["d"])

    async def identify_and_wait(self, **extra: Any) -> Json:
        """As `identify`, and the servers have come."""
        ready = await self.identify(**extra)
        for _ in ready["guilds"]:
            await self.next(0, "GUILD_CREATE")
        return ready


class Changes:
    """How often something changed, and waiting for it."""

    def __init__(self) -> None:
        self.count = 0
        self._happened = asyncio.Event()

    def __call__(self) -> None:
        self.count += 1
        self._happened.set()

    async def until(self, is_true: Callable[[], bool]) -> None:
        """Wait for the change after which this holds."""
        async with asyncio.timeout(PATIENCE_S):
            while not is_true():
                self._happened.clear()
                await self._happened.wait()


class Served:
    """A gateway on a free port of loopback."""

    def __init__(self, gateway: Gateway, base: str, changes: Changes, client: ClientSession) -> None:
        self.gateway = gateway
        self.base = base
        self.changes = changes
        self._client = client

    async def connect(self, query: str = "v=10&encoding=json", compress: str | None = None) -> RawBot:
        asked = query if compress is None else f"{query}&compress={compress}"
        return RawBot(await self._client.ws_connect(f"{self.base}/gateway?{asked}"), compress)

    async def status(self) -> int:
        """What a connection that is refused is answered."""
        async with self._client.get(f"{self.base}/gateway?v=10") as answer:
            return answer.status


def _at_login(gateway: Gateway) -> Handler:
    """What discord.py asks the API for before it connects."""
    application = {
        "id": BOT,
        "name": "Bot",
        "description": "",
        "icon": None,
        "verify_key": "",
        "owner": user("5", "Owner"),
        "bot_public": True,
        "bot_require_code_grant": False,
    }

    async def answer(request: web.Request) -> web.Response:
        answers = {
            "users/@me": user(BOT, "Bot"),
            "oauth2/applications/@me": application,
            "gateway/bot": {
                "url": f"ws://{request.host}/gateway",
                "shards": 2,
                "session_start_limit": gateway.session_start_limit(),
            },
        }
        content = json.dumps(answers[request.match_info["tail"]]).encode()
        return web.Response(body=content, content_type="application/json")

    return answer


@asynccontextmanager
async def serving(town: FakeTown | None = None, **options: Any) -> AsyncIterator[Served]:
    changes = Changes()
    options.setdefault("pace", Pace(identify_every_s=0))
    gateway = Gateway(town or FakeTown(), changed=changes, **options)
    app = web.Application()
    app.router.add_get("/gateway", gateway.handle)
    app.router.add_get("/api/v10/{tail:.*}", _at_login(gateway))
    app.on_shutdown.append(gateway.close)
    runner = web.AppRunner(app, shutdown_timeout=PATIENCE_S)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        async with ClientSession() as client:
            yield Served(gateway, f"http://127.0.0.1:{port}", changes, client)
    finally:
        await runner.cleanup()
