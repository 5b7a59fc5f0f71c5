"""What no single file can tell: names that collide, references to nothing, aspects that compare nothing."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.normalising import name_key, normalise
from knowledge.pack_format import CategoryFile, ConceptShape, PackFile
from knowledge.problems import Problem, nearest, quoted
from knowledge.yaml_reader import Document, Location


@dataclass(frozen=True, slots=True)
class PackFiles:
    """One pack as it was read: its files in the shape of the format, and where everything stands.

    Shapes hold only what is sound; documents hold everything that can be read. Where a file or a section of one cannot
    be read at all, what is not found may well be there: then pack.yaml is not legible, or not all concepts are here.
    """

    folder: Path
    document: Document
    pack: PackFile
    categories: Mapping[str, tuple[Document, CategoryFile]]
    is_pack_legible: bool
    are_all_concepts_here: bool

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
        problems += [*_weights(pack), *_pairs(pack), *_comparisons(pack)]
        # With a file missing, every reference into it would be reported too: noise that hides the cause.
        if pack.is_pack_legible:
            problems += _references_to_pack(pack)
        if pack.are_all_concepts_here:
            problems += _references_to_concepts(pack)
        if pack.is_pack_legible and pack.are_all_concepts_here:
            problems += _lonely_aspects(pack)
    return problems


def problem_at(document: Document, location: Location, sentence: str, **values: str | int) -> Problem:
    """The problem of the key or item at `location`. `values` come from the file, `first` being a place in one."""
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
                    yield problem_at(document, (section, item), "id-twice", id=item, first=_place(*first[item]))
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
                    yield problem_at(document, location, "name-without-letters", name=name)
                elif key in first:
                    yield _doubled_name(document, location, name, concept_id, first[key])
                else:
                    first[key] = (concept_id, document, location)
    yield from _elsewhere_is_here(packs, first)


def _doubled_name(
    document: Document, location: Location, name: str, concept: str, first: tuple[str, Document, Location]
) -> Problem:
    other, other_document, other_location = first
    place = _place(other_document, other_location)
    if other == concept:
        return problem_at(document, location, "name-twice-here", name=name, first=place)
    return problem_at(document, location, "name-twice", name=name, concept=concept, other=other, first=place)


def _elsewhere_is_here(
    packs: tuple[PackFiles, ...], names: Mapping[str, tuple[str, Document, Location]]
) -> Iterator[Problem]:
    for pack in packs:
        for number, name in enumerate(pack.pack.elsewhere):
            if (found := names.get(name_key(name))) is not None:
                yield problem_at(pack.document, ("elsewhere", number), "elsewhere-is-here", name=name, concept=found[0])


def _doubled_phrases(packs: tuple[PackFiles, ...]) -> Iterator[Problem]:
    first: dict[str, tuple[Document, Location]] = {}
    words = Words()
    files = [each for pack in packs for each in pack.categories.values()]
    for document, concept_id, code, phrases in (
        (document, concept_id, code, phrases)
        for document, file in files
        for concept_id, languages in file.asked_as.items()
        for code, phrases in languages.items()
    ):
        for number, phrase in enumerate(phrases):
            location: Location = ("asked_as", concept_id, code, number)
            place = first.setdefault(words.said(phrase), (document, location))
            if place[1] is not location:
                yield problem_at(document, location, "phrase-twice", phrase=phrase, first=_place(*place))


class Words(dict[str, str]):
    """Word -> its normal form, made when it is first met: 100,000 phrases have a few thousand words."""

    def __missing__(self, word: str) -> str:
        self[word] = normalise(word)
        return self[word]

    def said(self, text: str) -> str:
        """What makes two texts say the same: their words, whatever case, accents and punctuation."""
        return " ".join(filter(None, map(self.__getitem__, text.split())))


# --- within one pack -----------------------------------------------------------------------------------------------


def _weights(pack: PackFiles) -> Iterator[Problem]:
    weights = [domain.weight for domain in pack.pack.domains.values()]
    is_known = weights and len(weights) == len(pack.document.keys("domains"))
    if is_known and sum(weights) != 100:
        yield problem_at(pack.document, ("domains",), "weights", total=sum(weights))


def _pairs(pack: PackFiles) -> Iterator[Problem]:
    """Concepts that are set beside themselves, or twice beside the same other."""
    told: dict[frozenset[str], str] = {}
    for document, concept_id, concept in pack.concepts():
        at: Location = ("concepts", concept_id)
        places: list[tuple[str, Location]] = [
            (other, ("related", place)) for place, other in enumerate(concept.related)
        ]
        places += [(other, ("confused_with", other)) for other in concept.confused_with]
        for other, below in places:
            if other == concept_id:
                yield problem_at(document, (*at, *below), "itself", id=other)
        for other in concept.confused_with:
            if told.setdefault(frozenset((concept_id, other)), concept_id) != concept_id:
                place = (*at, "confused_with", other)
                yield problem_at(document, place, "confused-twice", concept=concept_id, other=other)


def _comparisons(pack: PackFiles) -> Iterator[Problem]:
    first: dict[frozenset[str], str] = {}
    for document, file in pack.categories.values():
        for comparison_id, comparison in file.comparisons.items():
            at: Location = ("comparisons", comparison_id)
            for number, concept in enumerate(comparison.between):
                if concept in comparison.between[:number]:
                    yield problem_at(document, (*at, "between", number), "item-twice", item=concept)
            if (other := first.setdefault(frozenset(comparison.between), comparison_id)) != comparison_id:
                yield problem_at(document, at, "comparison-twice", id=comparison_id, other=other)


def _references_to_pack(pack: PackFiles) -> Iterator[Problem]:
    domains, aspects = pack.document.keys("domains"), pack.document.keys("aspects")
    for document, concept_id, concept in pack.concepts():
        at: Location = ("concepts", concept_id)
        yield from _unknown(document, (*at, "domain"), "domain", concept.domain, domains)
        for aspect in concept.aspects:
            yield from _unknown(document, (*at, "aspects", aspect), "aspect", aspect, aspects)
    for document, file in pack.categories.values():
        for comparison_id, comparison in file.comparisons.items():
            place: Location = ("comparisons", comparison_id, "first")
            yield from _all_unknown(document, place, "aspect", comparison.first, aspects)


def _references_to_concepts(pack: PackFiles) -> Iterator[Problem]:
    concepts = {item for document in pack.documents() for item in document.keys("concepts")}
    facts = {f"{concept_id}/{fact}" for document in pack.documents() for concept_id, fact in _facts(document)}
    for document, concept_id, concept in pack.concepts():
        at: Location = ("concepts", concept_id)
        for aspect, value in concept.aspects.items():
            own = ("what", *concept.facts)
            yield from _unknown(document, (*at, "aspects", aspect, "fact"), "fact", value.fact, own)
        for other in concept.confused_with:
            yield from _unknown(document, (*at, "confused_with", other), "concept", other, concepts)
        yield from _all_unknown(document, (*at, "related"), "concept", concept.related, concepts)
    for document, file in pack.categories.values():
        for concept_id in file.asked_as:
            yield from _unknown(document, ("asked_as", concept_id), "concept", concept_id, document.keys("concepts"))
        for comparison_id, comparison in file.comparisons.items():
            at = ("comparisons", comparison_id, "between")
            yield from _all_unknown(document, at, "concept", comparison.between, concepts)
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
        yield problem_at(document, location, key, id=name, **({"nearest": near} if near else {}))


def _lonely_aspects(pack: PackFiles) -> Iterator[Problem]:
    used: Counter[str] = Counter()
    for document in pack.documents():
        for concept_id in document.keys("concepts"):
            aspects = document.value_at("concepts", concept_id, "aspects", otherwise={})
            if not isinstance(aspects, dict):
                # Whatever stands here, its author meant some aspects.
                return
            used.update(aspects.keys())
    for aspect in pack.document.keys("aspects"):
        if used[aspect] < 2:
            yield problem_at(pack.document, ("aspects", aspect), "lonely-aspect", aspect=aspect, count=used[aspect])
