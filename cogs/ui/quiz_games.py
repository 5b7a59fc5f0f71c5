"""Quizzes to look at: those that run, and those that are over, read from their logs."""

import asyncio

from bot.quiz.game import Game, Phase, fold
from bot.quiz.host import Host
from bot.quiz.ports import Journal, JournalDownError, NotOursError

# Finished quizzes that are kept: a room asks for its results at once, and a log of fifty questions takes a while.
QUIZZES_REMEMBERED = 20


class QuizGames:
    """Remembers the last few that are over."""

    def __init__(self, host: Host, journal: Journal) -> None:
        self._host = host
        self._journal = journal
        self._finished: dict[int, Game] = {}
        self._times_forgotten = 0
        self._reading = asyncio.Lock()

    async def find(self, quiz: int) -> Game | None:
        """The quiz, running or over; None if it cannot be read at present."""
        async with self._reading:
            game = self._host.game(quiz) or self._finished.get(quiz)
            if game is not None:
                return game
            before = self._times_forgotten
            try:
                game = fold(await self._journal.read(quiz))
            except (JournalDownError, NotOursError):
                return None
            # One that goes on, or was marked again while we read, will be another one.
            if game is not None and game.phase is Phase.ENDED and before == self._times_forgotten:
                self._remember(game)
            return game

    def forget(self, quiz: int) -> None:
        """It was marked again."""
        self._finished.pop(quiz, None)
        self._times_forgotten += 1

    def forget_all(self) -> None:
        """They may name somebody who wants to be forgotten: read them anew."""
        self._finished.clear()
        self._times_forgotten += 1

    def _remember(self, game: Game) -> None:
        if len(self._finished) >= QUIZZES_REMEMBERED:
            del self._finished[next(iter(self._finished))]
        self._finished[game.quiz] = game
