"""A picture in a message, with what it shows in words for whoever cannot see it."""

from dataclasses import dataclass
from io import BytesIO
from typing import TypeVar

import discord
from discord import ui

from cogs.ui.limits import ALT_TEXT
from cogs.ui.pieces import shortened

ViewT = TypeVar("ViewT", bound=ui.LayoutView)


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG file. `name` is that of the file, without its ending; `alt` is what a screen reader reads out."""

    name: str
    png: bytes
    alt: str

    @property
    def told(self) -> str:
        """The alternative text as long as it may be."""
        return shortened(self.alt, ALT_TEXT)

    def file(self) -> discord.File:
        """What is sent along with the message; once only, since sending reads it."""
        return discord.File(BytesIO(self.png), f"{self.name}.png", description=self.told)

    def gallery(self) -> ui.MediaGallery[ViewT]:
        """Where it stands in the message."""
        return ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{self.name}.png", description=self.told))
