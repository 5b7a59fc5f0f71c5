"""Years of daily posts in many zones, with a process that dies again and again; then everything is counted."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from random import Random
from zoneinfo import ZoneInfo

from bot.daily.choosing import History, next_fact
from bot.daily.daily import Content, Daily, PostState
from bot.daily.postman import Postman, World
from bot.daily.rehearsal import Killed, MemoryBook, MemoryStage, Trouble
from bot.daily.schedule import EVERY_DAY, Schedule
from bot.daily.weekdays import WEEKEND, WORKDAYS
from bot.daily.years_oracle import Difference, Expected, Life, expected_of, repeated
from bot.quiz.rehearsal import VirtualClock
from knowledge.concepts import Fact

START = datetime(2026, 1, 1, tzinfo=UTC)
# Times of day at which clocks are changed somewhere, and the edges of a day; one in two is any other.
_HARD_TIMES = ((0, 0), (0, 30), (1, 0), (1, 30), (2, 0), (2, 15), (2, 30), (2, 59), (23, 59))
_WEEKDAYS = (EVERY_DAY, EVERY_DAY, EVERY_DAY, WORKDAYS, WEEKEND, frozenset({0, 2, 4}))
# A process lives for two days, more or less; one in eight has another beside it.
_LIVES_DAYS = 2.0
_ONE_IN_HAS_ANOTHER = 8
# How long it is down, in seconds at most: usually it is started again at once, and sometimes nobody is there for days.
_DOWNS = (5, 5, 5, 60, 60, 60, 600, 3_600, 3_600, 8 * 3_600, 3 * 24 * 3_600)
# Of all calls around a post, one in so many goes wrong.
_TROUBLE_ONCE_IN = 400
# At the end nothing goes wrong any more, so that whatever is under way is finished.
_QUIET = timedelta(hours=12)
_FACTS = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """How many years, in how many of all zones."""

    years: int
    zones: int
    seed: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was counted, and everything that is not as the oracle has it."""

    plan: Plan
    counts: Mapping[str, int]
    differences: Sequence[Difference]

    @property
    def is_sound(self) -> bool:
        return not self.differences


async def play_years(plan: Plan, zones: Sequence[str]) -> Report:
    """Post for years. `zones` are all that there are; one in two that is drawn has a summer time."""
    random = Random(plan.seed)  # noqa: S311 - the same seed is the same years
    years = _Years(random, _dailies(plan, zones, random))
    end = START.replace(year=START.year + plan.years)
    await years.play(end)
    return years.report(plan, end)


