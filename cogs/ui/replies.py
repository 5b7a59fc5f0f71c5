"""The one place that sends: a card in, a message out, within every limit and without pinging anybody."""

import asyncio
import logging
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import discord

from bot.cards.card import Card
from bot.cards.poster import Poster
from bot.cards.voice import Voice
from cogs.ui.addresses import Address, address_of
from cogs.ui.layouts import Layout, layout_of, picture_layout
from cogs.ui.limits import SECONDS_TO_ANSWER
from cogs.ui.markdown import plain
from cogs.ui.pages import pages_of
from cogs.ui.pictures import Picture
from cogs.ui.pieces import Press, Reading
from cogs.ui.posters import poster_layout
from cogs.ui.readers import Readers

log = logging.getLogger(__name__)
T = TypeVar("T")

# Half of the time is left for Discord to hear of it.
DEFER_AFTER_SECONDS = SECONDS_TO_ANSWER / 2
# Drawn layouts that are kept: every card of a large pack in two languages would fit.
LAYOUTS_REMEMBERED = 1_000
NOBODY = discord.AllowedMentions.none()
# Discord no longer takes an answer: too late, answered already, or 15 minutes are over (docs,
# topics/opcodes-and-status-codes.mdx). Nobody sees anything, and trying again does not help.
TOO_LATE = frozenset({10062, 10015, 40060, 50027})


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to an interaction.

    `is_private`: only whoever asked sees it. `takes_place`: of the message whose button was pressed.
    """

    card: Card
    voice: Voice
    is_private: bool = False
    takes_place: bool = False
    page: int = 0
    chosen_language: str = ""
    """Where the reader chose another language than their own, its buttons keep to it."""
    picture: Picture | None = None
    """Of a card that cannot be asked for again, with a title."""


class Replies:
    """Draws and sends."""

    def __init__(self, readers: Readers, *, defer_after: float = DEFER_AFTER_SECONDS) -> None:
        self._readers = readers
        self._defer_after = defer_after
        self._drawn: dict[tuple[Address | None, str, int, bool], Layout] = {}

    async def send(self, interaction: discord.Interaction, reply: Reply) -> None:
        """Answer `interaction`, or finish the answer that was deferred. What comes too late is logged and forgotten."""
        with _in_vain():
            if interaction.response.is_done():
                await self._finish(interaction, reply)
            elif reply.takes_place:
                await interaction.response.edit_message(view=self._layout(reply), allowed_mentions=NOBODY)
            else:
                await interaction.response.send_message(
                    view=self._layout(reply),
                    files=[reply.picture.file()] if reply.picture is not None else [],
                    ephemeral=reply.is_private,
                    allowed_mentions=NOBODY,
                )

    async def show(
        self, interaction: discord.Interaction, layout: Layout, *, is_private: bool, takes_place: bool = False
    ) -> bool:
        """Answer `interaction` with a finished layout; `takes_place` of the message whose button was pressed.

        Whether Discord took it: it takes one answer, and may have told us of the press twice.
        """
        with _in_vain():
            if interaction.response.is_done():
                await interaction.edit_original_response(view=layout, allowed_mentions=NOBODY)
            elif takes_place:
                await interaction.response.edit_message(view=layout, allowed_mentions=NOBODY)
            else:
                await interaction.response.send_message(view=layout, ephemeral=is_private, allowed_mentions=NOBODY)
            return True
        return False

    async def present(
        self, interaction: discord.Interaction, poster: Poster, picture: Picture | None, *, is_private: bool
    ) -> None:
        """Answer with a poster and its picture, if there is one. After "thinking" the picture comes after the words."""
        if picture is None or interaction.response.is_done():
            await self.show(interaction, poster_layout(poster), is_private=is_private)
            if picture is not None:
                await self._add_picture(interaction, picture, is_private=is_private)
            return
        with _in_vain():
            await interaction.response.send_message(
                view=poster_layout(poster, picture),
                files=[picture.file()],
                ephemeral=is_private,
                allowed_mentions=NOBODY,
            )

    async def add(self, interaction: discord.Interaction, layout: Layout) -> None:
        """One more message, for all, after the answer."""
        with _in_vain():
            await interaction.followup.send(view=layout, allowed_mentions=NOBODY)

    async def follow(self, interaction: discord.Interaction, reply: Reply) -> None:
        """One more message, only for whoever asked, up to 15 minutes after they did."""
        with _in_vain():
            await interaction.followup.send(view=self._layout(reply), ephemeral=True, allowed_mentions=NOBODY)

    async def whisper(self, interaction: discord.Interaction, text: str) -> None:
        """Answer privately with a sentence. It is drawn as plain as it can be: hundreds may be due in a second."""
        with _in_vain():
            if interaction.response.is_done():
                await interaction.edit_original_response(content=plain(text), allowed_mentions=NOBODY)
            else:
                await interaction.response.send_message(plain(text), ephemeral=True, allowed_mentions=NOBODY)

    async def _finish(self, interaction: discord.Interaction, reply: Reply) -> None:
        """The words in the place of "thinking", and the picture after them: Discord does not reliably take an edit
        that uploads what a gallery shows (discord-api-docs issue 7529).
        """
        words = self._layout(replace(reply, picture=None))
        await interaction.edit_original_response(view=words, allowed_mentions=NOBODY)
        if reply.picture is not None:
            await self._add_picture(interaction, reply.picture, is_private=reply.is_private)

    async def _add_picture(self, interaction: discord.Interaction, picture: Picture, *, is_private: bool) -> None:
        with _in_vain():
            await interaction.followup.send(
                view=picture_layout(picture),
                files=[picture.file()],
                ephemeral=is_private,
                allowed_mentions=NOBODY,
            )

    async def in_time(self, interaction: discord.Interaction, work: Awaitable[T], *, is_private: bool) -> T:
        """The result of `work`. If it takes long, Discord is told that we are thinking, before its 3 s are over."""
        deferring: list[asyncio.Task[Any]] = []

        def defer() -> None:
            if interaction.response.is_done():
                return  # it was told so when something else took long, or has its answer
            deferred = interaction.response.defer(ephemeral=is_private, thinking=True)
            deferring.append(asyncio.create_task(deferred))

        # A timer costs less than a task, and nearly all work is done long before it rings.
        timer = asyncio.get_running_loop().call_later(self._defer_after, defer)
        try:
            return await work
        finally:
            timer.cancel()
            if deferring:
                await deferring[0]

    def _layout(self, reply: Reply) -> Layout:
        """A card that can be asked for again is drawn once: cards come from packs, which do not change while we run."""
        address = address_of(reply.card, reply.chosen_language)
        if address is None:
            return self._draw(reply)
        key = (address, reply.voice.language, reply.page, reply.is_private)
        if key not in self._drawn:
            if len(self._drawn) >= LAYOUTS_REMEMBERED:
                self._drawn.clear()
            self._drawn[key] = self._draw(reply)
        return self._drawn[key]

    def _draw(self, reply: Reply) -> Layout:
        pages = pages_of(reply.card, Reading(reply.voice.say, reply.chosen_language))
        number = min(reply.page, len(pages) - 1)
        # What all see is not in everybody's language: one press, and it is, for whoever pressed.
        others = () if reply.is_private or not reply.card.command else self._readers.others(reply.voice)
        presses = tuple(
            Press(other.say("button.language"), Address(reply.card.command, reply.card.about, number, other.language))
            for other in others
        )
        return layout_of(pages[number], presses, reply.picture)


@contextmanager
def _in_vain() -> Iterator[None]:
    """What Discord takes no more is logged and forgotten."""
    try:
        yield
    except discord.HTTPException as fault:
        if fault.code not in TOO_LATE:
            raise
        log.warning("An answer came too late and was not shown (%s).", fault.code)
