"""The world: who hears of a change, what it looks like written down, and the town as it is at first."""

import json

import pytest
from msgspec import ValidationError, structs

from bot.sandbox.clock import SandboxClock
from bot.sandbox.world import threads, town
from bot.sandbox.world.changes import Change, Changed, GuildLeft
from bot.sandbox.world.joining import Joining
from bot.sandbox.world.permissions import MANAGE_GUILD, SEND_MESSAGES, VIEW_CHANNEL
from bot.sandbox.world.things import Member, Message, Overwrite, ScheduledEvent, StoredFile
from bot.sandbox.world.world import World


@pytest.fixture
def world() -> World:
    return World(SandboxClock(), town.new_town("Bot", "A bot."))


def heard(world: World) -> list[Change]:
    changes: list[Change] = []
    world.listen(changes.append)
    return changes


def test_whoever_listens_hears_what_is_new_what_is_other_and_what_is_gone(world: World) -> None:
    changes = heard(world)
    message = Message(id=1, channel_id=town.GENERAL, author_id=town.ANA, content="Hello")
    edited = structs.replace(message, content="Hello!")
    world.messages.put(message)
    world.messages.put(edited)
    world.messages.take(1)
    assert changes == [Changed(None, message), Changed(message, edited), Changed(edited, None)]


def test_nobody_hears_of_what_is_as_it_was(world: World) -> None:
    changes = heard(world)
    world.members.put(world.members[town.ANA])
    world.messages.take(1)
    assert changes == []


def test_a_written_world_is_read_back_whole(world: World) -> None:
    number = world.ids.next()
    world.messages.put(Message(id=number, channel_id=town.GENERAL, author_id=town.ANA, mentions=(town.LUIS,)))
    world.files.put(StoredFile(number, town.GENERAL, "a.bin", "application/octet-stream", b"\x00\xff"))
    world.overwrite(town.QUIZ, Overwrite(town.LUIS, 1, deny=SEND_MESSAGES))
    read = World.from_json(json.loads(json.dumps(world.as_json())), world.clock)
    assert read.as_json() == world.as_json()
    assert read.ids.next() > number


def test_threads_and_events_are_written_down_too(world: World) -> None:
    general = world.channels[town.GENERAL]
    thread = threads.start_alone(world, general, town.ANA, threads.Plan("Plans"))
    event = ScheduledEvent(id=5, creator_id=town.ANA, name="Night", entity_type=3, start_ms=1, interested=(town.LUIS,))
    world.scheduled_events.put(event)
    read = World.from_json(json.loads(json.dumps(world.as_json())), world.clock)
    assert read.channels[thread.id] == thread
    assert read.scheduled_events[5] == event


def test_what_is_no_written_world_says_what_is_wrong_where(world: World) -> None:
    written = world.as_json()
    written["guild"]["name"] = 5
    with pytest.raises(ValidationError, match=r"Expected `str`, got `int` - at `\$.guild.name`"):
        World.from_json(written, world.clock)


def test_ana_manages_the_server_and_luis_does_not(world: World) -> None:
    may_manage = {person.key: bool(world.permissions_in_guild(person.id) & MANAGE_GUILD) for person in world.people}
    assert may_manage == {"ana": True, "luis": False, "mia": False, "kai": False, "noa": False, "sam": False}


def test_only_organisers_write_to_the_resources(world: World) -> None:
    resources = world.channels[town.RESOURCES]
    who = [m.id for m in world.members if world.permissions_in(resources, m.id) & SEND_MESSAGES]
    assert who == [town.OWNER, town.ANA]


def test_direct_messages_are_between_two(world: World) -> None:
    channel = world.direct_channel(town.ANA)
    assert channel is not None
    who = [user.id for user in world.users if world.permissions_in(channel, user.id) & VIEW_CHANNEL]
    assert who == [town.ANA, town.APPLICATION]


def test_the_bot_takes_its_role_along_when_it_leaves(world: World) -> None:
    changes = heard(world)
    world.remove_bot()
    world.remove_bot()
    assert town.BOT_ROLE not in world.roles
    assert changes.count(GuildLeft()) == 1


def test_what_is_in_a_category_outlives_it(world: World) -> None:
    world.remove_channel(world.channels[town.STUDY])
    assert world.channels[town.GENERAL].parent_id is None


def test_a_channel_takes_its_messages_along(world: World) -> None:
    world.messages.put(Message(id=1, channel_id=town.QUIZ, author_id=town.ANA))
    world.remove_channel(world.channels[town.QUIZ])
    assert list(world.messages) == []


@pytest.mark.parametrize(("fixed", "token", "is_one"), [(None, "any", True), (None, "", False), ("a", "b", False)])
def test_tokens(world: World, fixed: str | None, token: str, *, is_one: bool) -> None:
    assert Joining(world, fixed).is_token(token) is is_one


def test_a_server_belongs_to_one_shard(world: World) -> None:
    joining = Joining(world, None)
    holding = [shard for shard in range(3) if joining.guild_creates(shard, 3)]
    assert holding == [(town.GUILD >> 22) % 3]
    assert [len(joining.ready(shard, 3)["guilds"]) for shard in range(3)].count(1) == 1


def test_a_bot_that_has_left_is_told_of_no_server(world: World) -> None:
    world.remove_bot()
    joining = Joining(world, None)
    assert (joining.ready(0, 1)["guilds"], joining.guild_members(town.GUILD)) == ([], [])


def test_without_privileged_intents_the_only_member_is_the_bot(world: World) -> None:
    (guild,) = Joining(world, None).guild_creates(0, 1)
    assert [member["user"]["username"] for member in guild["members"]] == ["Bot"]
    assert guild["member_count"] == 8


def test_the_bot_is_told_again_of_a_server_that_it_comes_back_to(world: World) -> None:
    me = world.members[world.bot.id]
    world.remove_bot()
    world.members.put(Member(me.id, me.joined_ms))
    assert Joining(world, None).guild_creates(0, 1)