def _dailies(plan: Plan, zones: Sequence[str], random: Random) -> list[Daily]:
    changing = [zone for zone in zones if _changes(zone)]
    some = random.sample(changing, min(plan.zones // 2, len(changing)))
    others = [zone for zone in zones if zone not in some]
    drawn = [*some, *random.sample(others, min(plan.zones - len(some), len(others)))]
    return [
        Daily(channel=number, guild=1, schedule=_schedule(zone, random), language="en", since=START)
        for number, zone in enumerate(drawn, 1)
    ]


def _changes(zone: str) -> bool:
    winter, summer = (datetime(START.year, month, 1, tzinfo=UTC).astimezone(ZoneInfo(zone)) for month in (1, 7))
    return winter.utcoffset() != summer.utcoffset()


def _schedule(zone: str, random: Random) -> Schedule:
    anything = (random.randrange(24), random.randrange(60))
    hour, minute = random.choice((random.choice(_HARD_TIMES), anything))
    return Schedule(hour, minute, zone, random.choice(_WEEKDAYS))


@dataclass(slots=True)
class _Chooser:
    """Chooses as the bot does, among a few facts."""

    book: MemoryBook
    random: Random
    facts: Sequence[Fact] = tuple(Fact(f"c{n}/what", {"en": ""}, "", START.date()) for n in range(_FACTS))

    async def choose(self, daily: Daily, now: datetime) -> Content:
        """See `bot.daily.ports.Chooser`."""
        del now
        fact, round_ = next_fact(self.facts, History(self.book.rounds(daily.channel)), self.random)
        return Content("" if fact is None else fact.id, round_)


@dataclass(slots=True)
class _Years:
    random: Random
    dailies: Sequence[Daily]
    clock: VirtualClock = field(default_factory=lambda: VirtualClock(START))
    lives: list[Life] = field(default_factory=list)
    others: int = 0
    killed: int = 0
    trouble: Trouble = field(init=False)
    book: MemoryBook = field(init=False)
    stage: MemoryStage = field(init=False)

    def __post_init__(self) -> None:
        self.trouble = Trouble(self.random, _TROUBLE_ONCE_IN)
        self.book = MemoryBook(self.trouble)
        self.stage = MemoryStage(self.clock, self.trouble)
        for daily in self.dailies:
            self.book.keep(daily)

    async def play(self, end: datetime) -> None:
        """Life after life, the last one without trouble."""
        while self.clock.now() < end:
            quits_at = self.clock.now() + timedelta(days=self.random.expovariate(1 / _LIVES_DAYS))
            await self._live(min(quits_at, end))
            self.clock.move_to(self.clock.now() + timedelta(seconds=self.random.uniform(1, self._down())))
        self.trouble.once_in = 0
        await self._live(self.clock.now() + _QUIET)

    def _down(self) -> float:
        return float(self.random.choice(_DOWNS))

    async def _live(self, until: datetime) -> None:
        """One process, or two, until then or until something kills them."""
        born = self.clock.now()
        count = 1 if self.random.randrange(_ONE_IN_HAS_ANOTHER) else 2
        self.others += count - 1
        self.stage.is_shared = count > 1
        chooser = _Chooser(self.book, self.random)
        postmen = [Postman(World(self.book, self.stage, chooser, self.clock, self.random)) for _ in range(count)]
        try:
            while self.clock.now() < until:
                looks = [await postmen[0].work()] if count == 1 else await asyncio.gather(*(p.work() for p in postmen))
                self.clock.move_to(min(until, *(look for look in looks if look is not None)))
        except Killed:
            self.killed += 1
        self.lives.append(Life.between(born, self.clock.now()))

    # --- counting ----------------------------------------------------------------------------------------------------

    def report(self, plan: Plan, end: datetime) -> Report:
        """Everything that was due before `end`."""
        expected = [
            (daily.channel, each)
            for daily in self.dailies
            for each in expected_of(daily.schedule, START, end, self.lives)
        ]
        differences = [*self._differences(expected), *self._unexpected(expected, end), *self._repeated()]
        return Report(plan, self._counts(expected), differences)

    def _differences(self, expected: Iterable[tuple[int, Expected]]) -> Iterator[Difference]:
        for channel, each in expected:
            key = (channel, each.day)
            post = self.book.posts.get(key)
            moments = [sent.at for sent in self.stage.messages.get(key, ())]
            state = None if post is None else post.state
            yield from each.differences(channel, moments, state, is_troubled=key in self.trouble.touched)

    def _unexpected(self, expected: Iterable[tuple[int, Expected]], end: datetime) -> Iterator[Difference]:
        """Posts of days on which none was due. The last days may be due after the end."""
        due = {(channel, each.day) for channel, each in expected}
        last = end.date() - timedelta(days=2)
        for channel, day in self.stage.messages.keys() - due:
            if day < last:
                yield Difference(channel, day, "0 posts", "1 post")

    def _repeated(self) -> Iterator[Difference]:
        shown: dict[int, list[tuple[date, str]]] = defaultdict(list)
        for (channel, day), post in sorted(self.book.posts.items(), key=itemgetter(0)):
            if post.state is PostState.SENT:
                shown[channel].append((day, post.content.fact))
        for channel, facts in shown.items():
            yield from repeated(channel, facts, _FACTS)

    def _counts(self, expected: Sequence[tuple[int, Expected]]) -> dict[str, int]:
        counts = Counter(processes=len(self.lives) + self.others, killed=self.killed, second=self.others)
        counts.update({f"trouble-{name}": times for name, times in sorted(self.trouble.struck.items())})
        counts.update(due=len(expected))
        for channel, each in expected:
            sent = self.stage.messages.get((channel, each.day), [])
            counts["posted"] += len(sent)
            counts["on-time"] += bool(sent) and sent[0].at == each.moment
            counts["late"] += bool(sent) and sent[0].at > each.moment
            counts["skipped"] += not sent
            counts["leapt-over"] += each.is_leapt_over
            counts["twice"] += each.is_twice
            counts["leap-days"] += (each.day.month, each.day.day) == (2, 29)
        return dict(counts)
