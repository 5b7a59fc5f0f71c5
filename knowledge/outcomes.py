"""Owners of names -> an answer: found, or asked, or nothing where it is all elsewhere."""

from collections.abc import Iterable

from knowledge.answers import MOST_COMPARED, MOST_SUGGESTIONS, Answer, DidYouMean, Found, Nothing
from knowledge.concepts import Concept
from knowledge.library import Library
from knowledge.names import ELSEWHERE


class Outcomes:
    """Makes answers of concept ids, each counted once, in the order given."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def found(self, owners: Iterable[str]) -> Answer:
        """These are what was meant. With something elsewhere among them, the others are only asked for."""
        owners = list(owners)
        concepts = self._concepts(owners)
        if ELSEWHERE in owners or len(concepts) > MOST_COMPARED:
            return self.ask(owners) if concepts else Nothing()
        return Found(concepts)

    def ask(self, owners: Iterable[str]) -> Answer:
        """One of these may have been meant; the first few are offered."""
        return DidYouMean(self._concepts(owners)[:MOST_SUGGESTIONS])

    def _concepts(self, owners: Iterable[str]) -> tuple[Concept, ...]:
        return tuple(self._library.concept(owner) for owner in dict.fromkeys(owners) if owner != ELSEWHERE)
