"""Channel messages: sending, reading, editing, deleting (docs, resources/message.mdx)."""

from collections.abc import Sequence
from itertools import takewhile

from msgspec import structs

from bot.sandbox.posting import post, uploads
from bot.sandbox.refusals import Fault, Refused, invalid_form
from bot.sandbox.rest.calls import (
    NOTHING,
    Answer,
    Call,
    Route,
    may,
    may_write,
    must_be_active,
    must_be_unlocked,
    snowflake,
    the_channel,
    the_message,
)
from bot.sandbox.rules.drafts import Draft, Place
from bot.sandbox.rules.messages import check_edit, check_message
from bot.sandbox.snowflakes import snowflake_at
from bot.sandbox.world.messages import message_for_bot, whole_message_json
from bot.sandbox.world.permissions import (
    ATTACH_FILES,
    EMBED_LINKS,
    MANAGE_MESSAGES,
    READ_MESSAGE_HISTORY,
    SEND_POLLS,
    SEND_TTS_MESSAGES,
)
from bot.sandbox.world.things import Channel, Json, Message

REPLY = 19
# "The past few minutes" (docs, resources/message.mdx "Create Message", `enforce_nonce`).
NONCE_LIVES_MS = 5 * 60_000
BULK_DAYS_MS = 14 * 24 * 3600 * 1000


def send_message(call: Call) -> Answer:
    channel = the_channel(call)
    _may_write(call, channel)
    draft = check_message(call.body, Place.CHANNEL, uploads(call.files))
    may_have(call, channel, draft)
    if draft.sticker_ids:
        raise Refused(400, 50081, "Invalid Sticker Sent")
    if (earlier := _sent_already(call, channel, draft)) is not None:
        return _answer(call, earlier)
    reference = _reference(call, channel, draft)
    message = Message(
        id=call.world.ids.next(),
        channel_id=channel.id,
        author_id=call.world.bot.id,
        type=0 if reference is None else REPLY,
        reference=reference,
        nonce=draft.nonce,
    )
    return _answer(call, post(call.world, message, draft, call.files))


def get_messages(call: Call) -> Answer:
    """Newest first. Who may not read the history finds none."""
    channel = the_channel(call)
    limit = call.queried_number("limit", 50, least=1, most=100)
    if not call.world.permissions_in(channel, call.world.bot.id) & READ_MESSAGE_HISTORY:
        return Answer([])
    messages = [message for message in call.world.messages.of(channel.id) if message.private_to is None]
    return Answer([message_for_bot(call.world, message) for message in reversed(_page(call, messages, limit))])


def get_message(call: Call) -> Answer:
    channel = the_channel(call)
    may(call, channel, READ_MESSAGE_HISTORY)
    return _answer(call, the_message(call, channel))


def edit_message(call: Call) -> Answer:
    channel = the_channel(call)
    message = the_message(call, channel)
    if message.author_id != call.world.bot.id:
        raise Refused(403, 50005, "Cannot edit a message authored by another user")
    must_be_active(channel)
    must_be_unlocked(call, channel)
    draft = check_edit(call.body, whole_message_json(call.world, message), Place.CHANNEL, uploads(call.files))
    may_have(call, channel, draft)
    edited = structs.replace(message, edited_ms=call.world.clock.now_ms())
    return _answer(call, post(call.world, edited, draft, call.files))


def delete_message(call: Call) -> Answer:
    channel = the_channel(call)
    message = the_message(call, channel)
    if message.author_id != call.world.bot.id:
        if channel.is_direct:
            raise Refused(403, 50003, "Cannot execute action on a DM channel")
        may(call, channel, MANAGE_MESSAGES)
    if channel.thread is not None and channel.thread.is_archived:
        must_be_unlocked(call, channel)
    call.world.delete_message(message)
    return NOTHING


def delete_messages(call: Call) -> Answer:
    """Those that are not there (any more) are passed over."""
    channel = the_channel(call)
    if channel.is_direct:
        raise Refused(403, 50003, "Cannot execute action on a DM channel")
    may(call, channel, MANAGE_MESSAGES)
    numbers = _bulk_ids(call.object().get("messages"))
    if min(numbers) < snowflake_at(call.world.clock.now_ms() - BULK_DAYS_MS):
        raise Refused(400, 50034, "You can only bulk delete messages that are under 14 days old.")
    found = [call.world.messages.get(number) for number in dict.fromkeys(numbers)]
    deleted = tuple(m for m in found if m is not None and m.channel_id == channel.id and m.private_to is None)
    call.world.delete_together(deleted)
    return NOTHING


