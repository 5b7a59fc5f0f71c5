"""Draws cards in a terminal, and as plain text where nobody sees colours: in a pipe, in a file."""

import io
import os
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

import msgspec
from rich.box import Box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from bot.cards.card import Block, Card, Choice, Choices, Paragraph, Points, Table, Terms
from bot.cards.voice import Voice

PLAIN_WIDTH = 80
# Terminals that say less than this do not know their width.
NARROWEST = 40
# Longer lines tire the eye; tables may use more.
WIDEST_PROSE = 92
WIDEST_TABLE = 140
# Below this a column of text beside its name is a column of single words.
NARROW = 70
NARROWEST_COLUMN = 19
MOST_POINTS = 6

# Anything that would move the cursor, colour the rest or turn the line around, wherever the text comes from.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Holds a name together at the end of a line; printed as a plain space, so that a search for the name finds it.
_JOINING_SPACE = "\u00a0"
_LINE = Box("    \n    \n ─  \n    \n    \n    \n    \n    \n")
_PLAIN_LINE = Box("    \n    \n -  \n    \n    \n    \n    \n    \n", ascii=True)


def printable(text: str) -> str:
    """The text without anything that a terminal would obey."""
    return _CONTROL.sub("\ufffd", text.expandtabs(4))


class _Console(Console):
    """Leaves it to `commandline` how the program ends when nobody reads any more; rich would end it at once."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class Terminal:
    """A stream that people read. `width` is taken from the terminal unless it is given."""

    def __init__(  # noqa: PLR0913 - each is one thing that a screen needs to know
        self,
        stream: TextIO,
        environ: Mapping[str, str],
        voice: Voice,
        *,
        width: int | None = None,
        program: str = "studyhall",
        shows_all: bool = False,
    ) -> None:
        # With a height, rich believes the width that it is given, on a dumb terminal too.
        console = _Console(
            file=stream, width=width, height=25, _environ=environ, markup=False, emoji=False, highlight=False
        )
        if width is None and (not console.is_terminal or console.width < NARROWEST):
            console.width = PLAIN_WIDTH
        self._console = console
        self._voice = voice
        self._program = program
        self._shows_all = shows_all

    @property
    def width(self) -> int:
        """The columns that there are."""
        return self._console.width

    def line(self, text: str) -> None:
        """One line as it is, however long: who reads it may be a program."""
        self._console.print(Text(printable(text)), soft_wrap=True)

    def lines(self, texts: Iterable[str]) -> None:
        """Each text as a line."""
        for text in texts:
            self.line(text)

    def json(self, value: object) -> None:
        """A value for a program."""
        self._console.file.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")

    def card(self, card: Card) -> None:
        """A whole card, with a blank line between its parts."""
        with self._console.capture() as drawn:
            self._draw(card)
        text = drawn.get().replace(_JOINING_SPACE, " ")
        if not self._console.is_terminal:
            text = "\n".join(line.rstrip() for line in text.split("\n"))
        self._console.file.write(text)

    def _draw(self, card: Card) -> None:
        self._print(_text(card.title, "bold"))
        if card.subtitle:
            self._print(_text(card.subtitle, "dim"))
        for block in card.blocks:
            self._console.print()
            self._block(block)
        if card.footer:
            self._console.print()
            # Without the scheme most addresses fit on the line.
            self._print(_text(card.footer.replace("https://", ""), "dim"))
        for source in card.sources if self._shows_all else ():
            self._print(_text(source, "dim"), indent=2)

    # --- blocks ----------------------------------------------------------------------------------------------------

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(text):
                self._print(_text(text))
            case Points(heading, items):
                self._heading(heading)
                self._points(items)
            case Terms(heading, items):
                self._heading(heading)
                self._terms(items)
            case Table():
                self._heading(block.heading)
                self._table(block)
            case Choices(heading, items):
                self._heading(heading)
                self._choices(items)

    def _heading(self, heading: str) -> None:
        if heading:
            self._print(_text(heading, "bold cyan"))

    def _points(self, items: Sequence[str]) -> None:
        shown = items if self._shows_all else items[:MOST_POINTS]
        for item in shown:
            self._print(_beside(_text("•", "dim"), _text(item)), indent=2)
        if len(items) > len(shown):
            self._print(_text(self._voice.say("terminal.more", count=len(items) - len(shown)), "dim"), indent=4)

    def _terms(self, items: Sequence[tuple[str, str]]) -> None:
        """What each word means, beside it if there is room, else below it."""
        if self.width < NARROW:
            for word, meaning in items:
                self._print(_text(word, "bold"), indent=2)
                self._print(_text(meaning), indent=4)
            return
        grid = Grid.grid(padding=(0, 3, 0, 0))
        grid.add_column(max_width=self.width // 3)
        grid.add_column()
        for word, meaning in items:
            grid.add_row(_text(word, "bold"), _text(meaning))
        self._print(grid, indent=2)

    def _choices(self, items: Sequence[Choice]) -> None:
        """The choices, and what to type for the first of them, so that nobody reads the same words again and again."""
        has_notes = any(choice.note for choice in items)
        if has_notes:
            self._terms([(choice.label, choice.note) for choice in items])
        elif items[0].query:
            names = (choice.label.replace(" ", _JOINING_SPACE) for choice in items)
            self._print(_text(f"{_JOINING_SPACE}· ".join(names)), indent=2)
        if has_notes or not items[0].query:
            self._print(_beside(_text("→", "dim"), _text(self._typed(items[0]), "dim")), indent=2)

    def _typed(self, choice: Choice) -> str:
        """What to type to choose it, quoted only where a shell needs it."""
        words = " ".join(shlex.quote(word) for word in choice.query.split())
        return f"{self._program} {choice.command} {words}".rstrip()

    # --- tables ----------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        if table.is_numeric or self._has_room(table):
            self._print(self._grid(table), indent=0 if table.is_numeric else 1, widest=WIDEST_TABLE)
        else:
            self._row_blocks(table)

    def _has_room(self, table: Table) -> bool:
        names = max(len(row[0]) for row in table.rows)
        columns = len(table.columns) - 1
        room = (min(self.width, WIDEST_TABLE) - min(names, 22) - 3 * columns) // columns
        return self.width >= NARROW and room >= NARROWEST_COLUMN

    def _grid(self, table: Table) -> Grid:
        box = _LINE if self._console.is_terminal else _PLAIN_LINE
        spacing = 0 if table.is_numeric else 1
        grid = Grid(box=box, leading=spacing, pad_edge=False, border_style="dim", header_style="bold", show_edge=False)
        for number, column in enumerate(table.columns):
            is_number = table.is_numeric and number > 0
            grid.add_column(_text(column), justify="right" if is_number else "left")
        for name, *cells in table.rows:
            grid.add_row(_text(name, "cyan"), *(_text(cell) for cell in cells))
        return grid

    def _row_blocks(self, table: Table) -> None:
        """Each row as a small block: its name, and every column's value below."""
        names = max(len(column) for column in table.columns)
        for number, (name, *cells) in enumerate(table.rows):
            if number:
                self._console.print()
            self._print(_text(name, "cyan"), indent=2)
            for column, cell in zip(table.columns[1:], cells, strict=True):
                label = _text(column, "bold")
                label.pad_right(names - len(column))
                self._print(_beside(label, _text(cell)), indent=4)

    def _print(self, content: RenderableType, indent: int = 0, widest: int = WIDEST_PROSE) -> None:
        width = min(self._console.width, widest)
        self._console.print(Padding(content, (0, 0, 0, indent), expand=False), width=width)


def _text(text: str, style: str = "") -> Text:
    return Text(printable(text), style=style)


def _beside(label: Text, text: Text) -> Grid:
    """The text with a hanging indent behind its label."""
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(label, text)
    return grid


# --- streams -------------------------------------------------------------------------------------------------------


def speak_utf8(stream: TextIO) -> None:
    """Whatever the machine's own encoding is: a card has accents."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")


def stop_writing(stream: TextIO) -> None:
    """Nobody reads any more. What is still to be flushed when Python ends goes nowhere, instead of raising again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return
