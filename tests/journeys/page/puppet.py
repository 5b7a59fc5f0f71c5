"""A bot without a gateway, for what the study bot does not do: it hears of each interaction and answers by the API."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import aiohttp

from bot.sandbox.rest.api import Exchange
from bot.sandbox.server import Dispatched, Sandbox
from bot.sandbox.world import town

Json: TypeAlias = Mapping[str, Any]

# Kinds of answer (docs, interactions/receiving-and-responding.mdx, "Interaction Callback Type").
MESSAGE, LATER, LATER_UPDATE, UPDATE, CHOICES, FORM = 4, 5, 6, 7, 8, 9
# Flags of messages (docs, resources/message.mdx).
PRIVATE, LAYOUT = 1 << 6, 1 << 15
# Kinds of components (docs, components/reference.mdx).
ROW, BUTTON, SELECT, TEXT_INPUT, USER_SELECT = 1, 2, 3, 4, 5
TEXT, LABEL, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 10, 18, 19, 21, 22, 23
CONTAINER = 17

HEADERS = {"Authorization": "Bot token", "User-Agent": "DiscordBot (https://example.org, 1)"}


@dataclass(frozen=True, slots=True)
class Reply:
    """How an interaction is answered; without one it never is."""

    kind: int
    data: Json | None = None


class Puppet:
    """Answers what it has been told to answer; `asked` is every interaction that it heard of."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.asked: list[Json] = []
        self._api = sandbox.api
        self._session = session
        self._replies: dict[str, Reply | Callable[[Json], Reply]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    @asynccontextmanager
    async def attached(cls, sandbox: Sandbox) -> AsyncIterator[Self]:
        async with aiohttp.ClientSession(headers=HEADERS) as session:
            puppet = cls(sandbox, session)
            sandbox.observe(puppet.hear)
            yield puppet
            await asyncio.gather(*puppet._tasks)

    async def register(self, *commands: Json) -> None:
        await self._call("PUT", f"/applications/{town.APPLICATION}/commands", list(commands))

    async def say(self, message: Json, channel: int = town.GENERAL) -> Json:
        said: Json = await self._call("POST", f"/channels/{channel}/messages", message)
        return said

    async def post(self, name: str, message: Json, channel: int = town.DAILY, **more: object) -> Json:
        """A post in a forum."""
        posted: Json = await self._call(
            "POST", f"/channels/{channel}/threads", {"name": name, "message": message, **more}
        )
        return posted

    def reply(self, name: str, reply: Reply | Callable[[Json], Reply]) -> None:
        """To the command or the component of this name."""
        self._replies[name] = reply

    def forget(self, name: str) -> None:
        """From now on it is not answered."""
        del self._replies[name]

    def hear(self, what: Exchange | Dispatched) -> None:
        if not isinstance(what, Dispatched) or what.event != "INTERACTION_CREATE":
            return
        self.asked.append(what.payload)
        task = asyncio.create_task(self._answer(what.payload))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self, message: Json) -> None:
        """What was put off is answered."""
        token = self.asked[-1]["token"]
        await self._call("PATCH", f"/webhooks/{town.APPLICATION}/{token}/messages/@original", message)

    async def _answer(self, asked: Json) -> None:
        name = asked["data"].get("name") or asked["data"]["custom_id"]
        reply = self._replies.get(name)
        if callable(reply):
            reply = reply(asked)
        if reply is not None:
            body = {"type": reply.kind} | ({} if reply.data is None else {"data": reply.data})
            await self._call("POST", f"/interactions/{asked['id']}/{asked['token']}/callback", body)

    async def _call(self, method: str, path: str, body: object) -> Any:
        async with self._session.request(method, self._api + path, json=body) as response:
            answer = await response.json() if response.content_type == "application/json" else None
            assert response.ok, answer
            return answer


def slash(name: str, *options: Json, **more: object) -> Json:
    return {"name": name, "description": f"The command {name}", "type": 1, "options": list(options), **more}


def option(name: str, kind: int, **more: object) -> Json:
    return {"name": name, "description": f"The option {name}", "type": kind, **more}


def button(label: str, style: int = 2, **more: object) -> Json:
    return {"type": BUTTON, "style": style, "label": label, "custom_id": label, **more}


def row(*components: Json) -> Json:
    return {"type": ROW, "components": list(components)}


def label(text: str, component: Json, **more: object) -> Json:
    return {"type": LABEL, "label": text, "component": component, **more}


def choices(*names: str) -> Sequence[Json]:
    return [{"label": name, "value": name.lower()} for name in names]
