"""Which take-homes there are, closing one before its time, and how one went."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import discord
from discord.app_commands import Choice

from bot.cards.poster import Poster
from bot.cards.take_home import END
from bot.cards.take_home_news import MOST_LISTED, Listed, list_poster, sure_poster
from bot.cards.voice import Voice
from bot.errors import StudyError
from bot.quiz.ports import JournalDownError
from bot.take_home import Brief
from cogs.ui.doors import Doors
from cogs.ui.limits import AUTOCOMPLETE_CHOICES, CHOICE_NAME
from cogs.ui.pictures import Picture
from cogs.ui.pieces import shortened
from cogs.ui.posters import line_layout, poster_layout
from cogs.ui.quiz_desk import moment
from cogs.ui.recap_places import all_may_see, may_see
from cogs.ui.take_home_desk import TakeHomeDesk
from cogs.ui.take_home_telling import TakeHomeTelling


@dataclass(frozen=True, slots=True)
class TakeHomeAsking:
    """Raises `StudyError` for what whoever asks can put right. Nobody hears of what is in channels that they do not
    see. `changed` is called when something is due sooner.
    """

    desk: TakeHomeDesk
    telling: TakeHomeTelling
    doors: Doors
    changed: Callable[[], None]

    async def show_all(self, interaction: discord.Interaction) -> None:
        """Open ones first, with how far whoever asks has come."""
        listed = await self.desk.replies.in_time(interaction, self._listed(interaction), is_private=True)
        voice = self.desk.readers.voice(interaction, is_private=True)
        await self.desk.replies.show(interaction, poster_layout(list_poster(listed, voice)), is_private=True)

    async def ask_to_end(self, interaction: discord.Interaction, wanted: str | None) -> None:
        """Ask whether it shall close now."""
        if not await self.doors.lets_host(interaction):
            return
        is_open = [each for each in await self._seen(interaction) if each.takes_answers(moment(interaction))]
        nearest = sorted(is_open, key=lambda each: (each.channel != interaction.channel_id, each.closes_at))
        chosen = _chosen(nearest, wanted, "takehome.none-open")
        try:
            people = await self.desk.book.people(chosen.id)
        except JournalDownError as fault:
            raise StudyError("takehome.unreadable") from fault
        voice = self.desk.readers.voice(interaction, is_private=True)
        await self.desk.replies.show(interaction, poster_layout(sure_poster(chosen, people, voice)), is_private=True)

    async def press(self, interaction: discord.Interaction, number: int, does: str) -> None:
        """Close it after all, or not."""
        if not await self.doors.lets_host(interaction):
            return
        try:
            take_home = await self.desk.find(interaction, number)
            if does == END:
                await self.desk.book.end(number, moment(interaction))
        except JournalDownError as fault:
            raise StudyError("takehome.not-stored") from fault
        voice = self.desk.readers.voice(interaction, is_private=True)
        key = "takehome.ended" if does == END else "takehome.kept"
        line = line_layout((voice.say(key, title=take_home.title),))
        await self.desk.replies.show(interaction, line, is_private=True, takes_place=True)
        self.changed()

    async def results(self, interaction: discord.Interaction, wanted: str | None, *, is_private: bool) -> None:
        """How one went: the last that closed here, or the one that was chosen."""
        seen = await self._seen(interaction)
        here = [each for each in seen if each.is_closed and each.channel == interaction.channel_id]
        chosen = _chosen(here if wanted is None else seen, wanted, "takehome.none-closed")
        if not chosen.is_closed:
            raise StudyError("takehome.still-open", title=chosen.title)
        is_private = is_private or not all_may_see(interaction, chosen.channel)
        voice = self.desk.readers.voice(interaction, is_private=is_private)
        try:
            work = self._result(interaction, chosen, voice)
            poster, picture = await self.desk.replies.in_time(interaction, work, is_private=is_private)
        except JournalDownError as fault:
            raise StudyError("takehome.unreadable") from fault
        await self.desk.replies.present(interaction, poster, picture, is_private=is_private)

    async def offer(self, interaction: discord.Interaction, typed: str, *, is_open: bool) -> list[Choice[str]]:
        """Those that are open, or those that are closed, with `typed` in their title."""
        try:
            seen = await self._seen(interaction)
        except StudyError:
            return []
        voice, at = self.desk.readers.voice(interaction, is_private=True), moment(interaction)
        fitting = [
            each
            for each in seen
            if (each.takes_answers(at) if is_open else each.is_closed)
            and typed.casefold().strip() in each.title.casefold()
        ]
        return [
            Choice(
                name=shortened(
                    voice.say(
                        "takehome.offer",
                        title=each.title,
                        date=voice.date(each.closes_at.date()),
                        count=each.count,
                    ),
                    CHOICE_NAME,
                ),
                value=str(each.id),
            )
            for each in fitting[:AUTOCOMPLETE_CHOICES]
        ]

    async def _result(
        self, interaction: discord.Interaction, chosen: Brief, voice: Voice
    ) -> tuple[Poster, Picture | None]:
        return await self.telling.result(await self.desk.find(interaction, chosen.id), voice)

    async def _listed(self, interaction: discord.Interaction) -> Sequence[Listed]:
        seen, at = await self._seen(interaction), moment(interaction)
        ordered = sorted(seen, key=lambda each: (not each.takes_answers(at), -each.closes_at.timestamp()))
        try:
            return [
                Listed(each, len(await self.desk.book.sheet(each.id, interaction.user.id)), each.takes_answers(at))
                for each in ordered[:MOST_LISTED]
            ]
        except JournalDownError as fault:
            raise StudyError("takehome.unreadable") from fault

    async def _seen(self, interaction: discord.Interaction) -> Sequence[Brief]:
        try:
            recent = await self.desk.book.recent(interaction.guild_id or 0)
        except JournalDownError as fault:
            raise StudyError("takehome.unreadable") from fault
        return [each for each in recent if may_see(interaction, each.channel)]


def _chosen(found: Sequence[Brief], wanted: str | None, none: str) -> Brief:
    """The first, or the one that was chosen."""
    if wanted is None:
        if not found:
            raise StudyError(none)
        return found[0]
    chosen = next((each for each in found if str(each.id) == wanted.strip()), None)
    if chosen is None:
        raise StudyError("takehome.unknown")
    return chosen
