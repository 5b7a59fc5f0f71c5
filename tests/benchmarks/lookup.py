"""Measure the look-up against a full scan by RapidFuzz's WRatio, both in turn, and say which goals it misses.

Run it from the project's folder: `python -m tests.benchmarks.lookup`. It takes half a minute to a minute.
"""

import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median
from time import perf_counter

from rapidfuzz.fuzz import WRatio
from rapidfuzz.process import extract

from knowledge.name_index import NameIndex
from tests.benchmarks.name_corpus import Corpus, Query, make_corpus, make_queries

SEED = 20261122
# The machine was seen to change speed by 1.6 within seconds: of twelve long rounds, three gave a ratio 30 to 44 % off
# what repeated short ones gave. So there are many short rounds, and the median counts.
ROUNDS = 3
PLACES = 25
# WRatio gives names, several of one owner among them: this many hold 25 owners nearly always, at no higher cost.
NAMES_FOR_ALL_PLACES = 100
LARGEST_GROWTH = 2.5
SMALLEST_SHARE_OF_RECALL_AT_25 = 0.995

Search = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Goal:
    """At most one `parts`-th of WRatio's time among `size` names. `queries` keeps WRatio's part of the run short."""

    size: int
    parts: int
    queries: int


GOALS = (Goal(500, 8, 900), Goal(5_000, 50, 300), Goal(50_000, 400, 180))


@dataclass(frozen=True, slots=True)
class Course:
    """Two ways to search one corpus, and the queries that both must answer."""

    goal: Goal
    ours: Search
    theirs: Search
    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One side's answers to some queries: the median time of one in seconds, and where the targets stood."""

    seconds: float
    firsts: int
    among_places: int


@dataclass(frozen=True, slots=True)
class Result:
    """Both sides among one number of names, over all rounds."""

    goal: Goal
    ours: tuple[Run, ...]
    theirs: tuple[Run, ...]

    @property
    def parts(self) -> float:
        return median(theirs.seconds / ours.seconds for ours, theirs in zip(self.ours, self.theirs, strict=True))

    @property
    def has_met_goal(self) -> bool:
        """WRatio's time in parts, its recall at 25 nearly, and its recall at 1 surpassed."""
        return (
            self.parts >= self.goal.parts
            and _sum_of_firsts(self.ours) > _sum_of_firsts(self.theirs)
            and _sum_among_places(self.ours) >= SMALLEST_SHARE_OF_RECALL_AT_25 * _sum_among_places(self.theirs)
        )


def main() -> int:
    courses = [_course(goal) for goal in GOALS]
    gc.collect()
    gc.freeze()
    rounds = [[_both_sides(course, number) for course in courses] for number in range(ROUNDS)]
    results = [
        Result(goal, tuple(ours for ours, _ in runs), tuple(theirs for _, theirs in runs))
        for goal, runs in zip(GOALS, zip(*rounds, strict=True), strict=True)
    ]
    growth = median(last.seconds / first.seconds for first, last in zip(results[0].ours, results[-1].ours, strict=True))
    _print_table(results)
    print(
        f"growth from {GOALS[0].size} to {GOALS[-1].size} names: {growth:.2f} (goal {LARGEST_GROWTH}), "
        f"{_verdict(has_met_goal=growth <= LARGEST_GROWTH)}"
    )
    return 0 if growth <= LARGEST_GROWTH and all(result.has_met_goal for result in results) else 1


def _course(goal: Goal) -> Course:
    random = Random(SEED + goal.size)
    corpus = make_corpus(goal.size, random)
    queries = make_queries(corpus, goal.queries, random)
    return Course(goal, _by_index(corpus), _by_full_scan(corpus), queries)


def _by_index(corpus: Corpus) -> Search:
    index = NameIndex(corpus.names, corpus.owners)
    return lambda query: [found.owner for found in index.nearest(query, PLACES)]


def _by_full_scan(corpus: Corpus) -> Search:
    names, owners = list(corpus.names), corpus.owners

    def search(query: str) -> Sequence[str]:
        found = extract(query, names, scorer=WRatio, limit=NAMES_FOR_ALL_PLACES)
        return list(dict.fromkeys(owners[place] for _, _, place in found))[:PLACES]

    return search


def _both_sides(course: Course, number: int) -> tuple[Run, Run]:
    queries = course.queries[number::ROUNDS]
    return _run(course.ours, queries), _run(course.theirs, queries)


def _run(search: Search, queries: Sequence[Query]) -> Run:
    seconds, firsts, among_places = [], 0, 0
    for query in queries:
        start = perf_counter()
        owners = search(query.text)
        seconds.append(perf_counter() - start)
        firsts += query.target in owners[:1]
        among_places += query.target in owners
    return Run(median(seconds), firsts, among_places)


def _sum_of_firsts(runs: Sequence[Run]) -> int:
    return sum(run.firsts for run in runs)


def _sum_among_places(runs: Sequence[Run]) -> int:
    return sum(run.among_places for run in runs)


def _print_table(results: Sequence[Result]) -> None:
    print("names  | p50 ms: ours  WRatio | ratio  goal  | recall@1: ours WRatio | recall@25: ours WRatio | verdict")
    for result in results:
        count = result.goal.queries
        print(
            f"{result.goal.size:<6} | {_milliseconds(result.ours):12.3f} {_milliseconds(result.theirs):7.2f}"
            f" | 1/{result.parts:<4.0f} 1/{result.goal.parts:<3}"
            f" | {_sum_of_firsts(result.ours) / count:14.3f} {_sum_of_firsts(result.theirs) / count:6.3f}"
            f" | {_sum_among_places(result.ours) / count:15.3f} {_sum_among_places(result.theirs) / count:6.3f}"
            f" | {_verdict(has_met_goal=result.has_met_goal)}"
        )


def _milliseconds(runs: Sequence[Run]) -> float:
    return 1000 * median(run.seconds for run in runs)


def _verdict(*, has_met_goal: bool) -> str:
    return "met" if has_met_goal else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
