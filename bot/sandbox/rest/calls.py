"""One call of the API, as a route sees it, and what the route gives back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

import msgspec

from bot.sandbox.bodies import SentFile
from bot.sandbox.interactions.answering import Answering
from bot.sandbox.interactions.lives import Interactions
from bot.sandbox.refusals import Fault, Refused, invalid_form
from bot.sandbox.world.permissions import MANAGE_THREADS, VIEW_CHANNEL, to_write_in
from bot.sandbox.world.things import Channel, Json, Member, Message
from bot.sandbox.world.world import World

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Api:
    """What the routes work upon. `shards` is how many a bot that asks is advised to have."""

    world: World
    interactions: Interactions
    answering: Answering
    gateway_url: str
    shards: int
    token: str | None
    session_start_limit: Callable[[], Json]


@dataclass(frozen=True, slots=True)
class Call:
    """A request that has been read: `ids` are the variable parts of its path."""

    api: Api
    ids: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    files: tuple[SentFile, ...]

    @property
    def world(self) -> World:
        return self.api.world

    def id(self, name: str) -> int:
        """A snowflake out of the path."""
        return snowflake(self.ids[name], name)

    def queried_id(self, name: str) -> int | None:
        return snowflake(self.query[name], name) if name in self.query else None

    def queried_number(self, name: str, default: int, *, least: int, most: int) -> int:
        text = self.query.get(name, str(default))
        if not text.isdecimal() or not least <= int(text) <= most:
            raise invalid_form(Fault((name,), "NUMBER_TYPE_MAX", f"int value should be between {least} and {most}."))
        return int(text)

    def is_asked(self, name: str) -> bool:
        return self.query.get(name, "").lower() in {"1", "true"}

    def object(self) -> Json:
        """The body, which must be a JSON object."""
        if not isinstance(self.body, dict):
            raise invalid_form(Fault((), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"))
        return self.body

    def read(self, shape: type[T]) -> T:
        """The body as a value of this shape; the message of a refusal says what is wrong where."""
        try:
            return msgspec.convert(self.object(), shape)
        except msgspec.ValidationError as fault:
            what, _, where = str(fault).partition(" - at `$")
            path = tuple(re.findall(r"\w+", where))
            raise invalid_form(Fault(path, "BASE_TYPE_INVALID", what)) from fault


@dataclass(frozen=True, slots=True)
class Answer:
    """What a route gives back; without a body a status of 204."""

    body: Any = None
    status: int = 200


Handle: TypeAlias = Callable[[Call], Answer]


@dataclass(frozen=True, slots=True)
class Route:
    """`path` is a template of Discord's own description. `needs_bot`: only with the bot's token."""

    method: str
    path: str
    handle: Handle
    needs_bot: bool = True


NOTHING = Answer(status=204)


def snowflake(text: str, name: str) -> int:
    if not text.isdecimal() or int(text) >= 1 << 64:
        raise invalid_form(Fault((name,), "NUMBER_TYPE_COERCE", f'Value "{text}" is not snowflake.'))
    return int(text)


def no_access() -> Refused:
    return Refused(403, 50001, "Missing Access")


def no_permission() -> Refused:
    return Refused(403, 50013, "Missing Permissions")


def wrong_type() -> Refused:
    return Refused(400, 50024, "Cannot execute action on this channel type")


def unknown_channel() -> Refused:
    return Refused(404, 10003, "Unknown Channel")


def unknown_message() -> Refused:
    return Refused(404, 10008, "Unknown Message")


def bot_in_guild(call: Call) -> Member:
    """The bot as a member. A server that it is not in might as well not be there."""
    if call.id("guild_id") != call.world.guild.id:
        raise Refused(404, 10004, "Unknown Guild")
    member = call.world.members.get(call.world.bot.id)
    if member is None:
        raise no_access()
    return member


def the_channel(call: Call) -> Channel:
    """The channel of the path, which the bot must see."""
    channel = call.world.channels.get(call.id("channel_id"))
    if channel is None:
        raise unknown_channel()
    may(call, channel, VIEW_CHANNEL, no_access())
    return channel


def may(call: Call, channel: Channel, bits: int, otherwise: Refused | None = None) -> None:
    """Refuse unless the bot has all of these permissions in the channel."""
    if call.world.permissions_in(channel, call.world.bot.id) & bits != bits:
        raise otherwise or no_permission()


def may_write(call: Call, channel: Channel) -> None:
    """Refuse unless the bot may write there. Sending opens an archived thread, but not a locked one."""
    if not channel.holds_messages:
        raise Refused(400, 50008, "Cannot send messages in a non-text channel")
    may(call, channel, to_write_in(channel))
    must_be_unlocked(call, channel)


def must_be_unlocked(call: Call, channel: Channel) -> None:
    """Who manages threads is not kept out (docs, topics/threads.mdx "Locked Threads"; the status is a guess)."""
    is_locked = channel.thread is not None and channel.thread.is_locked
    if is_locked and not call.world.permissions_in(channel, call.world.bot.id) & MANAGE_THREADS:
        raise Refused(403, 160005, "Thread is locked")


def must_be_active(channel: Channel) -> None:
    """In an archived thread nothing can be changed (docs, topics/threads.mdx "Active & Archived Threads")."""
    if channel.thread is not None and channel.thread.is_archived:
        raise Refused(400, 50083, "Thread is archived")


def the_message(call: Call, channel: Channel) -> Message:
    """The message of the path. A private answer is not there: it is reached by its interaction alone."""
    message = call.world.messages.get(call.id("message_id"))
    if message is None or message.channel_id != channel.id or message.private_to is not None:
        raise unknown_message()
    return message
