"""How people are doing: /score, /leaderboard, /progress."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.books import Books
from bot.cards.scores import no_score_card, score_card
from bot.cards.scores_board import BOARD, ROWS, SPANS, By, Ranking, Shown, Time, board_poster, read_shown
from bot.cards.scores_progress import Progress, progress_card, progress_chart, progress_in_words
from bot.cards.topics import category_named
from bot.cards.voice import Voice, echo
from bot.charts.progress import draw_progress
from bot.errors import StudyError
from bot.quiz.ports import JournalDownError
from bot.storage.periods import period
from bot.storage.scores import Board, Summary
from bot.storage.totals import EVERYTHING, of_category
from bot.wiring import Study
from cogs.ui.completing import Completing
from cogs.ui.pictures import Picture
from cogs.ui.posters import poster_layout
from cogs.ui.presses import Presses
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies, Reply

T = TypeVar("T")
CommandT = TypeVar("CommandT")


def in_servers(command: CommandT) -> CommandT:
    """Scores are those of a server that the bot is in."""
    in_contexts = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    return app_commands.allowed_installs(guilds=True, users=False)(in_contexts(command))


def in_servers_or_explained(command: CommandT) -> CommandT:
    """The same; in a direct message it says so, since that is where somebody may look for their own score."""
    in_contexts = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    return app_commands.allowed_installs(guilds=True, users=False)(in_contexts(command))


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose scores are wanted, in which server, as of which day (UTC, by Discord's clock)."""

    guild: int
    person: int
    name: str
    is_own: bool
    today: date


