"""A sentence that names people and moments: the front end shows a name, and a time in the reader's own zone."""

from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import TypeAlias

from bot.cards.voice import Voice


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that are to be seen first."""

    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, by their id."""

    id: int


@dataclass(frozen=True, slots=True)
class Moment:
    """How far away `at` is: "in 20 seconds", and later "2 minutes ago"."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Instant:
    """When `at` is or was: a day, with its weekday if people have to plan for it, and a time."""

    at: datetime
    has_weekday: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A channel or a thread, by its id."""

    id: int


@dataclass(frozen=True, slots=True)
class Rank:
    """A role of the server, by its id."""

    id: int


@dataclass(frozen=True, slots=True)
class Slash:
    """A command by its English words; it can be pressed where the front end knows its id."""

    words: str
    id: int | None = None


Part: TypeAlias = str | Strong | Person | Moment | Instant | Place | Rank | Slash
Said: TypeAlias = tuple[Part, ...]
"""One line in its parts, in reading order. Texts in it mean what they say, whatever signs they hold."""


def said(voice: Voice, key: str, /, **values: Part | int | Said) -> Said:
    """The sentence of `key` with `values` filled in, people and moments still to be drawn."""
    parts: list[Part] = []
    for text, name, _, _ in Formatter().parse(voice.template(key)):
        parts += [text] if text else []
        if name is not None:
            value = values[name]
            parts += value if isinstance(value, tuple) else [str(value) if isinstance(value, int) else value]
    return tuple(parts)


def joined(between: str, items: tuple[Said, ...]) -> Said:
    """All of `items` in one line."""
    parts: list[Part] = []
    for number, item in enumerate(items):
        parts += [between, *item] if number else item
    return tuple(parts)
