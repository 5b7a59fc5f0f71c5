"""One question in every language of its pack: the same options in the same places."""

from dataclasses import replace
from random import Random

import pytest

from knowledge.concepts import Pack, Wording
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.questions.asked import Asked, AskedKind
from knowledge.questions.phrases import Phrases
from knowledge.questions.question_maker import QuestionMaker
from knowledge.questions.typed_answers import Judgement, TypedAnswers

from .test_other_languages import with_wordings

EVERYTHING = 100_000


def shown(asked: Asked) -> list[Wording]:
    """All that is read of a question until it is over."""
    return [asked.ask, asked.why, *asked.clues, *asked.right, *(option.text for option in asked.options)]


def test_every_question_of_every_pack_can_be_read_in_each_of_its_languages(
    library: Library, vocabulary: Vocabulary, phrases: Phrases
) -> None:
    for pack in library.packs:
        questions = QuestionMaker(Library([pack]), vocabulary, phrases).make(Random(1), EVERYTHING)
        assert {asked.id for asked in questions if asked.languages != set(pack.languages)} == set()
        assert all(text[code].strip() for asked in questions for text in shown(asked) for code in asked.languages)


def test_what_is_typed_counts_in_every_language(
    maker: QuestionMaker, library: Library, vocabulary: Vocabulary, phrases: Phrases
) -> None:
    judge = TypedAnswers(library, vocabulary, phrases).judge
    typed = maker.make(Random(1), EVERYTHING, kinds=[AskedKind.TYPED])
    judged = {
        (asked.id, text): judge(text, asked)
        for asked in typed
        for accepted in asked.accept
        for text in accepted.values()
    }
    assert {key: found for key, found in judged.items() if found is not Judgement.RIGHT} == {}


def test_a_question_that_was_stored_needs_no_pack(maker: QuestionMaker) -> None:
    for asked in maker.make(Random(3), 40):
        assert Asked.from_json(asked.as_json()).languages == {"en", "es"}


def test_what_a_pack_does_not_say_in_a_language_cannot_be_read_in_it(
    pack: Pack, vocabulary: Vocabulary, phrases: Phrases
) -> None:
    english = with_wordings(pack, lambda wording: {"en": wording["en"]})
    questions = QuestionMaker(Library([english]), vocabulary, phrases).make(Random(1), EVERYTHING)
    assert {asked.languages for asked in questions} == {frozenset({"en"})}


def test_a_question_of_which_one_text_is_missing_is_not_shown_half(maker: QuestionMaker) -> None:
    asked = maker.make(Random(1), 1, kinds=[AskedKind.ONE])[0]
    assert replace(asked, why={"en": asked.why["en"]}).languages == {"en"}
    first, *others = asked.options
    assert replace(asked, options=(replace(first, text={"es": first.text["es"]}), *others)).languages == {"es"}


@pytest.fixture(scope="module")
def pack(library: Library) -> Pack:
    return library.packs[0]
