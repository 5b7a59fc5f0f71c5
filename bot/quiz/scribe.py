"""One quiz's commands in their order: decided in turn, stored together, and only then answered."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import TypeAlias

from bot.quiz.commands import ComeBack, Command, Refusal
from bot.quiz.events import USUAL_PACE, Answered, Entry, entries_after
from bot.quiz.game import Game, fold
from bot.quiz.ports import JournalDownError, NotOursError, Ports
from bot.quiz.rules import decide

log = logging.getLogger(__name__)

Outcome: TypeAlias = Game | Refusal
"""The quiz after a command that counted, which is stored; or why it did not count."""


class Scribe:
    """Keeps one quiz.

    `game` is always what the journal holds. While one batch is being stored, commands wait and make up the next one:
    five hundred presses in a second are a handful of writes. After a failure the journal is read again before anything
    else is decided, because what it has stored is not known; the quiz has then been away. `changed` is called when more
    than answers came in, or one that the last bell may have waited for, or when something failed.
    """

    def __init__(self, quiz: int, ports: Ports, changed: Callable[[], None]) -> None:
        self.quiz = quiz
        self.game: Game | None = None
        self.is_unsure = True
        self.is_lost = False
        self._journal = ports.journal
        self._clock = ports.clock
        self._judge = ports.judge
        self._changed = changed
        self._waiting: list[tuple[Command, asyncio.Future[Outcome]]] = []
        self._batch: list[tuple[Command, asyncio.Future[Outcome]]] = []
        self._turns: asyncio.Task[None] | None = None

    def knows(self, game: Game) -> None:
        """`game` is what the journal holds."""
        self.game, self.is_unsure = game, False

    def submit(self, command: Command) -> asyncio.Future[Outcome]:
        """Take `command` in its turn."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append((command, future))
        if self._turns is None:
            self._turns = asyncio.create_task(self._take_turns())
        return future

    @property
    def tasks(self) -> Sequence[asyncio.Task[None]]:
        """What is under way."""
        return () if self._turns is None else (self._turns,)

    def drop(self) -> None:
        """Stop at once. Nobody is to wait for an answer that will not come."""
        for task in self.tasks:
            task.cancel()
        for _, future in (*self._batch, *self._waiting):
            future.cancel()

    async def _take_turns(self) -> None:
        while self._waiting:
            self._batch, self._waiting = self._waiting, []
            outcomes = await self._outcomes([command for command, _ in self._batch])
            for (_, future), outcome in zip(self._batch, outcomes, strict=True):
                if not future.done():  # whoever asked may have gone
                    future.set_result(outcome)
        self._turns = None

    async def _outcomes(self, commands: Sequence[Command]) -> Sequence[Outcome]:
        try:
            if self.is_unsure:
                await self._read_again()
            if self.game is None:
                return [Refusal.OVER] * len(commands)
            return await self._store(self.game, commands)
        except NotOursError:
            log.info("Quiz %s is another process's now.", self.quiz)
            return self._lose(commands)
        except JournalDownError as error:
            log.warning("Quiz %s could not be stored: %s", self.quiz, error)
        except Exception:
            # Whatever it was, nothing was stored, and that is what people have to be told.
            log.exception("Quiz %s could not be stored.", self.quiz)
        self.is_unsure = True
        self._changed()
        return [Refusal.NOT_STORED] * len(commands)

    async def _read_again(self) -> None:
        game = fold(await self._journal.read(self.quiz))
        self.is_unsure = False
        if game is None:
            self._lose(())
        else:
            await self._store(game, [ComeBack(self._clock.now())])

    def _lose(self, commands: Sequence[Command]) -> Sequence[Outcome]:
        self.game, self.is_lost = None, True
        self._changed()
        return [Refusal.OVER] * len(commands)

    async def _store(self, game: Game, commands: Sequence[Command]) -> Sequence[Outcome]:
        entries: list[Entry] = []
        outcomes: list[Outcome] = []
        for command in commands:
            decision = decide(game, command, self._judge)
            if isinstance(decision, Refusal):
                outcomes.append(decision)
                continue
            new = entries_after(game.quiz, game.sequence, decision)
            game = fold(new, game) or game
            entries += new
            outcomes.append(game)
        if entries:
            await self._journal.append(game, entries)
        self.game = game
        if not all(isinstance(entry.event, Answered) and entry.event.pace == USUAL_PACE for entry in entries):
            self._changed()
        return outcomes
