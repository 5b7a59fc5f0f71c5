"""What is pressed on a quiz's messages, and what is sent in its form."""

from dataclasses import replace
from datetime import datetime

import discord
from discord import ui

from bot.cards.asked import TYPE
from bot.cards.card import Paragraph
from bot.cards.quiz_end import RESULT, result_card
from bot.cards.quiz_question import CLUES, Asking, clues_poster
from bot.cards.voice import Voice
from bot.quiz.commands import Refusal
from bot.quiz.game import Game, Phase
from bot.quiz.host import Host
from cogs.ui.answering import answer_form, answer_in, is_answering
from cogs.ui.posters import poster_layout
from cogs.ui.quiz_appeals import DOES as APPEALING
from cogs.ui.quiz_appeals import QuizAppeals
from cogs.ui.quiz_desk import QuizDesk, moment
from cogs.ui.quiz_games import QuizGames
from cogs.ui.quiz_ids import TYPED, QuizId, read_id
from cogs.ui.quiz_panel import DOES, QuizPanel
from cogs.ui.quiz_tongues import QuizTongues
from cogs.ui.replies import Reply
from knowledge.library import Library


class QuizPresses:
    """Answers every press privately; what counts was stored before."""

    def __init__(
        self, desk: QuizDesk, games: QuizGames, library: Library, panel: QuizPanel, appeals: QuizAppeals
    ) -> None:
        self._desk = desk
        self._games = games
        self._library = library
        self._panel = panel
        self._appeals = appeals
        self._tongues = QuizTongues(desk, library, games.find)

    async def press(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Somebody pressed a key, chose in a list or sent a form of ours."""
        wanted = read_id(custom_id)
        if wanted is None:
            return
        does = wanted.does
        if is_answering(does):
            await self._desk.answer(interaction, wanted.quiz, wanted.number, answer_in(interaction, does))
        elif does in DOES:
            await self._panel.press(interaction, wanted)
        elif does in APPEALING:
            await self._appeals.press(interaction, wanted)
        else:
            await self._show(interaction, wanted)

    async def _show(self, interaction: discord.Interaction, wanted: QuizId) -> None:
        if wanted.does == TYPE:
            await self._form(interaction, wanted)
        elif wanted.does == CLUES:
            await self._clues(interaction, wanted)
        elif wanted.does == RESULT:
            await self._result(interaction, wanted.quiz)
        elif wanted.does in self._desk.readers.texts.languages:
            await self._tongues.show(interaction, wanted)

    async def _form(self, interaction: discord.Interaction, wanted: QuizId) -> None:
        """Open it, unless what would be typed could not count: that is better heard before."""
        game = await self._open_game(interaction, wanted)
        if game is not None:
            voice = self._desk.readers.voice(interaction, is_private=True)
            await interaction.response.send_modal(_modal(wanted, game, voice))

    async def _open_game(self, interaction: discord.Interaction, wanted: QuizId) -> Game | None:
        """The quiz, if its question is open to whoever pressed; else they are told why not."""
        is_back = await self._desk.back()
        host, person = self._desk.host, interaction.user.id
        refusal = _closed(host, wanted, moment(interaction), person) if is_back else Refusal.COMING_BACK
        if refusal is not None:
            await self._desk.refuse(interaction, refusal)
            return None
        return host.game(wanted.quiz)

    # --- clues -----------------------------------------------------------------------------------------------------

    async def _clues(self, interaction: discord.Interaction, wanted: QuizId) -> None:
        """The clues that are out by now; all see the same ones at the same time, and asking costs nothing."""
        game = await self._open_game(interaction, wanted)
        round_ = None if game is None else game.open_round
        if game is None or round_ is None:
            return
        voice = self._desk.readers.voice(interaction, is_private=True)
        poster = clues_poster(Asking(game, round_.number, game.due), moment(interaction), voice)
        await self._desk.replies.show(interaction, poster_layout(poster), is_private=True)

    # --- results ---------------------------------------------------------------------------------------------------

    async def _result(self, interaction: discord.Interaction, quiz: int) -> None:
        """How whoever pressed did."""
        game = await self._desk.replies.in_time(interaction, self._games.find(quiz), is_private=True)
        if game is None:
            await self._desk.refuse(interaction, Refusal.NOT_STORED)
            return
        voice = self._desk.readers.voice(interaction, is_private=True)
        card = result_card(game, interaction.user.id, self._library, voice)
        outcomes = await self._appeals.outcomes(game, interaction.user.id, voice)
        card = replace(card, blocks=(*card.blocks, *map(Paragraph, outcomes)))
        await self._desk.replies.send(interaction, Reply(card, voice, is_private=True))


def _closed(host: Host, wanted: QuizId, at: datetime, person: int) -> Refusal | None:
    """Why an answer to the question would not count, as far as can be known before it is given."""
    game = host.game(wanted.quiz)
    if game is None or game.phase is Phase.ENDED:
        return Refusal.OVER
    if wanted.number > len(game.rounds):
        return Refusal.NOT_ASKED_YET
    round_ = game.open_round
    if round_ is None or round_.number != wanted.number or at > host.bell_for(game, person):
        return Refusal.LATE
    return Refusal.PAUSED if game.phase is Phase.PAUSED else None


def _modal(wanted: QuizId, game: Game, voice: Voice) -> ui.Modal:
    asked = game.opened.questions[wanted.number - 1]
    title = voice.say("quiz.question.title", number=wanted.number, count=len(game.opened.questions))
    custom_id = str(QuizId(wanted.quiz, wanted.number, TYPED))
    return answer_form(custom_id, title, voice.read(asked.ask), voice)
