"""How a planned night becomes a quiz: questions for each round, teams, and the host that runs it."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from discord.abc import Snowflake

from bot.cards.night_words import topic
from bot.cards.voice import Voice
from bot.nights.night import Night
from bot.nights.plan import Teams
from bot.nights.team_drawing import balanced, drawn
from bot.quiz.commands import Refusal, Start, Stop
from bot.quiz.events import Part, Settings
from bot.quiz.game import Game
from bot.quiz.host import Host
from bot.quiz_wiring import Quizzes
from cogs.ui.quiz_starting import SEEN_LATELY
from knowledge.library import Library
from knowledge.questions.asked import Asked

# People come from elsewhere: they were told, and have to find the place.
TIME_TO_COME = timedelta(seconds=20)
_SEED_BITS = 32


@dataclass(frozen=True, slots=True)
class NightStarting:
    """Starts the quiz of a night. The same night never has two: its quiz has its own number."""

    host: Host
    is_there: asyncio.Event
    """Set as soon as the quizzes of before a restart are known."""
    quizzes: Quizzes
    library: Library
    random: Random
    me: Callable[[], Snowflake | None]
    """The bot itself leads a night whose host is not known any more; whoever manages the server may take it over."""

    def game(self, night: Night) -> Game | None:
        """Its quiz, while it runs here."""
        return self.host.game(night.night)

    def is_busy(self, night: Night) -> bool:
        """Whether another quiz is in its place."""
        there = self.host.in_channel(night.place)
        return there is not None and there.quiz != night.night

    async def was_started(self, night: Night) -> bool:
        """Whether its quiz has ever begun. Raises `JournalDownError`."""
        return bool(await self.quizzes.books.read(night.night))

    async def start(self, night: Night, voice: Voice, now: datetime) -> Game | Refusal | None:
        """The quiz; why there is none; or None, if there is not a single question. Raises `JournalDownError`."""
        seed = self.random.getrandbits(_SEED_BITS)
        rounds = await self._rounds(night, seed)
        questions = tuple(asked for each in rounds for asked in each)
        if not questions:
            return None
        plan = night.plan
        settings = Settings(
            plan.mode,
            plan.seconds,
            plan.language,
            parts=_parts(night, rounds, self.library, voice),
            break_seconds=plan.break_minutes * 60,
        )
        start = Start(
            quiz=night.night,
            at=now + TIME_TO_COME,
            guild=night.guild,
            channel=night.place,
            host=night.host or self._own_id,
            settings=settings,
            questions=questions,
            seed=seed,
            night=night.night,
            title=night.plan.title,
            teams=() if plan.teams is Teams.NONE else plan.team_names,
            members=members_of(night),
        )
        return await self.host.start(start)

    async def stop(self, night: Night, now: datetime) -> bool:
        """Its quiz is over; False if it cannot be ended yet."""
        game = self.game(night)
        if game is None:
            return self.is_there.is_set()
        return isinstance(await self.host.submit(game.quiz, Stop(order=night.night, at=now, by=game.host)), Game)

    @property
    def _own_id(self) -> int:
        me = self.me()
        return 0 if me is None else me.id

    async def _rounds(self, night: Night, seed: int) -> list[tuple[Asked, ...]]:
        """Nothing that this server was asked lately, nor in an earlier round, as long as there is anything else."""
        seen = await self.quizzes.books.scores.seen(night.guild, now_lately(self.quizzes))
        return await asyncio.to_thread(self._drawn, night, seed, list(seen))

    def _drawn(self, night: Night, seed: int, seen: list[str]) -> list[tuple[Asked, ...]]:
        random = Random(seed)  # noqa: S311 - so that anybody can draw them again
        rounds = []
        asked_before: set[str] = set()
        for categories in night.plan.rounds:
            known = [one for one in categories if one in self.library.categories]
            drawn_now = self.quizzes.maker.make(
                random, night.plan.questions, categories=known, languages=[night.plan.language], seen=seen
            )
            fresh = tuple(asked for asked in drawn_now if asked.id not in asked_before)
            rounds.append(fresh)
            asked_before |= {asked.id for asked in fresh}
            seen += [asked.id for asked in fresh]
        return rounds


def now_lately(quizzes: Quizzes) -> datetime:
    """What was asked since then was asked lately."""
    return quizzes.clock.now() - SEEN_LATELY


def _parts(night: Night, rounds: list[tuple[Asked, ...]], library: Library, voice: Voice) -> tuple[Part, ...]:
    """One a round that has questions; a single round is no part."""
    parts, first = [], 1
    for number, (categories, asked) in enumerate(zip(night.plan.rounds, rounds, strict=True), 1):
        if asked:
            title = voice.say("night.part", number=number, about=topic(categories, library, voice))
            parts.append(Part(title, first))
        first += len(asked)
    return tuple(parts) if len(parts) > 1 else ()


def members_of(night: Night) -> Mapping[int, int]:
    """Who is in which team when it begins; who has not chosen one gets one of the smallest. Always the same ones."""
    count = len(night.plan.team_names)
    people = [one.person for one in night.people]
    random = Random(night.night)  # noqa: S311 - the same teams, however often the start is tried
    match night.plan.teams:
        case Teams.NONE:
            return {}
        case Teams.DRAWN:
            return drawn(people, count, random)
        case Teams.CHOSEN:
            chosen = {one.person: one.team for one in night.people if one.team is not None and one.team < count}
            return balanced(chosen, [person for person in people if person not in chosen], count, random)
