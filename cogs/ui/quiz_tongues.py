"""One person's own copy of a question, or of its answer, in another language."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

import discord
from msgspec.structs import replace

from bot.cards.poster import Poster
from bot.cards.quiz_question import Asking, question_poster
from bot.cards.quiz_reveal import reveal_poster
from bot.quiz.commands import Refusal
from bot.quiz.events import USUAL_PACE
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
        if game is None or wanted.number > len(game.rounds):
            await self.desk.refuse(interaction, Refusal.NOT_STORED if game is None else Refusal.NOT_ASKED_YET)
            return
        poster = self._poster(game, wanted, interaction.user.id)
        is_copy = interaction.message is not None and interaction.message.flags.ephemeral
        await self.desk.replies.show(interaction, poster_layout(poster), is_private=True, takes_place=is_copy)

    def _poster(self, game: Game, wanted: QuizId, person: int) -> Poster:
        voice = self.desk.readers.speaking(wanted.does)
        open_round = game.open_round
        if open_round is not None and open_round.number == wanted.number:
            own_bell = game.due + game.extra_time(game.paces.get(person, USUAL_PACE))
            return question_poster(Asking(game, wanted.number, own_bell, is_copy=True), self.library, voice)
        return reveal_poster(_as_it_was(game, wanted.number), self.library, voice)


def _as_it_was(game: Game, number: int) -> Game:
    """The quiz when question `number` was its last one."""
    return replace(game, rounds=game.rounds[:number])


async def _run(finding: Awaitable[Game | None]) -> Game | None:
    return await finding
