"""The shape of a message to send, but for its embeds and components (docs, resources/message.mdx "Create Message")."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter
from pydantic_core import PydanticCustomError

from bot.sandbox.rules.attachments import FILES_LIMIT, AttachmentShape
from bot.sandbox.rules.mentions import MentionsShape
from bot.sandbox.rules.polls import PollShape
from bot.sandbox.rules.shapes import Shape, Snowflake, length

CONTENT_LIMIT = 2000  # the spec's 4000 is for people with Nitro
NONCE_LIMIT = 25
STICKERS_LIMIT = 3
INT64 = 1 << 63  # what a nonce stays below if it is a number (spec)


def _checked_nonce(value: object) -> object:
    if isinstance(value, str):
        if len(value) > NONCE_LIMIT:
            raise PydanticCustomError("NONCE_TYPE_TOO_LONG", "Must be 25 or fewer characters long.")
        return value
    if not isinstance(value, int) or isinstance(value, bool):
        raise PydanticCustomError("NONCE_TYPE_INVALID_TYPE", "This field must be a string or integer.")
    if not -INT64 <= value < INT64:
        said = f"Must be between {-INT64} and {INT64 - 1}."
        raise PydanticCustomError("NONCE_TYPE_OUT_OF_BOUNDS", said)
    return value


class ReferenceShape(Shape):
    """The message that is answered."""

    message_id: Snowflake
    channel_id: Snowflake | None = None
    guild_id: Snowflake | None = None
    fail_if_not_exists: bool = True


class MessageShape(Shape):
    """A message without its embeds and components, which depend on its flags and are read on their own."""

    content: Annotated[str, length(0, CONTENT_LIMIT)] = ""
    flags: Annotated[int, Field(ge=0)] = 0
    tts: bool = False
    allowed_mentions: MentionsShape | None = None
    attachments: Annotated[list[AttachmentShape], length(0, FILES_LIMIT)] | None = None
    poll: PollShape | None = None
    # These three are for channels only.
    message_reference: ReferenceShape | None = None
    sticker_ids: Annotated[list[Snowflake], length(0, STICKERS_LIMIT)] = Field(default_factory=list)
    nonce: Annotated[Any, BeforeValidator(_checked_nonce)] = None
    enforce_nonce: bool = False


MESSAGE = TypeAdapter(MessageShape)
FLAGS = TypeAdapter(int)
