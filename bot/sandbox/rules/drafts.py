"""What a checked message consists of, before the world makes a message of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

# Bits of a message's `flags` (docs, resources/message.mdx "Message Flags").
SUPPRESS_EMBEDS = 1 << 2
EPHEMERAL = 1 << 6
LOADING = 1 << 7
SUPPRESS_NOTIFICATIONS = 1 << 12
IS_COMPONENTS_V2 = 1 << 15


class Place(Enum):
    """Where a message is sent or edited: the flags, default mentions and fields that are taken differ."""

    CHANNEL = auto()  # POST and PATCH /channels/{id}/messages
    FOLLOWUP = auto()  # POST /webhooks/{app}/{token} and PATCH .../messages/{id}
    REPLY = auto()  # callback 4 and 7
    DEFERRED = auto()  # PATCH .../messages/@original while it is LOADING: a poll may be added


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request: `files[key]`."""

    key: int
    filename: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Mentions:
    """Who is really pinged by a text: `allowed_mentions`, or the default of the place. None: everyone who is named."""

    everyone: bool
    users: frozenset[str] | None
    roles: frozenset[str] | None
    replied_user: bool

    def reaches_user(self, user: str) -> bool:
        return self.users is None or user in self.users

    def reaches_role(self, role: str) -> bool:
        return self.roles is None or role in self.roles


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of the message, in order: a new one with the key of its upload, or a kept one with its id."""

    upload: int | None
    kept: str | None
    filename: str
    title: str | None = None
    description: str | None = None
    is_spoiler: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that Discord takes.

    `embeds` and `components` are as Discord gives them back (component `id`s filled in order, defaults applied), but
    for `attachment://name`, which media.with_media makes real. `flags` are those of the message: the settable ones that
    were asked for and, after an edit, the others that it had.
    """

    content: str
    embeds: list[Json]
    components: list[Json]
    attachments: tuple[Attached, ...]
    flags: int
    mentions: Mentions
    poll: Json | None = None  # as in a response, without `expiry` and `results`; with `duration` in hours
    reference: Json | None = None  # {"type", "message_id", "channel_id"?, "guild_id"?, "fail_if_not_exists"}
    sticker_ids: Sequence[str] = ()
    nonce: str | int | None = None
    enforce_nonce: bool = False
    tts: bool = False
