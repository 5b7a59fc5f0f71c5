"""Seasons as they are started, ended and told."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

import discord
from discord.app_commands import Choice

from bot.books import Books
from bot.cards.season import (
    END,
    MOST_LISTED,
    ROWS,
    final_poster,
    list_poster,
    question_poster,
    span_words,
    started_poster,
)
from bot.cards.voice import Voice
from bot.errors import StudyError
from bot.quiz.ports import Clock, JournalDownError
from bot.quiz.standings import Standing
from bot.storage.seasons import Season, SeasonBook
from cogs.ui.boards import readable
from cogs.ui.doors import manages
from cogs.ui.limits import AUTOCOMPLETE_CHOICES, CHOICE_NAME
from cogs.ui.pieces import shortened
from cogs.ui.posters import line_layout, poster_layout
from cogs.ui.readers import Readers
from cogs.ui.replies import NOBODY, Replies

log = logging.getLogger(__name__)

# What was earned in the last moments is stored by then (`seasons.SETTLING` and a little more).
TELL_AFTER = timedelta(seconds=2)


class Seasons:
    """Answers people; `tell_due` tells channels. Raises `StudyError` for what whoever asks can put right."""

    def __init__(self, client: discord.Client, books: Books, clock: Clock, readers: Readers, replies: Replies) -> None:
        self._client = client
        self._books = books
        self._clock = clock
        self._readers = readers
        self._replies = replies

    # --- people ------------------------------------------------------------------------------------------------------

    async def start(self, interaction: discord.Interaction, title: str) -> None:
        """Begin one, and tell everybody."""
        _check_organiser(interaction)
        guild, title = interaction.guild_id or 0, " ".join(title.split())
        if not title:
            raise StudyError("season.no-title")
        self._clock.heard(interaction.created_at)
        try:
            season = await self._books.of(SeasonBook).start(guild, title, self._clock.now())
            running = season or await self._books.of(SeasonBook).running(guild)
        except JournalDownError as fault:
            raise StudyError("season.not-stored") from fault
        if season is None:
            raise StudyError("season.running", title=running.title if running is not None else title)
        voice = self._readers.voice(interaction, is_private=False)
        poster = started_poster(season, interaction.user.id, voice)
        await self._replies.show(interaction, poster_layout(poster), is_private=False)

    async def ask_to_end(self, interaction: discord.Interaction) -> None:
        """Ask whether the one that runs shall end."""
        _check_organiser(interaction)
        season = await readable(self._running(interaction))
        voice = self._readers.voice(interaction, is_private=True)
        await self._replies.show(interaction, poster_layout(question_poster(season, voice)), is_private=True)

    async def press(self, interaction: discord.Interaction, custom_id: str) -> bool:
        """End it after all, or not; whether there is something to tell."""
        _check_organiser(interaction)
        _, does, number = (*custom_id.split(":"), "", "")[:3]
        season = await readable(self._running(interaction))
        if str(season.id) != number:
            raise StudyError("season.none-running")
        voice = self._readers.voice(interaction, is_private=True)
        has_ended = does == END and await self._end(interaction, season)
        key = "season.ending" if has_ended else "season.kept"
        line = line_layout((voice.say(key, title=season.title),))
        await self._replies.show(interaction, line, is_private=True, takes_place=True)
        return has_ended

    async def _end(self, interaction: discord.Interaction, season: Season) -> bool:
        self._clock.heard(interaction.created_at)
        language = self._readers.voice(interaction, is_private=False).language
        try:
            book, channel = self._books.of(SeasonBook), interaction.channel_id or 0
            return await book.end(season, channel, language, self._clock.now()) is not None
        except JournalDownError as fault:
            raise StudyError("season.not-stored") from fault

    async def show_all(self, interaction: discord.Interaction, *, is_private: bool) -> None:
        """The latest ones with their winners."""
        work = readable(self._with_best(interaction.guild_id or 0))
        found = await self._replies.in_time(interaction, work, is_private=is_private)
        voice = self._readers.voice(interaction, is_private=is_private)
        await self._replies.show(interaction, poster_layout(list_poster(found, voice)), is_private=is_private)

    async def offer(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """Those with `typed` in their title."""
        voice = self._readers.voice(interaction, is_private=True)
        try:
            found = await self._books.of(SeasonBook).recent(interaction.guild_id or 0, AUTOCOMPLETE_CHOICES * 4)
        except JournalDownError:
            return []
        fitting = [season for season in found if typed.casefold().strip() in season.title.casefold()]
        return [_offered(season, voice) for season in fitting[:AUTOCOMPLETE_CHOICES]]

    async def _running(self, interaction: discord.Interaction) -> Season:
        season = await self._books.of(SeasonBook).running(interaction.guild_id or 0)
        if season is None:
            raise StudyError("season.none-running")
        return season

    async def _with_best(self, guild: int) -> list[tuple[Season, Sequence[Standing]]]:
        seasons = await self._books.of(SeasonBook).recent(guild, MOST_LISTED + 1)
        return [(season, await self._books.scores.top(season.board(), ROWS)) for season in seasons]

    # --- channels ----------------------------------------------------------------------------------------------------

    async def tell_due(self) -> datetime | None:
        """Tell the final boards that are due; when the next one is."""
        later: list[datetime] = []
        for season in await self._books.of(SeasonBook).to_tell():
            due = (season.ended_at or self._clock.now()) + TELL_AFTER
            if due > self._clock.now():
                later.append(due)
            elif self._client.get_guild(season.guild) is not None:
                await self._tell(season)
        return min(later, default=None)

    async def _tell(self, season: Season) -> None:
        scores = self._books.scores
        best, people = await scores.top(season.board(), ROWS), await scores.size(season.board())
        poster = final_poster(season, best, people, self._readers.speaking(season.language or ""))
        place = self._client.get_partial_messageable(season.channel or 0, guild_id=season.guild)
        try:
            # The same nonce again posts nothing twice (docs, resources/message.mdx, "enforce_nonce").
            await place.send(view=poster_layout(poster), nonce=f"{season.id:x}season", allowed_mentions=NOBODY)
        except (discord.NotFound, discord.Forbidden) as fault:
            log.info("The board of season %s could not be told (%s).", season.id, fault.code)
        await self._books.of(SeasonBook).told(season.id)


def _check_organiser(interaction: discord.Interaction) -> None:
    if not manages(interaction):
        raise StudyError("season.organisers")


def _offered(season: Season, voice: Voice) -> Choice[str]:
    return Choice(name=shortened(f"{season.title} · {span_words(season, voice)}", CHOICE_NAME), value=str(season.id))
