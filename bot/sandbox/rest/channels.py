"""Channels: reading and changing them, who may do what there, typing (docs, resources/channel.mdx)."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct, structs

from bot.sandbox.refusals import Fault, Refused, invalid_form
from bot.sandbox.rest.calls import NOTHING, Answer, Call, Route, may, may_write, the_channel, wrong_type
from bot.sandbox.rest.threads import edit_thread
from bot.sandbox.world.changes import Typing
from bot.sandbox.world.payloads import channel_json
from bot.sandbox.world.permissions import MANAGE_CHANNELS, MANAGE_ROLES, MANAGE_THREADS
from bot.sandbox.world.things import Channel, Overwrite

LONGEST_SLOWMODE_S = 21_600


class ChannelEdit(Struct, frozen=True):
    """What of a text channel can be changed here (docs, resources/channel.mdx "Modify Channel")."""

    name: Annotated[str, Meta(min_length=1, max_length=100)] | None = None
    topic: Annotated[str, Meta(max_length=4096)] | msgspec.UnsetType | None = msgspec.UNSET
    position: Annotated[int, Meta(ge=0)] | None = None
    rate_limit_per_user: Annotated[int, Meta(ge=0, le=LONGEST_SLOWMODE_S)] | None = None
    nsfw: bool | None = None


class OverwriteEdit(Struct, frozen=True):
    """Bits travel as texts or as numbers."""

    type: Annotated[int, Meta(ge=0, le=1)]
    allow: str | int | None = None
    deny: str | int | None = None


def get_channel(call: Call) -> Answer:
    return Answer(channel_json(call.world, the_channel(call)))


def edit_channel(call: Call) -> Answer:
    channel = the_channel(call)
    if channel.is_direct:
        raise wrong_type()
    if channel.thread is not None:
        return Answer(channel_json(call.world, edit_thread(call, channel, channel.thread)))
    may(call, channel, MANAGE_CHANNELS)
    edit = call.read(ChannelEdit)
    changed = structs.replace(
        channel,
        name=channel.name if edit.name is None else edit.name,
        topic=channel.topic if edit.topic is msgspec.UNSET else edit.topic or None,
        position=channel.position if edit.position is None else edit.position,
        slowmode_s=channel.slowmode_s if edit.rate_limit_per_user is None else edit.rate_limit_per_user,
        is_nsfw=channel.is_nsfw if edit.nsfw is None else edit.nsfw,
    )
    return Answer(channel_json(call.world, call.world.channels.put(changed)))


def delete_channel(call: Call) -> Answer:
    """Direct messages are only closed: they are still there the next time."""
    channel = the_channel(call)
    shown = channel_json(call.world, channel)
    if not channel.is_direct:
        may(call, channel, MANAGE_CHANNELS if channel.thread is None else MANAGE_THREADS)
        call.world.remove_channel(channel)
    return Answer(shown)


def put_overwrite(call: Call) -> Answer:
    """A bot gives and takes only what it has itself (docs, resources/channel.mdx "Edit Channel Permissions")."""
    channel = _channel_with_roles(call)
    target = call.id("overwrite_id")
    edit = call.read(OverwriteEdit)
    if target not in (call.world.roles if edit.type == 0 else call.world.members):
        raise Refused(404, 10009, "Unknown Overwrite")
    allow, deny = _bits(edit.allow, "allow"), _bits(edit.deny, "deny")
    may(call, channel, allow | deny)
    call.world.overwrite(channel.id, Overwrite(target, edit.type, allow, deny))
    return NOTHING


def delete_overwrite(call: Call) -> Answer:
    channel = _channel_with_roles(call)
    left = tuple(overwrite for overwrite in channel.overwrites if overwrite.id != call.id("overwrite_id"))
    if left == channel.overwrites:
        raise Refused(404, 10009, "Unknown Overwrite")
    call.world.channels.put(structs.replace(channel, overwrites=left))
    return NOTHING


def start_typing(call: Call) -> Answer:
    channel = the_channel(call)
    may_write(call, channel)
    call.world.tell(Typing(channel.id, call.world.bot.id, call.world.clock.now_ms()))
    return NOTHING


def _channel_with_roles(call: Call) -> Channel:
    channel = the_channel(call)
    if channel.is_direct:
        raise Refused(403, 50003, "Cannot execute action on a DM channel")
    if channel.thread is not None:
        raise wrong_type()
    may(call, channel, MANAGE_ROLES)
    return channel


def _bits(value: str | int | None, name: str) -> int:
    if value is None:
        return 0
    if not str(value).isdecimal():
        raise invalid_form(Fault((name,), "PERMISSIONS_BITS_INVALID", "Invalid permission bits."))
    return int(value)


ROUTES = (
    Route("GET", "/channels/{channel_id}", get_channel),
    Route("PATCH", "/channels/{channel_id}", edit_channel),
    Route("DELETE", "/channels/{channel_id}", delete_channel),
    Route("PUT", "/channels/{channel_id}/permissions/{overwrite_id}", put_overwrite),
    Route("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}", delete_overwrite),
    Route("POST", "/channels/{channel_id}/typing", start_typing),
)
