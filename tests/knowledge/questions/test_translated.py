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


def rules_of(asked: Asked) -> tuple[object, ...]:
    """What decides about an answer, and none of its words."""
    options = tuple((option.is_right, option.concept) for option in asked.options)
    return asked.id, asked.kind, asked.about, asked.category, asked.domain, asked.difficulty, asked.fact, options


def shown(asked: Asked) -> list[Wording]:
    """All that is read of a question until it is over."""
    return [asked.ask, asked.why, *asked.clues, *asked.right, *(option.text for option in asked.options)]


def test_every_question_of_every_pack_is_there_and_back_the_same(
    library: Library, vocabulary: Vocabulary, phrases: Phrases
) -> None:
    for pack in library.packs:
        maker = QuestionMaker(Library([pack]), vocabulary, phrases)
        for asked in maker.make(Random(1), EVERYTHING):
            for language in pack.languages:
                there = maker.translated(asked, language)
                assert there is not None, asked.id
                assert rules_of(there) == rules_of(asked)
                assert all(text[language].strip() for text in shown(there))
                back = [maker.translated(there, each) for each in asked.ask]
                assert back == [asked] * len(asked.ask)


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


def test_a_question_that_was_stored_needs_no_pack(
    maker: QuestionMaker, vocabulary: Vocabulary, phrases: Phrases
) -> None:
    without_packs = QuestionMaker(Library([]), vocabulary, phrases)
    for asked in maker.make(Random(3), 40):
        assert without_packs.translated(Asked.from_json(asked.as_json()), "es") == asked


def test_what_a_pack_does_not_say_in_a_language_is_not_translated(
    pack: Pack, vocabulary: Vocabulary, phrases: Phrases
) -> None:
    english = with_wordings(pack, lambda wording: {"en": wording["en"]})
    maker = QuestionMaker(Library([english]), vocabulary, phrases)
    questions = maker.make(Random(1), EVERYTHING)
    assert {maker.translated(asked, "es") for asked in questions} == {None}
    assert all(maker.translated(asked, "en") == asked for asked in questions)


def test_a_question_of_which_one_text_is_missing_is_not_shown_half(maker: QuestionMaker) -> None:
    asked = maker.make(Random(1), 1, kinds=[AskedKind.ONE])[0]
    only_english = replace(asked, why={"en": asked.why["en"]})
    assert maker.translated(only_english, "es") is None
    first, *others = asked.options
    one_option = replace(asked, options=(replace(first, text={"es": first.text["es"]}), *others))
    assert maker.translated(one_option, "en") is None


@pytest.fixture(scope="module")
def pack(library: Library) -> Pack:
    return library.packs[0]
