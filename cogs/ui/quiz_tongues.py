"""One person's own copy of a question, or of its answer, in another language."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

import discord
from discord.utils import snowflake_time
from msgspec.structs import replace

from bot.cards.poster import Poster
from bot.cards.quiz_question import Asking, question_poster
from bot.cards.quiz_reveal import reveal_poster
from bot.quiz.commands import Refusal
from bot.quiz.game import Game
from cogs.ui.posters import poster_layout
from cogs.ui.quiz_desk import QuizDesk
from cogs.ui.quiz_ids import QuizId
from knowledge.library import Library

Find: TypeAlias = Callable[[int], Awaitable[Game | None]]
"""The quiz with that id, running or over; None if it cannot be read at present."""


@dataclass(frozen=True, slots=True)
class QuizTongues:
    """What it shows has the same keys as what all see, so answering is the same. Pressed on such a copy, it shows the
    question there as it is by then.
    """

    desk: QuizDesk
    library: Library
    find: Find

    async def show(self, interaction: discord.Interaction, wanted: QuizId) -> None:
        """The question in the language that `wanted` does, for whoever pressed alone."""
        await self.desk.back()
        game = await self.desk.replies.in_time(interaction, _run(self.find(wanted.quiz)), is_private=True)
        message = interaction.message
        if game is None or message is None:
            await self.desk.refuse(interaction, Refusal.NOT_STORED)
            return
        poster = self._poster(game, wanted, interaction.user.id, snowflake_time(message.id))
        is_copy = message.flags.ephemeral
        await self.desk.replies.show(interaction, poster_layout(poster), is_private=True, takes_place=is_copy)

    def _poster(self, game: Game, wanted: QuizId, person: int, shown_at: datetime) -> Poster:
        """As it is by now: open or over. Who is quick may press before we have noted that it was asked."""
        voice, number = self.desk.readers.speaking(wanted.does), wanted.number
        if number > len(game.rounds):
            bell_at = shown_at + timedelta(seconds=game.opened.settings.seconds)
            return question_poster(Asking(game, number, bell_at, is_copy=True), self.library, voice)
        if game.open_round is not None and number == game.open_round.number:
            own_bell = self.desk.host.bell_for(game, person)
            return question_poster(Asking(game, number, own_bell, is_copy=True), self.library, voice)
        return reveal_poster(_as_it_was(game, number), self.library, voice)


def _as_it_was(game: Game, number: int) -> Game:
    """The quiz when question `number` was its last one."""
    return replace(game, rounds=game.rounds[:number])


async def _run(finding: Awaitable[Game | None]) -> Game | None:
    return await finding
