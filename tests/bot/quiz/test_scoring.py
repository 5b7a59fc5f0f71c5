"""Points: whole, the same however often they are worked out, and by rules that can be shown."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from bot.quiz.commands import Command, Posted, Ring
from bot.quiz.events import Answer, Chosen, Mark, Mode, Settings, Typed, entries_after
from bot.quiz.game import Game, Given, Round, Stretch, fold
from bot.quiz.marking import Share, clues_shown, share
from bot.quiz.rules import begin, decide
from bot.quiz.scoring import FULL_MARK, marks, marks_of
from knowledge.questions.asked import Asked, AskedKind
from knowledge.questions.typed_answers import Judgement
from tests.bot.quiz.fakes import ANA, LUIS, NOON, after, is_lambda, press, question, settings, start

ONE = question("one")
SEVERAL = question("several", True, True, False, False, False, kind=AskedKind.SEVERAL)
TYPED = question("typed", kind=AskedKind.TYPED)
CLUES = question("clues", kind=AskedKind.CLUES, clues=4)
RIGHT, WRONG = Chosen((0,)), Chosen((2,))


def earned(asked: Asked, answer: Answer, took_ms: int, chosen: Settings, streak: int = 0) -> Mark:
    judgement = is_lambda(answer.text, asked) if isinstance(answer, Typed) else None
    answers = {ANA: Given(answer, 1, took_ms, judgement)}
    round_ = Round(1, asked, 1, (Stretch(NOON),), answers)
    return marks_of(round_, chosen, {ANA: streak})[0]


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        (ONE, RIGHT, Share(1, 1)),
        (ONE, WRONG, Share(0, 1)),
        (SEVERAL, Chosen((0, 1)), Share(2, 2)),
        (SEVERAL, Chosen((0,)), Share(1, 2)),
        (SEVERAL, Chosen((0, 2)), Share(0, 2)),
        (SEVERAL, Chosen((0, 1, 2)), Share(1, 2)),
        (SEVERAL, Chosen((0, 1, 2, 3, 4)), Share(0, 2)),
        (SEVERAL, Chosen((3, 4)), Share(0, 2)),
        (TYPED, Typed("lambda"), Share(1, 1)),
        (TYPED, Typed("batch"), Share(0, 1)),
    ],
)
def test_what_part_of_a_question_is_right(asked: Asked, answer: Answer, expected: Share) -> None:
    judgement = is_lambda(answer.text, asked) if isinstance(answer, Typed) else None
    assert share(asked, Given(answer, 1, 0, judgement)) == expected


@pytest.mark.parametrize(
    ("mode", "asked", "answer", "took_ms", "points"),
    [
        (Mode.SPEED, ONE, RIGHT, 0, 1000),
        (Mode.SPEED, ONE, RIGHT, 10_000, 750),
        (Mode.SPEED, ONE, RIGHT, 20_000, 500),
        (Mode.SPEED, ONE, RIGHT, 50_000, 500),
        (Mode.SPEED, ONE, RIGHT, 20, 1000),  # 999.5
        (Mode.SPEED, ONE, RIGHT, 21, 999),  # 999.475
        (Mode.SPEED, ONE, WRONG, 0, 0),
        (Mode.SPEED, SEVERAL, Chosen((0,)), 10_000, 375),
        (Mode.SPEED, SEVERAL, Chosen((0, 1)), 10_000, 750),
        (Mode.SPEED, TYPED, Typed("lambda"), 10_000, 750),
        (Mode.SPEED, CLUES, RIGHT, 4_999, 1000),
        (Mode.SPEED, CLUES, RIGHT, 5_000, 833),
        (Mode.SPEED, CLUES, RIGHT, 10_000, 667),
        (Mode.SPEED, CLUES, RIGHT, 20_000, 500),
        (Mode.CALM, ONE, RIGHT, 20_000, 1000),
        (Mode.CALM, ONE, WRONG, 0, 0),
        (Mode.CALM, SEVERAL, Chosen((0,)), 0, 500),
        (Mode.CALM, CLUES, RIGHT, 20_000, 1000),
    ],
)
def test_what_an_answer_earns(mode: Mode, asked: Asked, answer: Answer, took_ms: int, points: int) -> None:
    assert earned(asked, answer, took_ms, settings(mode)).points == points


@pytest.mark.parametrize(
    ("answer", "before", "bonus", "after_it"),
    [(RIGHT, 0, 0, 1), (RIGHT, 1, 100, 2), (RIGHT, 5, 500, 6), (RIGHT, 9, 500, 10), (WRONG, 9, 0, 0)],
)
def test_streaks_earn_a_hundred_more_each_time(answer: Answer, before: int, bonus: int, after_it: int) -> None:
    mark = earned(ONE, answer, 0, settings(Mode.CALM, has_streaks=True), before)
    assert (mark.bonus, mark.streak) == (bonus, after_it)
    assert mark.points == bonus + (FULL_MARK if answer == RIGHT else 0)


def test_half_an_answer_is_no_streak() -> None:
    mark = earned(SEVERAL, Chosen((0,)), 0, settings(Mode.CALM, has_streaks=True), 3)
    assert (mark.points, mark.bonus, mark.streak, mark.is_right) == (500, 0, 0, False)


@pytest.mark.parametrize(("took_ms", "shown"), [(0, 1), (4_999, 1), (5_000, 2), (15_000, 4), (20_000, 4), (99_000, 4)])
def test_clues_come_at_even_times(took_ms: int, shown: int) -> None:
    assert clues_shown(CLUES, took_ms, 20) == shown


@drawn(st.integers(0, 200_000), st.integers(0, 200_000), st.integers(5, 120), st.sampled_from([ONE, CLUES]))
def test_haste_never_costs_and_never_more_than_half_is_lost(
    first: int, second: int, seconds: int, asked: Asked
) -> None:
    sooner, later = sorted((first, second))
    chosen = settings(Mode.SPEED, seconds)
    fast, slow = earned(asked, RIGHT, sooner, chosen).points, earned(asked, RIGHT, later, chosen).points
    assert FULL_MARK >= fast >= slow >= FULL_MARK // 2


def played(chosen: Settings, answers: list[dict[int, int]]) -> Game:
    """A quiz in which each person chose those places, a question after the other."""
    decision = begin(start(chosen, [question(f"q{number}") for number in range(len(answers))]))
    assert isinstance(decision, tuple)
    game = fold(entries_after(700, 0, decision))
    for number, chosen_places in enumerate(answers, 1):
        assert game is not None
        at = after(100 * number)
        presses = [press(person, at, number=number, answer=place) for person, place in chosen_places.items()]
        commands: list[Command] = [Posted(number=number, message=number, at=at), *presses]
        for command in (*commands, Ring(after(100 * number + 90))):
            decision = decide(game, command, is_lambda)
            assert isinstance(decision, tuple)
            game = fold(entries_after(700, game.sequence, decision), game) or game
    assert game is not None
    return game


def test_a_streak_goes_from_question_to_question_and_ends_with_silence() -> None:
    game = played(settings(Mode.CALM, has_streaks=True), [{ANA: 0, LUIS: 0}, {ANA: 0}, {ANA: 0, LUIS: 0}])
    assert [(mark.person, mark.number, mark.points) for mark in game.marks()] == [
        (ANA, 1, 1000),
        (LUIS, 1, 1000),
        (ANA, 2, 1100),
        (ANA, 3, 1200),
        (LUIS, 3, 1000),
    ]


@drawn(
    st.lists(st.dictionaries(st.integers(11, 14), st.integers(0, 3)), min_size=1, max_size=6),
    st.sampled_from(Mode),
    st.booleans(),
)
def test_marks_can_be_worked_out_again(answers: list[dict[int, int]], mode: Mode, has_streaks: bool) -> None:  # noqa: FBT001 - Hypothesis draws it
    game = played(settings(mode, has_streaks=has_streaks), answers)
    assert marks(game) == game.marks()


def test_every_judgement_but_right_is_wrong() -> None:
    shares = {judgement: share(TYPED, Given(Typed("x"), 1, 0, judgement)).is_whole for judgement in Judgement}
    assert [judgement for judgement, is_whole in shares.items() if is_whole] == [Judgement.RIGHT]
