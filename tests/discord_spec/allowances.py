"""What Discord takes or sends although its description does not say so: each with the reason. Everything else fails."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.discord_spec.unknown_fields import Unknown

_ANY = object()

DIGITS = "^(0|[1-9][0-9]*)$"
# 64 bits, unsigned (docs, reference.mdx "Snowflakes").
LARGEST_ID = 2**64 - 1


@dataclass(frozen=True, slots=True)
class Allowance:
    """A field that may stand in `schema`, with any value or with only one."""

    schema: str
    field: str
    reason: str
    value: Any = _ANY

    def covers(self, unknown: Unknown) -> bool:
        is_there = self.schema in unknown.owners and self.field == unknown.field
        return is_there and (self.value is _ANY or self.value == unknown.value)


def _each(schemas: Iterable[str], fields: Iterable[str], reason: str, value: Any = _ANY) -> list[Allowance]:
    return [Allowance(schema, field, reason, value) for schema in schemas for field in fields]


IN_REQUESTS = (
    *_each(
        ("ApplicationCommandCreateRequest", "ApplicationCommandUpdateRequest", "ApplicationCommandPatchRequestPartial"),
        ("nsfw",),
        "docs, interactions/application-commands.mdx lists it for creating and editing",
    ),
    *_each(
        (
            "MessageEditRequestPartial",
            "IncomingWebhookUpdateRequestPartial",
            "IncomingWebhookUpdateForInteractionCallbackRequestPartial",
        ),
        ("tts",),
        "discord.py sends it with every edit, and Discord passes over it",
        value=False,
    ),
    Allowance(
        "BaseCreateMessageCreateRequest",
        "tts",
        "discord.py sends it with the first message of a post, and Discord passes over it",
        value=False,
    ),
    Allowance("RichEmbed", "flags", "discord.py sends it in every embed, and Discord passes over it", value=0),
    *_each(
        ("MessageAttachmentRequest",),
        ("url", "proxy_url", "size", "spoiler", "content_type", "height", "width", "ephemeral", "flags"),
        "discord.py gives kept attachments back whole, and Discord takes their id",
    ),
)

IN_ANSWERS: tuple[Allowance, ...] = (
    Allowance(
        "CreatedThreadResponse", "message", "docs, resources/channel.mdx: a post comes back with its first message"
    ),
)

# Parameters in addresses, likewise: libraries send it, and Discord passes over it or has never written it down.
IN_QUERIES = {"use_nested_fields": "discord.py sends it with each post of a forum"}

# In requests an id may be a number (docs, reference.mdx): discord.py sends those of attachments and mentions so.
LOOSE_ID = {"type": ["string", "integer"], "pattern": DIGITS, "minimum": 0, "maximum": LARGEST_ID}

# Permissions are strings of digits (docs, topics/permissions.mdx); the description takes numbers, like discord.py.
LOOSE_PERMISSIONS = {"type": ["integer", "string", "null"], "pattern": DIGITS, "minimum": 0}

# The code of a wrong field is a name such as BASE_TYPE_REQUIRED (docs, reference.mdx "Error Messages"), not a number.
FIELD_ERROR = {
    "type": "object",
    "properties": {"code": {"type": ["string", "integer"]}, "message": {"type": "string"}},
    "required": ["code", "message"],
}

# With a limit there is a code only "for some" of them (docs, topics/rate-limits.mdx "Rate Limit Response Structure").
RATE_LIMITED = {
    "type": "object",
    "properties": {
        "message": {"type": "string"},
        "retry_after": {"type": "number"},
        "global": {"type": "boolean"},
        "code": {"type": "integer"},
    },
    "required": ["message", "retry_after", "global"],
}

# A kind of channel that the documentation lists (docs, resources/channel.mdx "Channel Types") and the description does
# not; discord.py names it wherever a bot asks for forums.
MEDIA_CHANNEL = {"title": "GUILD_MEDIA", "const": 16}
