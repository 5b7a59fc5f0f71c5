"""Answers to interactions on a line that breaks while it is written on."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientConnectionError, ClientSession, web
from aiohttp.test_utils import TestServer
from discord.webhook.async_ import interaction_response_params

from bot.discord_client.addresses import point_library_at
from bot.discord_client.callbacks import Callbacks
from bot.settings import DiscordSettings


class Breaking:
    """Takes answers, after so many lines have broken."""

    def __init__(self) -> None:
        self.breaks = 0
        self.taken: list[dict[str, Any]] = []

    async def take(self, request: web.Request) -> web.Response:
        if self.breaks:
            self.breaks -= 1
            assert request.transport is not None
            request.transport.abort()
        else:
            self.taken.append(await request.json())
        return web.Response(status=204)


@pytest.fixture
async def breaking() -> AsyncIterator[Breaking]:
    found, app = Breaking(), web.Application()
    app.router.add_post("/interactions/{id}/{token}/callback", found.take)
    async with TestServer(app) as server:
        point_library_at(DiscordSettings(api=str(server.make_url("")).rstrip("/")))
        yield found


async def answer() -> None:
    async with ClientSession() as session:
        params = interaction_response_params(type=5)
        await Callbacks().create_interaction_response(500, "t", session=session, params=params)  # type: ignore[no-untyped-call]  # the library gives its initialiser no types


async def test_an_answer_is_sent_again_if_the_line_broke(breaking: Breaking) -> None:
    breaking.breaks = 1
    await answer()
    assert breaking.taken == [{"type": 5}]


async def test_where_every_line_breaks_that_is_said(breaking: Breaking) -> None:
    breaking.breaks = 9
    with pytest.raises(ClientConnectionError):
        await answer()
    assert breaking.taken == []
