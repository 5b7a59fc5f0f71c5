"""What pictures are drawn on: a dark panel that reads well on Discord's dark and light themes alike.

Positions and sizes are in pixels of a picture that is `WIDTH` wide: a desktop client shows it somewhat larger, a phone
smaller. The panel brings its own background: no ink is readable on both of Discord's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parent / "fonts"
MEDIUM, BOLD = "Inter-Medium.otf", "Inter-SemiBold.otf"

# Between the 300 pixels of a phone and the 550 that a desktop client has room for.
WIDTH = 440
MARGIN = 20
# How many times as large it is drawn. It is halved at the end, which smooths lines and curves, and stays sharp on
# screens that show a pixel by two or three.
DRAWN = 5
SHRUNK = 2

PANEL = "#1d222c"
TRACK = "#39414f"
INK = "#f3f5f9"
SOFT_INK = "#b4bdcb"
ACCENT = "#4fd1bd"
SHADE = "#234044"

Spot: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Lettering:
    """How words are written."""

    size: float
    font: str = MEDIUM
    ink: str = INK


class Paper:
    """An empty panel of some height."""

    def __init__(self, height: float) -> None:
        self._image = Image.new("RGB", (WIDTH * DRAWN, round(height * DRAWN)), PANEL)
        self._pen = ImageDraw.Draw(self._image)

    def text(self, at: Spot, words: str, lettering: Lettering, anchor: str = "ls") -> None:
        """One line. `anchor` as Pillow has it: "l", "m" or "r", then "s" for the line that letters stand on."""
        self._pen.text(_drawn(at), words, lettering.ink, _font(lettering), anchor)

    def line(self, spots: Sequence[Spot], ink: str, width: float) -> None:
        self._pen.line([_drawn(spot) for spot in spots], ink, round(width * DRAWN), joint="curve")

    def shape(self, spots: Sequence[Spot], ink: str) -> None:
        self._pen.polygon([_drawn(spot) for spot in spots], ink)

    def dot(self, at: Spot, ink: str, radius: float) -> None:
        self._pen.circle(_drawn(at), radius * DRAWN, ink)

    def bar(self, start: Spot, end: Spot, ink: str, rounding: float) -> None:
        self._pen.rounded_rectangle((_drawn(start), _drawn(end)), rounding * DRAWN, ink)

    def png(self) -> bytes:
        """The picture as a file."""
        image = self._image.reduce(SHRUNK)
        file = BytesIO()
        image.save(file, "PNG")
        return file.getvalue()


def width_of(words: str, lettering: Lettering) -> float:
    """How wide a line of text is."""
    return _font(lettering).getlength(words) / DRAWN


def fitted(words: str, lettering: Lettering, width: float) -> str:
    """As much of `words` as is not wider than `width`, with an ellipsis if that is not all of them."""
    if width_of(words, lettering) <= width:
        return words
    count = len(words)
    while count and width_of(f"{words[:count].rstrip()}…", lettering) > width:
        count -= 1
    return f"{words[:count].rstrip()}…"


def _drawn(at: Spot) -> Spot:
    return at[0] * DRAWN, at[1] * DRAWN


def _font(lettering: Lettering) -> ImageFont.FreeTypeFont:
    # The basic layout draws alike everywhere; the other one needs a library that not every system has.
    file = FONTS / lettering.font
    return ImageFont.truetype(file, lettering.size * DRAWN, layout_engine=ImageFont.Layout.BASIC)
