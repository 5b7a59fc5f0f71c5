"""What a person does with threads: starts, joins, leaves, archives, locks, deletes them."""

from bot.sandbox.people.scenes import cannot, channel_seen, message_seen, must_be_active, person_of
from bot.sandbox.posting import post
from bot.sandbox.rules.drafts import Place
from bot.sandbox.rules.messages import check_message
from bot.sandbox.world import threads
from bot.sandbox.world.permissions import CREATE_PUBLIC_THREADS, MANAGE_THREADS, SEND_MESSAGES, SEND_MESSAGES_IN_THREADS
from bot.sandbox.world.things import (
    ANNOUNCEMENT,
    ANNOUNCEMENT_THREAD,
    FORUM,
    PUBLIC_THREAD,
    TEXT,
    Channel,
    Message,
    Person,
    Thread,
)
from bot.sandbox.world.world import World

LONGEST_NAME = 100
STARTED_IN = {TEXT: PUBLIC_THREAD, ANNOUNCEMENT: ANNOUNCEMENT_THREAD}


def start_thread(  # noqa: PLR0913 - the fields of the contract
    world: World, key: str, channel_id: int, name: str, *, message_id: int | None = None, content: str = ""
) -> Channel:
    """From a message, from nothing, or as a post of a forum, which begins with `content`."""
    person = person_of(world, key)
    parent = channel_seen(world, person, channel_id)
    if not 1 <= len(name.strip()) <= LONGEST_NAME:
        raise cannot(f"A thread's name has 1 to {LONGEST_NAME} characters.")
    if parent.type == FORUM:
        return _start_post(world, person, parent, name.strip(), content)
    if parent.type not in STARTED_IN or not world.permissions_in(parent, person.id) & CREATE_PUBLIC_THREADS:
        raise cannot("You cannot start a thread here.", 403)
    plan = threads.Plan(name.strip(), STARTED_IN[parent.type])
    thread = _start(world, person, parent, plan, message_id)
    return _begun_with(world, person, thread, content)


def _start(world: World, person: Person, parent: Channel, plan: threads.Plan, message_id: int | None) -> Channel:
    if message_id is None:
        return threads.start_alone(world, parent, person.id, plan)
    message = message_seen(world, person, parent, message_id)
    if message.flags & threads.HAS_THREAD or message.private_to is not None:
        raise cannot("A thread cannot be started from this message.", 409)
    return threads.start_from(world, parent, message, person.id, plan)


def _begun_with(world: World, person: Person, thread: Channel, content: str) -> Channel:
    if content:
        draft = check_message({"content": content}, Place.CHANNEL)
        post(world, Message(id=world.ids.next(), channel_id=thread.id, author_id=person.id), draft, ())
    return world.channels[thread.id]


def _start_post(world: World, person: Person, forum: Channel, name: str, content: str) -> Channel:
    if not world.permissions_in(forum, person.id) & SEND_MESSAGES:
        raise cannot("You cannot write here.", 403)
    draft = check_message({"content": content}, Place.CHANNEL)
    thread = threads.start_post(world, forum, person.id, threads.Plan(name))
    post(world, Message(id=thread.id, channel_id=thread.id, author_id=person.id), draft, ())
    return world.channels[thread.id]


def join_thread(world: World, key: str, thread_id: int, *, is_joined: bool) -> Channel:
    """Come in, or leave."""
    person = person_of(world, key)
    channel, _ = _thread_seen(world, person, thread_id)
    must_be_active(channel)
    return (threads.join if is_joined else threads.leave)(world, channel, person.id)


def change_thread(
    world: World, key: str, thread_id: int, *, is_archived: bool | None = None, is_locked: bool | None = None
) -> Channel:
    """Archive or open it (who started it, or a moderator; opening takes no more than writing), lock or unlock it."""
    person = person_of(world, key)
    channel, thread = _thread_seen(world, person, thread_id)
    bits = world.permissions_in(channel, person.id)
    if not bits & MANAGE_THREADS:
        is_own = thread.owner_id == person.id or (is_archived is False and bool(bits & SEND_MESSAGES_IN_THREADS))
        if is_locked is not None or thread.is_locked or not is_own:
            raise cannot("Only moderators can do that to this thread.", 403)
    if is_locked is not None:
        channel = threads.change(world, channel, is_locked=is_locked)
    return channel if is_archived is None else threads.archive(world, channel, is_archived=is_archived)


def delete_thread(world: World, key: str, thread_id: int) -> None:
    person = person_of(world, key)
    channel, _ = _thread_seen(world, person, thread_id)
    if not world.permissions_in(channel, person.id) & MANAGE_THREADS:
        raise cannot("Only moderators can delete a thread.", 403)
    world.remove_channel(channel)


def _thread_seen(world: World, person: Person, thread_id: int) -> tuple[Channel, Thread]:
    channel = channel_seen(world, person, thread_id)
    if channel.thread is None:
        raise cannot("This is no thread.", 404)
    return channel, channel.thread
