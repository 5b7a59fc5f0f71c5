"""A draft that the rules have taken -> the message in the world, with its files and whom it names."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from bot.sandbox.bodies import SentFile
from bot.sandbox.clock import iso
from bot.sandbox.rules.drafts import Attached, Draft, Mentions, Upload
from bot.sandbox.rules.media import with_media
from bot.sandbox.snowflakes import moment_ms
from bot.sandbox.world.mentions import named_in
from bot.sandbox.world.messages import file_url
from bot.sandbox.world.permissions import MENTION_EVERYONE
from bot.sandbox.world.pictures import size_of
from bot.sandbox.world.things import Attachment, Json, Message, StoredFile
from bot.sandbox.world.world import World

MS_AN_HOUR = 3_600_000


def uploads(files: Sequence[SentFile]) -> tuple[Upload, ...]:
    """Files as the rules look at them."""
    return tuple(Upload(file.key, file.filename, len(file.content)) for file in files)


def post(world: World, message: Message, draft: Draft, files: Sequence[SentFile]) -> Message:
    """Put a new message, or a new version of one, into the world, with what the draft says in place of what it said."""
    attachments = [_attachment(world, message, attached, files) for attached in draft.attachments]
    media = {attachment.filename: _media(world, message.channel_id, attachment) for attachment in attachments}
    embeds, components = with_media(draft.embeds, media), with_media(draft.components, media)
    shown = set(_addresses([*embeds, *components]))
    written = structs.replace(
        message,
        content=draft.content,
        embeds=embeds,
        components=components,
        attachments=tuple(
            structs.replace(attachment, is_shown_elsewhere=media[attachment.filename]["url"] in shown)
            for attachment in attachments
        ),
        flags=draft.flags,
        is_tts=message.is_tts or draft.tts,
        poll=message.poll if draft.poll is None else _open_poll(message.id, draft.poll),
    )
    return world.messages.put(_with_mentions(world, written, draft.mentions))


def _with_mentions(world: World, message: Message, reached: Mentions) -> Message:
    """Whom the text names, as far as they may be reached, and whose message is replied to."""
    named = named_in(world, message.content, message.components)
    users = dict.fromkeys(number for number in named.users if reached.reaches_user(str(number)))
    replied = _replied_user(world, message) if reached.replied_user else None
    if replied is not None:
        users[replied] = None
    return structs.replace(
        message,
        mentions=tuple(users),
        mention_roles=tuple(number for number in named.roles if reached.reaches_role(str(number))),
        mentions_everyone=named.everyone and reached.everyone and _may_mention_everyone(world, message),
    )


def _addresses(parts: object) -> Iterator[str]:
    """Every text in embeds or components: among them the addresses of what they show."""
    if isinstance(parts, str):
        yield parts
    elif isinstance(parts, list):
        for part in parts:
            yield from _addresses(part)
    elif isinstance(parts, dict):
        for part in parts.values():
            yield from _addresses(part)


def _open_poll(message_id: int, poll: Json) -> Json:
    """A poll that has just begun (docs, resources/poll.mdx)."""
    ends_ms = moment_ms(message_id) + poll["duration"] * MS_AN_HOUR
    asked = {key: value for key, value in poll.items() if key != "duration"}
    return asked | {"expiry": iso(ends_ms), "results": {"answer_counts": [], "is_finalized": False}}


def keep(world: World, channel_id: int, number: int, file: SentFile, filename: str) -> Attachment:
    """Keep an uploaded file as the attachment of this id. The name is the one that the rules make of the file's."""
    world.files.put(StoredFile(number, channel_id, filename, file.content_type, file.content))
    width, height = size_of(file.content) or (None, None)
    return Attachment(number, filename, len(file.content), file.content_type, width=width, height=height)


def _attachment(world: World, message: Message, attached: Attached, files: Sequence[SentFile]) -> Attachment:
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
    """An answer to an interaction refers to a message, but does not ping its author, who is the bot itself."""
    number = None if message.reference is None or message.metadata is not None else message.reference.get("message_id")
    target = None if number is None else world.messages.get(int(number))
    return None if target is None else target.author_id


def _may_mention_everyone(world: World, message: Message) -> bool:
    """An answer to an interaction may as much as the bot may there."""
    channel = world.channels.get(message.channel_id)
    return channel is not None and bool(world.permissions_in(channel, message.author_id) & MENTION_EVERYONE)
