"""What front ends ask of the packs: what is this, how do these compare, what could this become."""

from collections.abc import Sequence

from knowledge.answers import Answer, Found
from knowledge.comparison_matching import ComparisonFinder
from knowledge.concepts import Concept
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.matching import Finder
from knowledge.normalising import normalise


class Asking:
    """Answers from one library. Never changes; new packs make a new one."""

    def __init__(self, library: Library, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._finder = Finder(library, vocabulary)
        self._comparisons = ComparisonFinder(self._finder, library, vocabulary)

    def what(self, query: str) -> Answer:
        """The concept that `query` names or describes, or the two to four that it asks to compare.

        Raises `TooManyConcepts` if it asks to compare more than four.
        """
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

    def complete(self, beginning: str, limit: int = 25) -> list[Concept]:
        """The concepts that `beginning` may become, one row each: exact, prefix, word prefix, then slips."""
        return self._finder.complete(beginning, limit)
