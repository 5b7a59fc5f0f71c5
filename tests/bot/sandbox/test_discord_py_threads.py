"""discord.py in threads: it starts them, hears of them, finds its way in them."""

from collections.abc import AsyncIterator

import discord
import pytest

from bot.sandbox.server import Sandbox
from bot.sandbox.world import permissions as may
from bot.sandbox.world import town
from bot.sandbox.world.things import Overwrite
from tests.bot.sandbox.library import Listening, connected
from tests.bot.sandbox.room import GENERAL, Human


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[Listening]:
    async with connected(sandbox, discord.Intents(guilds=True, guild_messages=True)) as client:
        yield client


def general(client: Listening) -> discord.TextChannel:
    channel = client.get_channel(town.GENERAL)
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_it_starts_a_thread_and_writes_there(client: Listening, ana: Human) -> None:
    thread = await general(client).create_thread(
        name="Recap", type=discord.ChannelType.public_thread, auto_archive_duration=60
    )
    assert (await client.until("thread_create")).id == thread.id
    await thread.send("What we mixed up")
    assert [said["content"] for said in await ana.messages(str(thread.id))] == ["What we mixed up"]
    await thread.edit(name="Recap of Thursday")
    assert (await client.until("thread_update")).name == "Recap of Thursday"
    await thread.edit(archived=True)
    await client.until("thread_update")
    assert client.guild.get_thread(thread.id) is None
    archived = [found async for found in general(client).archived_threads()]
    assert [found.name for found in archived] == ["Recap of Thursday"]


async def test_it_starts_a_thread_from_its_message(client: Listening, ana: Human) -> None:
    message = await general(client).send("Question 1")
    thread = await message.create_thread(name="Why?")
    assert (thread.id, thread.owner_id) == (message.id, town.APPLICATION)
    fetched = await general(client).fetch_message(message.id)
    assert (fetched.flags.has_thread, fetched.thread) == (True, thread)
    assert (await ana.messages())[-1]["thread"]["name"] == "Why?"


async def test_it_hears_of_others_threads_and_joins_them(client: Listening, ana: Human) -> None:
    started = await ana.post("/threads", {"channel_id": GENERAL, "name": "Plans", "content": "Thursday"})
    thread = await client.until("thread_create")
    assert (str(thread.id), thread.parent, thread.me) == (started["id"], general(client), None)
    await thread.join()
    assert (await client.until("thread_join")).me is not None
    await thread.leave()
    await client.until("thread_remove")
    await ana.post(f"/threads/{thread.id}/delete", {})
    assert (await client.until("thread_delete")).name == "Plans"


async def test_it_knows_the_threads_that_were_there_before_it(sandbox: Sandbox, ana: Human) -> None:
    await ana.post("/threads", {"channel_id": GENERAL, "name": "Plans"})
    async with connected(sandbox, discord.Intents(guilds=True)) as client:
        assert [thread.name for thread in client.guild.threads] == ["Plans"]
        assert [thread.name for thread in await client.guild.active_threads()] == ["Plans"]


async def test_it_is_told_of_threads_where_it_is_let_in(sandbox: Sandbox, client: Listening, ana: Human) -> None:
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.APPLICATION, 1, deny=may.VIEW_CHANNEL))
    await ana.post("/threads", {"channel_id": GENERAL, "name": "Plans"})
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.APPLICATION, 1))
    assert (await client.until("thread_join")).name == "Plans"


async def test_it_posts_in_a_forum(client: Listening, luis: Human) -> None:
    forum = client.get_channel(town.DAILY)
    assert isinstance(forum, discord.ForumChannel)
    fact = next(tag for tag in forum.available_tags if tag.name == "Fact")
    view = discord.ui.LayoutView().add_item(discord.ui.TextDisplay("Fargate runs containers."))
    thread, message = await forum.create_thread(name="Fact of the day", view=view, applied_tags=[fact])
    assert (message.id, thread.applied_tags) == (thread.id, [fact])
    assert (await client.until("thread_create")).parent == forum
    shown = (await luis.messages(str(thread.id)))[0]
    assert shown["components"][0]["content"] == "Fargate runs containers."
