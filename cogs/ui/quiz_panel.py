"""The host's panel: whoever leads a quiz, or may, sees how it stands and presses what is to happen."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import discord
from discord import ui

from bot.cards.poster import Poster
from bot.cards.quiz_host import PANEL_SECONDS, order_line
from bot.cards.quiz_panel import (
    HANDING,
    JUMP,
    JUMPED,
    KICK,
    KICKING,
    MORE,
    NEXT,
    PANEL,
    STOPPING,
    TAKE_OVER,
    Panel,
    handing_poster,
    kick_poster,
    kicking_poster,
    led_line,
    panel_poster,
    stopping_poster,
)
from bot.cards.voice import Voice, echo
from bot.quiz.commands import ChangeHost, Jump, Kick, Next, Refusal
from bot.quiz.game import Game
from cogs.ui.limits import MODAL_LABEL, MODAL_TITLE
from cogs.ui.pieces import shortened
from cogs.ui.posters import line_layout, poster_layout
from cogs.ui.quiz_desk import ORDERS, Make, QuizDesk
from cogs.ui.quiz_games import QuizGames
from cogs.ui.quiz_ids import QuizId
from cogs.ui.sent import chosen_in, fields_of, typed_in

Waiting: TypeAlias = Callable[[Game], Awaitable[int]]
"""How many appeals about a quiz have to be looked at."""

DOES = frozenset({*ORDERS, NEXT, PANEL, STOPPING, TAKE_OVER, MORE, KICKING, KICK, HANDING, JUMPED})
_FIELD = "number"
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was pressed, and by whom, in a quiz that they may lead."""

    interaction: discord.Interaction
    game: Game
    id: QuizId

    @property
    def picked(self) -> int | None:
        """The one person who was picked in a list."""
        first = next(iter(chosen_in(self.interaction)), "")
        return int(first) if first.isdecimal() else None

    @property
    def chosen(self) -> str:
        """The line that was chosen in a menu."""
        return next(iter(chosen_in(self.interaction)), "")


_Do: TypeAlias = Callable[[_Wish], Awaitable[None]]


