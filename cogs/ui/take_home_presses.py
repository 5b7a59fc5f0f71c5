"""What is pressed on a take-home's messages: question after question, for one person alone."""

from collections.abc import Awaitable
from typing import TypeVar

import discord

from bot.cards.asked import TYPE
from bot.cards.poster import Poster
from bot.cards.quiz_end import result_card
from bot.cards.take_home import (
    MINE,
    NEXT,
    TAKE,
    done_poster,
    late_poster,
    question_poster,
    reveal_poster,
)
from bot.errors import StudyError
from bot.quiz.game import Game
from bot.quiz.ports import JournalDownError
from bot.take_home import Attempt, Refusal, Sheet, TakeHome, Taken, decide, next_number
from cogs.ui.answering import answer_in
from cogs.ui.posters import poster_layout
from cogs.ui.quiz_desk import moment
from cogs.ui.replies import Reply
from cogs.ui.take_home_desk import TakeHomeDesk
from cogs.ui.take_home_form import Wanted, form

T = TypeVar("T")


class TakeHomePresses:
    """Answers every press privately; what counts was stored before. One message serves from the first question to the
    last: each press puts the next thing in its place.
    """

    def __init__(self, desk: TakeHomeDesk) -> None:
        self._desk = desk

    async def press(self, interaction: discord.Interaction, wanted: Wanted) -> None:
        """Somebody takes it, goes on, answers, or wants to know how they did."""
        self._desk.clock.heard(moment(interaction))
        if wanted.is_answer:
            await self._show(interaction, self._answered(interaction, wanted), "takehome.not-stored")
        elif wanted.does in {TAKE, NEXT}:
            await self._show(interaction, self._step(interaction, wanted.take_home), "takehome.unreadable")
        elif wanted.does == TYPE:
            await self._open_form(interaction, wanted)
        elif wanted.does == MINE:
            await self._mine(interaction, wanted.take_home)

    async def _show(self, interaction: discord.Interaction, work: Awaitable[Poster], fault: str) -> None:
        poster = await self._desk.replies.in_time(interaction, _stored(work, fault), is_private=True)
        takes_place = interaction.message is not None and interaction.message.flags.ephemeral
        layout = poster_layout(poster)
        await self._desk.replies.show(interaction, layout, is_private=True, takes_place=takes_place)

    # --- one question after the other --------------------------------------------------------------------------------

    async def _step(self, interaction: discord.Interaction, number: int) -> Poster:
        take_home, sheet = await self._situation(interaction, number)
        return self._next(interaction, take_home, sheet)

    async def _situation(self, interaction: discord.Interaction, number: int) -> tuple[TakeHome, Sheet]:
        take_home = await self._desk.find(interaction, number)
        return take_home, await self._desk.book.sheet(number, interaction.user.id)

    def _next(self, interaction: discord.Interaction, take_home: TakeHome, sheet: Sheet) -> Poster:
        """The first question that they have not answered; after the last one, or the end, how they did."""
        reader, number = self._desk.reader(interaction, take_home), next_number(take_home, sheet)
        if not take_home.takes_answers(moment(interaction)):
            return late_poster(take_home, sheet, reader)
        if number is None:
            return done_poster(take_home, sheet, self._desk.library, reader)
        return question_poster(take_home, number, self._desk.library, reader)

    async def _answered(self, interaction: discord.Interaction, wanted: Wanted) -> Poster:
        """Store the answer, and tell whether it was right; or show where they are, if it does not count."""
        take_home, sheet = await self._situation(interaction, wanted.take_home)
        answer = answer_in(interaction, wanted.does)
        attempt = Attempt(interaction.id, moment(interaction), interaction.user.id, wanted.number, answer)
        outcome: Taken | Refusal | None = decide(take_home, sheet, attempt, self._desk.judge)
        if isinstance(outcome, Taken):
            taken, outcome = outcome, await self._desk.book.answer(take_home, sheet, attempt, outcome)
            if outcome is None:
                return self._reveal(interaction, take_home, wanted.number, {**sheet, wanted.number: taken})
        if outcome is Refusal.NOT_AN_ANSWER:
            raise StudyError("takehome.not-an-answer")
        take_home, sheet = await self._situation(interaction, wanted.take_home)
        if outcome is Refusal.ALREADY_ANSWERED and wanted.number in sheet:
            return self._reveal(interaction, take_home, wanted.number, sheet)
        if outcome is Refusal.CLOSED:
            return late_poster(take_home, sheet, self._desk.reader(interaction, take_home))
        return self._next(interaction, take_home, sheet)

    def _reveal(self, interaction: discord.Interaction, take_home: TakeHome, number: int, sheet: Sheet) -> Poster:
        return reveal_poster(take_home, number, sheet, self._desk.library, self._desk.reader(interaction, take_home))

    async def _open_form(self, interaction: discord.Interaction, wanted: Wanted) -> None:
        """Open it, unless what would be typed could not count: then they see where they are."""
        take_home, sheet = await _stored(self._situation(interaction, wanted.take_home), "takehome.unreadable")
        is_next = next_number(take_home, sheet) == wanted.number
        if is_next and take_home.takes_answers(moment(interaction)):
            reader = self._desk.reader(interaction, take_home)
            await interaction.response.send_modal(form(take_home, wanted.number, reader))
            return
        poster = self._next(interaction, take_home, sheet)
        await self._desk.replies.show(interaction, poster_layout(poster), is_private=True, takes_place=True)

    # --- how they did ------------------------------------------------------------------------------------------------

    async def _mine(self, interaction: discord.Interaction, number: int) -> None:
        """Everybody's own result; as long as it is open, where they are."""
        work = _stored(self._result(interaction, number), "takehome.unreadable")
        take_home, sheet, game = await self._desk.replies.in_time(interaction, work, is_private=True)
        reader = self._desk.reader(interaction, take_home)
        if game is None or not sheet:
            poster = poster_layout(self._next(interaction, take_home, sheet))
            await self._desk.replies.show(interaction, poster, is_private=True)
            return
        card = result_card(game, reader.person, self._desk.library, reader.voice)
        await self._desk.replies.send(interaction, Reply(card, reader.voice, is_private=True))

    async def _result(self, interaction: discord.Interaction, number: int) -> tuple[TakeHome, Sheet, Game | None]:
        take_home, sheet = await self._situation(interaction, number)
        is_open = take_home.takes_answers(moment(interaction))
        return take_home, sheet, None if is_open else await self._desk.game(take_home)


async def _stored(work: Awaitable[T], fault: str) -> T:
    """What `work` gives, or a sentence for whoever pressed."""
    try:
        return await work
    except JournalDownError as down:
        raise StudyError(fault) from down
