"""How a take-home is set: what was chosen is read, the questions are drawn, and the channel is told."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import discord
from discord.app_commands import Choice

from bot.cards.night_words import wall_words, zone_words
from bot.cards.take_home_news import set_line
from bot.cards.voice import Voice
from bot.errors import StudyError
from bot.nights.wall_times import moment_of
from bot.nights.zones import usual_zone, zone_named
from bot.quiz.accepting import answers_of
from bot.quiz.events import Answer
from bot.quiz.ports import JournalDownError
from bot.storage.appeals import AppealBook
from bot.storage.nights import NightBook
from bot.take_home import LONGEST_OPEN, LONGEST_TITLE, SHORTEST_OPEN, TakeHome
from cogs.ui.daily_setting import zone_choices
from cogs.ui.doors import Doors
from cogs.ui.limits import AUTOCOMPLETE_CHOICES, CHOICE_NAME
from cogs.ui.night_reading import Asker, categories_in, wall_in, walls_of, zone_of
from cogs.ui.pieces import shortened
from cogs.ui.posters import line_layout
from cogs.ui.quiz_desk import moment
from cogs.ui.quiz_starting import SEEN_LATELY
from cogs.ui.take_home_desk import TakeHomeDesk
from cogs.ui.take_home_telling import TakeHomeTelling
from cogs.ui.writing import check_writing
from knowledge.questions.asked import Asked
from knowledge.questions.question_maker import QuestionMaker

log = logging.getLogger(__name__)

# What most of them are set for, offered before anything is typed: so many days from now, in the evening.
USUAL_DAYS, USUAL_HOUR = (1, 2, 3, 7), 20


@dataclass(frozen=True, slots=True)
class TakeHomeWish:
    """What somebody chose; what they left open is None."""

    until: str
    category: str | None
    questions: int
    title: str | None
    zone: str | None


@dataclass(frozen=True, slots=True)
class TakeHomeSetting:
    """Raises `StudyError` for what whoever sets one can put right. `changed` is called when there is one more."""

    desk: TakeHomeDesk
    telling: TakeHomeTelling
    maker: QuestionMaker
    doors: Doors
    random: Random
    changed: Callable[[], None]
    under_way: set[int] = field(default_factory=set)

    async def set(self, interaction: discord.Interaction, wish: TakeHomeWish) -> None:
        """Set it, tell the channel, and whoever set it until when.

        Discord may tell of one wish twice (docs, reference.mdx, "Consistency"): the second time nothing is done.
        """
        if interaction.id in self.under_way or not await self.doors.lets_host(interaction):
            return
        self.under_way.add(interaction.id)
        try:
            await self._set(interaction, wish)
        finally:
            self.under_way.discard(interaction.id)

    async def _set(self, interaction: discord.Interaction, wish: TakeHomeWish) -> None:
        own_voice = self.desk.readers.voice(interaction, is_private=True)
        is_thread = isinstance(interaction.channel, discord.Thread)
        check_writing(interaction.app_permissions, own_voice, "takehome.missing", is_thread=is_thread)
        self.desk.clock.heard(moment(interaction))
        work = self._stored(interaction, wish, own_voice)
        made = await self.desk.replies.in_time(interaction, work, is_private=True)
        if made is not None:
            take_home, is_guess = made
            line = set_line(take_home, own_voice, is_guess=is_guess)
            await self.desk.replies.show(interaction, line_layout(line), is_private=True)

    async def _stored(
        self, interaction: discord.Interaction, wish: TakeHomeWish, own_voice: Voice
    ) -> tuple[TakeHome, bool] | None:
        """It, as it is stored and announced, and whether its zone was guessed; None if that was done before."""
        try:
            zone, is_guess = await self._zone(interaction, wish.zone)
            closes_at = _closing(wish.until, self._asker(interaction, zone, own_voice))
            take_home = await self._made(interaction, wish, closes_at, own_voice)
            if not await self.desk.book.open(take_home):
                return None
            await self._announce(take_home)
        except JournalDownError as fault:
            raise StudyError("takehome.not-set") from fault
        self.changed()
        return take_home, is_guess

    async def _announce(self, take_home: TakeHome) -> None:
        """What Discord stumbles over is tried again (`TakeHomeTelling.tell_due`): it is stored by now."""
        try:
            if not await self.telling.announce(take_home):
                raise StudyError("takehome.not-announced")
        except (discord.DiscordServerError, JournalDownError, OSError) as fault:
            log.info("Take-home %s is announced later (%s).", take_home.id, type(fault).__name__)

    async def _made(
        self, interaction: discord.Interaction, wish: TakeHomeWish, closes_at: datetime, own_voice: Voice
    ) -> TakeHome:
        categories = categories_in(wish.category or "", self.desk.library, own_voice)
        voice, guild = self.desk.readers.voice(interaction, is_private=False), interaction.guild_id or 0
        names = (voice.read(self.desk.library.categories[category].name) for category in categories)
        title = " ".join((wish.title or "").split()) or ", ".join(names) or voice.say("quiz.mix")
        questions = await self._drawn(guild, wish.questions, categories, voice)
        return TakeHome(
            id=interaction.id,
            guild=guild,
            channel=interaction.channel_id or 0,
            title=shortened(title, LONGEST_TITLE),
            language=voice.language,
            questions=questions,
            accepted=await self._accepted(guild, questions),
            count=len(questions),
            opened_at=moment(interaction),
            closes_at=closes_at,
        )

    async def _drawn(self, guild: int, count: int, categories: Sequence[str], voice: Voice) -> tuple[Asked, ...]:
        """Nothing that this server was asked lately, as long as there is anything else; in every language, so that
        everybody reads their own, unless there is more in the server's alone.
        """
        seen = await self.desk.books.scores.seen(guild, self.desk.clock.now() - SEEN_LATELY)
        drawn: tuple[Asked, ...] = ()
        for languages in (self.desk.readers.texts.languages, (voice.language,)):
            if len(drawn) < count:
                more = await asyncio.to_thread(
                    self.maker.make,
                    Random(self.random.random()),  # noqa: S311 - nothing secret
                    count,
                    categories=categories,
                    languages=languages,
                    seen=seen,
                )
                drawn = max(drawn, more, key=len)
        if not drawn:
            raise StudyError("takehome.no-questions")
        return drawn

    async def _accepted(self, guild: int, questions: Sequence[Asked]) -> Mapping[int, tuple[Answer, ...]]:
        """What this server has come to accept beside what is right, by the question's number."""
        found = await self.desk.books.of(AppealBook).accepted(guild, [asked.id for asked in questions])
        answers = {number: answers_of(asked, found.get(asked.id, ())) for number, asked in enumerate(questions, 1)}
        return {number: given for number, given in answers.items() if given}

    # --- when it closes ----------------------------------------------------------------------------------------------

    async def _zone(self, interaction: discord.Interaction, typed: str | None) -> tuple[str, bool]:
        return await zone_of(typed, interaction.guild_id or 0, str(interaction.locale), self.desk.books.of(NightBook))

    def _asker(self, interaction: discord.Interaction, zone: str, voice: Voice) -> Asker:
        return Asker(zone, moment(interaction), str(interaction.locale), voice)

    async def offer_until(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """What is typed as it would be read, in full; before that, the coming evenings."""
        asker = await self._typing(interaction)
        walls = [wall for wall in walls_of(typed, asker) if wall > asker.wall] if typed.strip() else _usual(asker.wall)
        return [
            Choice(
                name=shortened(f"{wall_words(wall, asker.voice)} ({zone_words(asker.zone)})", CHOICE_NAME),
                value=f"{wall:%Y-%m-%d %H:%M}",
            )
            for wall in walls[:AUTOCOMPLETE_CHOICES]
        ]

    async def offer_zone(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """Each zone with what its clocks show now."""
        asker = await self._typing(interaction)
        return zone_choices(typed, asker.zone, asker.now)

    async def _typing(self, interaction: discord.Interaction) -> Asker:
        zone = zone_named(str(interaction.namespace.zone or ""))
        if zone is None:
            try:
                zone, _ = await self._zone(interaction, None)
            except JournalDownError:
                zone = usual_zone(str(interaction.locale))
        return self._asker(interaction, zone, self.desk.readers.voice(interaction, is_private=True))


def _usual(wall: datetime) -> list[datetime]:
    evening = wall.replace(hour=USUAL_HOUR, minute=0)
    return [evening + timedelta(days=days) for days in USUAL_DAYS]


def _closing(typed: str, asker: Asker) -> datetime:
    wall, _ = wall_in(typed, asker)
    closes_at = moment_of(wall, asker.zone)
    if closes_at < asker.now + SHORTEST_OPEN:
        raise StudyError("takehome.too-soon", minutes=SHORTEST_OPEN.seconds // 60)
    if closes_at > asker.now + LONGEST_OPEN:
        raise StudyError("takehome.too-far", days=LONGEST_OPEN.days)
    return closes_at
