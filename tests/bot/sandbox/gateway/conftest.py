"""A gateway to a small town, for each test anew."""

from collections.abc import AsyncIterator

import pytest

from tests.bot.sandbox.gateway.fake_town import Served, serving


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    async with serving() as there:
        yield there
