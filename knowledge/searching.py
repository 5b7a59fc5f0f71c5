"""A question in plain words -> the concepts that answer it, ranked.

Every sentence of a concept is a passage. A query is held against the best passage of each concept and against all of
them together, with rare words counting more (the idf of BM25: Robertson & Zaragoza 2009, section 3.2). Words of both
languages meet in their stems and in the ideas that the vocabulary names.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.concepts import Concept
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.name_index import NameIndex
from knowledge.names import names_of
from knowledge.normalising import VENDORS, normalise
from knowledge.spelling import slip_cost, sound_of

# How much a passage counts by what it is: people's own phrasings most, a fact's passing remark least.
ASKED_AS, NAME, WHAT, FACT, ASPECT = 1.0, 1.0, 0.9, 0.8, 0.6
# The score is this share of the best passage and the rest of the whole concept.
PASSAGE_SHARE = 0.6
# Of the passage's part, this share is how much of the passage the query covers: a short passage that is wholly said.
TIGHTNESS_SHARE = 0.25
# A word that no pack uses counts as much as a rare one: it may be the subject ("pizza with extra containers").
UNKNOWN_WORD_SHARE = 0.7
# A word that is no known word may be a slip of one of at least this length, at this cost at most.
SHORTEST_WORD_WITH_SLIPS = 5
SLIP_AT_MOST = 0.15


@dataclass(frozen=True, slots=True)
class Hit:
    """How well a concept answers: 1 would be a query that is one of its passages word by word."""

    concept: Concept
    score: float
    is_by_chance: bool = False
    """One word of several met: `mundial` of `la segunda guerra mundial`."""


@dataclass(frozen=True, slots=True)
class _Passage:
    owner: int
    stems: frozenset[str]
    weight: float
    rarity: float


class SearchIndex:
    """Every passage of every concept, by the stems that it holds. Never changes."""

    def __init__(self, library: Library, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._concepts = library.concepts
        texts = [list(_texts(concept, library)) for concept in library.concepts]
        stems = [[(frozenset(self._stems_of(text)), weight) for text, weight in passages] for passages in texts]
        spread = Counter(stem for passages in stems for stem in frozenset().union(*(stem for stem, _ in passages)))
        self._rarity = {stem: _idf(count, len(stems)) for stem, count in spread.items()}
        self._rarest = _idf(1, max(len(stems), 1))
        self._passages = [
            _Passage(owner, words, weight, sum(self._rarity[stem] for stem in words))
            for owner, passages in enumerate(stems)
            for words, weight in passages
            if words
        ]
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(self._passages):
            for stem in passage.stems:
                self._by_stem[stem].append(number)
        words = sorted({word for passages in texts for text, _ in passages for word in self._content(text)})
        self._words = NameIndex(words, words)
        self._known_words = frozenset(words)

    def search(self, words: Sequence[str]) -> list[Hit]:
        """The concepts that have any of `words`, the best answer first."""
        stems = dict.fromkeys(self._stem(word) for word in words)
        rarity = {stem: self._rarity.get(stem, UNKNOWN_WORD_SHARE * self._rarest) for stem in stems}
        asked = sum(rarity.values())
        best, held = self._held_against(rarity, asked)
        scores = {
            owner: PASSAGE_SHARE * best[owner] + (1 - PASSAGE_SHARE) * sum(rarity[stem] for stem in found) / asked
            for owner, found in held.items()
        }
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return [Hit(self._concepts[owner], score, 1 == len(held[owner]) < len(stems)) for owner, score in ranked]

    def knows(self, word: str) -> bool:
        """Whether any pack uses this word or a form of it."""
        return self._vocabulary.stem(word) in self._rarity

    def rarity(self, word: str) -> float:
        """From 0 (every concept uses it) to 1 (one concept uses it, or none)."""
        return self._rarity.get(self._stem(word), self._rarest) / self._rarest

    def corrected(self, word: str) -> str:
        """The known word that `word` is a slip of, or `word` itself."""
        is_a_word = self.knows(word) or word in self._vocabulary.filler or word in self._vocabulary.everyday
        if is_a_word or len(word) < SHORTEST_WORD_WITH_SLIPS:
            return word
        # The first letter is the one that people get right, if only by its sound.
        candidates = [near.name for near in self._words.nearest(word, 5) if sound_of(near.name)[:1] == sound_of(word)[:1]]
        near = min(candidates, key=lambda candidate: slip_cost(word, candidate), default=word)
        is_slip = len(near) >= SHORTEST_WORD_WITH_SLIPS and slip_cost(word, near) <= SLIP_AT_MOST
        return near if is_slip else word

    def _held_against(
        self, rarity: dict[str, float], asked: float
    ) -> tuple[dict[int, float], dict[int, set[str]]]:
        """The best passage's score and all stems found, for each concept that has any."""
        found: dict[int, list[str]] = defaultdict(list)
        for stem in rarity:
            for number in self._by_stem.get(stem, ()):
                found[number].append(stem)
        best: dict[int, float] = defaultdict(float)
        held: dict[int, set[str]] = defaultdict(set)
        for number, stems in found.items():
            passage = self._passages[number]
            said = sum(rarity[stem] for stem in stems)
            score = (1 - TIGHTNESS_SHARE) * said / asked + TIGHTNESS_SHARE * said / passage.rarity
            best[passage.owner] = max(best[passage.owner], passage.weight * min(score, 1.0))
            held[passage.owner].update(stems)
        return best, held

    def _stem(self, word: str) -> str:
        return self._vocabulary.stem(self.corrected(word))

    def _content(self, text: str) -> Iterator[str]:
        for word in normalise(text).split():
            if word not in self._vocabulary.filler and word not in VENDORS:
                yield word

    def _stems_of(self, text: str) -> Iterator[str]:
        return (self._vocabulary.stem(word) for word in self._content(text))


def _idf(concepts_with_it: int, concepts: int) -> float:
    return math.log(1 + (concepts - concepts_with_it + 0.5) / (concepts_with_it + 0.5))


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
