"""Work that takes long is announced, once."""

import asyncio
from typing import Any, cast

import discord
import pytest

from bot.books import Books
from bot.server_choices import Servers
from bot.texts import read_texts
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies


class Response:
    """Of an interaction; as the library's, it takes one answer only."""

    def __init__(self) -> None:
        self.deferred: list[dict[str, Any]] = []

    def is_done(self) -> bool:
        return bool(self.deferred)

    async def defer(self, **how: bool) -> None:
        if self.deferred:
            raise discord.InteractionResponded(cast(discord.Interaction, self))
        self.deferred.append(how)


class Asked:
    """An interaction, as far as it is looked at."""

    def __init__(self) -> None:
        self.response = Response()


async def long(result: str) -> str:
    for _ in range(5):
        await asyncio.sleep(0)
    return result


@pytest.fixture
def replies() -> Replies:
    return Replies(Readers(read_texts(), "en", Servers(Books())), defer_after=0)


async def test_two_things_that_take_long_are_announced_once(replies: Replies) -> None:
    asked = Asked()
    interaction = cast(discord.Interaction, asked)
    assert await replies.in_time(interaction, long("first"), is_private=True) == "first"
    assert await replies.in_time(interaction, long("second"), is_private=True) == "second"
    assert asked.response.deferred == [{"ephemeral": True, "thinking": True}]
