"""Threads: started and changed (docs, resources/channel.mdx, topics/threads.mdx)."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct, structs

from bot.sandbox.posting import post, uploads
from bot.sandbox.refusals import Fault, Refused, invalid_form
from bot.sandbox.rest.calls import (
    Answer,
    Call,
    Route,
    may,
    no_permission,
    snowflake,
    the_channel,
    the_message,
    wrong_type,
)
from bot.sandbox.rest.messages import may_have
from bot.sandbox.rules.drafts import Place
from bot.sandbox.rules.messages import check_message
from bot.sandbox.world import threads
from bot.sandbox.world.messages import message_for_bot
from bot.sandbox.world.payloads import channel_json
from bot.sandbox.world.permissions import (
    CREATE_PRIVATE_THREADS,
    CREATE_PUBLIC_THREADS,
    MANAGE_THREADS,
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
    SEND_MESSAGES_IN_THREADS,
)
from bot.sandbox.world.things import (
    ANNOUNCEMENT,
    ANNOUNCEMENT_THREAD,
    FORUM,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    TEXT,
    Channel,
    Message,
    Thread,
)

Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=100)]
ArchiveAfter: TypeAlias = Literal[60, 1440, 4320, 10080]
Slowmode: TypeAlias = Annotated[int, Meta(ge=0, le=21_600)]
Tags: TypeAlias = Annotated[list[str | int], Meta(max_length=5)]
# Flags of channels (docs, resources/channel.mdx "Channel Flags").
PINNED, REQUIRE_TAG = 1 << 1, 1 << 4


class ThreadStart(Struct, frozen=True):
    """Docs, "Start Thread from Message", "Start Thread without Message", "Start Thread in Forum or Media Channel"."""

    name: Name
    auto_archive_duration: ArchiveAfter | None = None
    rate_limit_per_user: Slowmode | None = None
    type: Literal[10, 11, 12] | None = None
    invitable: bool | None = None
    applied_tags: Tags | None = None

    def plan(self, kind: int, tag_ids: tuple[int, ...] = ()) -> threads.Plan:
        is_invitable = self.invitable is not False
        slowmode = self.rate_limit_per_user or 0
        return threads.Plan(self.name, kind, self.auto_archive_duration, slowmode, is_invitable, tag_ids)


class ThreadEdit(Struct, frozen=True):
    """Docs, "Modify Channel", for threads."""

    name: Name | None = None
    archived: bool | None = None
    auto_archive_duration: ArchiveAfter | None = None
    locked: bool | None = None
    invitable: bool | None = None
    rate_limit_per_user: Slowmode | None = None
    flags: int | None = None
    applied_tags: Tags | None = None


# --- started -----------------------------------------------------------------------------------------------------


def start_from_message(call: Call) -> Answer:
    channel = the_channel(call)
    if channel.type not in {TEXT, ANNOUNCEMENT}:
        raise wrong_type()
    may(call, channel, CREATE_PUBLIC_THREADS | READ_MESSAGE_HISTORY)
    message = the_message(call, channel)
    if message.flags & threads.HAS_THREAD:
        raise Refused(400, 160004, "A thread has already been created for this message")
    _must_have_room(call)
    kind = PUBLIC_THREAD if channel.type == TEXT else ANNOUNCEMENT_THREAD
    plan = call.read(ThreadStart).plan(kind)
    thread = threads.start_from(call.world, channel, message, call.world.bot.id, plan)
    return Answer(channel_json(call.world, thread), 201)


def start(call: Call) -> Answer:
    """Without a message; or with the first one, if it is a forum's."""
    channel = the_channel(call)
    if channel.type == FORUM:
        return _start_post(call, channel)
    asked = call.read(ThreadStart)
    # "`type` currently defaults to PRIVATE_THREAD" (docs, "Start Thread without Message").
    kind = PRIVATE_THREAD if asked.type is None else asked.type
    own_kinds = {TEXT: {PUBLIC_THREAD, PRIVATE_THREAD}, ANNOUNCEMENT: {ANNOUNCEMENT_THREAD}}
    if kind not in own_kinds.get(channel.type, ()):
        raise wrong_type()
    may(call, channel, CREATE_PRIVATE_THREADS if kind == PRIVATE_THREAD else CREATE_PUBLIC_THREADS)
    _must_have_room(call)
    thread = threads.start_alone(call.world, channel, call.world.bot.id, asked.plan(kind))
    return Answer(channel_json(call.world, thread), 201)


