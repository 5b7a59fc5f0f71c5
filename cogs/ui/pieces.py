"""What a card becomes on Discord, before it is cut into pages: texts, buttons, menus. Knows no discord.py."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from bot.cards.card import Block, Card, Choice, Choices, Paragraph, Points, Table, Terms
from cogs.ui.addresses import Address, address_for
from cogs.ui.limits import BUTTON_LABEL, BUTTONS_IN_A_ROW, OPTION_DESCRIPTION, OPTION_LABEL, OPTIONS_IN_A_MENU
from cogs.ui.markdown import bold, link, plain

Say: TypeAlias = Callable[..., str]
"""`say(key, **values)`: a sentence of the reader's language."""

# A title, a heading or a footer is one line; the longest source in the packs has 120 characters.
LONGEST_LINE = 100
LONGEST_FOOTER = 300
_LAST_WORD = re.compile(r"(?s).*[^\s,;:\\](?=[\s,;:\\]+)")
_LAST_SENTENCE = re.compile(r"(?s).*[.!?](?=\s)")


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines of markdown that stay together under a heading. Between lines it may be cut."""

    heading: str
    lines: tuple[str, ...]
    is_list: bool = False
    """Its lines are of equal rank: the first few say enough, the others can wait for another page."""

    @property
    def text(self) -> str:
        """The markdown of it."""
        return "\n".join(filter(None, (self.heading, *self.lines)))


@dataclass(frozen=True, slots=True)
class Press:
    """Something to press."""

    label: str
    address: Address
    note: str = ""


@dataclass(frozen=True, slots=True)
class Buttons:
    """One row of buttons. `is_question`: the message waits for one of them to be pressed."""

    items: tuple[Press, ...]
    is_question: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A list to choose from."""

    placeholder: str
    items: tuple[Press, ...]


Piece: TypeAlias = Prose | Buttons | Menu


@dataclass(frozen=True, slots=True)
class Reading:
    """In which words, and whether the reader chose a language that its buttons must keep."""

    say: Say
    language: str = ""


def pieces_of(card: Card, reading: Reading) -> list[Piece]:
    """Everything on the card between its title and its footer, in reading order. No two buttons lead to one place."""
    taken: set[Address] = set()
    pieces = [piece for block in card.blocks for piece in _pieces(block, reading, taken)]
    return [piece for piece in pieces if not isinstance(piece, Prose) or piece.text]


def title_of(card: Card) -> Prose:
    """The card's head."""
    subtitle = plain(shortened(card.subtitle, LONGEST_LINE))
    return Prose(_heading(card.title, "##"), (f"-# {subtitle}",) if subtitle else ())


def footer_of(card: Card) -> str:
    """The footer in small print, its source as a link."""
    if not card.footer.strip():
        return ""
    footer = shortened(card.footer, LONGEST_FOOTER)
    source = card.sources[0] if card.sources else footer
    before, found, after = footer.partition(source)
    return "-# " + " ".join(filter(None, (plain(before), link(found), plain(after))))


def _pieces(block: Block, reading: Reading, taken: set[Address]) -> Iterator[Piece]:
    match block:
        case Paragraph(text):
            yield Prose("", (plain(text),))
        case Points(heading, items):
            yield Prose(_heading(heading), tuple(f"- {plain(item)}" for item in items), is_list=True)
        case Terms(heading, items):
            yield Prose(_heading(heading), tuple(f"{_term(word)}\n{plain(meaning)}" for word, meaning in items))
        case Table(heading, columns, rows):
            yield Prose(_heading(heading), tuple(_row(columns, row) for row in rows), is_list=True)
        case Choices():
            yield from _choices(block, reading, taken)


def _heading(text: str, level: str = "###") -> str:
    words = plain(shortened(text, LONGEST_LINE))
    return f"{level} {words}" if words else ""


def _term(word: str) -> str:
    """Discord's own mentions of commands (`</name:id>`) are for pressing; any other word is shown as it is."""
    return word if re.fullmatch(r"</[^<>]+:\d+>( </[^<>]+:\d+>)*", word) else bold(word)


def _row(columns: tuple[str, ...], row: tuple[str, ...]) -> str:
    """A row of a table as a block that a phone is wide enough for."""
    name, *cells = row
    values = (f"- {plain(column)}: {plain(cell)}" for column, cell in zip(columns[1:], cells, strict=True))
    return "\n".join((bold(name), *values))


def _choices(choices: Choices, reading: Reading, taken: set[Address]) -> Iterator[Piece]:
    presses = tuple(_presses(choices, reading, taken))
    notes = tuple(f"- {bold(choice.label)}: {plain(choice.note)}" for choice in choices.items if choice.note)
    are_buttons = len(presses) <= BUTTONS_IN_A_ROW and bool(notes or choices.is_question)
    if notes or are_buttons:
        yield Prose(_heading(choices.heading), notes)
    if are_buttons and presses:
        yield Buttons(presses, choices.is_question)
    elif presses:
        # Where nothing is said about them, a list to unfold takes one line of a phone; buttons would take five.
        yield from _menus("" if notes else choices.heading, presses, reading.say)


def _menus(heading: str, presses: tuple[Press, ...], say: Say) -> Iterator[Menu]:
    menus = [presses[start : start + OPTIONS_IN_A_MENU] for start in range(0, len(presses), OPTIONS_IN_A_MENU)]
    for menu in menus:
        first, last = menu[0].label, menu[-1].label
        placeholder = say("button.choose") if len(menus) == 1 else say("button.choose-from", first=first, last=last)
        yield Menu(heading or placeholder, menu)


def _presses(choices: Choices, reading: Reading, taken: set[Address]) -> Iterator[Press]:
    for choice in choices.items:
        address = address_for(choice, reading.language, is_answer=choices.is_question)
        if address.fits and address not in taken:
            taken.add(address)
            yield Press(_label(choice, choices, reading.say), address, shortened(choice.note, OPTION_DESCRIPTION))


def _label(choice: Choice, choices: Choices, say: Say) -> str:
    """What the button says; beside a card it has to say that it compares, as an answer to a question it need not."""
    compares = choice.command == "compare" and not choices.is_question
    label = say("button.versus", name=choice.label) if compares else choice.label
    limit = BUTTON_LABEL if len(choices.items) <= BUTTONS_IN_A_ROW else OPTION_LABEL
    return shortened(label, limit)


def shortened(text: str, limit: int) -> str:
    """`text` in at most `limit` characters: whole, up to the end of a sentence, or up to a word and an ellipsis.

    At least half of `limit` is used.
    """
    if len(text) <= limit:
        return text
    sentences = _LAST_SENTENCE.match(text[: limit + 1])
    if sentences is not None and sentences.end() * 2 >= limit:
        return sentences[0]
    cut = text[: limit - 1]
    words = _LAST_WORD.match(cut)
    return f"{words[0] if words is not None and words.end() * 2 >= limit else cut}…"
