"""Is what somebody typed the answer? Slips are forgiven; what could be another answer is not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from itertools import groupby
from math import inf

from knowledge.concepts import Wording
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.names import Names, names_of
from knowledge.normalising import VENDORS, normalise, without_vendor
from knowledge.questions.asked import Asked
from knowledge.questions.closeness import has_other_digits, is_opposite, is_part, slip, without_thousands
from knowledge.questions.phrases import Phrases

# No answer of a pack is longer than 80; what is longer than this mentions the answer among other things.
LONGEST_TYPED = 120
# Longer words of names tell them apart, however common they are; shorter ones are glue ("as a").
LONGEST_GLUE = 3

_BETWEEN_GUESSES = re.compile(r"[,;/|&+()\[\]{}\n\u2022]| - ")


class Judgement(StrEnum):
    """RIGHT, or why not."""

    RIGHT = "right"
    ANOTHER_TERM = "another-term"
    OTHER_DIGITS = "other-digits"
    NEGATED = "negated"
    LIST_OF_GUESSES = "list-of-guesses"
    PART_ONLY = "part-only"
    NOTHING_LIKE_IT = "nothing-like-it"

    @property
    def is_right(self) -> bool:
        return self is Judgement.RIGHT


# What may still be the answer once it is taken apart.
_UNCLEAR = frozenset({Judgement.OTHER_DIGITS, Judgement.PART_ONLY, Judgement.NOTHING_LIKE_IT})


@dataclass(frozen=True, slots=True)
class _Answers:
    """What counts: texts in their normal form without a vendor, and the concepts that they name."""

    texts: tuple[str, ...]
    owners: frozenset[str]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(text.replace(" ", "") for text in self.texts)


class TypedAnswers:
    """Judges answers by the names that a library knows. Never changes; new packs make a new one."""

    def __init__(self, library: Library, vocabulary: Vocabulary, phrases: Phrases) -> None:
        self._names = Names(library, vocabulary)
        self._vocabulary = vocabulary
        self._negating = phrases.negating_words()
        self._prefixes = phrases.negating_prefixes()
        # "Container service" is no container, and "kubernetes service" not Kubernetes.
        names = [name for concept in library.concepts for name in names_of(concept)]
        self._telling = frozenset(
            word for name in names for word in normalise(name).split() if len(word) > LONGEST_GLUE
        )

    def judge(self, typed: str, asked: Asked) -> Judgement:
        """Whether `typed` is an answer that `asked` accepts, in whatever language and spelling.

        A name that the library has got since the question was made counts as well.
        """
        if len(typed) > LONGEST_TYPED:
            return Judgement.NOTHING_LIKE_IT
        # The whole, a guess in it and that without filler are often the same words.
        judge = cache(partial(self._judge_one, self._answers(asked.accept)))
        whole = judge(tuple(_words(typed)))
        if whole not in _UNCLEAR:
            return whole
        judged = []
        for guess in self._guesses(typed):
            judgement = judge(guess)
            judged.append(judge(self._core(guess)) if judgement in _UNCLEAR else judgement)
        if judged and all(judgement.is_right for judgement in judged):
            return Judgement.RIGHT
        if Judgement.RIGHT in judged:
            return Judgement.LIST_OF_GUESSES
        return next((judgement for judgement in (*judged, whole) if judgement not in _UNCLEAR), whole)

    def _judge_one(self, answers: _Answers, words: tuple[str, ...]) -> Judgement:
        """One guess. Faults come before slips: "no lambda" is three letters off, and its opposite."""
        checks = (
            (Judgement.RIGHT, self._is_named),
            (Judgement.ANOTHER_TERM, self._is_another),
            (Judgement.LIST_OF_GUESSES, self._is_list),
            (Judgement.NEGATED, self._is_negated),
            (Judgement.OTHER_DIGITS, _has_other_digits),
            (Judgement.ANOTHER_TERM, self._is_nearer_to_another),
            (Judgement.RIGHT, self._is_slip),
            (Judgement.PART_ONLY, _is_part),
        )
        holding = (judgement for judgement, holds in checks if holds(words, answers))
        return next(holding, Judgement.NOTHING_LIKE_IT) if words else Judgement.NOTHING_LIKE_IT

    def _is_named(self, words: Sequence[str], answers: _Answers) -> bool:
        """Whether this is an answer letter by letter, or names of one concept with nothing but filler around them.

        "The S3 service" names S3; but "kubernetes service" is a part of another name.
        """
        if "".join(words) in answers.keys:
            return True
        mentions = self._names.mentions(words)
        if not mentions or any(mention.owner not in answers.owners for mention in mentions):
            return False
        named = {place for mention in mentions for place in range(mention.start, mention.end)}
        around = [word for place, word in enumerate(words) if place not in named]
        if not all(word in self._vocabulary.filler or word in VENDORS for word in around):
            return False
        return self._negating.isdisjoint(around) and not self._names.containing(words).keys() - answers.owners

    def _is_another(self, words: Sequence[str], answers: _Answers) -> bool:
        owner = self._names.owner(words) if words else None
        return owner is not None and owner not in answers.owners

    def _is_list(self, words: Sequence[str], answers: _Answers) -> bool:
        owners = {mention.owner for mention in self._names.mentions(words)}
        return bool(owners & answers.owners) and bool(owners - answers.owners)

    def _is_negated(self, words: Sequence[str], answers: _Answers) -> bool:
        typed, negations = self._without_negation(words)
        return any(
            (slip(typed, bare) < inf and negations != meant) or is_opposite(" ".join(words), text, self._prefixes)
            for text in answers.texts
            for bare, meant in [self._without_negation(text.split())]
        )

    def _is_nearer_to_another(self, words: Sequence[str], answers: _Answers) -> bool:
        typed = " ".join(words)
        others = [near.name for near in self._names.slips(typed) if near.owner not in answers.owners]
        return self._least(words, others) < self._least(words, answers.texts)

    def _is_slip(self, words: Sequence[str], answers: _Answers) -> bool:
        return self._least(words, answers.texts) < inf

    def _least(self, words: Sequence[str], texts: Sequence[str]) -> float:
        """What the slip cost that is nearest to one of `texts`."""
        if len(words) == 1 and self._is_meant(words[0], texts):
            return inf
        return min((slip(" ".join(words), text) for text in texts), default=inf)

    def _is_meant(self, word: str, texts: Sequence[str]) -> bool:
        """Whether the language has this word, for something else: lambada is no slip of lambda."""
        stems = {self._vocabulary.stem(part) for text in texts for part in text.split()}
        return self._vocabulary.has(word) and self._vocabulary.stem(word) not in stems

    def _answers(self, accept: Sequence[Wording]) -> _Answers:
        texts = dict.fromkeys(" ".join(_words(text)) for wording in accept for text in wording.values())
        owners = (self._names.owner(text.split()) for text in texts if text)
        return _Answers(tuple(filter(None, texts)), frozenset(owner for owner in owners if owner))

    def _guesses(self, typed: str) -> Iterator[tuple[str, ...]]:
        """What stands between commas, slashes, "or" and the like, if it says anything."""
        for part in _BETWEEN_GUESSES.split(typed):
            for is_between, words in groupby(_words(part), lambda word: word in self._vocabulary.separators):
                guess = tuple(words)
                if not is_between and self._core(guess):
                    yield guess

    def _core(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words without filler at either end: "I think it is lambda"."""
        kept = [place for place, word in enumerate(words) if not self._is_filler(word)]
        return words[kept[0] : kept[-1] + 1] if kept else ()

    def _without_negation(self, words: Sequence[str]) -> tuple[str, int]:
        """What is affirmed or denied, and how many times it is denied."""
        bare = [word for word in words if word not in self._negating and not self._is_filler(word)]
        return " ".join(bare), sum(word in self._negating for word in words)

    def _is_filler(self, word: str) -> bool:
        says_nothing = word in VENDORS or (word in self._vocabulary.filler and word not in self._telling)
        return says_nothing and word not in self._negating


def _has_other_digits(words: Sequence[str], answers: _Answers) -> bool:
    return any(has_other_digits(" ".join(words), text) for text in answers.texts)


def _is_part(words: Sequence[str], answers: _Answers) -> bool:
    return any(is_part(" ".join(words), text) for text in answers.texts)


def _words(text: str) -> list[str]:
    return without_vendor(without_thousands(normalise(text))).split()
