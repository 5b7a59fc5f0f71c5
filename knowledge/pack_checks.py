"""What no single file can tell: names that collide, references to nothing, questions that do not add up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.normalising import joined, normalise, without_vendor
from knowledge.pack_format import CategoryFile, ComparisonShape, ConceptShape, PackFile, QuestionShape
from knowledge.problems import Problem, nearest
from knowledge.yaml_reader import Document, Location


@dataclass(frozen=True, slots=True)
class PackFiles:
    """One pack as it was read: its files in the shape of the format, and where everything stands."""

    folder: Path
    document: Document
    pack: PackFile
    categories: Mapping[str, tuple[Document, CategoryFile]]

    def concepts(self) -> Iterator[tuple[Document, str, ConceptShape]]:
        for document, file in self.categories.values():
            for concept_id, concept in file.concepts.items():
                yield document, concept_id, concept


def problems_between(packs: Iterable[PackFiles]) -> list[Problem]:
    """Every problem that shows only when all files of all `packs` are seen together."""
    packs = tuple(packs)
    problems = [*_doubled_ids(packs), *_doubled_names(packs), *_doubled_phrases(packs)]
    for pack in packs:
        problems += [*_pack_file(pack), *_references(pack), *_lonely_aspects(pack), *_questions(pack)]
    return problems


def _problem(document: Document, location: Location, sentence: str, **values: str | int) -> Problem:
    where = ".".join(map(str, location))
    return Problem(document.path, document.line_of(location), sentence, {"where": where, **values})


# --- names and ids over all packs ----------------------------------------------------------------------------------


def _doubled_ids(packs: tuple[PackFiles, ...]) -> Iterator[Problem]:
    for section in ("concepts", "comparisons", "questions"):
        first: dict[str, tuple[Document, Location]] = {}
        for pack in packs:
            for document, file in pack.categories.values():
                for item in getattr(file, section):
                    if item in first:
                        place = _place(*first[item])
                        yield _problem(document, (section, item), "id-twice", id=item, first=place)
                    else:
                        first[item] = (document, (section, item))


def _place(document: Document, location: Location) -> str:
    return f"{document.path}:{document.line_of(location)}"


def names_of(concept: ConceptShape) -> Iterator[tuple[Location, str]]:
    """Everything that finds the concept by name, with the place of each below the concept."""
    for key in ("name", "long_name"):
        name = getattr(concept, key)
        if isinstance(name, str):
            yield (key,), name
        elif name is not None:
            # The same name in two languages is one name.
            yield from {text: ((key, code), text) for code, text in reversed(name.items())}.values()
    for number, alias in enumerate(concept.aliases):
        yield ("aliases", number), alias


def _doubled_names(packs: tuple[PackFiles, ...]) -> Iterator[Problem]:
    first: dict[str, tuple[str, Document, Location]] = {}
    for pack in packs:
        for document, concept_id, concept in pack.concepts():
            for below, name in names_of(concept):
                location: Location = ("concepts", concept_id, *below)
                key = name_key(name)
                if not key:
                    yield _problem(document, location, "name-without-letters", name=name)
                elif key in first:
                    yield _doubled_name(document, location, name, concept_id, first[key])
                else:
                    first[key] = (concept_id, document, location)
    yield from _elsewhere_is_here(packs, first)


def name_key(name: str) -> str:
    """What makes two names the same: letters and digits, whatever the case, accents, spaces and vendor."""
    return joined(without_vendor(normalise(name)))


def _doubled_name(
    document: Document, location: Location, name: str, concept: str, first: tuple[str, Document, Location]
) -> Problem:
    other, other_document, other_location = first
    place = _place(other_document, other_location)
    if other == concept:
        return _problem(document, location, "name-twice-here", name=name, first=place)
    return _problem(document, location, "name-twice", name=name, concept=concept, other=other, first=place)


def _elsewhere_is_here(
    packs: tuple[PackFiles, ...], names: Mapping[str, tuple[str, Document, Location]]
) -> Iterator[Problem]:
    for pack in packs:
        for number, name in enumerate(pack.pack.elsewhere):
            if (found := names.get(name_key(name))) is not None:
                yield _problem(pack.document, ("elsewhere", number), "elsewhere-is-here", name=name, concept=found[0])


def _doubled_phrases(packs: tuple[PackFiles, ...]) -> Iterator[Problem]:
    first: dict[str, tuple[Document, Location]] = {}
    for document, concept_id, code, number, phrase in (
        (document, concept_id, code, number, phrase)
        for pack in packs
        for document, file in pack.categories.values()
        for concept_id, languages in file.asked_as.items()
        for code, phrases in languages.items()
        for number, phrase in enumerate(phrases)
    ):
        location: Location = ("asked_as", concept_id, code, number)
        if (said := normalise(phrase)) in first:
            yield _problem(document, location, "phrase-twice", phrase=phrase, first=_place(*first[said]))
        else:
            first[said] = (document, location)


# --- within one pack -----------------------------------------------------------------------------------------------


def _pack_file(pack: PackFiles) -> Iterator[Problem]:
    total = sum(domain.weight for domain in pack.pack.domains.values())
    if total != 100:
        yield _problem(pack.document, ("domains",), "weights", total=total)


def _references(pack: PackFiles) -> Iterator[Problem]:
    concepts = {concept_id: concept for _, concept_id, concept in pack.concepts()}
    for document, concept_id, concept in pack.concepts():
        at: Location = ("concepts", concept_id)
        yield from _unknown(document, (*at, "domain"), "domain", [concept.domain], pack.pack.domains)
        for aspect, value in concept.aspects.items():
            yield from _unknown(document, (*at, "aspects", aspect), "aspect", [aspect], pack.pack.aspects)
            known = ["what", *concept.facts]
            yield from _unknown(document, (*at, "aspects", aspect, "fact"), "fact", [value.fact], known)
        yield from _confusions(document, concept_id, concept, concepts)
        for number, other in enumerate(concept.related):
            yield from _unknown(document, (*at, "related", number), "concept", [other], concepts)
            if other == concept_id:
                yield _problem(document, (*at, "related", number), "itself", id=other)
    for document, file in pack.categories.values():
        for concept_id in file.asked_as:
            yield from _unknown(document, ("asked_as", concept_id), "concept", [concept_id], file.concepts)
        for comparison_id, comparison in file.comparisons.items():
            yield from _comparison(document, comparison_id, comparison, concepts, pack)
        for question_id, question in file.questions.items():
            yield from _question_references(document, question_id, question, concepts)


def _unknown(
    document: Document, location: Location, kind: str, names: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    known = list(known)
    for name in names:
        if name not in known:
            near = nearest(name, known)
            key = f"no-such-{kind}-near" if near else f"no-such-{kind}"
            yield _problem(document, location, key, id=name, **({"nearest": near} if near else {}))


def _confusions(
    document: Document, concept_id: str, concept: ConceptShape, concepts: Mapping[str, ConceptShape]
) -> Iterator[Problem]:
    for other in concept.confused_with:
        location: Location = ("concepts", concept_id, "confused_with", other)
        yield from _unknown(document, location, "concept", [other], concepts)
        if other == concept_id:
            yield _problem(document, location, "itself", id=other)
        elif other in concepts and concept_id in concepts[other].confused_with and concept_id > other:
            yield _problem(document, location, "confused-twice", concept=concept_id, other=other)


def _comparison(
    document: Document,
    comparison_id: str,
    comparison: ComparisonShape,
    concepts: Mapping[str, ConceptShape],
    pack: PackFiles,
) -> Iterator[Problem]:
    at: Location = ("comparisons", comparison_id)
    for number, concept in enumerate(comparison.between):
        yield from _unknown(document, (*at, "between", number), "concept", [concept], concepts)
        if concept in comparison.between[:number]:
            yield _problem(document, (*at, "between", number), "item-twice", item=concept)
    for number, aspect in enumerate(comparison.first):
        yield from _unknown(document, (*at, "first", number), "aspect", [aspect], pack.pack.aspects)


def _question_references(
    document: Document, question_id: str, question: QuestionShape, concepts: Mapping[str, ConceptShape]
) -> Iterator[Problem]:
    at: Location = ("questions", question_id)
    for number, concept in enumerate(question.about):
        yield from _unknown(document, (*at, "about", number), "concept", [concept], concepts)
    facts = [f"{concept_id}/{fact}" for concept_id, concept in concepts.items() for fact in ("what", *concept.facts)]
    if question.fact not in facts:
        yield from _unknown(document, (*at, "fact"), "fact", [question.fact], facts)


def _lonely_aspects(pack: PackFiles) -> Iterator[Problem]:
    used = Counter(aspect for _, _, concept in pack.concepts() for aspect in concept.aspects)
    for aspect in pack.pack.aspects:
        if used[aspect] < 2:
            yield _problem(pack.document, ("aspects", aspect), "lonely-aspect", aspect=aspect, count=used[aspect])


# --- questions -----------------------------------------------------------------------------------------------------

# Which of these keys each kind of question needs; it may have no other of them.
_ANSWER_KEYS = {
    "one": {"right", "wrong"},
    "several": {"right", "wrong"},
    "true-false": {"is_true"},
    "typed": {"accept"},
}


def _questions(pack: PackFiles) -> Iterator[Problem]:
    for document, file in pack.categories.values():
        for question_id, question in file.questions.items():
            at: Location = ("questions", question_id)
            yield from _answer_keys(document, at, question)
            yield from _answer_counts(document, at, question)
            yield from _doubled_options(document, at, question)


def _answer_keys(document: Document, at: Location, question: QuestionShape) -> Iterator[Problem]:
    needed = _ANSWER_KEYS[question.kind]
    for key in ("right", "wrong", "is_true", "accept"):
        is_given = getattr(question, key) not in (None, [])
        if is_given and key not in needed:
            yield _problem(document, (*at, key), "answer-key-not-for-kind", key=key, kind=question.kind)
        elif key in needed and not is_given:
            yield _problem(document, at, "answer-key-missing", key=key, kind=question.kind)


def _answer_counts(document: Document, at: Location, question: QuestionShape) -> Iterator[Problem]:
    right, wrong = len(question.right), len(question.wrong)
    if question.kind == "one" and right and wrong and (right, wrong) != (1, 3):
        yield _problem(document, at, "one-of-four", right=right, wrong=wrong)
    if question.kind == "several" and right and wrong and (right < 2 or right + wrong < 5):
        yield _problem(document, at, "several-of-five", right=right, wrong=wrong)


def _doubled_options(document: Document, at: Location, question: QuestionShape) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for key in ("right", "wrong"):
        for number, option in enumerate(getattr(question, key)):
            texts = {"": option} if isinstance(option, str) else option
            doubled = [text for code, text in texts.items() if (code, normalise(text)) in seen]
            seen |= {(code, normalise(text)) for code, text in texts.items()}
            if doubled:
                yield _problem(document, (*at, key, number), "item-twice", item=doubled[0])
