"""discord.py plans events, changes them, and hears who is interested."""

from collections.abc import AsyncIterator
from datetime import timedelta

import discord
import pytest

from bot.sandbox.server import Sandbox
from bot.sandbox.world import town
from bot.sandbox.world.things import ScheduledEvent
from tests.bot.sandbox.library import Listening, connected
from tests.bot.sandbox.room import Human


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[Listening]:
    async with connected(sandbox, discord.Intents(guilds=True, guild_scheduled_events=True)) as client:
        yield client


async def planned(sandbox: Sandbox, client: Listening) -> discord.ScheduledEvent:
    start = sandbox.clock.now() + timedelta(hours=2)
    return await client.guild.create_scheduled_event(
        name="Quiz night",
        description="Ten questions.",
        start_time=start,
        end_time=start + timedelta(hours=1),
        privacy_level=discord.PrivacyLevel.guild_only,
        entity_type=discord.EntityType.external,
        location="#quiz",
    )


async def test_it_plans_changes_and_ends_an_event(sandbox: Sandbox, client: Listening) -> None:
    event = await planned(sandbox, client)
    assert (await client.until("scheduled_event_create")).location == "#quiz"
    await event.edit(name="Quiz night: storage")
    assert (await client.until("scheduled_event_update")).name == "Quiz night: storage"
    started = await event.start()
    assert (await client.until("scheduled_event_update")).status is discord.EventStatus.active
    await started.end()
    assert (await client.until("scheduled_event_update")).status is discord.EventStatus.completed
    other = await planned(sandbox, client)
    await other.cancel()
    third = await planned(sandbox, client)
    await third.delete()
    assert (await client.until("scheduled_event_delete")).id == third.id
    assert await client.guild.fetch_scheduled_events() == []


async def test_it_counts_who_is_interested(sandbox: Sandbox, client: Listening, ana: Human) -> None:
    event = await planned(sandbox, client)
    await ana.post(f"/scheduled/{event.id}/interest", {})
    fetched = await client.guild.fetch_scheduled_event(event.id)
    assert (fetched.user_count, [user.global_name async for user in fetched.users()]) == (1, ["Ana"])


async def test_without_the_intent_it_hears_nothing(sandbox: Sandbox) -> None:
    async with connected(sandbox, discord.Intents(guilds=True)) as client:
        await planned(sandbox, client)
        await client.guild.fetch_scheduled_events()
        assert list(client.guild.scheduled_events) == []


async def test_it_knows_the_events_that_were_there_before_it(sandbox: Sandbox) -> None:
    start_ms = sandbox.clock.now_ms() + 60_000
    there = ScheduledEvent(id=5, creator_id=town.ANA, name="Quiz night", entity_type=3, start_ms=start_ms, location="x")
    sandbox.world.scheduled_events.put(there)
    async with connected(sandbox, discord.Intents(guilds=True)) as client:
        assert [event.name for event in client.guild.scheduled_events] == ["Quiz night"]
