"""What front ends ask of the packs: what is this, how do these compare, what could this become."""

from collections.abc import Sequence
from functools import lru_cache

from knowledge.answers import Answer, Found
from knowledge.comparison_matching import ComparisonFinder
from knowledge.concepts import Concept
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.matching import Finder
from knowledge.names import ELSEWHERE
from knowledge.normalising import normalise

# A group asks for the same things, with the same slips, over and over.
ANSWERS_REMEMBERED = 5_000


class Asking:
    """Answers from one library. Never changes; new packs make a new one."""

    def __init__(self, library: Library, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._library = library
        self._finder = Finder(library, vocabulary)
        self._remembered = lru_cache(maxsize=ANSWERS_REMEMBERED)(self._find)
        self._comparisons = ComparisonFinder(self._finder, library, vocabulary)

    def what(self, query: str) -> Answer:
        """The concept that `query` names or describes, or the two to four that it asks to compare.

        Raises `TooManyConcepts` if it asks to compare more than four.
        """
        return self._remembered(query)

    def _find(self, query: str) -> Answer:
        if self._vocabulary.comparing & set(normalise(query).split()):
            comparison = self._comparisons.compare_names(query)
            if isinstance(comparison, Found):
                return comparison
        return self._finder.what(query)

    def compare(self, parts: Sequence[str]) -> Answer:
        """The two to four concepts of one text with any separator, or of one text each.

        Raises `TooManyConcepts` for more than four.
        """
        return self._comparisons.compare(parts)

    def named_in(self, text: str) -> tuple[Concept, ...]:
        """The concepts whose names stand in `text`, which may be as long as a message, each once, in their order.

        A short text that names nothing may still describe something: then that is what comes back.
        """
        words = normalise(text).split()
        owners = dict.fromkeys(mention.owner for mention in self._finder.mentions(words))
        owners.pop(ELSEWHERE, None)
        if owners:
            return tuple(self._library.concept(owner) for owner in owners)
        answer = self._finder.what(text)
        return answer.concepts if isinstance(answer, Found) else ()

    def complete_comparison(self, beginning: str, limit: int = 25) -> tuple[str, list[Concept]]:
        """What the last thing in `beginning` may become, and the text before it: "lambda vs ba" is "lambda vs ", Batch.

        Where `beginning` holds no separator it is all one thing.
        """
        start = self._comparisons.last_side(beginning)
        return beginning[:start], self._finder.complete(beginning[start:], limit)

    def complete(self, beginning: str, limit: int = 25) -> list[Concept]:
        """The concepts that `beginning` may become, one row each: exact, prefix, word prefix, then slips."""
        return self._finder.complete(beginning, limit)
