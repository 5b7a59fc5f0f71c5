"""Leaderboards as people see them and turn their pages."""

from collections.abc import Awaitable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import discord

from bot.books import Books
from bot.cards.scores_board import ROWS, SPANS, By, Ranking, Shown, Time, board_poster, read_shown
from bot.errors import StudyError
from bot.quiz.ports import JournalDownError
from bot.storage.periods import period
from bot.storage.privacy import PrivacyBook
from bot.storage.scores import Board
from bot.storage.seasons import Season, SeasonBook
from bot.storage.totals import EVERYTHING, of_category
from cogs.ui.posters import poster_layout
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies
from knowledge.library import Library

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Boards:
    """Raises `StudyError` for what whoever asks can put right."""

    library: Library
    books: Books
    readers: Readers
    replies: Replies

    async def show(
        self, interaction: discord.Interaction, shown: Shown, *, is_private: bool, takes_place: bool = False
    ) -> None:
        """Answer with a page of a board, or put it in the place of the one whose button was pressed."""
        guild, today = interaction.guild_id, interaction.created_at.date()
        if guild is None:
            raise StudyError("scores.needs-server")
        work = readable(self._page(shown, guild, interaction.user.id, today, is_private=is_private))
        # A press that takes long is answered by itself, privately: its message stays as it is meanwhile.
        shown, ranking = await self.replies.in_time(interaction, work, is_private=is_private or takes_place)
        voice = self.readers.voice(interaction, is_private=is_private)
        layout = poster_layout(board_poster(shown, ranking, today, self.library, voice))
        await self.replies.show(interaction, layout, is_private=is_private, takes_place=takes_place)

    async def turn(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Another board, in the place of the one that the person asked for; others see it privately."""
        shown, message = read_shown(custom_id), interaction.message
        if shown is None or message is None:
            raise StudyError("mistake.gone")
        asked = message.interaction_metadata
        is_private = message.flags.ephemeral
        takes_place = is_private or (asked is not None and asked.user.id == interaction.user.id)
        await self.show(interaction, shown, is_private=is_private or not takes_place, takes_place=takes_place)

    async def _page(
        self, shown: Shown, guild: int, reader: int, today: date, *, is_private: bool
    ) -> tuple[Shown, Ranking]:
        season = await self._season(shown, guild)
        if shown.time is not Time.SEASON:
            scope = of_category(shown.category) if shown.category else EVERYTHING
            board = Board(guild, period(SPANS[shown.time], today), scope)
        elif season is None:
            raise StudyError("season.unknown" if shown.season else "season.none-yet")
        else:
            shown = replace(shown, season=season.id)
            board = season.board(of_category(shown.category) if shown.category else EVERYTHING)
        ranking = await self._ranking(shown, board, reader, season)
        # Whoever keeps off the boards sees their own place, and nobody else does.
        is_discreet = not is_private and await self.books.of(PrivacyBook).is_hidden(reader, guild)
        return shown, replace(ranking, own=None, is_discreet=True) if is_discreet else ranking

    async def _season(self, shown: Shown, guild: int) -> Season | None:
        """The one that is wanted; without a wish the one that runs, or else the last one."""
        book = self.books.of(SeasonBook)
        if shown.season:
            return await book.find(guild, shown.season)
        return next(iter(await book.recent(guild, 1)), None)

    async def _ranking(self, shown: Shown, board: Board, reader: int, season: Season | None) -> Ranking:
        """A page, and one row more to know whether there is another page."""
        start, scores = shown.page * ROWS, self.books.scores
        own = by_points = await scores.place(board, reader)
        if shown.by is By.POINTS:
            rows = await scores.top(board, ROWS + 1, start)
        else:
            rows = await scores.most_accurate(board, minimum=shown.least, count=ROWS + 1, start=start)
            own = await scores.place_by_accuracy(board, reader, minimum=shown.least)
        answered = by_points.answered if by_points is not None else 0
        return Ranking(tuple(rows[:ROWS]), len(rows) > ROWS, reader, own, answered, season)


async def readable(work: Awaitable[T]) -> T:
    """What the book says, or a sentence for whoever asked: nothing can be read at present."""
    try:
        return await work
    except JournalDownError as fault:
        raise StudyError("scores.unreadable") from fault
