"""Packs in other languages than the two that ship."""

from collections.abc import Callable
from random import Random
from typing import Any

import msgspec
import pytest

from knowledge.concepts import Pack
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.questions.asked import AskedKind
from knowledge.questions.phrases import Phrases
from knowledge.questions.question_maker import QuestionMaker

EVERYTHING = 100_000
BOTH = {"en", "es"}


def with_wordings(pack: Pack, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Pack:
    """The pack with every text that it has in two languages changed."""

    def changed(value: Any) -> Any:
        if isinstance(value, dict):
            return change(value) if value.keys() == BOTH else {key: changed(inner) for key, inner in value.items()}
        return [changed(inner) for inner in value] if isinstance(value, (list, tuple)) else value

    return msgspec.convert(changed(msgspec.to_builtins(pack)), Pack)


@pytest.fixture(scope="module")
def pack(library: Library) -> Pack:
    (pack,) = library.packs
    return pack


def test_a_pack_in_one_language_is_asked_in_that_one(pack: Pack, vocabulary: Vocabulary, phrases: Phrases) -> None:
    spanish = with_wordings(pack, lambda wording: {"es": wording["es"]})
    questions = QuestionMaker(Library([spanish]), vocabulary, phrases).make(Random(1), EVERYTHING)
    assert {code for asked in questions for code in asked.ask} == {"es"}
    assert {asked.kind for asked in questions} == set(AskedKind)
    assert len(questions) > len(pack.questions)


def test_without_templates_in_a_language_only_authors_ask_in_it(
    pack: Pack, vocabulary: Vocabulary, phrases: Phrases
) -> None:
    with_french = with_wordings(pack, lambda wording: wording | {"fr": wording["en"]})
    maker = QuestionMaker(Library([with_french]), vocabulary, phrases)
    in_french = maker.make(Random(1), EVERYTHING, languages=["fr"])
    assert {asked.id for asked in in_french} <= {question.id for question in pack.questions}
    # True and false are words of a template, too.
    assert {asked.kind for asked in in_french} == {AskedKind.ONE, AskedKind.SEVERAL, AskedKind.TYPED}
    assert len(maker.make(Random(1), EVERYTHING, languages=["en"])) > len(in_french)
