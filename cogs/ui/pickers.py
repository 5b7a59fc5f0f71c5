"""Lists to choose from that stand in a poster: of what the server has, or of words."""

from typing import TypeAlias

import discord
from discord import ChannelType, ui

from bot.cards.poster import Kind, Menu, Picker
from cogs.ui.layouts import Layout
from cogs.ui.limits import OPTION_DESCRIPTION, OPTION_LABEL, PLACEHOLDER
from cogs.ui.pieces import shortened

_Row: TypeAlias = ui.ActionRow[Layout]

# Where people write and read together: a voice channel or a forum is no place for a quiz.
CHANNELS = [ChannelType.text, ChannelType.news]
_PLACES = [*CHANNELS, ChannelType.voice, ChannelType.stage_voice, ChannelType.forum, ChannelType.media]


def picker_row(picker: Picker) -> _Row:
    """Discord fills the list: it knows what there is, and shows it by name."""
    row: _Row = ui.ActionRow()
    row.add_item(_select(picker))
    return row


def menu_row(menu: Menu) -> _Row:
    """A list of words."""
    options = [
        discord.SelectOption(
            label=shortened(item.label, OPTION_LABEL),
            value=item.value,
            description=shortened(item.note, OPTION_DESCRIPTION) or None,
            default=item.is_chosen,
        )
        for item in menu.items
    ]
    select: ui.Select[Layout] = ui.Select(
        custom_id=menu.to, placeholder=shortened(menu.label, PLACEHOLDER), options=options
    )
    row: _Row = ui.ActionRow()
    row.add_item(select)
    return row


def _select(picker: Picker) -> ui.Item[Layout]:
    label = shortened(picker.label, PLACEHOLDER)
    chosen = [discord.Object(number) for number in picker.chosen[: picker.most]]
    match picker.kind:
        case Kind.CHANNEL | Kind.PLACE:
            return ui.ChannelSelect(
                custom_id=picker.to,
                placeholder=label,
                min_values=picker.least,
                max_values=picker.most,
                default_values=chosen,
                channel_types=CHANNELS if picker.kind is Kind.CHANNEL else _PLACES,
            )
        case Kind.ROLE:
            return ui.RoleSelect(
                custom_id=picker.to,
                placeholder=label,
                min_values=picker.least,
                max_values=picker.most,
                default_values=chosen,
            )
        case Kind.PERSON:
            return ui.UserSelect(
                custom_id=picker.to,
                placeholder=label,
                min_values=picker.least,
                max_values=picker.most,
                default_values=chosen,
            )