def _start_post(call: Call, forum: Channel) -> Answer:
    """SEND_MESSAGES is needed, and CREATE_PUBLIC_THREADS is not (docs, "Start Thread in Forum or Media Channel")."""
    may(call, forum, SEND_MESSAGES)
    asked = call.read(ThreadStart)
    tag_ids = _tag_ids(call, forum, asked.applied_tags or [])
    if forum.flags & REQUIRE_TAG and not tag_ids:
        raise Refused(400, 40067, "A tag is required to create a forum post in this channel")
    draft = check_message(call.object().get("message"), Place.CHANNEL, uploads(call.files), ("message",))
    may_have(call, forum, draft)
    _must_have_room(call)
    thread = threads.start_post(call.world, forum, call.world.bot.id, asked.plan(PUBLIC_THREAD, tag_ids))
    blank = Message(id=thread.id, channel_id=thread.id, author_id=call.world.bot.id)
    message = post(call.world, blank, draft, call.files)
    shown = {"message": message_for_bot(call.world, message)}
    return Answer(channel_json(call.world, call.world.channels[thread.id]) | shown, 201)


def _tag_ids(call: Call, forum: Channel, asked: list[str | int]) -> tuple[int, ...]:
    """Tags of the forum; those that moderators give are given by nobody else."""
    known = {tag.id: tag for tag in forum.tags}
    numbers = [snowflake(str(number), "applied_tags") for number in dict.fromkeys(asked)]
    for index, number in enumerate(numbers):
        if number not in known:
            raise invalid_form(Fault(("applied_tags", index), "INVALID_FORUM_TAG", "Unknown forum tag."))
        if known[number].is_moderated:
            may(call, forum, MANAGE_THREADS)
    return tuple(numbers)


def _must_have_room(call: Call) -> None:
    """For one more active thread in the server."""
    active = sum(1 for c in call.world.channels if c.thread is not None and not c.thread.is_archived)
    if active >= threads.MOST_ACTIVE:
        raise Refused(400, 160006, "Maximum number of active threads reached")


# --- changed -----------------------------------------------------------------------------------------------------


def edit_thread(call: Call, channel: Channel, thread: Thread) -> Channel:
    """PATCH /channels/{channel_id} of a thread."""
    edit = call.read(ThreadEdit)
    if thread.is_archived and edit.archived is not False:
        raise Refused(400, 50083, "Thread is archived")
    _may_edit(call, channel, thread, edit)
    now = call.world.clock.now_ms()
    after_min, is_archived = edit.auto_archive_duration, edit.archived
    is_other = after_min not in {None, thread.archive_after_min} or is_archived not in {None, thread.is_archived}
    parent = call.world.channels[channel.parent_id or 0]
    tag_ids = thread.tag_ids if edit.applied_tags is None else _tag_ids(call, parent, edit.applied_tags)
    changed = structs.replace(
        thread,
        is_archived=thread.is_archived if is_archived is None else is_archived,
        is_locked=thread.is_locked if edit.locked is None else edit.locked,
        is_invitable=thread.is_invitable if edit.invitable is None else edit.invitable,
        archive_after_min=after_min or thread.archive_after_min,
        status_ms=now if is_other else thread.status_ms,
        tag_ids=tag_ids,
    )
    return call.world.channels.put(
        structs.replace(
            channel,
            name=edit.name or channel.name,
            slowmode_s=channel.slowmode_s if edit.rate_limit_per_user is None else edit.rate_limit_per_user,
            flags=channel.flags if edit.flags is None else edit.flags & PINNED,
            thread=changed,
        )
    )


def _may_edit(call: Call, channel: Channel, thread: Thread, edit: ThreadEdit) -> None:
    """Docs, topics/threads.mdx "Editing & Deleting Threads"."""
    bits = call.world.permissions_in(channel, call.world.bot.id)
    if bits & MANAGE_THREADS:
        return
    if any(value is not None for value in (edit.locked, edit.rate_limit_per_user, edit.flags)):
        raise no_permission()
    if thread.owner_id == call.world.bot.id and not thread.is_locked:
        return
    is_only_opened = edit == ThreadEdit(archived=False)
    if not is_only_opened or thread.is_locked or not bits & SEND_MESSAGES_IN_THREADS:
        raise no_permission()


ROUTES = (
    Route("POST", "/channels/{channel_id}/messages/{message_id}/threads", start_from_message),
    Route("POST", "/channels/{channel_id}/threads", start),
)
