"""What a person sees: the `State` of the contract in README.md."""

from bot.sandbox.people.at_events import seen_events_json
from bot.sandbox.people.scenes import channel_seen, is_for, person_of
from bot.sandbox.people.usable import is_usable
from bot.sandbox.world.messages import message_json
from bot.sandbox.world.payloads import channel_json, role_json, user_json
from bot.sandbox.world.permissions import VIEW_CHANNEL
from bot.sandbox.world.things import Channel, Json, Member, Person
from bot.sandbox.world.thread_payloads import membership_json
from bot.sandbox.world.world import World


def state_json(world: World, person: Person, *, bot_is_online: bool) -> Json:
    """All of it but `bot` and `clock`, which are no part of the world."""
    seen = channels_seen(world, person)
    guild = {
        "id": str(world.guild.id),
        "name": world.guild.name,
        "roles": [role_json(role) for role in world.roles],
        "members": [_member_json(world, member, bot_is_online=bot_is_online) for member in _in_the_room(world)],
    }
    return {
        "me": person_json(world, person),
        "people": [person_json(world, other) for other in world.people],
        "guild": guild,
        "channels": [seen_channel_json(world, person, channel) for channel in seen],
        "events": seen_events_json(world, person),
        "commands": commands_json(world, person, seen),
    }


def person_json(world: World, person: Person) -> Json:
    return {
        "key": person.key,
        "id": str(person.id),
        "name": world.users[person.id].name,
        "locale": person.locale,
        "color": person.color,
        "permissions": str(world.permissions_in_guild(person.id)),
        "has_installed": person.has_installed,
    }


def channels_seen(world: World, person: Person) -> list[Channel]:
    """In the order in which a client lists them: a category before what is in it; then threads, then direct ones."""
    seen = [c for c in world.channels if world.permissions_in(c, person.id) & VIEW_CHANNEL]
    return sorted(seen, key=_place)


def _place(channel: Channel) -> tuple[bool, bool, int]:
    return channel.is_direct, channel.thread is not None, channel.position if channel.parent_id else -1


def commands_json(world: World, person: Person, seen: list[Channel]) -> list[Json]:
    """Every command, with where this person can use it."""
    listed = []
    for command in world.commands:
        usable_in = [str(channel.id) for channel in seen if is_usable(world, person, channel, command)]
        listed.append(command.body | {"is_usable": bool(usable_in), "usable_in": usable_in})
    return listed


def messages_json(world: World, key: str, channel_id: int, *, before: int | None, limit: int) -> list[Json]:
    """Oldest first."""
    person = person_of(world, key)
    channel = channel_seen(world, person, channel_id)
    seen = [m for m in world.messages.of(channel.id) if is_for(person, m) and (before is None or m.id < before)]
    return [message_json(world, message) for message in seen[-limit:]]


def _in_the_room(world: World) -> list[Member]:
    """Everybody but the owner, who is away."""
    present = {world.bot.id, *(person.id for person in world.people)}
    return [member for member in world.members if member.id in present]


def _member_json(world: World, member: Member, *, bot_is_online: bool) -> Json:
    user = world.users[member.id]
    person = world.people.get(member.id)
    return {
        "user": user_json(user),
        "nick": member.nick,
        "roles": [str(number) for number in member.role_ids],
        "is_bot": user.is_bot,
        "is_online": bot_is_online if user.is_bot else True,
        "color": "#5865f2" if person is None else person.color,
    }


def seen_channel_json(world: World, person: Person, channel: Channel) -> Json:
    shown = channel_json(world, channel) | {"my_permissions": str(world.permissions_in(channel, person.id))}
    if channel.thread is not None:
        shown.pop("member", None)  # which is the bot's
        return shown | membership_json(channel, person.id)
    # To a person the other side of their direct messages is the bot.
    return shown | {"recipients": [user_json(world.bot)]} if channel.is_direct else shown
