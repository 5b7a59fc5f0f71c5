"""What somebody typed to compare -> the two to four concepts, or a question for the side that is unclear.

It never invents a side: what it does not understand it asks for, and shows what it does know.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.answers import MOST_COMPARED, MOST_SUGGESTIONS, Answer, DidYouMean, Found, Nothing, TooManyConcepts
from knowledge.concepts import Concept
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.matching import LONGEST_QUESTION_IN_WORDS, Finder
from knowledge.names import ELSEWHERE, LONGEST_NAME_IN_WORDS, Mention
from knowledge.normalising import normalise

# What stands before a colon introduces the things ("compare: a, b"); a comma within a number separates nothing.
_INTRODUCTION = re.compile(r"^[^:]*:(?=\s)")
_PUNCTUATION = re.compile(r"[;|/+&\n?!¿¡()<>]|,(?!\d)|(?<!\d),|\s[-\u2013\u2014]+\s")
# A word that is finished: something stands behind it.
_WORD = re.compile(r"(\S+)\s+")
PIECES_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True)
class _Side:
    """One thing to compare. Without a concept it is unclear, and `suggestions` may be what was meant."""

    text: str
    concept: Concept | None = None
    suggestions: tuple[Concept, ...] = ()
    is_separate: bool = True
    """Separators stand around it. Words left over beside a name may be chatter, and count only if a side is missing."""


class ComparisonFinder:
    """Takes what was typed apart into sides, and finds each."""

    def __init__(self, finder: Finder, library: Library, vocabulary: Vocabulary) -> None:
        self._finder = finder
        self._library = library
        self._vocabulary = vocabulary
        # Cutting words into names asks for the same pieces again and again.
        self._name = lru_cache(maxsize=PIECES_REMEMBERED)(finder.name)

    def compare(self, parts: Sequence[str]) -> Answer:
        """The concepts that `parts` name: one text with any separator or none, or one text for each side.

        Raises `TooManyConcepts` for more than four.
        """
        answer = self._answer([side for part in parts for side in self._sides(part)])
        if len(parts) > 1 and not isinstance(answer, Found):
            # A shell cuts `compare api gateway lambda` into three parts.
            together = self._answer(list(self._sides(" ".join(parts))))
            return together if isinstance(together, Found) else answer
        return answer

    def compare_names(self, text: str) -> Answer:
        """The same for a text that only may ask to compare: what it merely describes is no side."""
        return self._answer(list(self._sides(text, are_named=True)))

    def last_side(self, text: str) -> int:
        """Where the last thing to compare begins in `text`: behind the last separator, or at its start."""
        ends = [match.end() for match in _PUNCTUATION.finditer(text)]
        ends += [match.end() for match in _WORD.finditer(text) if normalise(match[1]) in self._vocabulary.separators]
        start = max(ends, default=0)
        return start + len(text[start:]) - len(text[start:].lstrip())

    def _answer(self, sides: Sequence[_Side]) -> Answer:
        known = tuple({side.concept.id: side.concept for side in sides if side.concept}.values())
        if len(known) > MOST_COMPARED:
            raise TooManyConcepts(len(known))
        unclear = [side for side in sides if side.concept is None and (side.is_separate or len(known) < 2)]
        if len(known) > 1 and not unclear:
            return Found(known)
        suggestions = self._suggestions(known, unclear)
        if not known and not suggestions:
            return Nothing(tuple(side.text for side in unclear))
        return DidYouMean(suggestions, known, tuple(side.text for side in unclear))

    def _suggestions(self, known: Sequence[Concept], unclear: Sequence[_Side]) -> tuple[Concept, ...]:
        """What the unclear side may mean; if nobody knows, what the known one is often confused with."""
        meant = [concept for side in unclear for concept in side.suggestions]
        confused = [other for concept in known[:1] for other, _ in self._library.confused_with(concept)]
        distinct = {concept.id: concept for concept in (meant or confused) if concept not in known}
        return tuple(distinct.values())[:MOST_SUGGESTIONS]

    # --- taking apart ----------------------------------------------------------------------------------------------

    def _sides(self, text: str, *, are_named: bool = False) -> Iterator[_Side]:
        words = normalise(text).split()
        whole = self._finder.exactly(words)
        if len(words) > LONGEST_QUESTION_IN_WORDS:
            return
        if whole is not None:
            yield _Side(text, whole)
            return
        for piece in _PUNCTUATION.split(_INTRODUCTION.sub("", text)):
            yield from self._sides_of_piece(normalise(piece).split(), are_named=are_named)

    def _sides_of_piece(self, words: Sequence[str], *, are_named: bool) -> Iterator[_Side]:
        """Cut at separators, except within a name."""
        mentions = self._finder.mentions(words)
        within = {place for mention in mentions for place in range(mention.start, mention.end)}
        start = 0
        for place, word in enumerate([*words, ""]):
            if place == len(words) or (place not in within and word in self._vocabulary.separators):
                inside = [mention for mention in mentions if start <= mention.start and mention.end <= place]
                if inside:
                    yield from self._sides_between(words, start, place, inside)
                else:
                    yield from self._unnamed(words[start:place], is_separate=True, may_be_described=not are_named)
                start = place + 1

    def _sides_between(
        self, words: Sequence[str], start: int, end: int, mentions: Sequence[Mention]
    ) -> Iterator[_Side]:
        """The names between two separators, and what the words around them may be."""
        for mention in mentions:
            yield from self._unnamed(words[start : mention.start], is_separate=False)
            text = " ".join(words[mention.start : mention.end])
            yield _Side(text, None if mention.owner == ELSEWHERE else self._library.concept(mention.owner))
            start = mention.end
        yield from self._unnamed(words[start:end], is_separate=False)

    def _unnamed(self, words: Sequence[str], *, is_separate: bool, may_be_described: bool = False) -> Iterator[_Side]:
        """Words without an exact name: one or several names with slips, a description, or nothing that is known."""
        content = self._finder.content(words)
        if not content:
            return
        named = self._named(words) or self._named(content)
        if named:
            yield from (_Side(" ".join(words), concept) for concept in named)
            return
        text = " ".join(words)
        answer = self._finder.what(text) if may_be_described else self._name(text)
        if isinstance(answer, Found):
            yield from (_Side(text, concept) for concept in answer.concepts)
        else:
            suggestions = answer.suggestions if isinstance(answer, DidYouMean) else ()
            yield _Side(" ".join(content), None, suggestions, is_separate)

    def _named(self, words: Sequence[str]) -> tuple[Concept, ...]:
        """The words cut into names, each maybe with a slip, in as few as possible; empty if they cannot be."""
        if len(words) > LONGEST_NAME_IN_WORDS:
            return ()
        answer = self._name(" ".join(words))
        if isinstance(answer, Found):
            return answer.concepts
        for cut in range(len(words) - 1, 0, -1):
            first = self._name(" ".join(words[:cut]))
            rest = self._named(words[cut:]) if isinstance(first, Found) else ()
            if isinstance(first, Found) and rest:
                return first.concepts + rest
        return ()
