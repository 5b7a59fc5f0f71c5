"""What comes next: what has not been seen, and of that rather what the group mixes up."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Protocol, TypeVar

from bot.daily.daily import KINDS, MIX, Content, Daily
from knowledge.concepts import Concept, Fact
from knowledge.library import Library
from knowledge.questions.asked import Asked
from knowledge.questions.question_maker import QuestionMaker

T = TypeVar("T")

# Of three posts, two are on what the group has got wrong, as long as there is anything of that kind left to show.
_IS_ON_MIXED_UP = (True, True, False)
# What was got wrong longer ago has been learnt since, or forgotten again.
MIXED_UP_LATELY = timedelta(days=90)
# A quiz is not asked again in a post a few days later.
ASKED_LATELY = timedelta(days=60)
# The same thing two days running is dull, whatever can be said of it.
_CONCEPTS_APART = 3
# So many to choose from find one on what the group mixes up, and cost next to nothing.
_QUESTIONS_DRAWN = 12


@dataclass(frozen=True, slots=True)
class History:
    """What a channel has been shown, and how its group is doing.

    `rounds`: each fact with the last round in which it came. `concepts` of the last facts, the latest last.
    `questions`: ids of those that were posted, oldest first; `asked`: of those of the server's quizzes, oldest first.
    `wrong`: how often an answer about a concept was wrong lately.
    """

    rounds: Mapping[str, int] = field(default_factory=dict)
    concepts: Sequence[str] = ()
    questions: Sequence[str] = ()
    asked: Sequence[str] = ()
    wrong: Mapping[str, int] = field(default_factory=dict)


class Memory(Protocol):
    """Where that is remembered. May raise `JournalDownError`."""

    async def history(self, daily: Daily, now: datetime) -> History: ...


class LibraryChooser:
    """Chooses from the packs: `bot.daily.ports.Chooser`."""

    def __init__(self, library: Library, maker: QuestionMaker, memory: Memory, random: Random) -> None:
        self._library = library
        self._maker = maker
        self._memory = memory
        self._random = random

    async def choose(self, daily: Daily, now: datetime) -> Content:
        """See `Chooser`. The question is not on what the fact gives away."""
        history = await self._memory.history(daily, now)
        fact, round_ = None, 0
        if daily.kind.has_fact:
            fact, round_ = next_fact(self._facts(daily), history, self._random)
        question = None
        if daily.kind.has_question:
            about = fact.id.partition("/")[0] if fact is not None else ""
            question = await asyncio.to_thread(self._question, daily, history, about)
        return Content("" if fact is None else fact.id, round_, question)

    def _facts(self, daily: Daily) -> Sequence[Fact]:
        """Those that can be read in the channel's language; if there are none, all."""
        found = [fact for concept in self._concepts(daily) for fact in (concept.what, *concept.facts)]
        return [fact for fact in found if daily.language in fact.text] or found

    def _concepts(self, daily: Daily) -> Sequence[Concept]:
        """All of them, too, if a pack has lost the category that was chosen."""
        chosen = self._library.in_category(daily.category) if daily.category != MIX else ()
        return chosen or self._library.concepts

    def _question(self, daily: Daily, history: History, about: str) -> Asked | None:
        seen = list(dict.fromkeys((*reversed(history.questions), *reversed(history.asked))))[::-1]
        in_category = bool(self._library.in_category(daily.category))
        drawn = self._maker.make(
            self._random,
            _QUESTIONS_DRAWN,
            categories=[daily.category] if in_category else (),
            kinds=KINDS,
            languages=[daily.language],
            seen=seen,
        )
        return next_question(drawn, seen, history, about, self._random)


def next_fact(facts: Sequence[Fact], history: History, random: Random) -> tuple[Fact | None, int]:
    """A fact, and the round that it belongs to.

    A round is over when everything has come in it: nothing comes again before. What a pack adds joins the round, and
    what it drops is not waited for; so no round begins anew, whatever becomes of packs.
    """
    if not facts:
        return None, 0
    rounds = {fact.id: history.rounds.get(fact.id, 0) for fact in facts}
    first, latest = min(rounds.values()), max(rounds.values())
    left = [fact for fact in facts if rounds[fact.id] == first]
    lately = frozenset(history.concepts[-_CONCEPTS_APART:])
    left = [fact for fact in left if _concept(fact) not in lately] or left
    chosen = _rather_mixed_up(left, [history.wrong.get(_concept(fact), 0) for fact in left], random)
    return chosen, latest + 1 if first == latest else latest


def next_question(
    drawn: Sequence[Asked], seen: Sequence[str], history: History, about: str, random: Random
) -> Asked | None:
    """One of those that were drawn: one that was not seen; else the one that was seen the longest ago."""
    fitting = [asked for asked in drawn if about not in asked.about] or list(drawn)
    fresh = [asked for asked in fitting if asked.id not in set(seen)]
    if fresh:
        wrong = [max((history.wrong.get(concept, 0) for concept in asked.about), default=0) for asked in fresh]
        return _rather_mixed_up(fresh, wrong, random)
    last_seen = {question: place for place, question in enumerate(seen)}
    return min(fitting, key=lambda asked: last_seen[asked.id], default=None)


def _concept(fact: Fact) -> str:
    """A fact's id is `concept/key`."""
    return fact.id.partition("/")[0]


def _rather_mixed_up(items: Sequence[T], wrong: Sequence[int], random: Random) -> T:
    """One of `items`: mostly one that was got `wrong`, the more often the likelier."""
    if any(wrong) and random.choice(_IS_ON_MIXED_UP):
        return random.choices(items, wrong)[0]
    return random.choice(items)
