"""Who acts in these tests: a bot over REST, people over the page's routes, and what a page is told."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias

import aiohttp

from bot.sandbox.rest.api import Exchange
from bot.sandbox.server import Dispatched, Sandbox
from bot.sandbox.world import town

Json: TypeAlias = dict[str, Any]
GENERAL, RESOURCES = str(town.GENERAL), str(town.RESOURCES)
GUILD, APPLICATION = str(town.GUILD), str(town.APPLICATION)
ANA, LUIS = str(town.ANA), str(town.LUIS)
ANAS_DM = str(town.ANA + 100)
COMMANDS = f"/applications/{APPLICATION}/commands"
# Nothing here takes a second; a test that waits so long has failed.
PATIENCE_S = 5


@dataclass(frozen=True)
class Reply:
    """What was answered."""

    status: int
    json: Any
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def refusal(self) -> tuple[int, int]:
        return self.status, self.json["code"]


File: TypeAlias = tuple[str, bytes, str]


class Caller:
    """Sends JSON, or JSON with files, and reads JSON."""

    def __init__(self, base: str, session: aiohttp.ClientSession, headers: Mapping[str, str] | None = None) -> None:
        self._base = base
        self.session = session
        self._headers = dict(headers or {})

    async def call(self, method: str, path: str, body: object = None, files: Sequence[File] = ()) -> Reply:
        sent: dict[str, Any] = {"data": _form(body, files)} if files else {"json": body} if body is not None else {}
        async with self.session.request(method, self._base + path, headers=self._headers, **sent) as response:
            content = await response.read()
            is_json = response.content_type == "application/json"
            return Reply(response.status, json.loads(content) if content and is_json else None, response.headers)

    async def get(self, path: str) -> Any:
        """The JSON of an answer that must be there."""
        reply = await self.call("GET", path)
        assert reply.status == 200, reply
        return reply.json

    async def post(self, path: str, body: object, files: Sequence[File] = ()) -> Any:
        reply = await self.call("POST", path, body, files)
        assert reply.status in {200, 201, 204}, reply
        return reply.json


def _form(body: object, files: Sequence[File]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps(body), content_type="application/json")
    for key, (filename, content, content_type) in enumerate(files):
        form.add_field(f"files[{key}]", content, filename=filename, content_type=content_type)
    return form


class Bot(Caller):
    """A bot without a gateway: it sees the interactions that the gateway was given for it."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        super().__init__(sandbox.api, session, {"Authorization": "Bot token", "User-Agent": "DiscordBot (test, 1)"})
        self.dispatched: list[Dispatched] = []
        self.exchanges: list[Exchange] = []
        self._heard = asyncio.Event()
        sandbox.observe(self._observe)

    def _observe(self, what: Exchange | Dispatched) -> None:
        if isinstance(what, Dispatched):
            self.dispatched.append(what)
            self._heard.set()
        else:
            self.exchanges.append(what)

    def events(self, name: str) -> list[Mapping[str, Any]]:
        return [event.payload for event in self.dispatched if event.event == name]

    async def until(self, name: str) -> Mapping[str, Any]:
        """The first event of this name, now or soon."""
        async with asyncio.timeout(PATIENCE_S):
            while not self.events(name):
                self._heard.clear()
                await self._heard.wait()
        return self.events(name)[0]

    @property
    def interaction(self) -> Mapping[str, Any]:
        """The last one."""
        return self.events("INTERACTION_CREATE")[-1]

    async def register(self, *commands: Json) -> list[Json]:
        reply = await self.call("PUT", COMMANDS, list(commands))
        assert reply.status == 200, reply
        registered: list[Json] = reply.json
        return registered

    async def answer(self, kind: int, data: object = None, files: Sequence[File] = ()) -> Reply:
        """The callback to the last interaction."""
        asked = self.interaction
        path = f"/interactions/{asked['id']}/{asked['token']}/callback?with_response=1"
        body = {"type": kind} if data is None else {"type": kind, "data": data}
        return await self.call("POST", path, body, files)

    @property
    def webhook(self) -> str:
        return f"/webhooks/{APPLICATION}/{self.interaction['token']}"

    async def edit_original(self, body: object, files: Sequence[File] = ()) -> Reply:
        return await self.call("PATCH", f"{self.webhook}/messages/@original", body, files)

    async def follow_up(self, body: object) -> Reply:
        return await self.call("POST", self.webhook, body)

    async def say(self, body: Json, channel: str = GENERAL, files: Sequence[File] = ()) -> Json:
        message: Json = await self.post(f"/channels/{channel}/messages", body, files)
        return message


class Human(Caller):
    """Somebody at the page."""

    def __init__(self, key: str, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        super().__init__(f"{sandbox.url}/sandbox/{key}", session)

    async def state(self) -> Json:
        state: Json = await self.get("/state")
        return state

    async def messages(self, channel: str = GENERAL) -> list[Json]:
        messages: list[Json] = await self.get(f"/channels/{channel}/messages")
        return messages

    async def say(self, content: str, channel: str = GENERAL, files: Sequence[File] = ()) -> Reply:
        return await self.call("POST", "/messages", {"channel_id": channel, "content": content}, files)

    async def use(self, command: Json, *options: Json, channel: str = GENERAL, **more: object) -> Reply:
        body = {"channel_id": channel, "command_id": command["id"], "options": list(options), **more}
        return await self.call("POST", "/commands", body)

    async def press(self, message: Json, custom_id: str, values: list[str] | None = None) -> Reply:
        body = {"channel_id": message["channel_id"], "message_id": message["id"], "custom_id": custom_id}
        return await self.call("POST", "/components", body if values is None else body | {"values": values})


class Page:
    """What somebody's page is told."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self.told: list[Json] = []

    @classmethod
    @asynccontextmanager
    async def opened(cls, key: str, sandbox: Sandbox, session: aiohttp.ClientSession) -> AsyncIterator[Self]:
        async with session.ws_connect(f"{sandbox.url}/sandbox/{key}/events") as socket:
            page = cls(socket)
            await page.until("state")
            yield page

    async def until(self, kind: str, fits: Callable[[Json], bool] = lambda _: True) -> Json:
        """The next event of this type that fits."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                event: Json = json.loads(await self._socket.receive_str())
                self.told.append(event)
                if event["type"] == kind and fits(event):
                    return event

    async def until_status(self, status: str) -> Json:
        return await self.until("interaction", lambda event: event["status"] == status)
