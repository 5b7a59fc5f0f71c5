"""Threads: begun, joined, left, kept awake by what is said in them (docs, topics/threads.mdx)."""

from dataclasses import dataclass
from typing import Any

from msgspec import structs

from bot.sandbox.world.changes import Change, Changed
from bot.sandbox.world.things import PUBLIC_THREAD, Channel, Json, Message, Thread, ThreadMember
from bot.sandbox.world.world import World

DEFAULT_ARCHIVE_AFTER_MIN = 4320  # observed: what a new thread gets if nothing is said
# Types of messages (docs, resources/message.mdx "Message Types").
THREAD_CREATED, THREAD_STARTER = 18, 21
HAS_THREAD = 1 << 5
MOST_ACTIVE = 1000  # in a server (docs, topics/opcodes-and-status-codes.mdx, 160006)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a thread is to be."""

    name: str
    type: int = PUBLIC_THREAD
    archive_after_min: int | None = None
    slowmode_s: int = 0
    is_invitable: bool = True
    tag_ids: tuple[int, ...] = ()


def start_alone(world: World, parent: Channel, owner_id: int, plan: Plan) -> Channel:
    """A thread without a message. If all may see it, a line in the channel says so (observed)."""
    thread = _put(world, parent, owner_id, world.ids.next(), plan)
    if plan.type == PUBLIC_THREAD:
        reference = {"type": 0, "channel_id": str(thread.id), "guild_id": str(world.guild.id)}
        line = Message(
            id=world.ids.next(),
            channel_id=parent.id,
            author_id=owner_id,
            type=THREAD_CREATED,
            content=plan.name,
            reference=reference,
        )
        world.messages.put(line)
    return thread


def start_from(world: World, parent: Channel, message: Message, owner_id: int, plan: Plan) -> Channel:
    """The one thread of a message: it has its id, and begins with what refers to it."""
    thread = _put(world, parent, owner_id, message.id, plan)
    world.messages.put(structs.replace(message, flags=message.flags | HAS_THREAD))
    reference: Json = {"type": 0, "channel_id": str(parent.id), "message_id": str(message.id)}
    first = Message(
        id=world.ids.next(),
        channel_id=thread.id,
        author_id=message.author_id,
        type=THREAD_STARTER,
        reference=reference | {"guild_id": str(world.guild.id)},
    )
    world.messages.put(first)
    return world.channels[thread.id]


def start_post(world: World, forum: Channel, owner_id: int, plan: Plan) -> Channel:
    """A post of a forum. Its first message, which has its id, is still to come."""
    return _put(world, forum, owner_id, world.ids.next(), plan)


def join(world: World, channel: Channel, *user_ids: int) -> Channel:
    """Whoever of them is a member of the server, and not in the thread yet."""
    thread, now = _thread(channel), world.clock.now_ms()
    new = [number for number in dict.fromkeys(user_ids) if number in world.members and not thread.has(number)]
    if not new:
        return channel
    return change(world, channel, members=(*thread.members, *(ThreadMember(number, now) for number in new)))


def leave(world: World, channel: Channel, user_id: int) -> Channel:
    left = tuple(member for member in _thread(channel).members if member.id != user_id)
    return change(world, channel, members=left)


def archive(world: World, channel: Channel, *, is_archived: bool) -> Channel:
    """Put it away, or open it again."""
    if _thread(channel).is_archived == is_archived:
        return channel
    return change(world, channel, is_archived=is_archived, status_ms=world.clock.now_ms())


def change(world: World, channel: Channel, **changes: Any) -> Channel:  # noqa: ANN401 - fields of many types
    """The thread with other values in the fields of its `thread`."""
    return world.channels.put(structs.replace(channel, thread=structs.replace(_thread(channel), **changes)))


def is_beginning(channel: Channel, message: Message) -> bool:
    """Whether a message is what the thread began with: that is not counted among its messages."""
    return message.type == THREAD_STARTER or message.id == channel.id


def kept_awake(world: World, change_: Change) -> None:
    """Listens to a world: who writes in a thread joins it, with whom they mention, and opens it if it was archived."""
    match change_:
        case Changed(None, Message(private_to=None) as message):
            channel = world.channels.get(message.channel_id)
            if channel is not None and channel.thread is not None and not is_beginning(channel, message):
                joined = join(world, channel, message.author_id, *message.mentions)
                awake = archive(world, joined, is_archived=False)
                change(world, awake, sent=_thread(awake).sent + 1)


def _put(world: World, parent: Channel, owner_id: int, number: int, plan: Plan) -> Channel:
    now = world.clock.now_ms()
    thread = Thread(
        owner_id=owner_id,
        status_ms=now,
        archive_after_min=plan.archive_after_min or DEFAULT_ARCHIVE_AFTER_MIN,
        members=(ThreadMember(owner_id, now),),
        is_invitable=plan.is_invitable,
        tag_ids=plan.tag_ids,
    )
    channel = Channel(number, plan.type, plan.name, parent_id=parent.id, slowmode_s=plan.slowmode_s, thread=thread)
    return world.channels.put(channel)


def _thread(channel: Channel) -> Thread:
    assert channel.thread is not None  # noqa: S101 - callers have looked
    return channel.thread
