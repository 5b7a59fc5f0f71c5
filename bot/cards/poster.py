"""A poster: what a whole channel reads and presses, in the channel's language, before it is drawn."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.cards.card import Choice
from bot.cards.said import Said


@dataclass(frozen=True, slots=True)
class Heading:
    """What it is about."""

    said: Said


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stand together."""

    items: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Small:
    """What need not be read."""

    said: Said


@dataclass(frozen=True, slots=True)
class Source:
    """Where it is written, and a line that says so and names it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Key:
    """Something to press about question `number` of a quiz, or about all of it (0). `does` is one word or one digit;
    `about` is whom it concerns.
    """

    label: str
    quiz: int
    number: int
    does: str
    is_main: bool = False
    is_resting: bool = False
    """It is there, and cannot be pressed at present."""
    about: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """Something to press that shows something else of the same kind. `to` says what, to whoever answers its first
    word.
    """

    label: str
    to: str
    is_resting: bool = False
    """It is what is shown already."""
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """A row of at most five."""

    items: tuple[Key | Choice | Turn, ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """A list of which at most `most` are chosen; what is told of them are their places, from 0."""

    key: Key | Turn
    items: tuple[str, ...]
    most: int


class Kind(StrEnum):
    """Of what a server has, what can be picked."""

    CHANNEL = "channel"
    """One to post in."""
    PLACE = "place"
    """Any in which people write: also the chat of a voice channel, and a forum with its posts."""
    ROLE = "role"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Picker:
    """A list of what the server has, which the front end knows: `chosen` are the ids that are picked already.

    `to` says what it is picked for, to whoever answers its first word; the ids that are picked come with it.
    """

    kind: Kind
    label: str
    to: str
    chosen: tuple[int, ...] = ()
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a menu. `value` says what it stands for."""

    label: str
    value: str
    note: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A list of which one is chosen; its value comes with `to`, like what is picked."""

    label: str
    to: str
    items: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A line with something to press at its end."""

    said: Said
    turn: Turn


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where the picture stands, if there is one."""


Block: TypeAlias = Heading | Lines | Small | Source | Keys | Pick | Picker | Menu | Beside | Drawing


@dataclass(frozen=True, slots=True)
class Poster:
    """Blocks in reading order."""

    blocks: tuple[Block, ...]
