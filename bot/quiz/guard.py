"""What a player is not to look up while they are asked for it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.quiz.state import Game, Round
from knowledge.library import Library
from knowledge.questions.asked import Asked, AskedKind


@dataclass(frozen=True, slots=True)
class Secret:
    """What the open question of `game` is about; a pause leaves it open."""

    game: Game
    concepts: frozenset[str]


class Guard:
    """Looks at the quizzes of this process, wherever the player looks things up. Whoever does not play is held from
    nothing, and while nobody plays, asking it costs nothing.
    """

    def __init__(self, games: Callable[[], Sequence[Game]], library: Library) -> None:
        self._games = games
        self._library = library

    @property
    def is_idle(self) -> bool:
        """Whether there is no quiz at all."""
        return not self._games()

    def secrets(self, person: int) -> tuple[Secret, ...]:
        """What `person` is being asked at present."""
        return tuple(
            Secret(game, self._asked_for(round_.asked)) for game, round_ in self._open() if _plays(game, person)
        )

    def held(self, person: int, concepts: Collection[str]) -> Secret | None:
        """The one that telling `person` of `concepts` would give away."""
        return next((secret for secret in self.secrets(person) if not secret.concepts.isdisjoint(concepts)), None)

    def _open(self) -> Iterator[tuple[Game, Round]]:
        for game in self._games():
            if (round_ := game.open_round) is not None:
                yield game, round_

    def _asked_for(self, asked: Asked) -> frozenset[str]:
        """All that may be the answer: were less held back, what is held back would be a hint."""
        options = (option.concept for option in asked.options if option.concept is not None)
        concepts = frozenset((*asked.about, *options))
        if asked.kind is not AskedKind.TYPED:
            return concepts
        # Nothing is offered to choose from; the question's category can be seen by all.
        return concepts | {concept.id for concept in self._library.in_category(asked.category)}


def _plays(game: Game, person: int) -> bool:
    """Whether they have joined, or answered: in this quiz, not only this question. Who was taken out does not."""
    is_in_it = person in game.members or any(person in round_.given for round_ in game.rounds)
    return is_in_it and person not in game.kicked
