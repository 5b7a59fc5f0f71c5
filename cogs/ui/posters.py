"""A poster -> the components of a Discord message (Components V2), within its limits."""

from collections.abc import Iterator
from itertools import chain

import discord
from discord import ui

from bot.cards.card import Choice
from bot.cards.poster import (
    Beside,
    Block,
    Drawing,
    Heading,
    Key,
    Keys,
    Lines,
    Menu,
    Pick,
    Picker,
    Poster,
    Small,
    Source,
    Turn,
)
from bot.cards.said import Instant, Moment, Part, Person, Place, Rank, Said, Slash, Strong
from cogs.ui.addresses import address_for
from cogs.ui.layouts import ACCENT, Layout
from cogs.ui.limits import BUTTON_LABEL, BUTTONS_IN_A_ROW, OPTION_LABEL, PLACEHOLDER
from cogs.ui.markdown import at_start, inline, link, plain
from cogs.ui.pickers import menu_row, picker_row
from cogs.ui.pictures import Picture
from cogs.ui.pieces import shortened
from cogs.ui.quiz_ids import id_of

# In every language, where somebody's name stood.
NOBODY = "…"


def poster_layout(poster: Poster, picture: Picture | None = None) -> Layout:
    """The poster in one container. With a `picture` it has to be sent along (`Picture.file`)."""
    container: ui.Container[Layout] = ui.Container(accent_colour=ACCENT)
    for item in chain.from_iterable(_items(block, picture) for block in poster.blocks):
        container.add_item(item)
    return Layout(container)


def line_layout(line: Said) -> Layout:
    """One sentence."""
    return poster_layout(Poster((Lines((line,)),)))


def markdown(line: Said) -> str:
    """The line as Discord reads it: what stands in it is shown as it is, people by their name, moments as a distance
    from now (docs, reference.mdx, "Message Formatting").
    """
    words = "".join(map(_part, line)).strip()
    # What is drawn (**, <@1>) means what it does; only text may begin with a sign that Discord would obey there.
    return at_start(words) if line and isinstance(line[0], str) else words


def _part(part: Part) -> str:
    match part:
        case str():
            drawn = inline(part)
        case Strong(text):
            drawn = f"**{inline(text).strip()}**"
        case Person(number):
            # A negative one is nobody's: whoever it was is forgotten (`bot.storage.nobody`).
            drawn = f"<@{number}>" if number >= 0 else NOBODY
        case Place(number):
            drawn = f"<#{number}>"
        case Rank(number):
            drawn = f"<@&{number}>"
        case Slash(words, number):
            # docs, reference.mdx, "Message Formatting"
            drawn = f"/{words}" if number is None else f"</{words}:{number}>"
        case Moment(at):
            drawn = discord.utils.format_dt(at, "R")
        case Instant(at, has_weekday):
            drawn = discord.utils.format_dt(at, "F" if has_weekday else "f")
    return drawn


def _items(block: Block, picture: Picture | None) -> Iterator[ui.Item[Layout]]:
    match block:
        case Drawing():
            if picture is not None:
                yield picture.gallery()
        case Keys(items):
            yield from _row(items)
        case Pick():
            yield _pick(block)
        case Picker():
            yield picker_row(block)
        case Menu():
            yield menu_row(block)
        case Beside(said, turn):
            yield ui.Section(ui.TextDisplay(markdown(said)), accessory=_turn(turn))
        case _:
            yield from _texts(block)


def _texts(block: Heading | Lines | Small | Source) -> Iterator[ui.TextDisplay[Layout]]:
    match block:
        case Heading(said):
            yield ui.TextDisplay(f"### {markdown(said)}")
        case Lines(items):
            if items:
                yield ui.TextDisplay("\n".join(map(markdown, items)))
        case Small(said):
            yield ui.TextDisplay(f"-# {markdown(said)}")
        case Source(text, url):
            before, _, after = text.partition(url)
            yield ui.TextDisplay(f"-# {plain(before)} {link(url)} {plain(after)}".rstrip())


def _row(items: tuple[Key | Choice | Turn, ...]) -> tuple[ui.Item[Layout], ...]:
    row: ui.ActionRow[Layout] = ui.ActionRow()
    for button in filter(None, map(_button, items[:BUTTONS_IN_A_ROW])):
        row.add_item(button)
    return (row,) if row.children else ()


def _button(item: Key | Choice | Turn) -> ui.Button[Layout] | None:
    label, style = shortened(item.label, BUTTON_LABEL), discord.ButtonStyle.secondary
    if isinstance(item, Choice):
        address = address_for(item, is_answer=False)
        return ui.Button(label=label, custom_id=str(address), style=style) if address.fits else None
    if isinstance(item, Turn):
        return _turn(item)
    if item.is_main:
        style = discord.ButtonStyle.primary
    return ui.Button(label=label, custom_id=str(id_of(item)), style=style, disabled=item.is_resting)


def _turn(turn: Turn) -> ui.Button[Layout]:
    style = discord.ButtonStyle.primary if turn.is_main else discord.ButtonStyle.secondary
    return ui.Button(
        label=shortened(turn.label, BUTTON_LABEL), custom_id=turn.to, style=style, disabled=turn.is_resting
    )


def _pick(pick: Pick) -> ui.ActionRow[Layout]:
    options = [
        discord.SelectOption(label=shortened(text, OPTION_LABEL), value=str(place))
        for place, text in enumerate(pick.items)
    ]
    select: ui.Select[Layout] = ui.Select(
        custom_id=pick.key.to if isinstance(pick.key, Turn) else str(id_of(pick.key)),
        placeholder=shortened(pick.key.label, PLACEHOLDER),
        options=options,
        max_values=pick.most,
        disabled=pick.key.is_resting,
    )
    row: ui.ActionRow[Layout] = ui.ActionRow()
    row.add_item(select)
    return row
