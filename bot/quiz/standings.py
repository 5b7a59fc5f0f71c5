"""Who stands where, what to review, and what the group mixed up."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import floor

from bot.quiz.events import Chosen, Mark
from bot.quiz.game import Game, Given, Round
from bot.quiz.marking import normal_form
from knowledge.questions.asked import Asked


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's place. Equal points share a rank, and the next rank counts them all: 1, 1, 3."""

    rank: int
    person: int
    points: int
    right: int
    answered: int


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """One team's place; `team` is its place in `Opened.teams`. `points` are those of an average member, rounded.

    `players` are the members who answered something: the others do not count, so that size does not win.
    """

    rank: int
    team: int
    name: str
    points: int
    players: int


@dataclass(frozen=True, slots=True)
class PersonalResult:
    """How one person did. `review` are the concepts of the questions that they got wrong, in the order asked."""

    standing: Standing
    asked: int
    best_streak: int
    review: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MixedUp:
    """`chosen` was taken for `right`, `times` times."""

    right: str
    chosen: str
    times: int


def standings(marks: Iterable[Mark]) -> tuple[Standing, ...]:
    """Everybody who answered, best first; people of the same rank by their id."""
    by_person: dict[int, list[Mark]] = {}
    for mark in marks:
        by_person.setdefault(mark.person, []).append(mark)
    points = {person: sum(mark.points for mark in earned) for person, earned in by_person.items()}
    ranked: list[Standing] = []
    ordered = sorted(by_person, key=lambda person: (-points[person], person))
    for _, tied in groupby(ordered, key=lambda person: points[person]):
        rank = len(ranked) + 1
        ranked += [_standing(rank, person, by_person[person]) for person in tied]
    return tuple(ranked)


def _standing(rank: int, person: int, earned: list[Mark]) -> Standing:
    right = sum(mark.is_right for mark in earned)
    return Standing(rank, person, sum(mark.points for mark in earned), right, len(earned))


def team_standings(game: Game) -> tuple[TeamStanding, ...]:
    """The teams in which somebody answered, best first, by the average of those who did. Only equal averages tie."""
    earned: dict[int, list[int]] = {}
    for standing in standings(game.marks()):
        team = game.members.get(standing.person)
        if team is not None and 0 <= team < len(game.opened.teams):
            earned.setdefault(team, []).append(standing.points)
    averages = {team: Fraction(sum(points), len(points)) for team, points in earned.items()}
    ranked: list[TeamStanding] = []
    for average, tied in groupby(sorted(averages, key=lambda team: (-averages[team], team)), key=averages.__getitem__):
        rank, points = len(ranked) + 1, floor(average + Fraction(1, 2))
        ranked += [TeamStanding(rank, team, game.opened.teams[team], points, len(earned[team])) for team in tied]
    return tuple(ranked)


def result_of(game: Game, person: int) -> PersonalResult | None:
    """None for somebody who answered nothing that counted."""
    marks = game.marks()
    standing = next((standing for standing in standings(marks) if standing.person == person), None)
    if standing is None:
        return None
    own = [mark for mark in marks if mark.person == person]
    wrong = [game.opened.questions[mark.number - 1] for mark in own if not mark.is_right]
    review = tuple(dict.fromkeys(concept for asked in wrong for concept in asked.about))
    asked = sum(round_.counts for round_ in game.rounds)
    return PersonalResult(standing, asked, max(mark.streak for mark in own), review)


def votes(round_: Round) -> Mapping[int, int]:
    """How the room answered: how many chose each option, by its place in the question as asked."""
    counts = Counter(place for given in round_.given.values() for place in _places(given))
    return {place: counts[place] for place in range(len(round_.asked.options))}


def first_right(round_: Round) -> Mark | None:
    """The quickest whole right answer; of several as quick, the one whose press came first."""
    right = [mark for mark in round_.marks if mark.is_right]
    return min(right, key=lambda mark: (mark.took_ms, round_.given[mark.person].press), default=None)


def mixed_up(game: Game) -> tuple[MixedUp, ...]:
    """The concepts that were taken for another, most often first."""
    pairs = Counter(
        pair
        for round_ in game.rounds
        if round_.counts
        for given in round_.given.values()
        if normal_form(given.answer) not in round_.accepted
        for pair in _confusions(round_.asked, given)
    )
    found = [MixedUp(right, chosen, times) for (right, chosen), times in pairs.items()]
    return tuple(sorted(found, key=lambda pair: (-pair.times, pair.right, pair.chosen)))


def _places(given: Given) -> tuple[int, ...]:
    return given.answer.options if isinstance(given.answer, Chosen) else ()


def _confusions(asked: Asked, given: Given) -> Iterable[tuple[str, str]]:
    """Right and chosen, where one thing was right and another was chosen for it."""
    right = [option.concept for option in asked.options if option.is_right and option.concept is not None]
    if len(right) != 1:
        return
    for place in _places(given):
        option = asked.options[place]
        if not option.is_right and option.concept is not None and option.concept != right[0]:
            yield right[0], option.concept
