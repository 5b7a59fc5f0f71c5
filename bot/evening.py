"""What stands out of an evening: its hardest question, and how the best came to their points. Pure."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.quiz.game import Game, Round
from bot.quiz.standings import Standing, standings


@dataclass(frozen=True, slots=True)
class Went:
    """How a question went: `right` of the `answered` were wholly right."""

    round: Round
    right: int
    answered: int

    @property
    def share(self) -> float | None:
        """The share of right answers; None if nobody answered."""
        return self.right / self.answered if self.answered else None


@dataclass(frozen=True, slots=True)
class Run:
    """Somebody's way to their place: the points that they had after each question that counts."""

    standing: Standing
    points: tuple[int, ...]


def questions(game: Game) -> tuple[Went, ...]:
    """How each question went that counts, in the order asked."""
    return tuple(
        Went(round_, sum(mark.is_right for mark in round_.marks), len(round_.marks))
        for round_ in game.rounds
        if round_.counts
    )


def hardest(game: Game) -> Went | None:
    """The one with the smallest share of right answers, of several the one with the most answers; None if all were
    right.
    """
    not_easy = [went for went in questions(game) if went.right < went.answered]
    return min(not_easy, key=lambda went: (went.right / went.answered, -went.answered, went.round.number), default=None)


def runs(game: Game, most: int, hidden: Collection[int] = ()) -> Sequence[Run]:
    """The first `most` of the standings with their ways, if they earned anything; without those who are `hidden`."""
    counted = [went.round for went in questions(game)]
    placed = standings(mark for mark in game.marks() if mark.person not in hidden)
    best = [standing for standing in placed[:most] if standing.points]
    return [Run(standing, tuple(accumulate(_earned(counted, standing.person)))) for standing in best]


def _earned(rounds: Sequence[Round], person: int) -> Iterator[int]:
    for round_ in rounds:
        yield sum(mark.points for mark in round_.marks if mark.person == person)
