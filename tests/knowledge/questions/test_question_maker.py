"""What a quiz's questions promise, whoever asks for which of them."""

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.concepts import Difficulty
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.names import names_of
from knowledge.normalising import normalise, without_vendor
from knowledge.questions.asked import (
    LONGEST_ASK,
    LONGEST_CHOICE,
    LONGEST_CLUE,
    LONGEST_OPTION,
    LONGEST_WHY,
    Asked,
    AskedKind,
)
from knowledge.questions.phrases import Phrases
from knowledge.questions.question_maker import QuestionMaker

from .right_answers import faults

LANGUAGES = ("en", "es")
EVERYTHING = 100_000
CATEGORIES = ("compute", "containers", "serverless", "storage", "databases", "networking", "management")


def is_made(asked: Asked) -> bool:
    return "/" in asked.id


def names_in(text: str, names: Collection[str]) -> list[str]:
    """The names that stand in `text` as words of their own."""
    words = f" {normalise(text)} "
    return [name for name in names if f" {without_vendor(normalise(name))} " in words]


def problems(asked: Asked, library: Library) -> list[str]:
    """Everything that is wrong with a question."""
    return [*faults(asked, library), *_shape(asked), *_texts(asked), *_limits(asked), *_given_away(asked, library)]


def _shape(asked: Asked) -> list[str]:
    right = sum(option.is_right for option in asked.options)
    is_well_formed = {
        AskedKind.ONE: len(asked.options) == 4 and right == 1,
        AskedKind.CLUES: len(asked.options) == 4 and right == 1 and len(asked.clues) in {3, 4},
        AskedKind.SEVERAL: len(asked.options) >= 5 and 2 <= right < len(asked.options),
        AskedKind.TRUE_FALSE: len(asked.options) == 2 and right == 1,
        AskedKind.TYPED: not asked.options and len(asked.accept) >= 1,
    }[asked.kind]
    return [] if is_well_formed and asked.right else [f"not well formed: {asked.kind}"]


def _texts(asked: Asked) -> list[str]:
    found = []
    for code in asked.ask:
        options = [normalise(option.text[code]) for option in asked.options]
        shown = [asked.ask[code], asked.why[code], *options, *(text[code] for text in (*asked.clues, *asked.accept))]
        found += [f"{code}: an empty text"] * (not all(shown))
        found += [f"{code}: two options are the same"] * (len(set(options)) < len(options))
    return found + ["no source"] * (not asked.source.startswith("https://"))


def _limits(asked: Asked) -> list[str]:
    option_limit = LONGEST_CHOICE if asked.kind is AskedKind.SEVERAL else LONGEST_OPTION
    texts = [
        (asked.ask, LONGEST_ASK),
        (asked.why, LONGEST_WHY),
        *((clue, LONGEST_CLUE) for clue in asked.clues),
        *((option.text, option_limit) for option in asked.options),
    ]
    return [text for wording, limit in texts for text in wording.values() if len(text) > limit]


def _given_away(asked: Asked, library: Library) -> list[str]:
    """The name of what is asked for, where that is the answer. An author may name it in passing."""
    if not is_made(asked) or asked.kind is AskedKind.TRUE_FALSE or asked.id.startswith("value/"):
        return []
    shown = [text for wording in (asked.ask, *asked.clues) for text in wording.values()]
    names = [name for concept in asked.about for name in names_of(library.concept(concept))]
    return [name for text in shown for name in names_in(text, names)]


CHOICES = st.fixed_dictionaries(
    {
        "categories": st.sets(st.sampled_from(CATEGORIES)),
        "kinds": st.sets(st.sampled_from(AskedKind)),
        "difficulties": st.sets(st.sampled_from(Difficulty)),
        "languages": st.sets(st.sampled_from(LANGUAGES)),
    }
)


# No deadline: a quiz is made in a few milliseconds, but the machine of the tests is shared.
@settings(deadline=None)
@given(seed=st.integers(min_value=0), count=st.integers(min_value=0, max_value=50), choices=CHOICES)
def test_whatever_is_chosen_the_questions_are_sound(
    seed: int, count: int, choices: dict[str, Any], maker: QuestionMaker, library: Library
) -> None:
    questions = maker.make(Random(seed), count, **choices)
    assert len(questions) <= count
    assert len({asked.id for asked in questions}) == len(questions)
    for asked in questions:
        assert problems(asked, library) == []
        assert asked.category in (choices["categories"] or CATEGORIES)
        assert asked.kind in (choices["kinds"] or AskedKind)
        assert asked.difficulty in (choices["difficulties"] or Difficulty)
        assert choices["languages"] <= asked.ask.keys()
        assert Asked.from_json(asked.as_json()) == asked


