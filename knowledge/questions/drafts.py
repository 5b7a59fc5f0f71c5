"""A question that could be asked: all that is known of it before its wrong answers are drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TypeAlias

from knowledge.concepts import Concept, Difficulty, Fact, Wording
from knowledge.questions.asked import Asked, AskedKind, Option


class Form(StrEnum):
    """How a question comes to be: written by an author, or made in one of these ways."""

    AUTHORED_ONE = "authored-one"
    AUTHORED_SEVERAL = "authored-several"
    AUTHORED_TRUE_FALSE = "authored-true-false"
    AUTHORED_TYPED = "authored-typed"
    DESCRIBES = "describes"
    PICK = "pick"
    MATCHES = "matches"
    VALUE = "value"
    SHARE = "share"
    BELONG = "belong"
    STATEMENT = "statement"
    NAMED = "named"
    CLUES = "clues"


KINDS = {
    Form.AUTHORED_ONE: AskedKind.ONE,
    Form.AUTHORED_SEVERAL: AskedKind.SEVERAL,
    Form.AUTHORED_TRUE_FALSE: AskedKind.TRUE_FALSE,
    Form.AUTHORED_TYPED: AskedKind.TYPED,
    Form.DESCRIBES: AskedKind.ONE,
    Form.PICK: AskedKind.ONE,
    Form.MATCHES: AskedKind.ONE,
    Form.VALUE: AskedKind.ONE,
    Form.SHARE: AskedKind.SEVERAL,
    Form.BELONG: AskedKind.SEVERAL,
    Form.STATEMENT: AskedKind.TRUE_FALSE,
    Form.NAMED: AskedKind.TYPED,
    Form.CLUES: AskedKind.CLUES,
}


@dataclass(frozen=True, slots=True)
class Body:
    """What is shown. `why` replaces the text of the fact that proves the answer."""

    ask: Wording
    options: tuple[Option, ...] = ()
    accept: tuple[Wording, ...] = ()
    clues: tuple[Wording, ...] = ()
    why: Wording | None = None


Write: TypeAlias = Callable[[Random], Body | None]
"""Draws the wrong answers; None if there are not enough that are certainly wrong."""


@dataclass(frozen=True, slots=True)
class Draft:
    """`about` are the concepts of its right answers; the first one gives the category and the exam domain.

    The id of one that is made has a slash in it, so it is no author's.
    """

    id: str
    form: Form
    about: tuple[Concept, ...]
    difficulty: Difficulty
    fact: Fact
    languages: frozenset[str]
    write: Write

    @property
    def kind(self) -> AskedKind:
        return KINDS[self.form]

    @property
    def concepts(self) -> tuple[str, ...]:
        return tuple(concept.id for concept in self.about)

    def asked(self, random: Random) -> Asked | None:
        """The question with wrong answers drawn, not yet shuffled."""
        body = self.write(random)
        if body is None:
            return None
        return Asked(
            id=self.id,
            kind=self.kind,
            about=self.concepts,
            category=self.about[0].category,
            domain=self.about[0].domain,
            difficulty=self.difficulty,
            ask=body.ask,
            why=body.why or self.fact.text,
            fact=self.fact.id,
            source=self.fact.source,
            as_of=self.fact.as_of,
            clues=body.clues,
            options=body.options,
            accept=body.accept,
        )


def always(body: Body) -> Write:
    """For a question in which nothing is drawn."""
    return lambda _: body
