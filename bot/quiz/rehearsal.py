"""A clock that is moved by hand and a stage that nobody sees: what a whole quiz is played with in no time."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.quiz.commands import Posted
from bot.quiz.game import Game
from bot.quiz.host import Host
from bot.quiz.ports import Bell


@dataclass(order=True, slots=True)
class VirtualBell:
    """A ring that is due. One that was cancelled stays where it is and does nothing."""

    moment: datetime
    turn: int
    ring: Callable[[], None] = field(compare=False)
    is_cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        """Do not ring."""
        self.is_cancelled = True


class VirtualClock:
    """It is always `now()`, until somebody moves it on."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._bells: list[VirtualBell] = []
        self._turns = count()

    def now(self) -> datetime:
        """The moment that it was moved to."""
        return self._now

    def heard(self, moment: datetime) -> None:
        """It is never wrong."""

    def call_at(self, moment: datetime, ring: Callable[[], None]) -> Bell:
        """Ring when the clock is moved to `moment` or beyond."""
        bell = VirtualBell(moment, next(self._turns), ring)
        heapq.heappush(self._bells, bell)
        return bell

    @property
    def next_ring(self) -> datetime | None:
        """When the next bell is due."""
        while self._bells and self._bells[0].is_cancelled:
            heapq.heappop(self._bells)
        return self._bells[0].moment if self._bells else None

    def move_to(self, moment: datetime) -> None:
        """Move on, never back. Rings what is due on the way, each bell when its moment has come."""
        while (due := self.next_ring) is not None and due <= moment:
            self._now = max(self._now, due)
            heapq.heappop(self._bells).ring()
        self._now = max(self._now, moment)

    def forget(self) -> None:
        """Drop all bells, as the end of a process does."""
        self._bells.clear()


async def pass_until(moment: datetime, clock: VirtualClock, host: Host) -> None:
    """Let `moment` come, with everything done at its time that is due on the way."""
    await host.settle()
    while (ring := clock.next_ring) is not None and ring <= moment:
        clock.move_to(ring)
        await host.settle()
    clock.move_to(moment)
    await host.settle()


class SilentStage:
    """Shows nothing, and counts what it was told."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._messages = count(1)
        self.calls = 0

    async def ask(self, game: Game, bell_at: datetime) -> Posted:
        """Give out a message id; `bell_at` is shown to nobody."""
        del bell_at
        self.calls += 1
        return Posted(number=game.next_number or 0, message=next(self._messages), at=self._clock.now())

    async def refresh(self, game: Game) -> None:
        """Count."""
        del game
        self.calls += 1

    async def reveal(self, game: Game) -> None:
        """Count."""
        del game
        self.calls += 1

    async def say_back(self, game: Game) -> None:
        """Count."""
        del game
        self.calls += 1

    async def finish(self, game: Game) -> None:
        """Count."""
        del game
        self.calls += 1
