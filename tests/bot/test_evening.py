"""What stands out of an evening."""

from bot.evening import Run, hardest, questions, runs
from bot.quiz.events import Chosen
from bot.quiz.game import Game
from bot.quiz.standings import standings
from bot.take_home import Taken, game_of
from tests.bot.quiz.fakes import ANA, LUIS, MIA, question
from tests.bot.taking import take_home

RIGHT, WRONG = Taken(Chosen((0,)), 1), Taken(Chosen((1,)), 2)


def played(*rights: dict[int, bool]) -> Game:
    """For each question, who answered it, and whether rightly."""
    people = {person for given in rights for person in given}
    sheets = {
        person: {number: RIGHT if given[person] else WRONG for number, given in enumerate(rights, 1) if person in given}
        for person in people
    }
    return game_of(take_home(*(question(f"q{number}") for number in range(len(rights)))), sheets)


def test_how_each_question_went() -> None:
    went = questions(played({ANA: True, LUIS: False}, {}, {ANA: True}))
    assert [(each.round.number, each.right, each.answered, each.share) for each in went] == [
        (1, 1, 2, 0.5),
        (2, 0, 0, None),
        (3, 1, 1, 1.0),
    ]


def test_the_hardest_has_the_smallest_share_and_then_the_most_answers() -> None:
    game = played({ANA: False}, {ANA: False, LUIS: False}, {ANA: True, LUIS: False}, {MIA: False, LUIS: False})
    most = hardest(game)
    assert most is not None
    assert most.round.number == 2
    assert hardest(played({ANA: True}, {})) is None


def test_the_best_come_to_their_points_question_by_question() -> None:
    game = played({ANA: True, LUIS: True, MIA: False}, {ANA: False, LUIS: True}, {ANA: True})
    first, second, _ = standings(game.marks())
    assert runs(game, 3) == [Run(first, (1000, 1000, 2000)), Run(second, (1000, 2000, 2000))]
    assert len(runs(game, 1)) == 1
    (alone,) = runs(game, 3, hidden={LUIS})
    assert (alone.standing.rank, alone.standing.person) == (1, ANA)
