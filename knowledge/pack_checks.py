"""What no single file can tell: names that collide, references to nothing, questions that do not add up."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.normalising import normalise, without_vendor
from knowledge.pack_format import CategoryFile, ComparisonShape, ConceptShape, PackFile, QuestionShape
from knowledge.problems import Problem, nearest, quoted
from knowledge.yaml_reader import Document, Location


@dataclass(frozen=True, slots=True)
class PackFiles:
    """One pack as it was read: its files in the shape of the format, and where everything stands.

    Shapes hold only what is sound; documents hold everything. The pack `is_whole` unless a file or a part of one could
    not be read at all: then what is not found may well be there.
    """

    folder: Path
    document: Document
    pack: PackFile
    categories: Mapping[str, tuple[Document, CategoryFile]]
    is_whole: bool

    def documents(self) -> Iterator[Document]:
        for document, _ in self.categories.values():
            yield document

    def concepts(self) -> Iterator[tuple[Document, str, ConceptShape]]:
        for document, file in self.categories.values():
            for concept_id, concept in file.concepts.items():
                yield document, concept_id, concept


def problems_between(packs: Iterable[PackFiles]) -> list[Problem]:
    """Every problem that shows only when all files of all `packs` are seen together."""
    packs = tuple(packs)
    problems = [*_doubled_ids(packs), *_doubled_names(packs), *_doubled_phrases(packs)]
    for pack in packs:
        problems += [*_weights(pack), *_pairs(pack), *_questions(pack)]
        # With a file missing, every reference into it would be reported too: noise that hides the cause.
        if pack.is_whole:
            problems += [*_references(pack), *_lonely_aspects(pack)]
    return problems


def _problem(document: Document, location: Location, sentence: str, **values: str | int) -> Problem:
    where = ".".join(quoted(str(step)) for step in location)
    shown = {
        name: quoted(value) if isinstance(value, str) and name != "first" else value for name, value in values.items()
    }
    return Problem(document.path, document.line_of(location), sentence, {"where": where, **shown})


# --- names and ids over all packs ----------------------------------------------------------------------------------


def _doubled_ids(packs: tuple[PackFiles, ...]) -> Iterator[Problem]:
    for section in ("concepts", "comparisons", "questions"):
        first: dict[str, tuple[Document, Location]] = {}
        for document in (document for pack in packs for document in pack.documents()):
            for item in document.keys(section):
                if item in first:
                    yield _problem(document, (section, item), "id-twice", id=item, first=_place(*first[item]))
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
            # The same name in two languages is one name: Region, Región.
            yield from {name_key(text): ((key, code), text) for code, text in reversed(name.items())}.values()
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
    return without_vendor(normalise(name)).replace(" ", "")


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


def _weights(pack: PackFiles) -> Iterator[Problem]:
    weights = [domain.weight for domain in pack.pack.domains.values()]
    is_known = weights and len(weights) == len(pack.document.keys("domains"))
    if is_known and sum(weights) != 100:
        yield _problem(pack.document, ("domains",), "weights", total=sum(weights))


def _pairs(pack: PackFiles) -> Iterator[Problem]:
    """Concepts that are set beside themselves, or beside the same other twice."""
    compared: dict[frozenset[str], str] = {}
    confused: dict[frozenset[str], str] = {}
    for document, concept_id, concept in pack.concepts():
        at: Location = ("concepts", concept_id)
        for number, other in enumerate(concept.related):
            if other == concept_id:
                yield _problem(document, (*at, "related", number), "itself", id=other)
        for other in concept.confused_with:
            if other == concept_id:
                yield _problem(document, (*at, "confused_with", other), "itself", id=other)
            elif confused.setdefault(frozenset((concept_id, other)), concept_id) != concept_id:
                place = (*at, "confused_with", other)
                yield _problem(document, place, "confused-twice", concept=concept_id, other=other)
    for document, file in pack.categories.values():
        for comparison_id, comparison in file.comparisons.items():
            at = ("comparisons", comparison_id)
            for number, concept_id in enumerate(comparison.between):
                if concept_id in comparison.between[:number]:
                    yield _problem(document, (*at, "between", number), "item-twice", item=concept_id)
            if (first := compared.setdefault(frozenset(comparison.between), comparison_id)) != comparison_id:
                yield _problem(document, at, "comparison-twice", other=first)


def _references(pack: PackFiles) -> Iterator[Problem]:
    concepts = {item for document in pack.documents() for item in document.keys("concepts")}
    facts = {f"{concept_id}/{fact}" for document in pack.documents() for concept_id, fact in _facts(document)}
    aspects = pack.document.keys("aspects")
    for document, concept_id, concept in pack.concepts():
        at: Location = ("concepts", concept_id)
        yield from _unknown(document, (*at, "domain"), "domain", concept.domain, pack.document.keys("domains"))
        for aspect, value in concept.aspects.items():
            yield from _unknown(document, (*at, "aspects", aspect), "aspect", aspect, aspects)
            own = ("what", *concept.facts)
            yield from _unknown(document, (*at, "aspects", aspect, "fact"), "fact", value.fact, own)
        for other in concept.confused_with:
            yield from _unknown(document, (*at, "confused_with", other), "concept", other, concepts)
        yield from _all_unknown(document, (*at, "related"), "concept", concept.related, concepts)
    for document, file in pack.categories.values():
        for concept_id in file.asked_as:
            here = document.keys("concepts")
            yield from _unknown(document, ("asked_as", concept_id), "concept", concept_id, here)
        for comparison_id, comparison in file.comparisons.items():
            at = ("comparisons", comparison_id)
            yield from _all_unknown(document, (*at, "between"), "concept", comparison.between, concepts)
            yield from _all_unknown(document, (*at, "first"), "aspect", comparison.first, aspects)
        for question_id, question in file.questions.items():
            at = ("questions", question_id)
            yield from _all_unknown(document, (*at, "about"), "concept", question.about, concepts)
            yield from _unknown(document, (*at, "fact"), "fact", question.fact, facts)


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    """Every concept and fact of a file, sound or not."""
    for concept_id in document.keys("concepts"):
        for fact in ("what", *document.keys("concepts", concept_id, "facts")):
            yield concept_id, fact


def _all_unknown(
    document: Document, location: Location, kind: str, names: list[str], known: Collection[str]
) -> Iterator[Problem]:
    for number, name in enumerate(names):
        yield from _unknown(document, (*location, number), kind, name, known)


def _unknown(document: Document, location: Location, kind: str, name: str, known: Collection[str]) -> Iterator[Problem]:
    if name not in known:
        near = nearest(name, sorted(known))
        key = f"no-such-{kind}-near" if near else f"no-such-{kind}"
        yield _problem(document, location, key, id=name, **({"nearest": near} if near else {}))


def _lonely_aspects(pack: PackFiles) -> Iterator[Problem]:
    used = Counter(
        aspect
        for document in pack.documents()
        for concept_id in document.keys("concepts")
        for aspect in document.keys("concepts", concept_id, "aspects")
    )
    for aspect in pack.document.keys("aspects"):
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
