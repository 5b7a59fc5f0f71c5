"""What somebody typed -> found, did you mean, or nothing. A wrong card is worse than a question back.

One pipeline: a name, exact, slipped or in part (naming.py); then a sentence, by what it names and describes
(describing.py). The thresholds there were chosen on `tests/evaluation/fitting.yaml`, never on `held_out.yaml`.
"""

from collections.abc import Sequence

from knowledge.answers import Answer, Nothing
from knowledge.concepts import Concept
from knowledge.describing import Describing
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.names import Mention, Names
from knowledge.naming import Naming
from knowledge.normalising import VENDORS, normalise
from knowledge.outcomes import Outcomes
from knowledge.query import Query
from knowledge.searching import SearchIndex

# Nobody asks for one thing in more words; what is longer is a pasted text, and finding something in it is chance.
LONGEST_QUESTION_IN_WORDS = 60


class Finder:
    """Answers what somebody typed from a library. Never changes; may serve many at once."""

    def __init__(self, library: Library, vocabulary: Vocabulary) -> None:
        self._library = library
        self._vocabulary = vocabulary
        self._names = Names(library, vocabulary)
        self._search = SearchIndex(library, vocabulary)
        outcomes = Outcomes(library)
        self._naming = Naming(self._names, self._search, vocabulary, outcomes)
        self._describing = Describing(self._names, self._search, vocabulary, outcomes)

    def what(self, text: str) -> Answer:
        """The concept that `text` names or describes, or the two to four that it names."""
        query = self._query(text)
        if query is None:
            return Nothing()
        answer = self._naming.answer(query) or self._describing.answer(query) or self._naming.nearly(query)
        return answer or Nothing(query.content)

    def name(self, text: str) -> Answer:
        """What `text` names as a whole. Plain words about a concept are not a name of it and find nothing."""
        query = self._query(text)
        return (query and self._naming.answer(query)) or Nothing()

    def exactly(self, words: Sequence[str]) -> Concept | None:
        """The concept whose name these words are."""
        owner = self._names.owner(words) if words else None
        return self._library.concept(owner) if owner else None

    def mentions(self, words: Sequence[str]) -> list[Mention]:
        """The exact names within a sentence, from left to right."""
        return self._names.mentions(words)

    def content(self, words: Sequence[str]) -> list[str]:
        """The words that carry the subject."""
        return [word for word in words if self._vocabulary.is_content(word)]

    def complete(self, beginning: str, limit: int) -> list[Concept]:
        """The concepts that `beginning` may become: exact, prefix, word prefix, then slips; one row each.

        Before anything but a vendor's name is typed, that is all of them in the order of the packs.
        """
        if normalise(beginning) in {"", *VENDORS}:
            return list(self._library.concepts[:limit])
        return [self._library.concept(owner) for owner in self._names.complete(beginning, limit)]

    def _query(self, text: str) -> Query | None:
        """The text as a query; None if there is nothing in it, or more than a question."""
        words = normalise(text).split()
        if not words or len(words) > LONGEST_QUESTION_IN_WORDS:
            return None
        return Query(tuple(words), tuple(self.content(words)), self._search.corrected)
