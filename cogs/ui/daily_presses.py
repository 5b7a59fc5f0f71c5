"""What is pressed on daily posts, and the form in which one is set up."""

from datetime import date

import discord
from discord.utils import snowflake_time

from bot.books import Books
from bot.cards.daily import closed_poster, taken_poster
from bot.cards.daily_ids import FORM, NEW, NOW, PREVIEW, DailyId, read_daily_id
from bot.cards.poster import Poster
from bot.daily.answering import Answer, Refusal, Taken
from bot.daily.daily import Post
from bot.errors import StudyError
from bot.nights.zones import usual_zone
from bot.quiz.ports import Clock, JournalDownError
from bot.storage.daily_answers import DailyAnswers
from cogs.ui.daily_desk import DailyDesk, must_manage
from cogs.ui.daily_form import daily_form, read_form
from cogs.ui.daily_setting import AnyChannel, Wish, read_time
from cogs.ui.posters import poster_layout
from cogs.ui.replies import Replies
from knowledge.library import Library


class DailyPresses:
    """Answers every press privately; what counts was stored before."""

    def __init__(self, desk: DailyDesk, books: Books, library: Library, clock: Clock, replies: Replies) -> None:
        self._desk = desk
        self._books = books
        self._library = library
        self._clock = clock
        self._replies = replies

    async def press(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Somebody pressed something of ours."""
        if custom_id == NEW:
            await self._open_form(interaction)
        elif custom_id == FORM:
            await self._take_form(interaction)
        elif (wanted := read_daily_id(custom_id)) is not None:
            await self._do(interaction, wanted)

    async def _do(self, interaction: discord.Interaction, wanted: DailyId) -> None:
        if wanted.does.isdecimal():
            await self._answer(interaction, wanted)
        elif wanted.does == PREVIEW:
            await self._desk.preview(interaction, str(wanted.channel))
        elif wanted.does == NOW:
            await self._desk.now(interaction, str(wanted.channel))

    # --- answers -----------------------------------------------------------------------------------------------------

    async def _answer(self, interaction: discord.Interaction, wanted: DailyId) -> None:
        """Whether it was right is told at once, and to nobody else."""
        voice = self._desk.voice(interaction)
        work = self._taken(interaction, wanted)
        try:
            outcome = await self._replies.in_time(interaction, work, is_private=True)
        except JournalDownError:
            await self._replies.whisper(interaction, voice.say(f"daily.refusal.{Refusal.NOT_STORED}"))
            return
        if isinstance(outcome, Refusal):
            await self._replies.whisper(interaction, voice.say(f"daily.refusal.{outcome}"))
            return
        poster = (
            taken_poster(outcome, self._library, voice)
            if isinstance(outcome, Taken)
            else closed_poster(outcome, self._library, voice)
        )
        await self._show(interaction, poster)

    async def _taken(self, interaction: discord.Interaction, wanted: DailyId) -> Taken | Post | Refusal:
        """The answer that counts; the post, if it is closed; or why there is neither."""
        moment, answers = snowflake_time(interaction.id), self._books.of(DailyAnswers)
        self._clock.heard(moment)
        answer = Answer(
            person=interaction.user.id,
            channel=wanted.channel,
            day=_day(wanted.day),
            place=int(wanted.does),
            press=interaction.id,
            at=moment,
        )
        outcome = await answers.answer(answer)
        if outcome is not Refusal.CLOSED:
            return outcome
        return await answers.post(wanted.channel, wanted.day) or outcome

    # --- the form ----------------------------------------------------------------------------------------------------

    async def _open_form(self, interaction: discord.Interaction) -> None:
        """With the place where it was pressed, and the zone that was used here last."""
        must_manage(interaction)
        zone = await self._desk.zone_here(interaction) or usual_zone(str(interaction.locale))
        place = _place(interaction, interaction.channel_id or 0)
        form = daily_form(place.id if place is not None else 0, zone, self._desk.voice(interaction))
        await interaction.response.send_modal(form)

    async def _take_form(self, interaction: discord.Interaction) -> None:
        filled = read_form(dict(interaction.data or {}))
        hour, minute = read_time(filled.time)
        place = _place(interaction, filled.channel)
        if place is None:
            raise StudyError("daily.wrong.not-a-channel")
        wish = Wish(
            channel=place,
            hour=hour,
            minute=minute,
            zone=filled.zone.strip() or None,
            holds=filled.holds,
            days=filled.days.strip() or None,
        )
        await self._desk.set(interaction, wish)

    async def _show(self, interaction: discord.Interaction, poster: Poster) -> None:
        await self._replies.show(interaction, poster_layout(poster), is_private=True)


def _place(interaction: discord.Interaction, channel: int) -> AnyChannel | None:
    found = None if interaction.guild is None else interaction.guild.get_channel(channel)
    return found if isinstance(found, discord.TextChannel | discord.ForumChannel) else None


def _day(number: int) -> date:
    """Whatever somebody may send for a day, it is one."""
    try:
        return date(number // 10_000, number // 100 % 100, number % 100)
    except ValueError:
        return date.min
