"""A page -> the components of a Discord message (Components V2)."""

from typing import Any

import discord
from discord import ui

from cogs.ui.limits import PLACEHOLDER
from cogs.ui.pages import Page
from cogs.ui.pictures import Picture
from cogs.ui.pieces import Buttons, Menu, Piece, Press, Prose

# One colour for everything we say; it tells nothing that the words do not.
ACCENT = 0x2A9D8F
# The custom_id of a menu; what is chosen carries the address (cogs/ui/presses.py).
MENU = "menu"


class Layout(ui.LayoutView):
    """A finished message. Its components are written out once, so that one layout may be sent any number of times.

    It is stopped: presses are found by their custom_id (cogs/ui/presses.py), so the library need not remember it.
    """

    def __init__(self, container: ui.Container["Layout"]) -> None:
        super().__init__(timeout=None)
        self.add_item(container)
        self._written: list[dict[str, Any]] = super().to_components()  # type: ignore[no-untyped-call]  # not typed there
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        """What Discord is sent."""
        return self._written


def layout_of(page: Page, languages: tuple[Press, ...] = (), picture: Picture | None = None) -> Layout:
    """The page with what to press at its end; `languages` are buttons to read it in another one.

    A picture stands under the title, before the words.
    """
    container: ui.Container[Layout] = ui.Container(accent_colour=ACCENT)
    menus = 0
    for number, piece in enumerate(page.pieces):
        if number == 1 and picture is not None:
            container.add_item(picture.gallery())
        container.add_item(_item(piece, menus))
        menus += isinstance(piece, Menu)
    ends = (*page.turns, *languages)
    if ends:
        container.add_item(_row(ends, discord.ButtonStyle.secondary))
    if page.footer:
        container.add_item(ui.TextDisplay(page.footer))
    return Layout(container)


def picture_layout(picture: Picture) -> Layout:
    """A picture by itself."""
    return Layout(ui.Container(picture.gallery(), accent_colour=ACCENT))


def _item(piece: Piece, number: int) -> ui.Item[Layout]:
    match piece:
        case Prose():
            return ui.TextDisplay(piece.text)
        case Buttons(items, is_question):
            return _row(items, discord.ButtonStyle.primary if is_question else discord.ButtonStyle.secondary)
        case Menu():
            return _menu(piece, number)


def _row(presses: tuple[Press, ...], style: discord.ButtonStyle) -> ui.ActionRow[Layout]:
    row: ui.ActionRow[Layout] = ui.ActionRow()
    for press in presses:
        row.add_item(ui.Button(label=press.label, custom_id=str(press.address), style=style))
    return row


def _menu(menu: Menu, number: int) -> ui.ActionRow[Layout]:
    row: ui.ActionRow[Layout] = ui.ActionRow()
    options = [
        discord.SelectOption(label=press.label, value=str(press.address), description=press.note or None)
        for press in menu.items
    ]
    select: ui.Select[Layout] = ui.Select(
        custom_id=f"{MENU}:{number}", placeholder=menu.placeholder[:PLACEHOLDER], options=options
    )
    row.add_item(select)
    return row
