"""A server that takes every request, keeps it, and answers with something plausible: what discord.py really sends."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import discord
from aiohttp import web
from discord.http import Route

from tests.discord_spec import examples


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came. Of a multipart body `json` is its `payload_json`."""

    method: str
    path: str
    query: dict[str, str]
    json: Any


@dataclass(slots=True)
class Recording:
    """All requests since the bot had logged in."""

    requests: list[Request] = field(default_factory=list)

    @property
    def last(self) -> Request:
        return self.requests[-1]

    async def take(self, request: web.Request) -> web.Response:
        path = request.path
        taken = Request(request.method, path, dict(request.query), await _body(request))
        self.requests.append(taken)
        answer = _answer(taken)
        if answer is None:
            return web.Response(status=204)
        # discord.py takes a body for JSON only if the type is exactly this, without a charset.
        return web.Response(body=json.dumps(answer).encode(), headers={"Content-Type": "application/json"})


async def _body(request: web.Request) -> Any:
    if request.content_type == "multipart/form-data":
        form = await request.post()
        return json.loads(str(form["payload_json"]))
    text = await request.text()
    return json.loads(text) if text else None


def _answer(taken: Request) -> Any:
    path = taken.path.removeprefix("/api/v10")
    if path == "/users/@me":
        return examples.user(id=examples.APPLICATION_ID, bot=True)
    if path == "/oauth2/applications/@me":
        return examples.application()
    if path.endswith("/callback"):
        return examples.callback_answer(taken.json["type"]) if "with_response" in taken.query else None
    if path.endswith("/commands"):
        return [examples.command(**each) for each in taken.json] if taken.method == "PUT" else []
    return None if taken.method == "DELETE" else examples.message()


@asynccontextmanager
async def recorded() -> AsyncIterator[tuple[discord.Client, Recording]]:
    """A client of discord.py that is logged in, and what it sends from then on."""
    recording = Recording()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", recording.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    before, Route.BASE = Route.BASE, f"http://{host}:{port}/api/v10"  # discord.py takes the address from nowhere else
    client = discord.Client(intents=discord.Intents.none())
    try:
        await client.login("a.made-up.token")
        recording.requests.clear()
        yield client, recording
    finally:
        Route.BASE = before
        await client.close()
        await runner.cleanup()
