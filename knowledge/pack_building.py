"""The files of a pack, once they are known to be right -> the pack."""

from collections.abc import Iterable, Mapping

from knowledge.concepts import (
    Aspect,
    AspectValue,
    AuthoredComparison,
    Category,
    Concept,
    Difficulty,
    Domain,
    Fact,
    Pack,
    Question,
    QuestionKind,
    Wording,
)
from knowledge.pack_checks import PackFiles
from knowledge.pack_format import ComparisonShape, ConceptShape, FactShape, QuestionShape, WhatShape


def build_pack(files: PackFiles) -> Pack:
    """The pack in its final form: categories in the order of pack.yaml, everything else in the order of the files."""
    return _Builder(files).pack()


class _Builder:
    """Knows the pack's languages, so that a text written once becomes that text in each of them."""

    def __init__(self, files: PackFiles) -> None:
        self._id = files.folder.resolve().name
        self._file = files.pack
        self._categories = {key: files.categories[key][1] for key in files.pack.categories}

    def pack(self) -> Pack:
        file = self._file
        concepts = tuple(
            self._concept(concept_id, concept, category, content.asked_as.get(concept_id, {}))
            for category, content in self._categories.items()
            for concept_id, concept in content.concepts.items()
        )
        facts = {fact.id: fact for concept in concepts for fact in (concept.what, *concept.facts)}
        return Pack(
            id=self._id,
            name=self._wording(file.name),
            languages=tuple(file.languages),
            categories=tuple(Category(key, self._wording(name)) for key, name in file.categories.items()),
            domains=tuple(
                Domain(key, self._wording(domain.name), domain.weight) for key, domain in file.domains.items()
            ),
            aspects=tuple(Aspect(key, self._wording(name)) for key, name in file.aspects.items()),
            concepts=concepts,
            comparisons=tuple(
                _comparison(key, shape)
                for content in self._categories.values()
                for key, shape in content.comparisons.items()
            ),
            questions=tuple(
                self._question(key, shape, facts[shape.fact])
                for content in self._categories.values()
                for key, shape in content.questions.items()
            ),
            elsewhere=tuple(file.elsewhere),
        )

    def _concept(
        self, concept_id: str, shape: ConceptShape, category: str, asked_as: Mapping[str, list[str]]
    ) -> Concept:
        return Concept(
            id=concept_id,
            name=self._wording(shape.name),
            long_name=None if shape.long_name is None else self._wording(shape.long_name),
            aliases=tuple(shape.aliases),
            asked_as={code: tuple(phrases) for code, phrases in asked_as.items()},
            category=category,
            domain=shape.domain,
            what=_fact(f"{concept_id}/what", shape.what),
            facts=tuple(_fact(f"{concept_id}/{key}", fact) for key, fact in shape.facts.items()),
            aspects={
                key: AspectValue(value.text, f"{concept_id}/{value.fact}") for key, value in shape.aspects.items()
            },
            pick_when=shape.pick_when,
            confused_with=shape.confused_with,
            related=tuple(shape.related),
        )

    def _question(self, question_id: str, shape: QuestionShape, fact: Fact) -> Question:
        return Question(
            id=question_id,
            kind=QuestionKind(shape.kind),
            about=tuple(shape.about),
            ask=shape.ask,
            why=fact.text if shape.why is None else shape.why,
            fact=shape.fact,
            difficulty=Difficulty(shape.difficulty),
            right=self._wordings(shape.right),
            wrong=self._wordings(shape.wrong),
            is_true=shape.is_true,
            accept=self._wordings(shape.accept),
        )

    def _wording(self, name: str | dict[str, str]) -> Wording:
        return dict.fromkeys(self._file.languages, name) if isinstance(name, str) else name

    def _wordings(self, names: Iterable[str | dict[str, str]]) -> tuple[Wording, ...]:
        return tuple(self._wording(name) for name in names)


def _fact(fact_id: str, shape: FactShape | WhatShape) -> Fact:
    return Fact(fact_id, shape.text, shape.source, shape.as_of, isinstance(shape, FactShape) and shape.number)


def _comparison(comparison_id: str, shape: ComparisonShape) -> AuthoredComparison:
    verdict = Fact(f"comparison/{comparison_id}", shape.text, shape.source, shape.as_of)
    return AuthoredComparison(tuple(shape.between), verdict, tuple(shape.first))
