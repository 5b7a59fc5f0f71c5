"""Who stands where, what to review, and what the group mixed up."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from bot.quiz.events import Chosen, Mark
from bot.quiz.game import Game, Given, Round
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


def result_of(game: Game, person: int) -> PersonalResult | None:
    """None for somebody who answered nothing that counted."""
    marks = game.marks()
    standing = next((standing for standing in standings(marks) if standing.person == person), None)
    if standing is None:
        return None
    own = [mark for mark in marks if mark.person == person]
    wrong = [game.opened.questions[mark.number - 1] for mark in own if not mark.is_right]
    review = tuple(dict.fromkeys(concept for asked in wrong for concept in asked.about))
    asked = sum(round_.is_closed for round_ in game.rounds)
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
        if round_.is_closed
        for given in round_.given.values()
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
