"""The routes of the page and of tests, under /sandbox: what README.md promises."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol
from urllib.parse import urlsplit

import msgspec
from aiohttp import WSMsgType, web

from bot.sandbox.asked import Asked, Doing, number_of
from bot.sandbox.bodies import read_body
from bot.sandbox.doings import Doings
from bot.sandbox.events import Ear, PageEvents
from bot.sandbox.people.doing import People
from bot.sandbox.people.scenes import person_of
from bot.sandbox.people.seeing import messages_json
from bot.sandbox.refusals import Refused
from bot.sandbox.world.messages import message_json
from bot.sandbox.world.things import Json, Person
from bot.sandbox.world.world import World

MOST_MESSAGES = 200


class Faults(Protocol):
    """What can go wrong on demand."""

    async def apply(self, name: str, fields: Any = None) -> None: ...  # noqa: ANN401 - whatever JSON was sent

    def clear(self) -> None: ...


@web.middleware
async def only_from_our_page(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """A page from elsewhere, open in the same browser, can reach loopback, too. It may not act as a person here.

    Browsers say where a request comes from (RFC 6454, section 7); programs say nothing and are let in.
    """
    origin = request.headers.get("Origin")
    if request.path.startswith("/sandbox/") and origin is not None and urlsplit(origin).netloc != request.host:
        raise Refused(403, 0, f"Only the sandbox's own page may do that, not one from {origin}.")
    return await handler(request)


class Control:
    """People's doings by HTTP, and what they are told by WebSocket. `state` and `status` are what the page shows."""

    def __init__(  # noqa: PLR0913 - these are the parts that it is the door to
        self,
        world: World,
        people: People,
        faults: Faults,
        events: PageEvents,
        *,
        state: Callable[[Person], Json],
        status: Callable[[], Json],
    ) -> None:
        self._world = world
        self._people = people
        self._faults = faults
        self._events = events
        self._state = state
        self._status = status
        self._sockets: set[web.WebSocketResponse] = set()

    def add_routes(self, app: web.Application) -> None:
        get, post = app.router.add_get, app.router.add_post
        get("/sandbox/status", self._get_status)
        post("/sandbox/faults/clear", self._clear_faults)
        post("/sandbox/faults/{name}", self._add_fault)
        get("/sandbox/{me}/state", self._get_state)
        get("/sandbox/{me}/channels/{channel}/messages", self._get_messages)
        get("/sandbox/{me}/events", self._listen)
        for path, act in self._doings().items():
            post(f"/sandbox/{{me}}/{path}", _doing(act))

    def _doings(self) -> Mapping[str, Doing]:
        return {
            "messages": self._say,
            "messages/{channel}/{message}/delete": self._delete,
            "typing": self._type,
            "commands": self._use_command,
            "autocomplete": self._complete,
            "components": self._press,
            "modals/{interaction}": self._submit,
            "modals/{interaction}/close": self._close_modal,
            "install": self._install,
            **Doings(self._world).by_path(),
        }

    async def close(self, *_: object) -> None:
        """Let everybody who listens go, as when the sandbox stops."""
        for socket in tuple(self._sockets):
            await socket.close(code=1001, message=b"The sandbox stops.")

    # --- reading -------------------------------------------------------------------------------------------------

    async def _get_status(self, _: web.Request) -> web.Response:
        return _json(self._status())

    async def _get_state(self, request: web.Request) -> web.Response:
        return _json(self._state(person_of(self._world, request.match_info["me"])))

    async def _get_messages(self, request: web.Request) -> web.Response:
        before = request.query.get("before")
        limit = min(number_of(request.query.get("limit", "50"), "limit"), MOST_MESSAGES)
        messages = messages_json(
            self._world,
            request.match_info["me"],
            number_of(request.match_info["channel"], "channel"),
            before=None if before is None else number_of(before, "before"),
            limit=limit,
        )
        return _json(messages)

    async def _listen(self, request: web.Request) -> web.StreamResponse:
        person = person_of(self._world, request.match_info["me"])
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.add(socket)
        with self._events.listening(person) as ear:
            telling = asyncio.create_task(_tell(socket, ear))
            try:
                async for said in socket:
                    if said.type is WSMsgType.ERROR:
                        break
            finally:
                telling.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await telling
                self._sockets.discard(socket)
        return socket

    # --- faults --------------------------------------------------------------------------------------------------

    async def _add_fault(self, request: web.Request) -> web.Response:
        body = await read_body(request)
        await self._faults.apply(request.match_info["name"], body.json)
        return self._after_fault()

    async def _clear_faults(self, _: web.Request) -> web.Response:
        self._faults.clear()
        return self._after_fault()

    def _after_fault(self) -> web.Response:
        self._events.tell_everybody({"type": "status", **self._status()})
        return _json(self._status())

    # --- people --------------------------------------------------------------------------------------------------

    async def _say(self, asked: Asked) -> Json:
        message = self._people.say(asked.me, asked.number("channel_id"), asked.text("content"), asked.body.files)
        return message_json(self._world, message)

    async def _delete(self, asked: Asked) -> Json:
        self._people.delete(asked.me, asked.number("channel"), asked.number("message"))
        return {}

    async def _type(self, asked: Asked) -> Json:
        self._people.type_something(asked.me, asked.number("channel_id"))
        return {}

    async def _use_command(self, asked: Asked) -> Json:
        interaction = self._people.use_command(
            asked.me,
            asked.number("channel_id"),
            asked.number("command_id"),
            asked.fields.get("options") or [],
            target_id=asked.number_or_none("target_id"),
            files=asked.body.files,
        )
        return {"interaction_id": str(interaction.id)}

    async def _complete(self, asked: Asked) -> Json:
        options = asked.fields.get("options") or []
        channel, command = asked.number("channel_id"), asked.number("command_id")
        return {"choices": await self._people.complete(asked.me, channel, command, options)}

    async def _press(self, asked: Asked) -> Json:
        values = asked.fields.get("values")
        interaction = self._people.press(
            asked.me,
            asked.number("channel_id"),
            asked.number("message_id"),
            str(asked.fields.get("custom_id")),
            values,
        )
        return {"interaction_id": str(interaction.id)}

    async def _submit(self, asked: Asked) -> Json:
        components = asked.fields.get("components")
        interaction = self._people.submit(asked.me, asked.number("interaction"), components, asked.body.files)
        return {"interaction_id": str(interaction.id)}

    async def _close_modal(self, asked: Asked) -> Json:
        self._people.close_modal(asked.me, asked.number("interaction"))
        return {}

    async def _install(self, asked: Asked) -> Json:
        self._people.install(asked.me, is_installed=bool(asked.fields.get("is_installed", True)))
        return {}


def _doing(act: Doing) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        return _json(await act(Asked(request.match_info, await read_body(request))))

    return handle


async def _tell(socket: web.WebSocketResponse, ear: Ear) -> None:
    with contextlib.suppress(ConnectionError):  # the page is gone; whoever reads from it notices
        while True:
            await socket.send_str(msgspec.json.encode(await ear.get()).decode())


def _json(payload: object) -> web.Response:
    return web.Response(body=msgspec.json.encode(payload), content_type="application/json")
