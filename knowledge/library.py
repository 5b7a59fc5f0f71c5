"""All packs together: concepts by id, by name, by category, and what is said between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge.concepts import Aspect, AuthoredComparison, Category, Concept, Domain, Fact, Pack, Question, Wording


class Library:
    """Everything the group studies. Never changes: new packs make a new library."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)
        self.concepts = tuple(concept for pack in packs for concept in pack.concepts)
        self.questions: tuple[Question, ...] = tuple(question for pack in packs for question in pack.questions)
        self.aspects: Mapping[str, Aspect] = {aspect.id: aspect for pack in packs for aspect in pack.aspects}
        self.categories: Mapping[str, Category] = {shelf.id: shelf for pack in packs for shelf in pack.categories}
        self.domains: Mapping[str, Domain] = {domain.id: domain for pack in packs for domain in pack.domains}
        self._by_id = {concept.id: concept for concept in self.concepts}
        self._facts = {fact.id: fact for concept in self.concepts for fact in (concept.what, *concept.facts)}
        self._comparisons = {
            frozenset(comparison.concepts): comparison for pack in packs for comparison in pack.comparisons
        }

    def concept(self, concept_id: str) -> Concept:
        """The concept of this id. Raises KeyError: ids come from packs that were checked, not from people."""
        return self._by_id[concept_id]

    def fact(self, fact_id: str) -> Fact:
        """The fact of this id (`concept/key`). Raises KeyError."""
        return self._facts[fact_id]

    def in_category(self, category_id: str) -> tuple[Concept, ...]:
        """The concepts of one category, in the order of its file."""
        return tuple(concept for concept in self.concepts if concept.category == category_id)

    def authored_comparison(self, concepts: Iterable[Concept]) -> AuthoredComparison | None:
        """What an author wrote on exactly these concepts, in whatever order."""
        return self._comparisons.get(frozenset(concept.id for concept in concepts))

    def confused_with(self, concept: Concept) -> Iterator[tuple[Concept, Wording]]:
        """What `concept` is taken for, with how to tell the two apart, whichever of the two it was written on."""
        for other_id, wording in concept.confused_with.items():
            yield self._by_id[other_id], wording
        for other in self.concepts:
            if concept.id in other.confused_with:
                yield other, other.confused_with[concept.id]

    def related(self, concept: Concept) -> tuple[Concept, ...]:
        """What to read next."""
        return tuple(self._by_id[other] for other in concept.related)
