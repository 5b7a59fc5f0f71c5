"""The components of one message together: what the two kinds of message take, and the limits over all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from bot.sandbox.refusals import Fault
from bot.sandbox.rules.components import (
    COMPONENTS_LIMIT,
    TEXT_LIMIT,
    ActionRowShape,
    FileShape,
    MediaGalleryShape,
    Part,
    TextDisplayShape,
    ThumbnailShape,
)
from bot.sandbox.rules.faults import Path, read
from bot.sandbox.rules.shapes import length
from bot.sandbox.rules.trees import faults_of_doubles, walk

ROWS_LIMIT = 5  # docs, components/reference.mdx "Legacy Message Component Behavior"

# Observed, not documented: beyond these Discord fails with HTTP 500 and says nothing. We say what it is.
TEXT_BYTES_LIMIT = 10_170  # discord-api-docs issue 8554: UTF-8 bytes of all Text Displays, and 12 for each
BYTES_A_TEXT = 12
MEDIA_LIMIT = 64  # discord-api-docs issue 7528

_ROWS = TypeAdapter(
    Annotated[list[Annotated[ActionRowShape, Field(discriminator="type")]], length(0, ROWS_LIMIT)],
)
_PARTS = TypeAdapter(
    list[Annotated[Part, Field(discriminator="type")]],
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The components of one message, and every one of them with its place."""

    parts: list[Part]
    placed: list[tuple[Path, Any]]

    def media(self) -> Iterator[tuple[Path, str]]:
        """Every address of a picture or file, with its place."""
        for here, part in self.placed:
            match part:
                case ThumbnailShape():
                    yield (*here, "media", "url"), part.media.url
                case FileShape():
                    yield (*here, "file", "url"), part.file.url
                case MediaGalleryShape():
                    for index, item in enumerate(part.items):
                        yield (*here, "items", index, "media", "url"), item.media.url


def read_rows(value: object, path: Path) -> tuple[Layout, list[Fault]]:
    """The components of a message without IS_COMPONENTS_V2."""
    rows, faults = read(_ROWS.validate_python, value, path)
    layout = _layout(rows, path)
    return layout, faults or faults_of_doubles(layout.placed)


def read_parts(value: object, path: Path) -> tuple[Layout, list[Fault]]:
    """The components of a message with IS_COMPONENTS_V2."""
    parts, faults = read(_PARTS.validate_python, value, path)
    layout = _layout(parts, path)
    return layout, faults or _faults_together(layout, path)


def _layout(parts: Sequence[Part] | None, path: Path) -> Layout:
    return Layout(list(parts or ()), walk(parts or (), path))


def _faults_together(layout: Layout, path: Path) -> list[Fault]:
    faults = faults_of_doubles(layout.placed)
    if len(layout.placed) > COMPONENTS_LIMIT:
        said = f"The total number of components cannot exceed {COMPONENTS_LIMIT}"
        faults.append(Fault(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", said))
    if sum(1 for _ in layout.media()) > MEDIA_LIMIT:
        said = f"More than {MEDIA_LIMIT} pictures; Discord answers 500 (observed)"
        faults.append(Fault(path, "COMPONENT_MAX_MEDIA_EXCEEDED", said))
    texts = [part.content for _, part in layout.placed if isinstance(part, TextDisplayShape)]
    return [*faults, *_faults_of_texts(texts, path)]


def _faults_of_texts(texts: list[str], path: Path) -> Iterator[Fault]:
    if sum(map(len, texts)) > TEXT_LIMIT:
        said = f"Components displayable text size exceeds maximum size of {TEXT_LIMIT}"
        yield Fault(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", said)
    elif sum(len(text.encode()) + BYTES_A_TEXT for text in texts) > TEXT_BYTES_LIMIT:
        said = f"The texts are longer than {TEXT_BYTES_LIMIT} bytes; Discord answers 500 (observed)"
        yield Fault(path, "COMPONENT_TEXT_BYTES_EXCEEDED", said)
