"""A card -> pages that Discord takes and a phone shows well. What does not fit waits behind "more"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.cards.card import Card
from cogs.ui.addresses import Address, address_of
from cogs.ui.limits import BYTES_BESIDE_A_TEXT, MESSAGE_BYTES, MESSAGE_CHARACTERS
from cogs.ui.markdown import link, plain
from cogs.ui.pieces import Piece, Press, Prose, Reading, Say, footer_of, pieces_of, shortened, title_of

# On the first page, of a list: more is a wall of text on a phone. One more than that is shown rather than hidden.
FIRST_FEW = 4
# Left for the title, the footer and what Discord counts that we do not see.
ROOM = MESSAGE_CHARACTERS - 700
BYTES = MESSAGE_BYTES - 2_000
# Containers, rows and texts; 40 is the limit (docs, components/reference.mdx), the frame takes some of it.
MOST_PIECES = 12


@dataclass(frozen=True, slots=True)
class Page:
    """One message: its pieces, what to press at its end, and the small print."""

    pieces: tuple[Piece, ...]
    turns: tuple[Press, ...]
    footer: str


def pages_of(card: Card, reading: Reading) -> tuple[Page, ...]:
    """The card in one page, or the short of it and everything else behind it. A card that cannot be asked for again
    has one page, shortened where it must be.
    """
    address = address_of(card, reading.language)
    everything = pieces_of(card, reading)
    if address is None:
        return (Page((*_head(card), *_cut(everything)[0]), (), footer_of(card)),)
    first = [_short(piece) for piece in everything]
    waiting = [_rest(piece) for piece in everything if _is_long(piece)]
    first, overflow = _cut(first)
    later = _packed([*overflow, *waiting, *_sources(card, reading.say)])
    return tuple(_numbered([first, *later], card, address, reading.say))


def _numbered(pages: Sequence[Sequence[Piece]], card: Card, address: Address, say: Say) -> Iterator[Page]:
    for number, pieces in enumerate(pages):
        head = _head(card) if number == 0 else (_continued(card, number + 1, len(pages), say),)
        turns = []
        if number > 0:
            turns.append(Press(say("button.back"), address.turned_to(number - 1)))
        if number + 1 < len(pages):
            label = say("button.more", page=number + 2, pages=len(pages))
            turns.append(Press(label, address.turned_to(number + 1)))
        yield Page((*head, *pieces), tuple(turns), footer_of(card))


def _head(card: Card) -> tuple[Piece, ...]:
    title = title_of(card)
    return (title,) if title.text else ()


def _continued(card: Card, number: int, count: int, say: Say) -> Prose:
    return Prose(f"## {plain(say('page.continued', title=card.title, page=number, pages=count))}", ())


def _sources(card: Card, say: Say) -> tuple[Piece, ...]:
    if len(card.sources) < 2:
        return ()
    return (
        Prose(
            f"### {plain(say('page.sources'))}",
            tuple(f"- {link(source, is_one_of_many=True)}" for source in card.sources),
        ),
    )


# --- what the first page says ----------------------------------------------------------------------------------------


def _is_long(piece: Piece) -> bool:
    return isinstance(piece, Prose) and piece.is_list and len(piece.lines) > FIRST_FEW + 1


def _short(piece: Piece) -> Piece:
    return replace(piece, lines=piece.lines[:FIRST_FEW]) if isinstance(piece, Prose) and _is_long(piece) else piece


def _rest(piece: Piece) -> Piece:
    return replace(piece, lines=piece.lines[FIRST_FEW:]) if isinstance(piece, Prose) else piece


# --- what fits into a message ----------------------------------------------------------------------------------------


def _packed(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pages of as many pieces as fit."""
    left = list(pieces)
    while left:
        page, left = _cut(left)
        yield page


def _cut(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """What fits into one message, and what is left. At least one line fits, be it shortened."""
    fitting: list[Piece] = []
    room, octets = ROOM, BYTES
    for number, piece in enumerate(pieces):
        if len(fitting) == MOST_PIECES:
            return fitting, list(pieces[number:])
        if not isinstance(piece, Prose):
            fitting.append(piece)
            continue
        head, tail = _cut_prose(piece, room, octets, is_first=not fitting)
        fitting += [head] if head is not None else []
        if tail is not None:
            return fitting, [tail, *pieces[number + 1 :]]
        room -= len(piece.text)
        octets -= _octets(piece.text)
    return fitting, []


def _cut_prose(prose: Prose, room: int, octets: int, *, is_first: bool) -> tuple[Prose | None, Prose | None]:
    """The lines that fit and those that do not. A line that is too long even alone is cut at a sentence."""
    count = len(prose.lines)
    while count and not _fits(replace(prose, lines=prose.lines[:count]), room, octets):
        count -= 1
    if count == len(prose.lines):
        return prose, None
    if count:
        return replace(prose, lines=prose.lines[:count]), replace(prose, lines=prose.lines[count:])
    if not is_first:
        return None, prose
    # Four bytes are the most that a character takes.
    first = prose.lines[0]
    line = shortened(first, min(room, octets // 4) - len(prose.heading) - 1)
    rest = first[len(line.removesuffix("…")) :].strip()
    lines = (*([f"… {rest}"] if rest else []), *prose.lines[1:])
    return replace(prose, lines=(line,)), replace(prose, lines=lines) if lines else None


def _fits(prose: Prose, room: int, octets: int) -> bool:
    return len(prose.text) <= room and _octets(prose.text) <= octets


def _octets(text: str) -> int:
    return len(text.encode()) + BYTES_BESIDE_A_TEXT
