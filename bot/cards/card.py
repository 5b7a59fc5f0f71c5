"""A card: what is said, in the reader's language, before anybody has decided how it looks."""

from dataclasses import asdict, dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """Short statements under a heading. A front end may show the first few and say how many more there are."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Words, each with what it means, under a heading."""

    heading: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; the first column names the row. A narrow front end draws it as blocks.

    `is_numeric` says that every column but the first holds numbers, which want to stand right under each other.
    """

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_numeric: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to ask for next: on Discord a button, in the terminal the words to type. `note` says why.

    `about` are the ids of what it asks for, which stay the same when a name changes.
    """

    label: str
    command: str
    query: str
    note: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What to ask for next, under a heading.

    `is_question`: the card asks, and choosing answers it, so that the answer may take the card's place.
    """

    heading: str
    items: tuple[Choice, ...]
    is_question: bool = False


Block: TypeAlias = Paragraph | Points | Terms | Table | Choices


@dataclass(frozen=True, slots=True)
class Card:
    """`title` and blocks in reading order; `footer` is where it comes from and as of when.

    `sources` are all sources of what the card says, the first of them in the footer. `command` and `about` (ids) ask
    for this very card again, in any language; a card without a command cannot be asked for again, and `about` is then
    only what it tells of.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    footer: str = ""
    sources: tuple[str, ...] = ()
    command: str = ""
    about: tuple[str, ...] = ()


def as_json(card: Card) -> dict[str, object]:
    """The card for a program: its fields, and in each block a `kind` (paragraph, points, terms, table or choices)."""
    blocks = [{"kind": type(block).__name__.lower(), **asdict(block)} for block in card.blocks]
    return {**asdict(card), "blocks": blocks}
