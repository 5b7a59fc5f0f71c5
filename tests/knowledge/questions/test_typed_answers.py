"""What people type as an answer, and how it is judged."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.concepts import Difficulty, Wording
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.normalising import normalise
from knowledge.questions.asked import Asked, AskedKind
from knowledge.questions.options import every_name
from knowledge.questions.phrases import read_phrases
from knowledge.questions.typed_answers import LONGEST_TYPED, Judgement, TypedAnswers

TABLE = yaml.safe_load((Path(__file__).parent / "typed_answers.yaml").read_text(encoding="utf-8"))


def rows() -> Iterator[tuple[dict[str, Any], str, Judgement]]:
    for entry in TABLE:
        for judgement in Judgement:
            for typed in entry.get(judgement.value, ()):
                yield entry, typed, judgement


@pytest.fixture(scope="session")
def answers(library: Library, vocabulary: Vocabulary) -> TypedAnswers:
    return TypedAnswers(library, vocabulary, read_phrases())


def question(accept: tuple[Wording, ...]) -> Asked:
    return Asked(
        id="which",
        kind=AskedKind.TYPED,
        about=("fargate",),
        category="serverless",
        domain="technology",
        difficulty=Difficulty.EASY,
        ask={"en": "Which?", "es": "¿Cuál?"},
        why={"en": "Because.", "es": "Porque sí."},
        fact="fargate/what",
        source="https://example.com/",
        as_of=date(2026, 11, 22),
        accept=accept,
    )


def question_of(entry: dict[str, Any], library: Library) -> Asked:
    if "concept" in entry:
        return question(tuple(every_name(library.concept(entry["concept"]))))
    return question(tuple({"en": text, "es": text} for text in entry["accept"]))


@pytest.mark.parametrize(("entry", "typed", "judgement"), list(rows()), ids=lambda value: str(value)[:40])
def test_an_answer_is_judged(
    entry: dict[str, Any], typed: str, judgement: Judgement, answers: TypedAnswers, library: Library
) -> None:
    assert answers.judge(typed, question_of(entry, library)) is judgement


def test_the_table_has_enough_of_each() -> None:
    judged = [judgement for _, _, judgement in rows()]
    assert len(judged) >= 114
    assert all(judged.count(judgement) >= 10 for judgement in Judgement)


def test_every_name_of_every_concept_is_right_for_it_and_wrong_for_all_others(
    answers: TypedAnswers, library: Library
) -> None:
    taken_for_another = [
        (name["en"], concept.id)
        for concept in library.concepts
        for owner in library.concepts
        for name in every_name(owner)
        if answers.judge(name["en"], question(tuple(every_name(concept)))).is_right != (owner is concept)
    ]
    assert taken_for_another == []


def test_no_known_thing_from_elsewhere_is_an_answer(answers: TypedAnswers, library: Library) -> None:
    accepted = [
        (thing, concept.id)
        for concept in library.concepts
        for pack in library.packs
        for thing in pack.elsewhere
        if answers.judge(thing, question(tuple(every_name(concept)))).is_right
    ]
    assert accepted == []


def test_a_name_that_the_library_has_got_since_counts(answers: TypedAnswers) -> None:
    old = question(({"en": "AWS Fargate", "es": "AWS Fargate"},))
    assert answers.judge("serverless containers", old) is Judgement.RIGHT


@given(typed=st.text(max_size=LONGEST_TYPED + 50))
def test_whatever_is_typed_is_judged(typed: str, answers: TypedAnswers, library: Library) -> None:
    judgement = answers.judge(typed, question(tuple(every_name(library.concept("fargate")))))
    assert not judgement.is_right or any(letter in normalise(typed) for letter in "fargtescont")
