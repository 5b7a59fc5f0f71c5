"""A draft that the rules have taken -> the message in the world, with its files and whom it names."""

from collections.abc import Sequence

from msgspec import structs

from bot.sandbox.rest.bodies import SentFile
from bot.sandbox.rules.drafts import Attached, Draft, Upload
from bot.sandbox.rules.media import with_media
from bot.sandbox.world.mentions import named_in
from bot.sandbox.world.messages import file_url
from bot.sandbox.world.permissions import MENTION_EVERYONE
from bot.sandbox.world.pictures import size_of
from bot.sandbox.world.things import Attachment, Json, Message, StoredFile
from bot.sandbox.world.world import World


def uploads(files: Sequence[SentFile]) -> tuple[Upload, ...]:
    """Files as the rules look at them."""
    return tuple(Upload(file.key, file.filename, len(file.content)) for file in files)


def post(world: World, message: Message, draft: Draft, files: Sequence[SentFile]) -> Message:
    """Put a new message, or a new version of one, into the world, with what the draft says in place of what it said."""
    attachments = tuple(_attachment(world, message, draft, attached, files) for attached in draft.attachments)
    media = {attachment.filename: _media(world, message.channel_id, attachment) for attachment in attachments}
    components = with_media(draft.components, media)
    named = named_in(world, draft.content, components)
    mentions = dict.fromkeys(number for number in named.users if draft.mentions.reaches_user(str(number)))
    if draft.mentions.replied_user and (replied := _replied_user(world, message)) is not None:
        mentions[replied] = None
    may_everyone = draft.mentions.everyone and _may_mention_everyone(world, message)
    return world.messages.put(
        structs.replace(
            message,
            content=draft.content,
            embeds=with_media(draft.embeds, media),
            components=components,
            attachments=attachments,
            flags=draft.flags,
            mentions=tuple(mentions),
            mention_roles=tuple(number for number in named.roles if draft.mentions.reaches_role(str(number))),
            mentions_everyone=named.everyone and may_everyone,
            poll=draft.poll,
            is_tts=draft.tts,
        )
    )


def keep(world: World, channel_id: int, number: int, file: SentFile, filename: str) -> Attachment:
    """Keep an uploaded file as the attachment of this id. The name is the one that the rules make of the file's."""
    world.files.put(StoredFile(number, channel_id, filename, file.content_type, file.content))
    width, height = size_of(file.content) or (None, None)
    return Attachment(number, filename, len(file.content), file.content_type, width=width, height=height)


def _attachment(
    world: World, message: Message, draft: Draft, attached: Attached, files: Sequence[SentFile]
) -> Attachment:
    """One that is kept, with what was said of it, or one that is new."""
    if attached.kept is not None:
        attachment = next(old for old in message.attachments if old.id == int(attached.kept))
    else:
        file = next(file for file in files if file.key == attached.upload)
        attachment = keep(world, message.channel_id, world.ids.next(), file, attached.filename)
    return structs.replace(
        attachment,
        title=attached.title or attachment.title,
        description=attached.description or attachment.description,
        is_spoiler=attached.is_spoiler or attachment.is_spoiler,
        is_shown_elsewhere=attachment.filename in draft.shown_files,
    )


def _media(world: World, channel_id: int, attachment: Attachment) -> Json:
    """What Discord says of a file where an embed or a component shows it."""
    url = file_url(world, channel_id, attachment.id, attachment.filename)
    return {
        "id": str(attachment.id),
        "url": url,
        "proxy_url": url,
        "width": attachment.width,
        "height": attachment.height,
        "content_type": attachment.content_type,
        "attachment_id": str(attachment.id),
        "size": attachment.size_bytes,
    }


def _replied_user(world: World, message: Message) -> int | None:
    number = None if message.reference is None else message.reference.get("message_id")
    target = None if number is None else world.messages.get(int(number))
    return None if target is None else target.author_id


def _may_mention_everyone(world: World, message: Message) -> bool:
    """An answer to an interaction may as much as the bot may there."""
    channel = world.channels.get(message.channel_id)
    return channel is not None and bool(world.permissions_in(channel, message.author_id) & MENTION_EVERYONE)
