"""Asks Discord's API without a client: one answer a question, with how far its clock is from ours."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Self

import aiohttp

from bot.discord_client.faults import Unreachable, in_short
from bot.discord_client.pauses import Sleep
from bot.secret import Secret

_TIMEOUT_SECONDS = 10.0
_MOST_WAITS = 3
# A Date header has no fractions: on average it is that late.
_HALF_A_SECOND = timedelta(seconds=0.5)


@dataclass(frozen=True, slots=True)
class Reply:
    """`body` is what the JSON says; `drift` how far our clock is ahead of theirs, None if they do not say."""

    status: int
    body: Any
    drift: timedelta | None


class Rest:
    """Made by `Rest.opened`."""

    def __init__(self, session: aiohttp.ClientSession, api: str, now: Callable[[], datetime], sleep: Sleep) -> None:
        self._session = session
        self._api = api
        self._now = now
        self._sleep = sleep

    @classmethod
    @asynccontextmanager
    async def opened(
        cls, api: str, token: Secret, now: Callable[[], datetime], *, sleep: Sleep = asyncio.sleep
    ) -> AsyncIterator[Self]:
        """For as long as the block lasts."""
        # Discord wants to know which bot asks (docs, reference.mdx, "User Agent").
        headers = {"Authorization": f"Bot {token.reveal()}", "User-Agent": "DiscordBot (Studyhall, 1)"}
        timeout = aiohttp.ClientTimeout(total=_TIMEOUT_SECONDS)
        async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
            yield cls(session, api, now, sleep)

    async def get(self, path: str) -> Reply:
        """The answer, whatever its status, after the waits that Discord asks for. Raises `Unreachable`."""
        for _ in range(_MOST_WAITS):
            reply = await self._asked(path)
            if reply.status != 429:
                break
            await self._sleep(float(reply.body.get("retry_after", 1)) if isinstance(reply.body, Mapping) else 1.0)
        return reply

    async def _asked(self, path: str) -> Reply:
        asked = self._now()
        try:
            async with self._session.get(self._api + path) as response:
                answered = self._now()
                return Reply(response.status, await _json(response), _drift(response, asked, answered))
        except (OSError, aiohttp.ClientError, TimeoutError) as fault:
            raise Unreachable(in_short(fault)) from fault

    async def hello(self, gateway: str) -> bool:
        """Whether the gateway says hello. Raises `Unreachable`."""
        try:
            async with self._session.ws_connect(f"{gateway}?v=10&encoding=json") as socket:
                greeting = await socket.receive_json(timeout=_TIMEOUT_SECONDS)
        except (OSError, aiohttp.ClientError, TimeoutError, TypeError, ValueError) as fault:
            raise Unreachable(in_short(fault)) from fault
        return isinstance(greeting, dict) and greeting.get("op") == 10


async def _json(response: aiohttp.ClientResponse) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return await response.json(content_type=None)
    except ValueError:
        return None


def _drift(response: aiohttp.ClientResponse, asked: datetime, answered: datetime) -> timedelta | None:
    try:
        theirs = parsedate_to_datetime(response.headers["Date"])
    except (KeyError, ValueError):
        return None
    # They looked at their clock about half way between our question and their answer.
    return asked + (answered - asked) / 2 - (theirs + _HALF_A_SECOND)