class Scores(commands.Cog):
    """Reads the books. Names of others are mentions that ping nobody: no list of members is needed."""

    def __init__(self, study: Study, books: Books, readers: Readers, replies: Replies) -> None:
        self._library = study.library
        self._books = books
        self._readers = readers
        self._replies = replies
        self._completing = Completing(
            study.asking, study.library, lambda interaction: readers.voice(interaction, is_private=True)
        )

    def answer_presses(self, presses: Presses) -> None:
        """Buttons that turn a board are ours."""
        presses.answer(BOARD, self._turn)

    @app_commands.command(description="-")
    @in_servers_or_explained
    async def score(
        self, interaction: discord.Interaction, person: discord.User | None = None, private: bool = False
    ) -> None:
        asked = _asked(interaction, person)
        found = await self._replies.in_time(interaction, _read(self._summary(asked)), is_private=private)
        voice = self._readers.voice(interaction, is_private=private)
        if found is None:
            card = no_score_card(asked.name, voice, is_own=asked.is_own)
        else:
            card = score_card(asked.name, found, self._library, voice)
        await self._replies.send(interaction, Reply(card, voice, is_private=private))

    @app_commands.command(description="-")
    @in_servers_or_explained
    async def progress(
        self, interaction: discord.Interaction, person: discord.User | None = None, private: bool = False
    ) -> None:
        asked = _asked(interaction, person)
        voice = self._readers.voice(interaction, is_private=private)
        work = _read(self._progress_reply(asked, voice, is_private=private))
        reply = await self._replies.in_time(interaction, work, is_private=private)
        await self._replies.send(interaction, reply)

    @app_commands.command(description="-")
    @in_servers
    async def leaderboard(
        self,
        interaction: discord.Interaction,
        period: str = Time.ALL,
        by: str = By.POINTS,
        category: app_commands.Range[str, 1, 100] | None = None,
        private: bool = False,
    ) -> None:
        voice = self._readers.voice(interaction, is_private=True)
        shown = Shown(Time(period), By(by), self._category(category, voice) if category else "")
        await self._show(interaction, shown, is_private=private, takes_place=False)

    @leaderboard.autocomplete("category")
    async def complete_category(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return self._completing.categories(interaction, typed)

    # --- reading -----------------------------------------------------------------------------------------------------

    async def _summary(self, asked: Asked) -> tuple[Summary, int] | None:
        """All that somebody has earned, and among how many people."""
        summary = await self._books.scores.summary(asked.guild, asked.person, asked.today)
        return None if summary is None else (summary, await self._books.scores.size(Board(asked.guild)))

    async def _progress_reply(self, asked: Asked, voice: Voice, *, is_private: bool) -> Reply:
        summary = await self._books.scores.summary(asked.guild, asked.person, asked.today)
        history = await self._books.scores.progress(asked.guild, asked.person, date.min, asked.today)
        if summary is None or not history:
            return Reply(no_score_card(asked.name, voice, is_own=asked.is_own), voice, is_private)
        progress = Progress(history, summary.domains)
        png = await asyncio.to_thread(draw_progress, progress_chart(progress, self._library, voice))
        picture = Picture("progress", png, progress_in_words(progress, self._library, voice))
        return Reply(progress_card(asked.name, progress, self._library, voice), voice, is_private, picture=picture)

    async def _ranking(self, shown: Shown, guild: int, reader: int, today: date) -> Ranking:
        """A page, and one row more to know whether there is another page."""
        scope = of_category(shown.category) if shown.category else EVERYTHING
        board, start = Board(guild, period(SPANS[shown.time], today), scope), shown.page * ROWS
        own = by_points = await self._books.scores.place(board, reader)
        if shown.by is By.POINTS:
            rows = await self._books.scores.top(board, ROWS + 1, start)
        else:
            rows = await self._books.scores.most_accurate(board, minimum=shown.least, count=ROWS + 1, start=start)
            own = await self._books.scores.place_by_accuracy(board, reader, minimum=shown.least)
        answered = by_points.answered if by_points is not None else 0
        return Ranking(tuple(rows[:ROWS]), len(rows) > ROWS, reader, own, answered)

    def _category(self, typed: str, voice: Voice) -> str:
        """The id of a category by its name."""
        found, near = category_named(typed, self._library)
        if found is not None:
            return found.id
        if near is None:
            raise StudyError("topics.no-category", typed=echo(typed))
        raise StudyError("topics.no-category-near", typed=echo(typed), nearest=voice.read(near.name))

    # --- boards ------------------------------------------------------------------------------------------------------

    async def _show(
        self, interaction: discord.Interaction, shown: Shown, *, is_private: bool, takes_place: bool
    ) -> None:
        asked = _asked(interaction, None)
        work = _read(self._ranking(shown, asked.guild, asked.person, asked.today))
        # A press that takes long is answered by itself, privately: its message stays as it is meanwhile.
        ranking = await self._replies.in_time(interaction, work, is_private=is_private or takes_place)
        voice = self._readers.voice(interaction, is_private=is_private)
        layout = poster_layout(board_poster(shown, ranking, asked.today, self._library, voice))
        await self._replies.show(interaction, layout, is_private=is_private, takes_place=takes_place)

    async def _turn(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Another board, in the place of the one that the person asked for; others see it privately."""
        shown, message = read_shown(custom_id), interaction.message
        if shown is None or message is None:
            return
        asked = message.interaction_metadata
        is_private = message.flags.ephemeral
        takes_place = is_private or (asked is not None and asked.user.id == interaction.user.id)
        await self._show(interaction, shown, is_private=is_private or not takes_place, takes_place=takes_place)


def _asked(interaction: discord.Interaction, person: discord.User | None) -> Asked:
    """Raises `StudyError` outside servers, and for bots."""
    whose = person or interaction.user
    if interaction.guild_id is None:
        raise StudyError("scores.needs-server")
    if whose.bot:
        raise StudyError("scores.bot", name=whose.display_name)
    is_own = whose.id == interaction.user.id
    return Asked(interaction.guild_id, whose.id, whose.display_name, is_own, interaction.created_at.date())


async def _read(work: Awaitable[T]) -> T:
    """What the book says, or a sentence for whoever asked: nothing can be read at present."""
    try:
        return await work
    except JournalDownError as fault:
        raise StudyError("scores.unreadable") from fault
