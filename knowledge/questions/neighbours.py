"""The concepts that make good wrong answers: near enough to be taken for the right one, and certainly another."""

from collections.abc import Mapping
from functools import lru_cache
from random import Random

from knowledge.concepts import Concept
from knowledge.library import Library
from knowledge.questions.mentions import Mentions

# How much likelier each kind of neighbour is drawn. The best wrong answers are the ones that people
# really give, but always the same three would be learned by heart.
CONFUSED = 8.0
SAME_CATEGORY = 4.0
RELATED = 2.0
# Every concept has some aspects in common with every other; only many of them make two alike.
SHARED_ASPECTS_SQUARED = 0.05
STRANGER = 0.2


class Neighbours:
    """Draws wrong answers for a concept, from its own pack: another subject would be no temptation. Never changes."""

    def __init__(self, library: Library, mentions: Mentions) -> None:
        self._library = library
        self._subject = {concept.id: pack for pack in library.packs for concept in pack.concepts}
        self._mentions = mentions
        self._confused = {
            concept.id: frozenset(other.id for other, _ in library.confused_with(concept))
            for concept in library.concepts
        }
        self._named_by = lru_cache(maxsize=None)(self._all_names)
        self._weights = lru_cache(maxsize=None)(self._weigh)

    def shuffled(self, random: Random, concept_id: str) -> list[Concept]:
        """Every concept that may stand beside `concept_id` as a wrong answer, the plausible ones mostly in front."""
        weights = self._weights(concept_id)
        # Sorted by waiting time: each is first as often as its weight says.
        waited = {other: random.expovariate(weight) for other, weight in weights.items()}
        return [self._library.concept(other) for other in sorted(waited, key=waited.__getitem__)]

    def may_stand_beside(self, concept_id: str, other_id: str) -> bool:
        return other_id in self._weights(concept_id)

    def are_near(self, concept: Concept, other: Concept) -> bool:
        """Whether an author puts them close together: confused, in one category, or to be read next."""
        return (
            other.id in self._confused[concept.id]
            or other.category == concept.category
            or other.id in concept.related
            or concept.id in other.related
        )

    def _weigh(self, concept_id: str) -> Mapping[str, float]:
        concept = self._library.concept(concept_id)
        return {
            other.id: self._weight(concept, other)
            for other in self._subject[concept_id].concepts
            if other.id != concept_id and self._is_apart(concept, other)
        }

    def _weight(self, concept: Concept, other: Concept) -> float:
        return (
            STRANGER
            + SHARED_ASPECTS_SQUARED * len(concept.aspects.keys() & other.aspects.keys()) ** 2
            + CONFUSED * (other.id in self._confused[concept.id])
            + SAME_CATEGORY * (other.category == concept.category)
            + RELATED * (other.id in concept.related or concept.id in other.related)
        )

    def _is_apart(self, concept: Concept, other: Concept) -> bool:
        """Whether neither is an example or a part of the other, as far as the pack lets one know.

        One that names the other in its first sentence, or has its name within its own, may be a kind of it (Lambda is
        FaaS), and so may one that names it anywhere (S3 is serverless), unless an author tells the two apart.
        """
        defined = {*self._mentions.of(concept.what.text), *self._mentions.inside_its_name(concept)}
        defines = {*self._mentions.of(other.what.text), *self._mentions.inside_its_name(other)}
        if other.id in defined or concept.id in defines:
            return False
        return other.id in self._confused[concept.id] or concept.id not in self._named_by(other.id)

    def _all_names(self, concept_id: str) -> frozenset[str]:
        concept = self._library.concept(concept_id)
        facts = (self._mentions.of(fact.text) for fact in concept.facts)
        values = (self._mentions.of(value.text) for value in concept.aspects.values())
        return frozenset[str]().union(*facts, *values)
