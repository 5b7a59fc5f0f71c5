"""What the town consists of, as frozen values. Ids are numbers here and texts in every payload."""

from typing import Any, TypeAlias

from msgspec import Struct, field

Json: TypeAlias = dict[str, Any]

# Types of channels (docs, resources/channel.mdx "Channel Types").
TEXT, DIRECT, VOICE_CHANNEL, CATEGORY, ANNOUNCEMENT, STAGE_CHANNEL = 0, 1, 2, 4, 5, 13
ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD = 10, 11, 12
FORUM = 15


class User(Struct, frozen=True):
    """An account: a person's or the bot's."""

    id: int
    name: str
    is_bot: bool = False


class Application(Struct, frozen=True):
    """What the bot belongs to. Its id is also the id of its user. `flags` say which privileged intents it may use."""

    id: int
    name: str
    description: str
    owner_id: int
    flags: int = 0


class Person(Struct, frozen=True):
    """Somebody who can act through the page. `has_installed`: they carry the application along (user install)."""

    id: int
    key: str
    locale: str
    color: str
    has_installed: bool = False


class Role(Struct, frozen=True):
    """`permissions` are bits; a role without colour has 0. `bot_id`: the role that came with the bot."""

    id: int
    name: str
    permissions: int
    position: int
    color: int = 0
    is_mentionable: bool = False
    is_hoisted: bool = False
    bot_id: int | None = None


class Guild(Struct, frozen=True):
    """The one server. Its @everyone role has the same id."""

    id: int
    name: str
    owner_id: int
    locale: str


class Member(Struct, frozen=True):
    """A user in the server."""

    id: int
    joined_ms: int
    role_ids: tuple[int, ...] = ()
    nick: str | None = None


class Overwrite(Struct, frozen=True):
    """What a role (type 0) or a member (type 1) is allowed or denied in one channel."""

    id: int
    type: int
    allow: int = 0
    deny: int = 0


class ThreadMember(Struct, frozen=True):
    """Somebody who is in a thread."""

    id: int
    joined_ms: int


class Thread(Struct, frozen=True, kw_only=True):
    """What makes a channel a thread of its parent (docs, topics/threads.mdx).

    `status_ms` is when it was last opened, archived, or given another time to be archived after; `sent` counts what was
    ever said there, but for what it began with.
    """

    owner_id: int
    status_ms: int
    archive_after_min: int
    members: tuple[ThreadMember, ...] = ()
    is_archived: bool = False
    is_locked: bool = False
    is_invitable: bool = True
    sent: int = 0
    tag_ids: tuple[int, ...] = ()

    def has(self, user_id: int) -> bool:
        return any(member.id == user_id for member in self.members)


class ForumTag(Struct, frozen=True):
    """What a post of a forum may be marked with. One that is `is_moderated` is given by who manages threads only."""

    id: int
    name: str
    emoji: str | None = None
    is_moderated: bool = False


class Channel(Struct, frozen=True):
    """A channel of the server, with `thread` a thread, or with `recipient_id` somebody's direct messages with the bot.

    `flags` and `tags` are those of a forum, or of a post in one.
    """

    id: int
    type: int
    name: str = ""
    topic: str | None = None
    parent_id: int | None = None
    position: int = 0
    slowmode_s: int = 0
    is_nsfw: bool = False
    overwrites: tuple[Overwrite, ...] = ()
    recipient_id: int | None = None
    thread: Thread | None = None
    flags: int = 0
    tags: tuple[ForumTag, ...] = ()

    @property
    def is_direct(self) -> bool:
        return self.recipient_id is not None

    @property
    def is_of_guild(self) -> bool:
        """Whether the server lists it among its channels: threads are listed apart."""
        return self.recipient_id is None and self.thread is None

    @property
    def holds_messages(self) -> bool:
        """Categories hold channels, and forums hold threads."""
        return self.type not in {CATEGORY, FORUM}


class StoredFile(Struct, frozen=True):
    """An uploaded file; `id` is also that of the attachment."""

    id: int
    channel_id: int
    filename: str
    content_type: str
    content: bytes


class Attachment(Struct, frozen=True):
    """A file as a message has it. One that an embed or a component shows is not listed (docs, PR 8279)."""

    id: int
    filename: str
    size_bytes: int
    content_type: str
    title: str | None = None
    description: str | None = None
    is_spoiler: bool = False
    is_shown_elsewhere: bool = False
    width: int | None = None
    height: int | None = None


class Message(Struct, frozen=True, kw_only=True):
    """A message. One with `private_to` is seen by that person only, until they dismiss it.

    `origin_id` is the interaction whose answer or followup it is, `metadata` what Discord tells of that interaction,
    and `command` the whole name of the command that it answers.
    """

    id: int
    channel_id: int
    author_id: int
    type: int = 0
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: tuple[Attachment, ...] = ()
    flags: int = 0
    mentions: tuple[int, ...] = ()
    mention_roles: tuple[int, ...] = ()
    mentions_everyone: bool = False
    edited_ms: int | None = None
    nonce: str | int | None = None
    is_tts: bool = False
    reference: Json | None = None
    poll: Json | None = None
    metadata: Json | None = None
    command: str | None = None
    origin_id: int | None = None
    private_to: int | None = None
    is_dismissed: bool = False


class ScheduledEvent(Struct, frozen=True, kw_only=True):
    """What a server has planned (docs, resources/guild-scheduled-event.mdx). `interested` are users, as they came."""

    id: int
    creator_id: int
    name: str
    entity_type: int
    start_ms: int
    description: str | None = None
    status: int = 1
    end_ms: int | None = None
    channel_id: int | None = None
    location: str | None = None
    image: str | None = None
    interested: tuple[int, ...] = ()


class Command(Struct, frozen=True):
    """An application command; `body` is the object of Discord's API, with its ids."""

    id: int
    guild_id: int | None
    body: Json


class Interaction(Struct, frozen=True, kw_only=True):
    """One doing of a person, and how far the bot has answered it (docs, interactions/receiving-and-responding.mdx).

    `status` is what the person sees. `callback` is the type of the answer, `original_id` the message of it, `modal` a
    form that is open, `opener_id` the interaction that opened the form which this one submits.
    """

    id: int
    token: str
    type: int
    user_id: int
    channel_id: int
    guild_id: int | None
    owners: dict[str, str]
    metadata: Json
    options: list[Json] = field(default_factory=list)
    command: str | None = None
    command_type: int | None = None
    custom_id: str | None = None
    message_id: int | None = None
    opener_id: int | None = None
    status: str = "sent"
    callback: int | None = None
    original_id: int | None = None
    followups: int = 0
    modal: Json | None = None


Thing: TypeAlias = (
    User | Person | Role | Guild | Member | Channel | Message | ScheduledEvent | Command | Interaction | StoredFile
)
