"""Marks -> what is added to totals, and how many people stand how high. Nothing here knows a database."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from bot.storage.periods import day_of, periods_of, season_period

# A rank is the people on all higher steps and the few above on one's own. Of a hundred thousand people with ten marks
# each, there are some eighty steps above the middle and three hundred people above on one's own: both take no time.
STEP = 64

EVERYTHING = ""
_CATEGORY, _DOMAIN = "category/", "domain/"


def of_category(category: str) -> str:
    """The scope of one category."""
    return _CATEGORY + category


def of_domain(domain: str) -> str:
    """The scope of one exam domain."""
    return _DOMAIN + domain


def parted(scope: str) -> tuple[str, str]:
    """The kind of a scope, "category" or "domain", and its id; two empty texts for everything."""
    kind, _, name = scope.partition("/")
    return kind, name


class MarkRow(NamedTuple):
    """A row of `marks`, in the order of its columns."""

    quiz: int
    number: int
    person: int
    guild: int
    points: int
    bonus: int
    is_right: bool
    streak: int
    took_ms: int
    question: str
    category: str
    domain: str
    concepts: str
    at_ms: int


class TotalKey(NamedTuple):
    """Which total: the first columns of `totals`."""

    person: int
    guild: int
    scope: str
    period: int


class Sum(NamedTuple):
    """What a total holds: the last columns of `totals`."""

    points: int
    right_answers: int
    answers: int


class HeightKey(NamedTuple):
    """Which step of which board: the first columns of `heights`."""

    guild: int
    scope: str
    period: int
    height: int


class SeasonSpan(NamedTuple):
    """When a server's season is: from `started_ms` on, up to and without `ended_ms`, which is None while it runs."""

    guild: int
    season: int
    started_ms: int
    ended_ms: int | None

    def holds(self, mark: MarkRow) -> bool:
        """Whether `mark` was earned in it."""
        is_before_its_end = self.ended_ms is None or mark.at_ms < self.ended_ms
        return mark.guild == self.guild and mark.at_ms >= self.started_ms and is_before_its_end


def sums(marks: Iterable[MarkRow], seasons: Collection[SeasonSpan] = ()) -> dict[TotalKey, Sum]:
    """What `marks` add, in the order of the keys: whoever locks rows does so in the same order.

    `seasons` are all those that a mark may fall in. Nobody has no totals.
    """
    added: dict[TotalKey, Sum] = {}
    for mark in marks:
        if mark.person < 0:  # nobody's any more (`bot.storage.nobody`)
            continue
        in_seasons = (season_period(span.season) for span in seasons if span.holds(mark))
        periods = (*periods_of(day_of(mark.at_ms)), *in_seasons)
        for scope in (EVERYTHING, of_category(mark.category), of_domain(mark.domain)):
            for period in periods:
                key = TotalKey(mark.person, mark.guild, scope, period)
                points, right_answers, answers = added.get(key, (0, 0, 0))
                added[key] = Sum(points + mark.points, right_answers + mark.is_right, answers + 1)
    return dict(sorted(added.items()))


def less(added: Mapping[TotalKey, Sum], taken: Mapping[TotalKey, Sum]) -> dict[TotalKey, Sum]:
    """What is to be added in the end, to people: a mark of somebody who is forgotten is nobody's, and in no total."""
    nothing = Sum(0, 0, 0)
    change = {
        key: Sum(*(more - fewer for more, fewer in zip(added.get(key, nothing), taken.get(key, nothing), strict=True)))
        for key in sorted(added.keys() | taken.keys())
        if key.person >= 0
    }
    return {key: by for key, by in change.items() if by != nothing}


def moved(added: Mapping[TotalKey, Sum], now: Mapping[TotalKey, Sum]) -> dict[HeightKey, int]:
    """How many people more stand at each step, or fewer, after `added` has made totals what they are `now`."""
    people: Counter[HeightKey] = Counter()
    for key, new in now.items():
        before = Sum(*(after - more for after, more in zip(new, added[key], strict=True)))
        if new.answers:
            people[height(key, new)] += 1
        if before.answers:
            people[height(key, before)] -= 1
    return {key: change for key, change in sorted(people.items()) if change}


def height(key: TotalKey, total: Sum) -> HeightKey:
    """The step that a total stands on."""
    return HeightKey(key.guild, key.scope, key.period, total.points // STEP)
