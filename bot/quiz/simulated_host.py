"""A host of a simulated night, who takes people out, jumps ahead and marks again, all at random."""

from collections.abc import Iterator
from datetime import datetime
from random import Random

from bot.quiz.commands import Jump, Kick, Next, Pause, Regrade, Resume
from bot.quiz.events import Answer, Chosen, Typed, Verdict
from bot.quiz.game import Game
from knowledge.questions.asked import AskedKind

# In shares of all questions.
KICKS = 0.1
JUMPS = 0.05
GOES_ON = 0.05
PAUSES = 0.1
MARKS_AGAIN = 0.4
FURTHEST_JUMP = 2


class SimulatedHost:
    """Draws what is wanted during a question, and how it is marked again."""

    def __init__(self, host: int, random: Random, ids: Iterator[int]) -> None:
        self._host = host
        self._random = random
        self._ids = ids

    def orders(
        self, game: Game, moments: Iterator[datetime]
    ) -> Iterator[Kick | Jump | Next | Pause | Resume | Regrade]:
        """What is wanted while a question is open, each at the next of `moments`."""
        players = sorted({person for round_ in game.rounds for person in round_.given})
        if players and self._happens(KICKS):
            person = self._random.choice(players)
            yield Kick(order=next(self._ids), at=next(moments), by=self._host, person=person)
        if self._happens(PAUSES):
            yield Pause(order=next(self._ids), at=next(moments), by=self._host)
            yield Resume(order=next(self._ids), at=next(moments), by=self._host)
        if self._happens(GOES_ON):
            yield Next(order=next(self._ids), at=next(moments), by=self._host)
        if self._happens(JUMPS):
            number = len(game.rounds) + self._random.randint(1, FURTHEST_JUMP)
            yield Jump(order=next(self._ids), at=next(moments), by=self._host, number=number)
        if self._happens(MARKS_AGAIN):
            yield self.regrade(game, next(moments))

    def resume(self, at: datetime) -> Resume:
        """If it was not heard, it is wanted again."""
        return Resume(order=next(self._ids), at=at, by=self._host)

    def regrade(self, game: Game, at: datetime) -> Regrade:
        """One of the questions asked so far, which may be open, or jumped over: then it is refused."""
        number = self._random.randint(1, len(game.rounds))
        verdict = self._random.choice(list(Verdict))
        answer = self._answer(game, number)
        return Regrade(order=next(self._ids), at=at, by=self._host, number=number, verdict=verdict, answer=answer)

    def _answer(self, game: Game, number: int) -> Answer:
        """What somebody gave; if nobody gave anything, something that could have been."""
        round_ = game.rounds[number - 1]
        if round_.given:
            return round_.given[self._random.choice(sorted(round_.given))].answer
        return Typed("anything") if round_.asked.kind is AskedKind.TYPED else Chosen((0,))

    def _happens(self, share: float) -> bool:
        return self._random.random() < share
