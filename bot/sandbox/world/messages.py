"""Messages as Discord's API shows them (docs, resources/message.mdx)."""

from bot.sandbox.clock import iso
from bot.sandbox.world.payloads import channel_json, created_at, user_json
from bot.sandbox.world.things import Attachment, Json, Message
from bot.sandbox.world.threads import HAS_THREAD, THREAD_CREATED
from bot.sandbox.world.world import World

IS_SPOILER = 1 << 5
# The application's flags for the MESSAGE_CONTENT intent (docs, resources/application.mdx "Application Flags").
MAY_READ_CONTENT = 1 << 18 | 1 << 19


def message_json(world: World, message: Message) -> Json:
    """A message, with the one that it refers to."""
    shown = _plain_json(world, message)
    if message.reference is not None and message.type != THREAD_CREATED:
        target = _referenced(world, message)
        shown["referenced_message"] = None if target is None else _plain_json(world, target)
    return shown


def whole_message_json(world: World, message: Message) -> Json:
    """A message as an edit starts from it: with the files, too, that are not listed because they are shown."""
    files = [attachment_json(world, attachment, message.channel_id) for attachment in message.attachments]
    return _plain_json(world, message) | {"attachments": files}


def message_for_bot(world: World, message: Message) -> Json:
    """As the bot sees it: without the MESSAGE_CONTENT intent others' words are left out, unless they concern it."""
    shown = message_json(world, message)
    if world.application.flags & MAY_READ_CONTENT:
        return shown
    target = _referenced(world, message)
    if target is not None and not _concerns_bot(world, target):
        shown["referenced_message"] = _without_content(shown["referenced_message"])
    return shown if _concerns_bot(world, message) else _without_content(shown)


def _referenced(world: World, message: Message) -> Message | None:
    """The message that this one refers to, unless it is gone, or private and this one is not."""
    number = None if message.reference is None else message.reference.get("message_id")
    target = None if number is None else world.messages.get(int(number))
    if target is None or target.private_to not in {None, message.private_to}:
        return None
    return target


def _concerns_bot(world: World, message: Message) -> bool:
    """Docs, events/gateway.mdx "Message Content Intent"."""
    bot = world.bot.id
    channel = world.channels.get(message.channel_id)
    return message.author_id == bot or bot in message.mentions or (channel is not None and channel.is_direct)


def _without_content(shown: Json) -> Json:
    blank = shown | {"content": "", "embeds": [], "attachments": [], "components": []}
    blank.pop("poll", None)
    return blank


def _plain_json(world: World, message: Message) -> Json:
    author = world.users[message.author_id]
    shown: Json = {
        "id": str(message.id),
        "channel_id": str(message.channel_id),
        "type": message.type,
        "author": user_json(author),
        "content": message.content,
        "timestamp": created_at(message.id),
        "edited_timestamp": None if message.edited_ms is None else iso(message.edited_ms),
        "tts": message.is_tts,
        "mention_everyone": message.mentions_everyone,
        "mentions": [user_json(world.users[number]) for number in message.mentions],
        "mention_roles": [str(number) for number in message.mention_roles],
        "attachments": [
            attachment_json(world, attachment, message.channel_id, is_private=message.private_to is not None)
            for attachment in message.attachments
            if not attachment.is_shown_elsewhere
        ],
        "embeds": message.embeds,
        "components": message.components,
        "pinned": False,
        "flags": message.flags,
    }
    return shown | _extras(world, message)


def _extras(world: World, message: Message) -> Json:
    """What only some messages have."""
    extras: Json = {}
    if message.nonce is not None:
        extras["nonce"] = message.nonce
    if message.reference is not None:
        extras["message_reference"] = message.reference
    if message.poll is not None:
        extras["poll"] = message.poll
    thread = world.channels.get(message.id) if message.flags & HAS_THREAD else None
    if thread is not None:
        extras["thread"] = channel_json(world, thread)
    if message.metadata is not None:
        application = str(world.application.id)
        extras |= {"application_id": application, "webhook_id": application, "interaction_metadata": message.metadata}
    if message.metadata is not None and message.command is not None:
        # Deprecated, but still sent, and the only place that has the command's name (docs, "Message Interaction").
        about = {key: message.metadata[key] for key in ("id", "type", "user")}
        extras["interaction"] = about | {"name": message.command}
    return extras


def attachment_json(world: World, attachment: Attachment, channel_id: int, *, is_private: bool = False) -> Json:
    url = file_url(world, channel_id, attachment.id, attachment.filename)
    shown: Json = {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": attachment.size_bytes,
        "url": url,
        "proxy_url": url,
        "content_type": attachment.content_type,
    }
    if attachment.width is not None and attachment.height is not None:
        shown |= {"width": attachment.width, "height": attachment.height}
    if attachment.title is not None:
        shown["title"] = attachment.title
    if attachment.description is not None:
        shown["description"] = attachment.description
    if attachment.is_spoiler:
        shown["flags"] = IS_SPOILER
    if is_private:
        shown["ephemeral"] = True
    return shown


def file_url(world: World, channel_id: int, attachment_id: int, filename: str) -> str:
    return f"{world.cdn}/attachments/{channel_id}/{attachment_id}/{filename}"