@pytest.mark.parametrize("seed", range(4))
def test_every_question_of_every_pack_is_sound(
    seed: int, library: Library, vocabulary: Vocabulary, phrases: Phrases
) -> None:
    for pack in library.packs:
        alone = Library([pack])
        questions = QuestionMaker(alone, vocabulary, phrases).make(Random(seed), EVERYTHING)
        assert {asked.id: found for asked in questions if (found := problems(asked, alone))} == {}
        assert {question.id for question in pack.questions} <= {asked.id for asked in questions}


@pytest.mark.parametrize("kind", AskedKind)
def test_there_are_enough_of_each_kind(kind: AskedKind, maker: QuestionMaker) -> None:
    assert len(maker.make(Random(1), EVERYTHING, kinds=[kind])) >= 20


def test_a_question_is_plain_json_that_needs_no_pack(maker: QuestionMaker) -> None:
    (asked,) = maker.make(Random(1), 1, kinds=[AskedKind.CLUES])
    plain = json.loads(asked.as_json())
    assert plain["kind"] == "clues"
    assert plain["ask"]["es"] == asked.ask["es"]
    assert plain["as_of"] == asked.as_of.isoformat()


def test_the_same_chance_makes_the_same_quiz(maker: QuestionMaker) -> None:
    assert maker.make(Random(7), 30) == maker.make(Random(7), 30)
    assert maker.make(Random(7), 30) != maker.make(Random(8), 30)


@pytest.mark.parametrize("seed", range(20))
def test_no_concept_comes_twice_while_another_is_left(seed: int, maker: QuestionMaker, library: Library) -> None:
    questions = maker.make(Random(seed), 12)
    asked_for = Counter(concept for asked in questions for concept in asked.about)
    assert max(asked_for.values()) == 1
    many = Counter(concept for asked in maker.make(Random(seed), 40) for concept in asked.about)
    assert many.keys() == {concept.id for concept in library.concepts}


@pytest.mark.parametrize("seed", range(5))
def test_what_was_seen_comes_only_when_nothing_else_is_left_and_the_oldest_first(
    seed: int, maker: QuestionMaker
) -> None:
    chosen: dict[str, Any] = {"categories": ["databases"], "kinds": [AskedKind.TYPED, AskedKind.CLUES]}
    everything = [asked.id for asked in maker.make(Random(seed), EVERYTHING, **chosen)]
    seen = Random(seed).sample(everything, len(everything) - 1)
    again = [asked.id for asked in maker.make(Random(seed + 1), 3, seen=seen, **chosen)]
    assert set(again) == {*(set(everything) - set(seen)), *seen[:2]}
    assert {asked.id for asked in maker.make(Random(seed), EVERYTHING, seen=set(seen), **chosen)} == set(everything)


def test_seen_twice_counts_from_the_last_time(maker: QuestionMaker) -> None:
    everything = [asked.id for asked in maker.make(Random(1), EVERYTHING, categories=["databases"])]
    seen = [everything[0], *everything[1:], everything[0]]
    (asked,) = maker.make(Random(2), 1, categories=["databases"], seen=seen)
    assert asked.id == everything[1]


def test_what_nobody_has_is_not_asked(maker: QuestionMaker) -> None:
    assert maker.make(Random(1), 10, languages=["fr"]) == ()
    assert maker.make(Random(1), 10, categories=["cookery"]) == ()
    assert maker.make(Random(1), 0) == ()


@pytest.fixture(scope="module")
def draws(maker: QuestionMaker) -> list[tuple[Asked, ...]]:
    """All that can be asked, with other wrong answers each time."""
    return [maker.make(Random(seed), EVERYTHING) for seed in range(8)]


def quizzes(maker: QuestionMaker, count: int) -> list[tuple[Asked, ...]]:
    return [maker.make(Random(seed), 20) for seed in range(count)]


