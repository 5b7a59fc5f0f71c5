"""The API as a whole: its routes put up, each request read, allowed, answered, and told to whoever observes."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox.bodies import Body, SentFile, read_body
from bot.sandbox.refusals import Refused
from bot.sandbox.rest import (
    applications,
    callbacks,
    channels,
    commands,
    guilds,
    messages,
    scheduled_events,
    thread_lists,
    threads,
    users,
    webhooks,
)
from bot.sandbox.rest.calls import Answer, Api, Call, Route

PREFIX = "/api/v10"
ROUTES: tuple[Route, ...] = (
    *applications.ROUTES,
    *users.ROUTES,
    *guilds.ROUTES,
    *channels.ROUTES,
    *messages.ROUTES,
    *threads.ROUTES,
    *thread_lists.ROUTES,
    *scheduled_events.ROUTES,
    *commands.ROUTES,
    *callbacks.ROUTES,
    *webhooks.ROUTES,
)
# Docs, reference.mdx "User Agent": address and version; discord.py leaves out the comma between them, and is served.
USER_AGENT = re.compile(r"DiscordBot \(\S+[ ,].+\)")
# At most as many strange requests are remembered as somebody would read.
MOST_UNSUPPORTED = 50

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request of the bot and its answer.

    `path` and `path_template` are without `/api/v10`; what the sandbox does not have has an empty template.
    """

    method: str
    path_template: str
    path: str
    query: Mapping[str, str]
    request_headers: Mapping[str, str]
    request_json: Any
    files: tuple[SentFile, ...]
    status: int
    response_json: Any


Observer: TypeAlias = Callable[[Exchange], None]

BODY = web.RequestKey("body", Body)
ANSWER = web.ResponseKey("answer", object)


class RestApi:
    """Discord's API upon a world. `unsupported` is what the bot asked for and the sandbox does not have."""

    def __init__(self, api: Api, observe: Observer, on_unsupported: Callable[[], None]) -> None:
        self._api = api
        self._observe = observe
        self._on_unsupported = on_unsupported
        self.unsupported: list[str] = []

    def add_routes(self, app: web.Application) -> None:
        for route in ROUTES:
            app.router.add_route(route.method, PREFIX + route.path, self._handler(route))
        app.router.add_route("*", "/api/{tail:.*}", self._unknown)

    def _handler(self, route: Route) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            if route.needs_bot:
                self._check_bot(request)
            body = request[BODY]
            call = Call(self._api, request.match_info, request.query, body.json, body.files)
            return self._response(route.handle(call))

        return handle

    def _check_bot(self, request: web.Request) -> None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bot" or not token or self._api.token not in {None, token}:
            raise Refused(401, 0, "401: Unauthorized")
        if USER_AGENT.match(request.headers.get("User-Agent", "")) is None:
            raise Refused(403, 40333, "internal network error")

    def _response(self, answer: Answer) -> web.Response:
        headers = {"Date": self._api.world.clock.http_date()}
        if answer.body is None:
            return web.Response(status=answer.status, headers=headers)
        # Exactly this type: with `; charset=utf-8` discord.py takes JSON for text.
        content = msgspec.json.encode(answer.body)
        response = web.Response(body=content, status=answer.status, content_type="application/json", headers=headers)
        response[ANSWER] = answer.body
        return response

    async def _unknown(self, request: web.Request) -> web.StreamResponse:
        asked = f"{request.method} {request.path}"
        log.warning("The sandbox does not have %s; the bot was told 404.", asked)
        if asked not in self.unsupported:
            self.unsupported = [*self.unsupported, asked][-MOST_UNSUPPORTED:]
            self._on_unsupported()
        raise Refused(404, 0, "404: Not Found")

    # --- around every request ------------------------------------------------------------------------------------

    @web.middleware
    async def refusing(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """A refusal becomes the answer; so does a mistake of the sandbox itself, which is logged."""
        try:
            return await handler(request)
        except Refused as refusal:
            return self._response(Answer(refusal.body(), refusal.status))
        except web.HTTPException as fault:
            return self._response(Answer({"code": 0, "message": f"{fault.status}: {fault.reason}"}, fault.status))
        except Exception:
            log.exception("The sandbox failed at %s %s", request.method, request.path)
            return self._response(Answer({"code": 0, "message": "500: Internal Server Error"}, 500))

    @web.middleware
    async def observing(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Read the body, and tell of the exchange once it is answered. Only of requests to the API."""
        if not request.path.startswith("/api/"):
            return await handler(request)
        request[BODY] = Body()
        try:
            request[BODY] = await read_body(request)
            response = await handler(request)
        except Refused as refusal:
            response = self._response(Answer(refusal.body(), refusal.status))
        self._observe(_exchange(request, response))
        return response


def _exchange(request: web.Request, response: web.StreamResponse) -> Exchange:
    resource = request.match_info.route.resource
    template = "" if resource is None else resource.canonical
    body = request[BODY]
    return Exchange(
        request.method,
        template.removeprefix(PREFIX) if template.startswith(PREFIX) else "",
        request.path.removeprefix(PREFIX),
        request.query,
        request.headers,
        body.json,
        body.files,
        response.status,
        response.get(ANSWER) if ANSWER in response else _json(response),
    )


def _json(response: web.StreamResponse) -> Any:  # noqa: ANN401 - JSON may be anything
    """What somebody other than a route answered, as a fault does."""
    if not isinstance(response, web.Response) or response.content_type != "application/json":
        return None
    return msgspec.json.decode(response.body) if isinstance(response.body, bytes) else None
