"""The words of the study group as values: pack, concept, fact, aspect, comparison, question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Wording: TypeAlias = Mapping[str, str]
"""One text in every language of its pack: language code -> text."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a concept. Its id is `concept/key` and never changes once published."""

    id: str
    text: Wording
    source: str
    as_of: date
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class AspectValue:
    """What one concept is like in one aspect, resting on the fact that proves it."""

    text: Wording
    fact: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that can be asked about. `aliases` and `asked_as` are what people type; only names are shown."""

    id: str
    name: Wording
    long_name: Wording | None
    aliases: tuple[str, ...]
    asked_as: Mapping[str, tuple[str, ...]]
    category: str
    domain: str
    what: Fact
    facts: tuple[Fact, ...]
    aspects: Mapping[str, AspectValue]
    pick_when: Wording | None
    confused_with: Mapping[str, Wording]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aspect:
    """A dimension on which concepts can be compared."""

    id: str
    name: Wording


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf of concepts: one file of the pack."""

    id: str
    name: Wording


@dataclass(frozen=True, slots=True)
class Domain:
    """A part of the exam; `weight` is its share of the marks in percent."""

    id: str
    name: Wording
    weight: int


@dataclass(frozen=True, slots=True)
class AuthoredComparison:
    """What an author adds to the comparison of `concepts`: one sentence, and the aspects to show first."""

    concepts: tuple[str, ...]
    verdict: Fact
    first: tuple[str, ...]


class QuestionKind(StrEnum):
    ONE = "one"
    SEVERAL = "several"
    TRUE_FALSE = "true-false"
    TYPED = "typed"


class Difficulty(StrEnum):
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Question:
    """What a quiz asks.

    ONE and SEVERAL choose among `right` and `wrong`; TRUE_FALSE judges `ask` (`is_true`); TYPED takes any of `accept`.
    `fact` is the id of the fact that proves the answer and carries its source.
    """

    id: str
    kind: QuestionKind
    about: tuple[str, ...]
    ask: Wording
    why: Wording
    fact: str
    difficulty: Difficulty
    right: tuple[Wording, ...] = ()
    wrong: tuple[Wording, ...] = ()
    is_true: bool | None = None
    accept: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A subject's content. `elsewhere` names known things that the pack does not cover, so that they find nothing."""

    id: str
    name: Wording
    languages: tuple[str, ...]
    categories: tuple[Category, ...]
    domains: tuple[Domain, ...]
    aspects: tuple[Aspect, ...]
    concepts: tuple[Concept, ...]
    comparisons: tuple[AuthoredComparison, ...]
    questions: tuple[Question, ...]
    elsewhere: tuple[str, ...]
