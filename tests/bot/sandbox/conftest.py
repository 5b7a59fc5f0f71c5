"""A sandbox on a free port, a bot that speaks to its API, and people who act in it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox.rest.buckets import Limit
from bot.sandbox.server import Sandbox, SandboxOptions
from tests.bot.sandbox.room import Bot, Human, Page

# These tests are about something else than rate limits.
ENOUGH = Limit(1000, 1.0)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox.started(SandboxOptions(limits=lambda *_: ENOUGH)) as started:
        yield started


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def bot(sandbox: Sandbox, session: aiohttp.ClientSession) -> Bot:
    return Bot(sandbox, session)


@pytest.fixture
def ana(sandbox: Sandbox, session: aiohttp.ClientSession) -> Human:
    return Human("ana", sandbox, session)


@pytest.fixture
def luis(sandbox: Sandbox, session: aiohttp.ClientSession) -> Human:
    return Human("luis", sandbox, session)


@pytest.fixture
async def ana_sees(sandbox: Sandbox, session: aiohttp.ClientSession) -> AsyncIterator[Page]:
    async with Page.opened("ana", sandbox, session) as page:
        yield page


@pytest.fixture
async def luis_sees(sandbox: Sandbox, session: aiohttp.ClientSession) -> AsyncIterator[Page]:
    async with Page.opened("luis", sandbox, session) as page:
        yield page
