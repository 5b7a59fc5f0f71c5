"""Looking back at a quiz: which ones there are, and what is told of one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import discord
from discord.app_commands import Choice
from discord.utils import snowflake_time

from bot.books import Books
from bot.cards.quiz_end import recap_poster
from bot.cards.voice import Voice
from bot.errors import StudyError
from bot.quiz.game import Game, fold
from bot.quiz.ports import JournalDownError, NotOursError
from bot.storage.recaps import Held, RecapBook
from cogs.ui.limits import AUTOCOMPLETE_CHOICES, CHOICE_NAME
from cogs.ui.pictures import Picture
from cogs.ui.pieces import shortened
from cogs.ui.readers import Readers
from cogs.ui.recap_pictures import RecapPictures
from cogs.ui.recap_places import all_may_see, may_see, name_of
from cogs.ui.replies import Replies
from knowledge.library import Library


@dataclass(frozen=True, slots=True)
class RecapAsking:
    """Raises `StudyError` for what whoever asks can put right."""

    library: Library
    books: Books
    readers: Readers
    replies: Replies
    pictures: RecapPictures = field(default_factory=RecapPictures)

    async def show(self, interaction: discord.Interaction, wanted: str | None, *, is_private: bool) -> None:
        """The last quiz of the channel, or the one that was chosen."""
        held = await self._held(interaction, wanted)
        is_private = is_private or not all_may_see(interaction, held.channel)
        voice = self.readers.voice(interaction, is_private=is_private)
        work = self._told(held.quiz, voice)
        game, picture = await self.replies.in_time(interaction, work, is_private=is_private)
        await self.replies.present(interaction, recap_poster(game, self.library, voice), picture, is_private=is_private)

    async def offer(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """Those that whoever types may look back at."""
        voice = self.readers.voice(interaction, is_private=True)
        try:
            seen = await self._seen(interaction)
        except JournalDownError:
            return []
        rows = [Choice(name=_offered(held, interaction, voice), value=str(held.quiz)) for held in seen]
        words = typed.casefold().split()
        fitting = [row for row in rows if all(word in row.name.casefold() for word in words)]
        return fitting[:AUTOCOMPLETE_CHOICES]

    async def _held(self, interaction: discord.Interaction, wanted: str | None) -> Held:
        try:
            seen = await self._seen(interaction)
        except JournalDownError as fault:
            raise StudyError("recap.unreadable") from fault
        if wanted is None:
            here = next((held for held in seen if held.channel == interaction.channel_id), None)
            if here is None:
                raise StudyError("recap.none")
            return here
        found = next((held for held in seen if str(held.quiz) == wanted.strip()), None)
        if found is None:
            raise StudyError("recap.unknown")
        return found

    async def _seen(self, interaction: discord.Interaction) -> Sequence[Held]:
        guild, channel = interaction.guild_id or 0, interaction.channel_id or 0
        held = await self.books.of(RecapBook).held(guild, channel)
        return [each for each in held if may_see(interaction, each.channel)]

    async def _told(self, quiz: int, voice: Voice) -> tuple[Game, Picture | None]:
        """The quiz by its log: what was marked again later is in it."""
        try:
            game = fold(await self.books.read(quiz))
        except (JournalDownError, NotOursError) as fault:
            raise StudyError("recap.unreadable") from fault
        if game is None:
            raise StudyError("recap.unknown")
        return game, await self.pictures.of(game, voice)


def _offered(held: Held, interaction: discord.Interaction, voice: Voice) -> str:
    began = snowflake_time(held.quiz)
    channel = name_of(interaction, held.channel)
    key = "recap.offer" if channel else "recap.offer-elsewhere"
    words = voice.say(
        key,
        date=voice.date(began.date()),
        time=f"{began:%H:%M}",
        channel=channel,
        questions=held.questions,
        players=held.people,
    )
    return shortened(words, CHOICE_NAME)
