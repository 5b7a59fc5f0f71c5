"""Who stands where, what to review, what was mixed up."""

from collections.abc import Sequence

import pytest

from bot.quiz.events import Mark, Mode
from bot.quiz.standings import MixedUp, first_right, mixed_up, result_of, standings, votes
from tests.bot.quiz.fakes import ANA, LUIS, MIA, settings
from tests.bot.quiz.test_scoring import played


def mark(person: int, points: int, number: int = 1) -> Mark:
    return Mark(number, person, points, 0, points > 0, int(points > 0), 1000)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], []),
        ([mark(ANA, 0)], [(1, ANA, 0)]),
        ([mark(ANA, 5), mark(LUIS, 7), mark(MIA, 7)], [(1, LUIS, 7), (1, MIA, 7), (3, ANA, 5)]),
        ([mark(ANA, 5), mark(ANA, 5, 2), mark(LUIS, 10)], [(1, ANA, 10), (1, LUIS, 10)]),
    ],
)
def test_ties_are_ties(marks: Sequence[Mark], expected: Sequence[tuple[int, int, int]]) -> None:
    assert [(place.rank, place.person, place.points) for place in standings(marks)] == expected


def test_everybody_learns_how_they_did_and_what_to_review() -> None:
    game = played(settings(Mode.CALM), [{ANA: 0, LUIS: 1}, {ANA: 3}, {ANA: 0}, {ANA: 0}])
    ana, luis = result_of(game, ANA), result_of(game, LUIS)
    assert ana is not None
    assert luis is not None
    assert (ana.standing.rank, ana.standing.points, ana.standing.right, ana.standing.answered) == (1, 3000, 3, 4)
    assert (ana.asked, ana.best_streak, ana.review) == (4, 2, ("q1-0",))
    assert (luis.standing.rank, luis.best_streak, luis.review) == (2, 0, ("q0-0",))
    assert result_of(game, MIA) is None


def test_what_was_taken_for_what() -> None:
    game = played(settings(Mode.CALM), [{ANA: 2, LUIS: 2, MIA: 0}, {ANA: 1, LUIS: 0}])
    assert mixed_up(game) == (MixedUp("q0-0", "q0-2", 2), MixedUp("q1-0", "q1-1", 1))


def test_how_the_room_answered_and_who_was_first() -> None:
    game = played(settings(Mode.CALM), [{ANA: 2, LUIS: 0, MIA: 0}])
    assert votes(game.rounds[0]) == {0: 2, 1: 0, 2: 1, 3: 0}
    first = first_right(game.rounds[0])
    assert first is not None
    assert first.person == LUIS


def test_nobody_was_first_where_nobody_was_right() -> None:
    game = played(settings(Mode.CALM), [{ANA: 2}])
    assert first_right(game.rounds[0]) is None
