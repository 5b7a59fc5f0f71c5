"""Where a person is and what is around them there: the refusals that every doing shares."""

from bot.sandbox.refusals import Refused
from bot.sandbox.rules.around import Around
from bot.sandbox.world.permissions import MANAGE_THREADS, VIEW_CHANNEL, to_write_in
from bot.sandbox.world.things import Channel, Message, Person
from bot.sandbox.world.world import World


def cannot(sentence: str, status: int = 400) -> Refused:
    """What no client could do, in words for the person who tried."""
    return Refused(status, 0, sentence)


def person_of(world: World, key: str) -> Person:
    person = world.person(key)
    if person is None:
        known = ", ".join(person.key for person in world.people)
        raise cannot(f'There is nobody called "{key}" here. There are: {known}.', 404)
    return person


def channel_seen(world: World, person: Person, channel_id: int) -> Channel:
    channel = world.channels.get(channel_id)
    if channel is None or not world.permissions_in(channel, person.id) & VIEW_CHANNEL:
        raise cannot("You do not see such a channel.", 404)
    return channel


def message_seen(world: World, person: Person, channel: Channel, message_id: int) -> Message:
    message = world.messages.get(message_id)
    if message is None or message.channel_id != channel.id or not is_for(person, message):
        raise cannot("This message is not there (any more).", 404)
    return message


def can_write(world: World, person: Person, channel: Channel) -> int:
    """What somebody may do where they write, or a refusal. Who writes in an archived thread opens it."""
    bits = world.permissions_in(channel, person.id)
    if not channel.holds_messages or not bits & to_write_in(channel):
        raise cannot("You cannot write here.", 403)
    if channel.thread is not None and channel.thread.is_locked and not bits & MANAGE_THREADS:
        raise cannot("This thread is locked: only moderators can write here.", 403)
    return bits


def must_be_active(channel: Channel) -> None:
    if channel.thread is not None and channel.thread.is_archived:
        raise cannot("This thread is archived. Write something to open it again.", 403)


def is_for(person: Person, message: Message) -> bool:
    """A private answer is for one person, until they dismiss it."""
    return message.private_to is None or (message.private_to == person.id and not message.is_dismissed)


def around(world: World, person: Person, channel: Channel, files: tuple[str, ...] = ()) -> Around:
    """What somebody can choose there. In direct messages: the two of them."""
    if channel.is_direct:
        return Around(users=(str(person.id), str(world.bot.id)), files=files)
    seen = [c for c in world.channels if not c.is_direct and world.permissions_in(c, person.id) & VIEW_CHANNEL]
    return Around(
        users=frozenset(str(member.id) for member in world.members),
        roles=frozenset(str(role.id) for role in world.roles),
        channels={str(other.id): other.type for other in seen},
        files=files,
    )
