"""How a quiz begins: what was chosen is read, the questions are drawn, and the channel is told."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import discord

from bot.cards.quiz_host import opening_poster
from bot.cards.quiz_panel import Panel, panel_poster
from bot.cards.voice import Voice
from bot.errors import StudyError
from bot.quiz.commands import Refusal, Start
from bot.quiz.events import Mode, Settings
from bot.quiz.ports import JournalDownError
from bot.quiz.scribe import Outcome
from bot.quiz_wiring import Quizzes
from cogs.ui.categories import category_in
from cogs.ui.posters import poster_layout
from cogs.ui.quiz_desk import QuizDesk, moment
from cogs.ui.writing import check_writing
from knowledge.concepts import Category, Difficulty
from knowledge.library import Library
from knowledge.questions.asked import Asked, AskedKind

# To read the rules and put the phone the right way round.
TIME_TO_GET_READY = timedelta(seconds=5)
# A group that meets every week is asked the same question again after two months at the earliest.
SEEN_LATELY = timedelta(days=60)
_SEED_BITS = 32


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody chose for their quiz; what they left open is None."""

    category: str | None
    questions: int
    seconds: int
    mode: str
    kind: str | None
    difficulty: str | None
    language: str | None
    streaks: bool


@dataclass(frozen=True, slots=True)
class QuizStarting:
    """Starts quizzes. Raises `StudyError` for what whoever starts can put right."""

    desk: QuizDesk
    library: Library
    quizzes: Quizzes
    random: Random
    under_way: set[int] = field(default_factory=set)

    async def start(self, interaction: discord.Interaction, wish: Wish) -> None:
        """Begin, tell whoever leads it privately how, and the channel what is coming.

        Discord may tell of one wish twice (docs, reference.mdx, "Consistency"): the second time nothing is done.
        """
        if interaction.id in self.under_way or self.desk.host.game(interaction.id) is not None:
            return
        self.under_way.add(interaction.id)
        try:
            await self._begin(interaction, wish)
        finally:
            self.under_way.discard(interaction.id)

    async def _begin(self, interaction: discord.Interaction, wish: Wish) -> None:
        if not await self.desk.doors.lets_host(interaction):
            return
        own_voice = self.desk.readers.voice(interaction, is_private=True)
        is_thread = isinstance(interaction.channel, discord.Thread)
        check_writing(interaction.app_permissions, own_voice, "quiz.start.missing", is_thread=is_thread)
        voice = self.desk.readers.voice(interaction, is_private=False)
        if wish.language is not None:
            voice = self.desk.readers.speaking(wish.language)
        named = [typed for typed in (wish.category or "").split(",") if typed.strip()]
        categories = [category_in(typed, self.library, own_voice) for typed in named]
        work = self._start(interaction, wish, categories, voice)
        outcome = await self.desk.replies.in_time(interaction, work, is_private=True)
        if isinstance(outcome, Refusal):
            await self.desk.refuse(interaction, outcome)
            return
        panel = panel_poster(Panel(outcome, interaction.user.id), own_voice)
        await self.desk.replies.show(interaction, poster_layout(panel), is_private=True)
        about = ", ".join(voice.read(category.name) for category in categories) or voice.say("quiz.mix")
        await self.desk.replies.add(interaction, poster_layout(opening_poster(outcome, about, voice)))

    async def _start(
        self, interaction: discord.Interaction, wish: Wish, categories: Sequence[Category], voice: Voice
    ) -> Outcome:
        await self.desk.back()
        at = moment(interaction)
        self.quizzes.clock.heard(at)
        seed = self.random.getrandbits(_SEED_BITS)
        try:
            questions = await self._draw(interaction.guild_id or 0, wish, categories, voice.language, seed)
        except JournalDownError:
            return Refusal.NOT_STORED
        start = Start(
            quiz=interaction.id,
            at=at + TIME_TO_GET_READY,
            guild=interaction.guild_id or 0,
            channel=interaction.channel_id or 0,
            host=interaction.user.id,
            settings=Settings(Mode(wish.mode), wish.seconds, voice.language, has_streaks=wish.streaks),
            questions=questions,
            seed=seed,
        )
        return await self.desk.host.start(start)

    async def _draw(
        self, guild: int, wish: Wish, categories: Sequence[Category], language: str, seed: int
    ) -> tuple[Asked, ...]:
        """Nothing that this server was asked lately, as long as there is anything else."""
        seen = await self.quizzes.books.scores.seen(guild, self.quizzes.clock.now() - SEEN_LATELY)
        questions = await asyncio.to_thread(
            self.quizzes.maker.make,
            Random(seed),  # noqa: S311 - so that anybody can draw them again
            wish.questions,
            categories=[category.id for category in categories],
            kinds=[AskedKind(wish.kind)] if wish.kind else (),
            difficulties=[Difficulty(wish.difficulty)] if wish.difficulty else (),
            languages=[language],
            seen=seen,
        )
        if not questions:
            raise StudyError("quiz.start.no-questions")
        return questions
