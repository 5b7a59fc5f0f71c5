"""What questions are made with, put together once for a library."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.concepts import Concept, Wording
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.questions.mentions import Mentions
from knowledge.questions.neighbours import Neighbours
from knowledge.questions.phrases import Phrases
from knowledge.questions.sayings import Sayings


@dataclass(frozen=True, slots=True)
class Workshop:
    """The library and what is known of its words, names and likenesses."""

    library: Library
    phrases: Phrases
    sayings: Sayings
    mentions: Mentions
    neighbours: Neighbours

    def concepts(self) -> Iterator[tuple[Concept, frozenset[str]]]:
        """Each concept with the languages in which a question about it can be said."""
        for concept in self.library.concepts:
            languages = frozenset(concept.name) & self.phrases.languages
            if languages:
                yield concept, languages

    def in_known_languages(self, text: Wording) -> Wording:
        """`text` in the languages for which there are templates."""
        return {code: words for code, words in text.items() if code in self.phrases.languages}


def open_workshop(library: Library, vocabulary: Vocabulary, phrases: Phrases) -> Workshop:
    sayings = Sayings(library, vocabulary)
    mentions = Mentions(library, phrases, sayings)
    return Workshop(library, phrases, sayings, mentions, Neighbours(library, mentions))
