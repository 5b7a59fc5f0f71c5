"""The shapes of a message's components, and what each may hold (docs, components/reference.mdx)."""

from collections.abc import Iterator
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from bot.sandbox.rules.choosing import ChannelSelectShape, ComponentId, CustomId, EntitySelectShape, StringSelectShape
from bot.sandbox.rules.shapes import (
    Colour,
    Emoji,
    FileAddress,
    MediaAddress,
    Problem,
    Shape,
    Snowflake,
    address,
    length,
)

ROW_LIMIT = 5  # buttons in a row; a select fills it
LABEL_LIMIT = 80
BUTTON_URL_LIMIT = 512
SECTION_LIMIT = 3
TEXT_LIMIT = 4000  # spec for one Text Display; docs, PR 8562 for all of a message
MEDIA_DESCRIPTION_LIMIT = 1024
GALLERY_LIMIT = 10
COMPONENTS_LIMIT = 40  # docs, change-log.mdx 2025-04-29: of a message, counting nested ones

LINK, PREMIUM = 5, 6  # styles of buttons that send no interaction


class ButtonShape(Shape):
    """Styles 1 to 4 have a custom_id, 5 an address, 6 something to buy, and nothing else besides."""

    type: Literal[2]
    id: ComponentId = 0
    style: Annotated[int, Field(ge=1, le=PREMIUM)]
    label: Annotated[str, length(0, LABEL_LIMIT)] | None = None
    emoji: Emoji | None = None
    custom_id: CustomId | None = None
    url: Annotated[str, length(0, BUTTON_URL_LIMIT), address("http", "https", "discord")] | None = None
    sku_id: Snowflake | None = None
    disabled: bool = False

    def problems(self) -> Iterator[Problem]:
        if self.style == PREMIUM:
            yield from self._problems_of_premium()
            return
        if not self.label and self.emoji is None:
            yield Problem((), "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required")
        if self.custom_id is not None and self.url is not None:
            said = "A custom id and url cannot both be specified"
            yield Problem(("custom_id",), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", said)
        elif self.style == LINK and self.url is None:
            yield Problem(("url",), "BUTTON_COMPONENT_URL_REQUIRED", "A url is required")
        elif self.style != LINK and self.custom_id is None:
            yield Problem(("custom_id",), "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")

    def _problems_of_premium(self) -> Iterator[Problem]:
        if self.sku_id is None:
            yield Problem(("sku_id",), "BUTTON_COMPONENT_SKU_REQUIRED", "A sku id is required")
        for name in ("custom_id", "label", "url", "emoji"):
            if getattr(self, name) is not None:
                said = f"A premium button cannot have this field: {name}"
                yield Problem((name,), "BUTTON_COMPONENT_PREMIUM_FIELDS", said)


class ActionRowShape(Shape):
    """Up to five buttons, or one select."""

    type: Literal[1]
    id: ComponentId = 0
    components: Annotated[
        list[
            Annotated[
                ButtonShape | StringSelectShape | EntitySelectShape | ChannelSelectShape, Field(discriminator="type")
            ]
        ],
        length(1, ROW_LIMIT),
    ]

    def problems(self) -> Iterator[Problem]:
        if any(not isinstance(part, ButtonShape) for part in self.components):
            said = ("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
            yield from (Problem(("components", index), *said) for index in range(1, len(self.components)))


class TextDisplayShape(Shape):
    type: Literal[10]
    id: ComponentId = 0
    content: Annotated[str, length(1, TEXT_LIMIT)]


class MediaShape(Shape):
    url: MediaAddress


class FileMediaShape(Shape):
    url: FileAddress


class ThumbnailShape(Shape):
    type: Literal[11]
    id: ComponentId = 0
    media: MediaShape
    description: Annotated[str, length(0, MEDIA_DESCRIPTION_LIMIT)] | None = None
    spoiler: bool = False


class SectionShape(Shape):
    """Texts with something at their side."""

    type: Literal[9]
    id: ComponentId = 0
    components: Annotated[
        list[Annotated[TextDisplayShape, Field(discriminator="type")]],
        length(1, SECTION_LIMIT),
    ]
    accessory: Annotated[ButtonShape | ThumbnailShape, Field(discriminator="type")]


class GalleryItemShape(Shape):
    media: MediaShape
    description: Annotated[str, length(0, MEDIA_DESCRIPTION_LIMIT)] | None = None
    spoiler: bool = False


class MediaGalleryShape(Shape):
    type: Literal[12]
    id: ComponentId = 0
    items: Annotated[list[GalleryItemShape], length(1, GALLERY_LIMIT)]


class FileShape(Shape):
    type: Literal[13]
    id: ComponentId = 0
    file: FileMediaShape
    spoiler: bool = False


class SeparatorShape(Shape):
    type: Literal[14]
    id: ComponentId = 0
    divider: bool = True
    spacing: Literal[1, 2] = 1


class ContainerShape(Shape):
    """No container in a container."""

    type: Literal[17]
    id: ComponentId = 0
    accent_color: Colour | None = None
    spoiler: bool = False
    components: Annotated[
        list[
            Annotated[
                ActionRowShape | SectionShape | TextDisplayShape | MediaGalleryShape | FileShape | SeparatorShape,
                Field(discriminator="type"),
            ]
        ],
        length(1, COMPONENTS_LIMIT),
    ]


# What may stand at the top of a message with IS_COMPONENTS_V2.
Part: TypeAlias = (
    ActionRowShape | SectionShape | TextDisplayShape | MediaGalleryShape | FileShape | SeparatorShape | ContainerShape
)
