"""Labelled queries -> how often the right answer came, and how often a wrong one did.

A row of the file is what somebody typed (`query`, `lang`, `kind`, maybe `command: compare`) and what is right: `found`,
`ask` (with `topics`, what is answered nevertheless) or `nothing`. Concepts are written by id or any of their names.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field

from bot.cards.card import Card, Paragraph, Table
from bot.cards.voice import Voice, echo
from bot.errors import StudyError
from bot.wiring import Study
from knowledge.answers import DidYouMean, Found, Nothing, TooManyConcepts
from knowledge.concepts import Concept
from knowledge.library import Library
from knowledge.names import names_of
from knowledge.normalising import name_key
from knowledge.pack_format import Shape
from knowledge.problems import PackProblems, Problem, nearest
from knowledge.shape_problems import hold_against
from knowledge.yaml_reader import Document, Location, read_yaml

COLUMNS = ("count", "right", "harm", "asked")


class RowShape(Shape):
    """One row as it stands in the file."""

    query: str
    lang: str
    kind: str
    command: Literal["what", "compare"] = "what"
    found: Annotated[list[str], Field(min_length=1)] | None = None
    ask: list[str] | None = None
    nothing: Literal[True] | None = None
    topics: list[str] | None = None


class RowsShape(Shape):
    """The whole file: the list gets a name, because errors are told by the keys on their way."""

    rows: list[RowShape]


@dataclass(frozen=True, slots=True)
class Row:
    """What somebody typed and what is right: the outcome, the ids of what is answered, and of what is offered."""

    query: str
    language: str
    kind: str
    command: str
    outcome: str
    topics: frozenset[str]
    offers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Result:
    """One row and what was answered. All ids."""

    row: Row
    outcome: str
    topics: frozenset[str]
    suggestions: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        is_same = (self.outcome, self.topics) == (self.row.outcome, self.row.topics)
        return is_same and self.row.offers <= set(self.suggestions)

    @property
    def is_harmful(self) -> bool:
        """Something was answered that nobody wanted."""
        return not self.topics <= self.row.topics

    @property
    def has_asked(self) -> bool:
        """It should have been found; the bot asked, and the right answer was among what it offered."""
        is_asked = self.row.outcome == "found" and self.outcome == "ask"
        return is_asked and self.row.topics <= self.topics | set(self.suggestions)


@dataclass(frozen=True, slots=True)
class Score:
    """How some of the rows went. Shares are between 0 and 1; `asked_instead` is None where nothing is to be found."""

    name: str
    count: int
    right: float
    harm: float
    asked_instead: float | None

    def meets(self, at_least: float | None, harm_at_most: float | None) -> bool:
        """It is as good as somebody asked for."""
        return (at_least is None or self.right >= at_least) and (harm_at_most is None or self.harm <= harm_at_most)


@dataclass(frozen=True, slots=True)
class Scores:
    """The whole file, and its parts."""

    overall: Score
    by_kind: tuple[Score, ...]
    by_language: tuple[Score, ...]
    misses: tuple[Result, ...]


# --- reading -------------------------------------------------------------------------------------------------------


def read_rows(path: Path, library: Library) -> tuple[Row, ...]:
    """The rows of the file. Raises `PackProblems` with every problem of it."""
    document, problems = read_yaml(path)
    if document is None or problems:
        raise PackProblems(tuple(problems))
    document = _named(document)
    shape, problems = hold_against(document, RowsShape, {})
    if shape is None:
        raise PackProblems(tuple(problems))
    names = {name_key(name): concept.id for concept in library.concepts for name in names_of(concept)}
    known = names | {concept.id: concept.id for concept in library.concepts}
    problems = [problem for number, row in enumerate(shape.rows) for problem in _problems(document, number, row, known)]
    if problems:
        raise PackProblems(tuple(problems))
    return tuple(_row(row, known) for row in shape.rows)


def _named(document: Document) -> Document:
    """The list under the key that `RowsShape` gives it; every line stays where it was."""
    root = document.root
    if root is not None:
        key = yaml.ScalarNode("tag:yaml.org,2002:str", "rows", root.start_mark, root.end_mark)
        root = yaml.MappingNode("tag:yaml.org,2002:map", [(key, root)], root.start_mark, root.end_mark)
    return Document(document.path, {"rows": document.value}, root)


def _problems(document: Document, number: int, row: RowShape, known: Mapping[str, str]) -> Iterator[Problem]:
    """What the shape cannot tell: not one outcome, or concepts that no pack has."""
    line = document.line_of(("rows", number))
    if sum(outcome is not None for outcome in (row.found, row.ask, row.nothing)) != 1:
        yield Problem(document.path, line, "one-outcome")
    if row.topics is not None and row.ask is None:
        yield Problem(document.path, line, "topics-without-ask")
    for key in ("found", "ask", "topics"):
        for place, name in enumerate(getattr(row, key) or ()):
            if _id(name, known) is None:
                yield _unknown(document, ("rows", number, key, place), name, known)


def _unknown(document: Document, location: Location, name: str, known: Mapping[str, str]) -> Problem:
    near = nearest(name, list(known.values()))
    values = {"where": ".".join(map(str, location)), "id": name, "nearest": near or ""}
    key = "no-such-concept-near" if near else "no-such-concept"
    return Problem(document.path, document.line_of(location), key, values)


def _id(name: str, known: Mapping[str, str]) -> str | None:
    return known.get(name) or known.get(name_key(name))


def _row(row: RowShape, known: Mapping[str, str]) -> Row:
    outcome = "found" if row.found is not None else "ask" if row.ask is not None else "nothing"
    topics, offers = _ids(row.found or row.topics or [], known), _ids(row.ask or [], known)
    return Row(row.query, row.lang, row.kind, row.command, outcome, topics, offers)


def _ids(names: Iterable[str], known: Mapping[str, str]) -> frozenset[str]:
    return frozenset(known_id for name in names if (known_id := _id(name, known)) is not None)


# --- measuring -----------------------------------------------------------------------------------------------------


def measure(rows: Sequence[Row], study: Study) -> Scores:
    """Ask every row and count."""
    results = [_result(row, study) for row in rows]
    kinds = dict.fromkeys(result.row.kind for result in results)
    languages = dict.fromkeys(result.row.language for result in results)
    return Scores(
        overall=_score("", results),
        by_kind=tuple(_score(kind, [each for each in results if each.row.kind == kind]) for kind in kinds),
        by_language=tuple(_score(code, [each for each in results if each.row.language == code]) for code in languages),
        misses=tuple(result for result in results if not result.is_right),
    )


def _result(row: Row, study: Study) -> Result:
    try:
        answer = study.asking.compare([row.query]) if row.command == "compare" else study.asking.what(row.query)
    except TooManyConcepts:
        answer = Nothing()
    match answer:
        case Found(concepts):
            return Result(row, "found", _topics(concepts), ())
        case DidYouMean(suggestions, known):
            return Result(row, "ask", _topics(known), tuple(concept.id for concept in suggestions))
        case _:
            return Result(row, "nothing", frozenset(), ())


def _topics(concepts: Iterable[Concept]) -> frozenset[str]:
    return frozenset(concept.id for concept in concepts)


def _score(name: str, results: Sequence[Result]) -> Score:
    to_find = [result for result in results if result.row.outcome == "found"]
    return Score(
        name=name,
        count=len(results),
        right=_share_of([result.is_right for result in results]),
        harm=_share_of([result.is_harmful for result in results]),
        asked_instead=_share_of([result.has_asked for result in to_find]) if to_find else None,
    )


def _share_of(truths: Sequence[bool]) -> float:
    return sum(truths) / len(truths) if truths else 0.0


# --- saying --------------------------------------------------------------------------------------------------------


def scores_card(scores: Scores, voice: Voice) -> Card:
    """A table for the kinds of queries, and one for the languages and all together."""
    overall = replace(scores.overall, name=voice.say("evaluation.all"))
    return Card(
        voice.say("evaluation.title"),
        (
            _table("evaluation.kind", scores.by_kind, voice),
            _table("evaluation.language", (*scores.by_language, overall), voice),
            Paragraph(voice.say("evaluation.legend")),
        ),
    )


def _table(names: str, scores: Sequence[Score], voice: Voice) -> Table:
    columns = (voice.say(names), *(voice.say(f"evaluation.{column}") for column in COLUMNS))
    return Table("", columns, tuple((score.name, *_cells(score, voice)) for score in scores), is_numeric=True)


def _cells(score: Score, voice: Voice) -> tuple[str, str, str, str]:
    asked = voice.say("evaluation.no-share") if score.asked_instead is None else f"{score.asked_instead:.1%}"
    return str(score.count), f"{score.right:.1%}", f"{score.harm:.1%}", asked


def miss_lines(scores: Scores, voice: Voice) -> Iterator[str]:
    """Every miss: the query, what was wanted, what was answered."""
    for miss in scores.misses:
        row = miss.row
        wanted = _told(row.outcome, row.topics, sorted(row.offers), voice)
        got = _told(miss.outcome, miss.topics, miss.suggestions, voice)
        yield voice.say("evaluation.miss", query=echo(row.query), kind=row.kind, wanted=wanted, got=got)


def _told(outcome: str, topics: Iterable[str], suggestions: Iterable[str], voice: Voice) -> str:
    """`found lambda`, `ask ecr? ecs?`, with what is answered before what is asked."""
    offers = (f"{each}?" for each in suggestions)
    return " ".join([voice.say(f"evaluation.outcome.{outcome}"), *sorted(topics), *offers])


def scores_json(scores: Scores) -> dict[str, object]:
    """{"overall", "by_kind": [...], "by_language": [...]}, each with name, count and shares; and "misses", all ids."""
    return {
        "overall": asdict(scores.overall),
        "by_kind": [asdict(score) for score in scores.by_kind],
        "by_language": [asdict(score) for score in scores.by_language],
        "misses": [_miss_json(miss) for miss in scores.misses],
    }


def _miss_json(miss: Result) -> dict[str, object]:
    row = miss.row
    return {
        "query": row.query,
        "kind": row.kind,
        "lang": row.language,
        "wanted": {"outcome": row.outcome, "topics": sorted(row.topics), "ask": sorted(row.offers)},
        "got": {"outcome": miss.outcome, "topics": sorted(miss.topics), "ask": list(miss.suggestions)},
    }


def share(value: str | None, option: str) -> float | None:
    """The share that somebody typed for `option`, between 0 and 1."""
    try:
        number = 0.0 if value is None else float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise StudyError("usage.share", option=option, value=echo(str(value)))
    return None if value is None else number
