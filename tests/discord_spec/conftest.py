"""What the tests of the check share: the check itself, and a bot whose requests are recorded."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import discord
import pytest

from tests.discord_spec import examples
from tests.discord_spec.checking import SpecCheck
from tests.discord_spec.document import DESCRIPTION
from tests.discord_spec.recording import Recording, Request, recorded


@pytest.fixture(scope="session")
def check() -> SpecCheck:
    loaded = SpecCheck.load()
    if loaded is None:
        pytest.skip(f"Discord's description is not at {DESCRIPTION}")
    return loaded


@dataclass(frozen=True, slots=True)
class Bot:
    """discord.py, logged in, and the last that it sent."""

    client: discord.Client
    recording: Recording

    @property
    def last(self) -> Request:
        return self.recording.last

    @property
    def channel(self) -> discord.PartialMessageable:
        return self.client.get_partial_messageable(int(examples.CHANNEL_ID))

    def interaction(self, kind: int = 2, **changes: Any) -> discord.Interaction[discord.Client]:
        """An interaction as the library makes it when its event comes."""
        data = examples.component_data() if kind == 3 else examples.command_data()
        more = {"message": examples.message()} if kind == 3 else {}
        payload: Any = examples.interaction(kind, data, **more, **changes)
        return discord.Interaction(data=payload, state=self.client._connection)  # noqa: SLF001 - only the gateway makes them


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    async with recorded() as (client, recording):
        yield Bot(client, recording)
