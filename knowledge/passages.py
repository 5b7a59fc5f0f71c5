"""Sentences and phrases, and which of them a query resembles most."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Half of a passage's score is how much of the query it holds, half how much of it the query says: a long sentence
# that happens to hold three words of the query is less of an answer than a phrase that is just those.
COVERED_SHARE = 0.5
# The best passages of a concept and how much each counts: one may match by chance, three agree for a reason.
BEST = (1.0, 0.5, 0.25)


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of `owner` as stems, and how much it counts."""

    owner: int
    stems: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How well `owner` matches, from 0 to 1: its best passages together, the best alone, and its stems of the query."""

    owner: int
    score: float
    best: float
    stems: int


class Passages:
    """All passages by their stems. Never changes."""

    def __init__(self, passages: Iterable[Passage], rarity: Mapping[str, float]) -> None:
        self._passages = [passage for passage in passages if passage.stems]
        self._said = [sum(rarity[stem] for stem in passage.stems) for passage in self._passages]
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(self._passages):
            for stem in passage.stems:
                self._by_stem[stem].append(number)

    def search(self, rarity: Mapping[str, float]) -> list[Resemblance]:
        """Every owner that has any stem of the query, given with the rarity of each stem, in no order."""
        shared: dict[int, float] = defaultdict(float)
        stems: dict[int, set[str]] = defaultdict(set)
        for stem, weight in rarity.items():
            for number in self._by_stem.get(stem, ()):
                shared[number] += weight
                stems[self._passages[number].owner].add(stem)
        scores: dict[int, list[float]] = defaultdict(list)
        asked = sum(rarity.values())
        for number, said in shared.items():
            passage = self._passages[number]
            score = COVERED_SHARE * said / asked + (1 - COVERED_SHARE) * said / self._said[number]
            scores[passage.owner].append(passage.weight * min(score, 1.0))
        return [
            Resemblance(owner, _of_the_best(scores[owner]), max(scores[owner]), len(found))
            for owner, found in stems.items()
        ]


def _of_the_best(scores: list[float]) -> float:
    best = sorted(scores, reverse=True)[: len(BEST)]
    return sum(score * weight for score, weight in zip(best, BEST, strict=False)) / sum(BEST)