def test_the_right_answer_is_at_each_place_about_as_often_and_nobody_can_count(maker: QuestionMaker) -> None:
    places = [
        [[option.is_right for option in asked.options].index(True) for asked in questions if len(asked.options) == 4]
        for questions in quizzes(maker, 100)
    ]
    often = Counter(place for quiz in places for place in quiz)
    assert all(0.22 <= often[place] / often.total() <= 0.28 for place in range(4))
    assert max(Counter(quiz).most_common(1)[0][1] for quiz in places) <= 20 // 4 + 2
    repeated = sum(one == other for quiz in places for one, other in pairwise(quiz)) / (often.total() - len(places))
    assert 0.18 <= repeated <= 0.3


def test_statements_are_true_about_as_often_as_false(draws: list[tuple[Asked, ...]]) -> None:
    statements = [asked for draw in draws for asked in draw if asked.id.startswith("statement/")]
    judged = Counter(asked.options[0].is_right for asked in statements)
    assert 0.42 <= judged[True] / judged.total() <= 0.58


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["describes", "pick", "matches", "value", "clues"])
def test_the_longest_option_is_right_no_more_often_than_by_chance(
    form: str, language: str, draws: list[tuple[Asked, ...]]
) -> None:
    drawn = [asked for draw in draws for asked in draw if asked.id.startswith(f"{form}/")]
    longest = sum(
        all(
            len(asked.right[0][language]) > len(option.text[language])
            for option in asked.options
            if not option.is_right
        )
        for asked in drawn
    )
    # A quarter, and what chance may add to it in so many draws (three standard deviations).
    assert longest / len(drawn) <= 0.25 + 3 * (0.25 * 0.75 / len(drawn)) ** 0.5


def test_most_questions_are_authored_but_not_all(maker: QuestionMaker) -> None:
    made = Counter(is_made(asked) for questions in quizzes(maker, 30) for asked in questions)
    assert 0.25 <= made[True] / made.total() <= 0.6


def test_domains_are_asked_for_by_their_weight(library: Library, vocabulary: Vocabulary, phrases: Phrases) -> None:
    (pack,) = library.packs
    weights = {domain.id: domain.weight for domain in pack.domains}
    concepts = tuple(
        replace(concept, domain=list(weights)[place % len(weights)]) for place, concept in enumerate(pack.concepts)
    )
    maker = QuestionMaker(Library([replace(pack, concepts=concepts)]), vocabulary, phrases)
    often = Counter(asked.domain for seed in range(200) for asked in maker.make(Random(seed), 4))
    assert all(abs(often[domain] / often.total() - weight / 100) <= 0.05 for domain, weight in weights.items())


def test_an_option_that_names_a_concept_says_which(maker: QuestionMaker, library: Library) -> None:
    names = {concept.name["en"]: concept.id for concept in library.concepts}
    options = [option for asked in maker.make(Random(1), EVERYTHING) for option in asked.options]
    assert [o.concept for o in options if o.text["en"] in names and o.concept != names[o.text["en"]]] == []


def test_what_defines_a_concept_is_its_last_clue_if_it_is_one(draws: list[tuple[Asked, ...]]) -> None:
    clues = [asked.clues for draw in draws for asked in draw if asked.kind is AskedKind.CLUES]
    defined = {asked.why["en"] for draw in draws for asked in draw if asked.kind is AskedKind.CLUES}
    assert [clue for shown in clues for clue in shown[:-1] if clue["en"] in defined] == []
    assert any(shown[-1]["en"] in defined for shown in clues)


def test_a_small_library_is_asked_for_what_it_has(library: Library, vocabulary: Vocabulary, phrases: Phrases) -> None:
    assert QuestionMaker(Library([]), vocabulary, phrases).make(Random(1), 10) == ()
    (pack,) = library.packs
    two = tuple(concept for concept in pack.concepts if concept.category == "databases")
    written = tuple(question for question in pack.questions if set(question.about) <= {concept.id for concept in two})
    small = Library([replace(pack, concepts=two, questions=written, comparisons=())])
    questions = QuestionMaker(small, vocabulary, phrases).make(Random(1), EVERYTHING)
    assert {question.id for question in written} <= {asked.id for asked in questions}
    # Two concepts are too few for one of four; their definitions can still be asked for.
    assert {asked.id.partition("/")[0] for asked in questions if is_made(asked)} <= {"named", "statement"}
