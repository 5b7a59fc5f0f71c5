"""The rules of a take-home: one question after the other, each once, until a moment."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quiz.events import Chosen, Mark, Typed
from bot.quiz.standings import standings
from bot.take_home import (
    Refusal,
    Taken,
    decide,
    game_of,
    next_number,
    questions_json,
    questions_of,
    sheets_of,
    taken_json,
    taken_of,
)
from knowledge.questions.asked import AskedKind
from knowledge.questions.typed_answers import Judgement
from tests.bot.quiz.fakes import ANA, LUIS, MIA, is_lambda, question
from tests.bot.taking import CLOSES, QUESTIONS, attempt, take_home

RIGHT, WRONG = Taken(Chosen((0,)), 1), Taken(Chosen((1,)), 2)


def test_the_first_question_is_next_and_after_the_last_one_there_is_none() -> None:
    assert next_number(take_home(), {}) == 1
    assert next_number(take_home(), {1: RIGHT}) == 2
    assert next_number(take_home(), {1: RIGHT, 2: WRONG, 3: RIGHT}) is None


def test_an_answer_is_taken_until_the_very_moment_of_closing() -> None:
    last = (CLOSES - attempt(ANA, seconds=0).at).total_seconds()
    assert decide(take_home(), {}, attempt(ANA, seconds=last), is_lambda) == Taken(
        Chosen((0,)), int(last * 100_000) + ANA
    )
    assert decide(take_home(), {}, attempt(ANA, seconds=last + 0.001), is_lambda) is Refusal.CLOSED
    assert decide(take_home(is_closed=True), {}, attempt(ANA), is_lambda) is Refusal.CLOSED


def test_each_question_is_answered_once_and_in_its_turn() -> None:
    assert decide(take_home(), {1: RIGHT}, attempt(ANA, 1, 2), is_lambda) is Refusal.ALREADY_ANSWERED
    assert decide(take_home(), {}, attempt(ANA, 2), is_lambda) is Refusal.NOT_YET
    assert decide(take_home(), {}, attempt(ANA, 9), is_lambda) is Refusal.NOT_YET
    assert decide(take_home(), {}, attempt(ANA, 1, 7), is_lambda) is Refusal.NOT_AN_ANSWER
    assert decide(take_home(is_closed=True), {1: RIGHT}, attempt(ANA, 1), is_lambda) is Refusal.ALREADY_ANSWERED


@pytest.mark.parametrize(("words", "judgement"), [("Lambda", Judgement.RIGHT), ("ec2", Judgement.NOTHING_LIKE_IT)])
def test_what_is_typed_is_judged_when_it_is_taken(words: str, judgement: Judgement) -> None:
    typed = take_home(question(kind=AskedKind.TYPED))
    taken = decide(typed, {}, attempt(ANA, 1, Typed(words)), is_lambda)
    assert isinstance(taken, Taken)
    assert taken.judgement is judgement
    (mark,) = game_of(typed, {ANA: {1: taken}}).marks()
    assert mark.points == 1000 * judgement.is_right


def test_being_right_is_all_that_counts() -> None:
    game = game_of(take_home(), {ANA: {1: RIGHT, 2: RIGHT}, LUIS: {1: WRONG, 2: RIGHT, 3: RIGHT}})
    assert game.rounds[0].marks == (Mark(1, ANA, 1000, 0, True, 1, 0), Mark(1, LUIS, 0, 0, False, 0, 0))
    assert [(place.rank, place.person, place.points, place.answered) for place in standings(game.marks())] == [
        (1, ANA, 2000, 2),
        (1, LUIS, 2000, 3),
    ]
    assert game.rounds[1].marks[0].streak == 2


def test_what_the_server_accepts_is_right() -> None:
    lenient = replace(take_home(), accepted={1: (Chosen((1,)),)})
    assert [mark.points for mark in game_of(lenient, {ANA: {1: WRONG, 2: WRONG}}).marks()] == [1000, 0]


def test_a_part_of_several_earns_its_part() -> None:
    several = take_home(question("q", True, True, False, kind=AskedKind.SEVERAL))
    assert game_of(several, {ANA: {1: Taken(Chosen((0,)), 1)}}).marks()[0].points == 500


def test_what_is_stored_is_read_again() -> None:
    accepted = {2: (Typed("faas"), Chosen((1,)))}
    assert questions_of(questions_json(QUESTIONS, accepted)) == (QUESTIONS, accepted)
    for taken in (RIGHT, Taken(Typed("lambda"), 5, Judgement.RIGHT)):
        assert taken_of(taken_json(taken)) == taken
    assert sheets_of([(ANA, 1, taken_json(RIGHT)), (MIA, 1, taken_json(WRONG))]) == {ANA: {1: RIGHT}, MIA: {1: WRONG}}


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 4), st.integers(0, 200_000)), max_size=12))
def test_whatever_somebody_presses_a_sheet_has_no_gap_and_nothing_changes(
    presses: list[tuple[int, int, int]],
) -> None:
    sheet: dict[int, Taken] = {}
    for number, place, seconds in presses:
        before = dict(sheet)
        taken = decide(take_home(), sheet, attempt(ANA, number, place, seconds), is_lambda)
        if isinstance(taken, Taken):
            assert attempt(ANA, seconds=seconds).at <= CLOSES
            sheet[number] = taken
        assert before.items() <= sheet.items()
        assert list(sheet) == list(range(1, len(sheet) + 1))


def test_a_mark_is_the_same_whether_others_answered_or_not() -> None:
    sheets = {ANA: {1: RIGHT, 2: WRONG}, LUIS: {1: RIGHT}}
    alone = game_of(take_home(closes_at=CLOSES + timedelta(days=1)), {ANA: sheets[ANA]}).marks()
    assert [mark for mark in game_of(take_home(), sheets).marks() if mark.person == ANA] == list(alone)
