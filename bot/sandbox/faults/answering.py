"""What goes wrong with the API: a middleware around its routes."""

import asyncio
import json
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox.faults.kinds import Delay, Error, RateLimit
from bot.sandbox.faults.standing import Standing
from bot.sandbox.limited import too_many

PREFIX = "/api/v10"


class FaultyAnswers:
    """Put `answering` around the routes and inside of what counts and observes requests."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing

    @web.middleware
    async def answering(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith("/api/"):
            return await handler(request)
        asked = f"{request.method} {request.path.removeprefix(PREFIX)}"
        delay = self._standing.for_request(Delay, asked)
        response = await self._answer(asked, request, handler)
        if delay is not None:
            await asyncio.sleep(delay.seconds)  # what was asked for is done; only its answer is late
        return response

    async def _answer(self, asked: str, request: web.Request, handler: Handler) -> web.StreamResponse:
        limit = self._standing.for_request(RateLimit, asked)
        if limit is not None:
            return too_many(limit.seconds, limit.scope)
        error = self._standing.for_request(Error, asked)
        if error is None:
            return await handler(request)
        if error.after:
            await handler(request)
        return _failure(error.status)


def _failure(status: int) -> web.Response:
    """500 is Discord's own, as JSON; the others come from the proxies before it, as a page (observed in practice)."""
    words = f"{status}: {HTTPStatus(status).phrase}"
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        body = json.dumps({"message": words, "code": 0}).encode()
        return web.Response(status=status, body=body, content_type="application/json")
    return web.Response(status=status, text=f"<html><body>{words}</body></html>", content_type="text/html")
