"""One quiz being run: it waits for the bell, has what happened stored, and tells the stage."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.quiz.commands import Command, GiveUp, GoAway, Posted, Press, Refusal, Ring
from bot.quiz.events import EndReason
from bot.quiz.game import Game, Phase
from bot.quiz.lines import Line, Shown, bell_of, next_line
from bot.quiz.ports import Bell, Ports, StageGoneError
from bot.quiz.rules import asks_at
from bot.quiz.scribe import Outcome, Scribe

log = logging.getLogger(__name__)

T = TypeVar("T")

# A call that takes longer will not come back: Discord's own waits are shorter.
STAGE_LIMIT = timedelta(seconds=30)
# What the stage fails at is tried again after 1, 2, 4, 8 and 16 s, in which a hiccup of Discord's is over.
STAGE_TRIES = 6
# A journal is tried for ever, because nothing may be lost.
LONGEST_BREAK_SECONDS = 30


class RunningQuiz:
    """Owns one timer, and a task only while there is something to do. `over` is called when it is not ours any more."""

    def __init__(self, quiz: int, ports: Ports, over: Callable[[], None]) -> None:
        self._stage = ports.stage
        self._journal = ports.journal
        self._clock = ports.clock
        self._over = over
        self._scribe = Scribe(quiz, ports, self._changed)
        self._shown = Shown()
        self._tries = 0
        self._not_before: datetime | None = None
        self._awaits_journal = False
        self._bell: Bell | None = None
        self._play: asyncio.Task[None] | None = None
        self._is_leaving = False
        self._is_at_rest = asyncio.Event()
        self._is_at_rest.set()

    @property
    def game(self) -> Game | None:
        """The quiz as it is stored; None until it could be read."""
        return self._scribe.game

    @property
    def tasks(self) -> Sequence[asyncio.Task[None]]:
        """What is under way."""
        return (*self._scribe.tasks, *(() if self._play is None else (self._play,)))

    def begin(self, game: Game) -> None:
        """Run a quiz that has just been stored."""
        self._scribe.knows(game)
        self._wake()

    def go_on(self) -> None:
        """Run a quiz that is in the journal, or may be."""
        self._wake()

    async def submit(self, command: Command) -> Outcome:
        """Take what somebody wants. People may see a question before we know that it was sent: then they wait."""
        if isinstance(command, Press):
            self._clock.heard(command.at)
        if not self._is_at_rest.is_set():
            await self._is_at_rest.wait()
        if self._is_leaving:
            return Refusal.COMING_BACK
        return await self._scribe.submit(command)

    async def leave(self) -> None:
        """Finish what is under way, and note that the bot goes down."""
        self._is_leaving = True
        self._silence()
        if self._play is not None:
            await asyncio.wait({self._play})
        if self.game is not None:
            await self._scribe.submit(GoAway(self._clock.now()))

    def drop(self) -> Sequence[asyncio.Task[None]]:
        """Stop at once, as a kill does, wherever it is. What was under way has stopped when these tasks are done."""
        self._is_leaving = True
        self._silence()
        tasks = self.tasks
        self._scribe.drop()
        if self._play is not None:
            self._play.cancel()
        return tasks

    def _silence(self) -> None:
        if self._bell is not None:
            self._bell.cancel()
            self._bell = None

    def _changed(self) -> None:
        if self._awaits_journal and not self._scribe.is_unsure:
            self._go_well()
        self._wake()

    def _wake(self) -> None:
        if self._play is None and not self._is_leaving:
            self._silence()
            self._play = asyncio.create_task(self._keep_going())

    def _wake_at(self, moment: datetime) -> None:
        self._silence()
        self._bell = self._clock.call_at(moment, self._wake)

    async def _keep_going(self) -> None:
        try:
            while not self._is_leaving and await self._act_or_take_a_break():
                pass
        finally:
            self._play = None

    async def _act_or_take_a_break(self) -> bool:
        try:
            return await self._act()
        except Exception:
            # A quiz that stopped here would block its channel.
            log.exception("Quiz %s stumbled.", self._scribe.quiz)
            self._take_a_break()
            return True

    async def _act(self) -> bool:
        """Do the next thing that is due. False if nothing is, with the timer set to when something will be."""
        if self._not_before is not None and self._clock.now() < self._not_before:
            self._wake_at(self._not_before)
            return False
        if self._scribe.is_lost:
            self._over()
            return False
        game = self.game
        if game is None or self._scribe.is_unsure:
            return await self._ring()
        if (line := next_line(game, self._shown)) is not None:
            return await self._tell(game, *line)
        if game.phase is Phase.ENDED:
            return await self._release(game)
        return await self._act_on_time(game)

    async def _act_on_time(self, game: Game) -> bool:
        now = self._clock.now()
        if asks_at(game, now) is not None:
            return await self._ask(game)
        if game.rings_at is not None and now < game.rings_at:
            self._wake_at(game.rings_at)
            return False
        return await self._ring()

    async def _ring(self) -> bool:
        if await self._scribe.submit(Ring(self._clock.now())) is Refusal.NOT_STORED:
            self._take_a_break()
            self._awaits_journal = True
        else:
            self._go_well()
        return True

    async def _ask(self, game: Game) -> bool:
        self._is_at_rest.clear()
        try:
            bell_at = self._clock.now() + timedelta(seconds=game.opened.settings.seconds)
            posted = await self._on_stage(self._stage.ask(game, bell_at), EndReason.UNREACHABLE)
            if posted is not None:
                await self._store_question(posted)
        finally:
            self._is_at_rest.set()
        return True

    async def _store_question(self, posted: Posted) -> None:
        self._clock.heard(posted.at)
        outcome = await self._scribe.submit(posted)
        if isinstance(outcome, Game):
            self._shown = replace(self._shown, back=outcome.back, bell=bell_of(outcome))

    async def _tell(self, game: Game, line: Line, shown: Shown) -> bool:
        calls = {
            Line.REVEAL: self._stage.reveal,
            Line.SAY_BACK: self._stage.say_back,
            Line.REFRESH: self._stage.refresh,
            Line.FINISH: self._stage.finish,
        }
        await self._on_stage(calls[line](game))
        if self._tries == 0:
            self._shown = shown
        return True

    async def _on_stage(self, call: Coroutine[Any, Any, T], needed: EndReason | None = None) -> T | None:
        """What `call` returns; None if it failed. It may be tried again after a break, unless `_tries` is 0."""
        try:
            result = await self._in_time(call)
        except StageGoneError as gone:
            await self._give_up(gone.reason)
        except Exception:
            log.warning("Quiz %s: the stage failed.", self._scribe.quiz, exc_info=True)
            self._take_a_break()
            if self._tries >= STAGE_TRIES:
                await self._give_up(needed)
        else:
            self._go_well()
            return result
        return None

    async def _in_time(self, call: Coroutine[Any, Any, T]) -> T:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(None) as limit:
            bell = self._clock.call_at(self._clock.now() + STAGE_LIMIT, lambda: limit.reschedule(loop.time()))
            try:
                return await call
            finally:
                bell.cancel()

    async def _give_up(self, reason: EndReason | None) -> None:
        """Try this no more; end the quiz, if it cannot go on without."""
        self._go_well()
        if reason is not None:
            await self._scribe.submit(GiveUp(self._clock.now(), reason))

    async def _release(self, game: Game) -> bool:
        await self._journal.release(game.quiz)
        self._over()
        return False

    def _take_a_break(self) -> None:
        seconds = min(2 ** min(self._tries, STAGE_TRIES), LONGEST_BREAK_SECONDS)
        self._tries += 1
        self._not_before = self._clock.now() + timedelta(seconds=seconds)

    def _go_well(self) -> None:
        self._tries = 0
        self._not_before = None
        self._awaits_journal = False
