"""Embeds: their limits, and how Discord gives them back (docs, resources/message.mdx "Embed Limits")."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter
from pydantic_core import PydanticCustomError

from bot.sandbox.refusals import Fault
from bot.sandbox.rules.drafts import Json
from bot.sandbox.rules.faults import Path, read
from bot.sandbox.rules.shapes import Colour, MediaAddress, Shape, WebAddress, length

EMBEDS_LIMIT = 10
TITLE_LIMIT = 256
DESCRIPTION_LIMIT = 4096
FIELDS_LIMIT = 25
FIELD_NAME_LIMIT = 256
FIELD_VALUE_LIMIT = 1024
FOOTER_LIMIT = 2048
AUTHOR_LIMIT = 256
ALL_TEXT_LIMIT = 6000  # over all embeds of a message


def _parsed_moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        message = "Could not parse {text}. Should be ISO8601."
        raise PydanticCustomError("DATE_TIME_TYPE_PARSE", message, {"text": text}) from None
    return moment.isoformat() if moment.tzinfo else moment.replace(tzinfo=UTC).isoformat()


# Discord counts and shows texts without white space at their ends.
_trimmed = AfterValidator(str.strip)
# Observed: a field with an empty name or value is refused, "This field is required".
FieldName = Annotated[str, _trimmed, length(1, FIELD_NAME_LIMIT)]
FieldValue = Annotated[str, _trimmed, length(1, FIELD_VALUE_LIMIT)]
Moment = Annotated[str, AfterValidator(_parsed_moment)]


class EmbedFieldShape(Shape):
    name: FieldName
    value: FieldValue
    inline: bool = False


class EmbedFooterShape(Shape):
    text: Annotated[str, _trimmed, length(0, FOOTER_LIMIT)] = ""
    icon_url: MediaAddress | None = None


class EmbedAuthorShape(Shape):
    name: Annotated[str, _trimmed, length(0, AUTHOR_LIMIT)] = ""
    url: WebAddress | None = None
    icon_url: MediaAddress | None = None


class EmbedMediaShape(Shape):
    url: MediaAddress


class EmbedShape(Shape):
    """What a bot may set; `type`, `video` and `provider` are Discord's own."""

    title: Annotated[str, _trimmed, length(0, TITLE_LIMIT)] | None = None
    description: Annotated[str, _trimmed, length(0, DESCRIPTION_LIMIT)] | None = None
    url: WebAddress | None = None
    color: Colour | None = None
    timestamp: Moment | None = None
    author: EmbedAuthorShape | None = None
    footer: EmbedFooterShape | None = None
    image: EmbedMediaShape | None = None
    thumbnail: EmbedMediaShape | None = None
    fields: Annotated[list[EmbedFieldShape], length(0, FIELDS_LIMIT)] = Field(default_factory=list)

    @property
    def size(self) -> int:
        """The characters that count for the limit over all embeds."""
        texts = [self.title, self.description, self.footer and self.footer.text, self.author and self.author.name]
        in_fields = sum(len(field.name) + len(field.value) for field in self.fields)
        return sum(len(text) for text in texts if text) + in_fields


# What makes an embed worth showing.
_SEEN = ("title", "description", "author", "footer", "image", "thumbnail", "fields")
_EMBEDS = TypeAdapter(Annotated[list[EmbedShape], length(0, EMBEDS_LIMIT)])


def read_embeds(value: object, path: Path) -> tuple[list[EmbedShape], list[Fault]]:
    embeds, faults = read(_EMBEDS.validate_python, value, path)
    if embeds is not None and sum(embed.size for embed in embeds) > ALL_TEXT_LIMIT:
        faults = [Fault(path, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {ALL_TEXT_LIMIT}")]
    return embeds or [], faults


def media_of(embeds: Sequence[EmbedShape], path: Path) -> Iterator[tuple[Path, str]]:
    """Every address of a picture, with its place."""
    for index, embed in enumerate(embeds):
        for name, part in (("image", embed.image), ("thumbnail", embed.thumbnail)):
            if part is not None:
                yield (*path, index, name, "url"), part.url
        for name, owner in (("author", embed.author), ("footer", embed.footer)):
            if owner is not None and owner.icon_url is not None:
                yield (*path, index, name, "icon_url"), owner.icon_url


def given_back(embed: EmbedShape) -> Json:
    """The embed as it comes back: of type rich, without what is empty."""
    kept = {key: value for key, value in embed.model_dump(exclude_none=True).items() if value not in ("", [])}
    for part, name in (("author", "name"), ("footer", "text")):
        if part in kept and not kept[part][name]:
            del kept[part]  # an author without a name and a footer without a text are not shown
    return {"type": "rich", **kept}


def is_empty(embed: Json) -> bool:
    """Observed: an embed with nothing to see does not make a message (50006)."""
    return not any(embed.get(key) for key in _SEEN)
