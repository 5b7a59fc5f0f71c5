"""A question in plain words -> the concepts that answer it, ranked.

Every sentence and phrase of a concept is a passage. Two judges hear a query: the best passages of each concept
(passages.py), which know what stands together, and the votes of each word for the concepts that use it (votes.py),
which know what is said of what. Words of all languages meet in their stems and in the ideas that the vocabulary names.
Things that are elsewhere compete, so that "cola de mensajes" is not the next best thing.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.concepts import Concept
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.name_index import NameIndex
from knowledge.names import names_of
from knowledge.normalising import normalise
from knowledge.passages import Passage, Passages, Resemblance
from knowledge.spelling import slip_cost, sound_of
from knowledge.votes import Votes

# How much a passage counts by what it is: people's own phrasings most, a short label least.
ASKED_AS, NAME, WHAT, FACT, ASPECT = 1.0, 1.0, 0.9, 0.8, 0.6
# The share of the votes in the score; the rest is the passages'. Of the 364 plain questions of the fitting half that
# have one answer, 0.6 ranks it first in 351, passages alone in 326, and every share from 0.3 to 1.0 in 350 to 353.
VOTES_SHARE = 0.6
# A name of something elsewhere has no phrasings to meet a query in, and no votes; this makes its score comparable.
ELSEWHERE_SHARE = 0.8
# A word that no pack uses counts nearly as much as the rarest: it may be the subject.
UNKNOWN_WORD_SHARE = 0.8
# "store data" (0.7) fits everything that stores; one rare word, or a few that are not everywhere, point to one thing.
EVIDENCE_AT_LEAST = 1.0
# A word that is no known word may be a slip of one of at least this length, at this cost at most.
SHORTEST_WORD_WITH_SLIPS = 5
SLIP_AT_MOST = 0.15


@dataclass(frozen=True, slots=True)
class Hit:
    """How well a concept answers, from 0 to about 1. Without a concept it is something elsewhere that answers."""

    concept: Concept | None
    score: float
    is_by_chance: bool = False
    """One word of several met: `mundial` of `la segunda guerra mundial`."""


class SearchIndex:
    """Every passage of every concept, by the stems that it holds. Never changes."""

    def __init__(self, library: Library, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._concepts: tuple[Concept | None, ...] = (*library.concepts, None)
        texts = [
            (owner, tuple(self._content(text)), weight)
            for owner, concept in enumerate(library.concepts)
            for text, weight in _texts(concept, library)
        ]
        absent = [
            (len(library.concepts), tuple(self._content(name)), NAME)
            for pack in library.packs
            for name in pack.elsewhere
        ]
        passages = [
            Passage(owner, frozenset(map(vocabulary.stem, words)), weight) for owner, words, weight in texts + absent
        ]
        spread = Counter(stem for passage in passages for stem in passage.stems)
        self._rarity = {stem: _idf(count, len(passages)) for stem, count in spread.items()}
        self._rarest = _idf(1, len(passages))
        self._passages = Passages(passages, self._rarity)
        self._votes = Votes(passages, len(self._concepts))
        self._said = frozenset(word for _, words, _ in texts for word in words)
        self._known = frozenset(map(vocabulary.stem, self._said))
        self._words = NameIndex(sorted(self._said), sorted(self._said))

    def search(self, words: Sequence[str]) -> list[Hit]:
        """The concepts that have any of `words`, the best answer first."""
        stems = dict.fromkeys(self._stem(word) for word in words)
        rarity = {stem: self._rarity.get(stem, UNKNOWN_WORD_SHARE * self._rarest) for stem in stems}
        votes = self._votes.shares(rarity)
        hits = [
            Hit(self._concepts[found.owner], self._score(found, votes), 1 == found.stems < len(stems))
            for found in self._passages.search(rarity)
        ]
        return sorted(hits, key=lambda hit: -hit.score)

    def _score(self, found: Resemblance, votes: NDArray[np.float64]) -> float:
        """Both judges together. Things elsewhere are no one thing, so that for them only the best passage speaks."""
        if self._concepts[found.owner] is None:
            return ELSEWHERE_SHARE * found.best
        return (1 - VOTES_SHARE) * found.score + VOTES_SHARE * math.sqrt(float(votes[found.owner]))

    def says(self, word: str) -> bool:
        """Whether any concept uses just this word."""
        return word in self._said

    def knows(self, word: str) -> bool:
        """Whether any concept uses this word or a form of it."""
        return self._vocabulary.stem(word) in self._known

    def rarity(self, word: str) -> float:
        """From 0 (every passage uses it) to 1 (one does, or none)."""
        return self._rarity.get(self._stem(word), self._rarest) / self._rarest

    def evidence(self, words: Sequence[str]) -> float:
        """How much the known ones of `words` say together: each from 0 (it is everywhere) to 1 (in one place)."""
        return sum(self.rarity(word) for word in {*words} if self.knows(self.corrected(word)))

    def corrected(self, word: str) -> str:
        """The known word that `word` is a slip of, or `word` itself."""
        # Not by its stem: "lambd" and "lambda" have the same, but only one of them is a name.
        is_a_word = self.says(word) or self._vocabulary.has(word)
        if is_a_word or len(word) < SHORTEST_WORD_WITH_SLIPS:
            return word
        # The first letter is the one that people get right, if only by its sound.
        first = sound_of(word)[:1]
        candidates = [near.name for near in self._words.nearest(word, 5) if sound_of(near.name)[:1] == first]
        near = min(candidates, key=lambda candidate: slip_cost(word, candidate), default=word)
        is_slip = len(near) >= SHORTEST_WORD_WITH_SLIPS and slip_cost(word, near) <= SLIP_AT_MOST
        return near if is_slip else word

    def _stem(self, word: str) -> str:
        return self._vocabulary.stem(self.corrected(word))

    def _content(self, text: str) -> Iterator[str]:
        for word in normalise(text).split():
            if self._vocabulary.is_content(word):
                yield word


def _idf(passages_with_it: int, passages: int) -> float:
    """The inverse document frequency of BM25 (Robertson & Zaragoza 2009, section 3.2), which is never negative."""
    return math.log(1 + (passages - passages_with_it + 0.5) / (passages_with_it + 0.5))


def _texts(concept: Concept, library: Library) -> Iterator[tuple[str, float]]:
    """Everything that a concept says or is asked by, in every language, with the weight of each."""
    for name in names_of(concept):
        yield name, NAME
    for phrases in concept.asked_as.values():
        for phrase in phrases:
            yield phrase, ASKED_AS
    for text in concept.what.text.values():
        yield text, WHAT
    for fact in concept.facts:
        for text in fact.text.values():
            yield text, FACT
    for aspect_id, value in concept.aspects.items():
        for language, text in value.text.items():
            yield f"{library.aspects[aspect_id].name.get(language, '')} {text}", ASPECT
    for text in (concept.pick_when or {}).values():
        yield text, FACT