def _bulk_ids(ids: object) -> list[int]:
    if not isinstance(ids, list) or not 2 <= len(ids) <= 100:
        raise Refused(
            400, 50016, "Provided too few or too many messages to delete. Must provide at least 2 and at most 100."
        )
    return [snowflake(str(number), "messages") for number in ids]


def _may_write(call: Call, channel: Channel) -> None:
    may_write(call, channel)
    if channel.is_direct and not call.world.bot_is_member:
        raise Refused(403, 50278, "Cannot send messages to this user due to having no mutual guilds")


def may_have(call: Call, channel: Channel, draft: Draft) -> None:
    """What the message consists of asks for permissions of its own (docs, topics/permissions.mdx)."""
    needed = {
        ATTACH_FILES: any(attached.upload is not None for attached in draft.attachments),
        EMBED_LINKS: bool(draft.embeds),
        SEND_POLLS: draft.poll is not None,
        SEND_TTS_MESSAGES: draft.tts,
    }
    may(call, channel, sum(bit for bit, is_needed in needed.items() if is_needed))


def _sent_already(call: Call, channel: Channel, draft: Draft) -> Message | None:
    """With `enforce_nonce` the same nonce gives the message that was made with it."""
    if draft.nonce is None or not draft.enforce_nonce:
        return None
    oldest = snowflake_at(call.world.clock.now_ms() - NONCE_LIVES_MS)
    recent = takewhile(lambda message: message.id > oldest, call.world.messages.newest_first(channel.id))
    own = (message for message in recent if message.author_id == call.world.bot.id)
    return next((message for message in own if str(message.nonce) == str(draft.nonce)), None)


def _reference(call: Call, channel: Channel, draft: Draft) -> Json | None:
    """What the message answers. Without `fail_if_not_exists` a reply to nothing is a plain message."""
    if draft.reference is None:
        return None
    if draft.reference.get("type", 0) != 0:
        raise invalid_form(Fault(("message_reference", "type"), "BASE_TYPE_CHOICES", "The sandbox has no forwarding."))
    if not call.world.permissions_in(channel, call.world.bot.id) & READ_MESSAGE_HISTORY:
        raise Refused(400, 160002, "Cannot reply without permission to read message history")
    target = call.world.messages.get(int(draft.reference["message_id"]))
    if target is not None and target.channel_id == channel.id and target.private_to is None:
        reference: Json = {"type": 0, "channel_id": str(channel.id), "message_id": str(target.id)}
        return reference if channel.is_direct else reference | {"guild_id": str(call.world.guild.id)}
    if draft.reference.get("fail_if_not_exists", True):
        raise invalid_form(Fault(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message"))
    return None


def _page(call: Call, messages: Sequence[Message], limit: int) -> Sequence[Message]:
    """The messages asked for, oldest first: those around, before or after one, or the last."""
    around, before, after = (call.queried_id(name) for name in ("around", "before", "after"))
    if around is not None:
        older = [message for message in messages if message.id < around][-(limit // 2) :]
        newer = [message for message in messages if message.id >= around]
        return [*older, *newer][:limit]
    if after is not None:
        return [message for message in messages if message.id > after][:limit]
    return [message for message in messages if before is None or message.id < before][-limit:]


def _answer(call: Call, message: Message) -> Answer:
    return Answer(message_for_bot(call.world, message))


ROUTES = (
    Route("POST", "/channels/{channel_id}/messages", send_message),
    Route("GET", "/channels/{channel_id}/messages", get_messages),
    Route("POST", "/channels/{channel_id}/messages/bulk-delete", delete_messages),
    Route("GET", "/channels/{channel_id}/messages/{message_id}", get_message),
    Route("PATCH", "/channels/{channel_id}/messages/{message_id}", edit_message),
    Route("DELETE", "/channels/{channel_id}/messages/{message_id}", delete_message),
)
