"""What concepts say in common: whether two values exclude each other, and whether a fact may fit another concept too.

Words decide, not meaning: what looks alike in any one language counts as alike. Two languages are two chances to see
that "by itself" and "automatic" are the same ("automático" is).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from knowledge.concepts import Concept, Fact, Wording
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.normalising import normalise

# Values that share more of their words than this may both be true of one thing ("continuously" and "as one job or
# continuously"). Under it, in the shipped pack, no two were found that say the same.
SHARED_AT_MOST = 0.3
# Values that share so much are taken for the same. Between the two, nobody knows.
ALIKE_FROM = 0.5
# A fact of which one fact of another concept has this share of the words may fit that one as well.
SAID_IN_ONE_FACT = 0.5
SAID_ALTOGETHER = 0.8
# A fact tells concepts apart by words that hardly any other concept uses; by one alone it may be chance.
FEWEST_TELLING_WORDS = 2
TELLING_WORD_IN_AT_MOST = 2
TELLING_WORD_IN_SHARE = 0.05
# A word that this share of the concepts use says nothing of a name that has it ("instance" of Instance store).
COMMON_WORD_IN_SHARE = 0.4


class Sayings:
    """The words of every concept, as stems: "patching", "patches" and "parches" are one. Never changes."""

    def __init__(self, library: Library, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._stems = lru_cache(maxsize=None)(self._read)
        self._said = {concept.id: [self._each(text) for text in _texts(concept)] for concept in library.concepts}
        self._everything = {owner: frozenset().union(*map(_together, said)) for owner, said in self._said.items()}
        self._spread = Counter(stem for stems in self._everything.values() for stem in stems)
        self._rare = max(TELLING_WORD_IN_AT_MOST, TELLING_WORD_IN_SHARE * len(library.concepts))
        self._common = COMMON_WORD_IN_SHARE * len(library.concepts)

    def stems(self, text: str) -> frozenset[str]:
        """The words of `text` that carry its subject, as stems."""
        return self._stems(text)

    def uncommon(self, text: str) -> frozenset[str]:
        """Those of its words that by themselves point to few concepts."""
        return frozenset(stem for stem in self.stems(text) if self._spread[stem] < self._common)

    def exclude_each_other(self, one: Wording, other: Wording) -> bool:
        """Whether nothing of which `one` is true can have `other` as well: they differ in every language."""
        return all(_shared(self.stems(one[code]), self.stems(other[code])) <= SHARED_AT_MOST for code in one)

    def is_telling(self, text: Wording) -> bool:
        """Whether `text` has words, in every language, that hardly any other concept uses."""
        return all(
            sum(self._spread[stem] <= self._rare for stem in self.stems(words)) >= FEWEST_TELLING_WORDS
            for words in text.values()
        )

    def vagueness(self, text: Wording) -> float:
        """How many concepts use a word of `text`, on average."""
        counts = [self._spread[stem] for words in text.values() for stem in self.stems(words)]
        return sum(counts) / max(len(counts), 1)

    def may_fit(self, fact: Fact, owner: Concept, other: Concept) -> bool:
        """Whether `fact` of `owner` could be taken for one of `other`, which says the like or has what the fact proves.

        What a fact proves are the aspects that rest on it.
        """
        proved = [
            aspect for aspect, value in owner.aspects.items() if value.fact == fact.id and aspect in other.aspects
        ]
        is_alike = (self._are_alike(owner.aspects[aspect].text, other.aspects[aspect].text) for aspect in proved)
        return self.is_said_by(fact.text, other) or (bool(proved) and all(is_alike))

    def differ(self, aspect: str, one: Concept, other: Concept) -> bool:
        """Whether both have this aspect, with values that exclude each other."""
        values = one.aspects.get(aspect), other.aspects.get(aspect)
        return (
            values[0] is not None and values[1] is not None and self.exclude_each_other(values[0].text, values[1].text)
        )

    def _are_alike(self, one: Wording, other: Wording) -> bool:
        return any(_shared(self.stems(one[code]), self.stems(other[code])) >= ALIKE_FROM for code in one)

    def is_said_by(self, text: Wording, concept: Concept) -> bool:
        """Whether one text of `concept` says most of `text`, or all of its texts together nearly everything."""
        return any(self._is_said_by(self.stems(words), concept.id, code) for code, words in text.items())

    def _is_said_by(self, stems: frozenset[str], concept_id: str, code: str) -> bool:
        in_one = max((_part(stems, said[code]) for said in self._said[concept_id] if code in said), default=0.0)
        return in_one >= SAID_IN_ONE_FACT or _part(stems, self._everything[concept_id]) >= SAID_ALTOGETHER

    def _each(self, text: Wording) -> dict[str, frozenset[str]]:
        return {code: self.stems(words) for code, words in text.items()}

    def _read(self, text: str) -> frozenset[str]:
        return frozenset(
            self._vocabulary.stem(word)
            for word in normalise(text).split()
            if self._vocabulary.is_content(word) or word[0].isdigit()
        )


def said(text: Wording) -> tuple[tuple[str, str], ...]:
    """What two texts have in common that say the same in every language."""
    return tuple(sorted((code, normalise(words)) for code, words in text.items()))


def _texts(concept: Concept) -> Iterator[Wording]:
    for fact in (concept.what, *concept.facts):
        yield fact.text
    for value in concept.aspects.values():
        yield value.text
    if concept.pick_when is not None:
        yield concept.pick_when


def _together(text: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*text.values())


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter text. A text without a subject may say anything."""
    shorter = min(len(one), len(other))
    return len(_common(one, other)) / shorter if shorter else 1.0


def _common(one: Iterable[str], other: Iterable[str]) -> frozenset[str]:
    return frozenset(one) & frozenset(other)


def _part(stems: frozenset[str], of: frozenset[str]) -> float:
    return len(stems & of) / len(stems) if stems else 1.0
