"""Presses of buttons and menus, and forms that are sent, found by the first word of their custom_id.

Nothing about a message is remembered.
"""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import discord

from cogs.ui.doors import Doors
from cogs.ui.errors import Errors
from cogs.ui.layouts import MENU
from cogs.ui.quiz_ids import is_answer

Press: TypeAlias = Callable[[discord.Interaction, str], Awaitable[None]]
"""Answers a press, given the custom_id or what was chosen in a menu."""


class Presses:
    """Gives each press to the feature that asked for its first word; the client gives us all of them.

    discord.py's own way, a `DynamicItem` for each kind of button, rebuilds the whole message's view at each press and
    leaves its errors in the log; this is one dictionary, and an error reaches the person.
    """

    def __init__(self, errors: Errors, doors: Doors) -> None:
        self._errors = errors
        self._doors = doors
        self._answering: dict[str, Press] = {}

    def answer(self, word: str, press: Press) -> None:
        """From now on `press` answers whatever begins with `word`."""
        self._answering[word] = press

    def looks_at_message(self, custom_id: str) -> bool:
        """Whether the message under which it was pressed has to be there. An answer in a quiz can do without."""
        return not is_answer(custom_id)

    async def answer_press(self, interaction: discord.Interaction) -> None:
        """Somebody pressed, chose or sent something; what nobody asked for is not ours."""
        wanted = _wanted(interaction)
        press = self._answering.get(wanted.partition(":")[0])
        try:
            if press is not None and await self._doors.admits_press(interaction, wanted):
                await press(interaction, wanted)
        except Exception as error:  # noqa: BLE001 - the one place where the unexpected of all presses ends up
            await self._errors.tell(interaction, error)


def _wanted(interaction: discord.Interaction) -> str:
    """What a button stands for, or what was chosen in a menu."""
    pressed = dict(interaction.data or {})
    custom_id = str(pressed.get("custom_id", ""))
    chosen = pressed.get("values")
    return str(chosen[0]) if custom_id.partition(":")[0] == MENU and isinstance(chosen, list) and chosen else custom_id