class QuizPanel:
    """Asks at every press again whether they may: a panel outlives whoever it was for."""

    def __init__(self, desk: QuizDesk, games: QuizGames, waiting: Waiting) -> None:
        self._desk = desk
        self._games = games
        self._waiting = waiting
        self._does: Mapping[str, _Do] = MappingProxyType(
            {
                PANEL: self._update,
                STOPPING: lambda wish: self._ask(wish, stopping_poster),
                TAKE_OVER: self._take_over,
                MORE: self._more,
                KICKING: self._kicking,
                KICK: self._kick,
                HANDING: self._handing,
                JUMPED: self._jumped,
                NEXT: self._next,
            }
        )

    async def bring(self, interaction: discord.Interaction, game: Game) -> None:
        """Show it to whoever asked for it by a command."""
        if self._may(interaction, game):
            await self._show(interaction, game, takes_place=False)
        else:
            await self._desk.refuse(interaction, Refusal.NOT_HOST)

    async def press(self, interaction: discord.Interaction, wanted: QuizId) -> None:
        """Do what was pressed, draw the panel anew, and tell the channel."""
        is_back = await self._desk.back()
        game = await self._desk.replies.in_time(interaction, self._games.find(wanted.quiz), is_private=True)
        if game is None or not is_back:
            await self._desk.refuse(interaction, Refusal.COMING_BACK if not is_back else Refusal.NOT_STORED)
        elif not self._may(interaction, game):
            await self._desk.refuse(interaction, Refusal.NOT_HOST)
        else:
            wish = _Wish(interaction, game, wanted)
            await self._does.get(wanted.does, self._steer)(wish)

    def _may(self, interaction: discord.Interaction, game: Game) -> bool:
        return interaction.user.id == game.host or self._desk.doors.may_lead(interaction)

    # --- what is shown -----------------------------------------------------------------------------------------------

    async def _show(self, interaction: discord.Interaction, game: Game, *, takes_place: bool = True) -> bool:
        waiting = await self._desk.replies.in_time(interaction, _run(self._waiting(game)), is_private=True)
        voice = self._desk.readers.voice(interaction, is_private=True)
        layout = poster_layout(panel_poster(Panel(game, interaction.user.id, waiting), voice))
        return await self._desk.replies.show(interaction, layout, is_private=True, takes_place=takes_place)

    async def _update(self, wish: _Wish) -> None:
        await self._show(wish.interaction, wish.game)

    async def _ask(self, wish: _Wish, poster: Callable[[Game, Voice], Poster]) -> None:
        voice = self._desk.readers.voice(wish.interaction, is_private=True)
        layout = poster_layout(poster(wish.game, voice))
        await self._desk.replies.show(wish.interaction, layout, is_private=True, takes_place=True)

    async def _more(self, wish: _Wish) -> None:
        if wish.chosen == JUMP:
            await self._open_form(wish)
        else:
            await self._ask(wish, kicking_poster if wish.chosen == KICKING else handing_poster)

    async def _kicking(self, wish: _Wish) -> None:
        person = wish.picked
        if person is not None:
            await self._ask(wish, lambda game, voice: kick_poster(game, person, voice))

    # --- what is done ------------------------------------------------------------------------------------------------

    async def _steer(self, wish: _Wish) -> None:
        what = wish.id.does
        fields = {"seconds": PANEL_SECONDS} if what == "extend" else {}
        await self._do(wish, what, ORDERS[what], **fields)

    async def _do(self, wish: _Wish, what: str, make: Make, about: int = 0, **fields: object) -> None:
        """Have it stored, draw the panel anew, and tell the channel."""
        interaction, desk = wish.interaction, self._desk
        outcome = await desk.submit(interaction, wish.game.quiz, desk.order_of(interaction, make, **fields))
        if isinstance(outcome, Refusal):
            await desk.refuse(interaction, outcome)
            return
        if not await self._show(interaction, outcome):
            return  # the channel has been told, or cannot be
        voice, by = desk.readers.speaking(outcome.opened.settings.language), interaction.user.id
        is_plain = what in ORDERS
        line = order_line(what, by, outcome, voice) if is_plain else led_line(what, by, outcome, about, voice)
        await desk.replies.add(interaction, line_layout(line))

    async def _next(self, wish: _Wish) -> None:
        await self._do(wish, NEXT, Next)

    async def _kick(self, wish: _Wish) -> None:
        await self._do(wish, KICK, Kick, wish.id.about, person=wish.id.about)

    async def _take_over(self, wish: _Wish) -> None:
        await self._do(wish, TAKE_OVER, ChangeHost, host=wish.interaction.user.id)

    async def _handing(self, wish: _Wish) -> None:
        person = wish.picked
        if person is None:
            return
        if _is_bot(wish.interaction, person):
            await self._desk.say(wish.interaction, "panel.handing-bot")
        else:
            await self._do(wish, HANDING, ChangeHost, host=person)

    # --- jumping -----------------------------------------------------------------------------------------------------

    async def _open_form(self, wish: _Wish) -> None:
        first, last = _ahead(wish.game)
        if first > last:
            await self._desk.say(wish.interaction, "panel.jump.none")
            return
        voice = self._desk.readers.voice(wish.interaction, is_private=True)
        custom_id = str(QuizId(wish.game.quiz, 0, JUMPED))
        modal = ui.Modal(title=shortened(voice.say("panel.jump.title"), MODAL_TITLE), custom_id=custom_id, timeout=None)
        field: ui.TextInput[ui.Modal] = ui.TextInput(custom_id=_FIELD, max_length=_DIGITS)
        label = voice.say("panel.jump.field", first=first, last=last)
        modal.add_item(ui.Label(text=shortened(label, MODAL_LABEL), component=field))
        modal.stop()
        await wish.interaction.response.send_modal(modal)

    async def _jumped(self, wish: _Wish) -> None:
        typed = typed_in(wish.interaction, _FIELD).strip()
        first, last = _ahead(wish.game)
        if typed.isdecimal() and first <= int(typed) <= last:
            await self._do(wish, JUMP, Jump, int(typed), number=int(typed))
            return
        voice = self._desk.readers.voice(wish.interaction, is_private=True)
        words = voice.say("panel.jump.not-a-number", typed=echo(typed), first=first, last=last)
        await self._desk.replies.whisper(wish.interaction, words)


def _ahead(game: Game) -> tuple[int, int]:
    """The first and the last question that are still to come."""
    return len(game.rounds) + 1, len(game.opened.questions)


def _is_bot(interaction: discord.Interaction, person: int) -> bool:
    resolved = fields_of(interaction).get("resolved") or {}
    return bool(resolved.get("users", {}).get(str(person), {}).get("bot"))


async def _run(counting: Awaitable[int]) -> int:
    return await counting
